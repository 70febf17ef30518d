import Autodiff
import Formulas

/// The captions of forward mode, by the rules of dual numbers (article, part 1).
extension Captions {
  /// The start: the input moves.
  func tangentSeed(_ node: Int, _ tangent: TraceValue) -> Caption {
    let input = Formula.symbol(words.input)
    let statement =
      words.dual(trace.nodes[node].value, tangent).map { Formula.equality(.symbol(words.symbol(node)), $0) }
      ?? Vocabulary.statement(self.tangent(node), words.value(tangent), norm: words.norm(tangent))
    return Caption(
      lines: [.phrase(Words.moves(input)), statement],
      spoken: Words.moves(input.said(numbers), .words(words.spoken(tangent, numbers))).sentence,
      prose: Words.moves(input, words.told(tangent)))
  }

  /// One use of the chain rule: how an operand moves an operation.
  func pushForward(_ step: TraceEvent.PushForward) -> Caption {
    let operation = text(step.to)
    let value = words.value(step.contribution)
    let name = tangent(step.to)
    var links: [Formula.Link] = []
    if let share = share(step.operand, of: operation) { links.append(.init(.growsBy, share)) }
    if let local = step.local?.scalar, let moved = tangents[step.from]?.scalar, step.contribution.scalar != nil {
      let product = Formula.times(.of(local), .of(moved))
      // A product with 1 says nothing more.
      if local != 1 || links.isEmpty { links.append(.init(links.isEmpty ? .growsBy : .equals, product)) }
      links.append(.init(local == 1 ? .equals : numbers.relation(product, value), value))
    } else if words.norm(step.contribution) == nil, links.last?.right != value {
      links.append(.init(links.isEmpty ? .growsBy : .equals, value))
    }
    var line = Formula.chain(words.shaped(name, step.contribution.shape), links)
    if let norm = words.norm(step.contribution) { line = .phrase(Words.ofNorm(line, norm)) }
    if step.local == nil, let count = operation.countStatement { line = .statements([line, count]) }
    if step.arrived > 1 {
      let total = words.norm(step.tangent).map { Formula.phrase(Words.inAllOfNorm($0)) }
      line = .statements([line, total ?? .phrase(Words.inAll(words.value(step.tangent)))])
    }
    func told(said isSaid: Bool) -> [Formula] {
      func part(_ formula: Formula) -> Formula { isSaid ? formula.said(numbers) : formula }
      func part(_ value: TraceValue) -> Formula {
        isSaid ? .words(words.spoken(value, numbers)) : words.told(value)
      }
      let moved = Words.moved(
        part(operation.result), along: part(words.operand(step.from)), by: part(step.contribution))
      return moved + (step.arrived > 1 ? Words.nowIs(part(step.tangent)) : []) + [.words(".")]
    }
    return Caption(
      lines: [dualRule(of: operation), line].compactMap { $0 }, spoken: told(said: true).sentence.capitalizedFirst,
      prose: told(said: false))
  }

  /// The end: the output's tangent is the derivative.
  func tangentFinish(_ id: Int) -> Caption {
    guard let tangent = tangents[id] else {
      let (output, input) = (Formula.symbol(words.symbol(id)), Formula.symbol(words.input))
      return Caption(
        lines: [.phrase(Words.doesNotMove(output, input)), .equality(words.derivative(id), .number(0))],
        spoken: (Words.doesNotMove(output.said(numbers), input.said(numbers)) + [.words(".")]).sentence
          .capitalizedFirst)
    }
    let derivative = words.derivative(id)
    let statement = Vocabulary.statement(derivative, words.value(tangent), norm: words.norm(tangent))
    let dual = words.dual(trace.nodes[id].value, tangent).map { Formula.equality(.symbol(words.symbol(id)), $0) }
    return Caption(
      lines: [dual, .phrase(Words.endOfForwardMode(statement))].compactMap { $0 },
      spoken: (Words.endOfForwardMode(derivative.said(numbers))
        + [.words(Words.valueIs + words.spoken(tangent, numbers) + ".")]).sentence,
      prose: Words.endOfForwardMode(derivative) + [.words(Words.valueIs), words.told(tangent), .words(".")])
  }

  /// The tangent of a node by its name, `x′`.
  private func tangent(_ id: Int) -> Formula { .symbol(words.tangent(id)) }

  /// What an operand contributes to the tangent of an operation, by names.
  private func share(_ place: Int, of operation: OperationText) -> Formula? {
    operation.pushForward(tangent(operation.node.operands[place]), from: place)
  }

  /// The operation of dual numbers: `ln(x + x′ε) = ln x + (x′/x)ε`.
  private func dualRule(of operation: OperationText) -> Formula? {
    guard let rule = operation.rule else { return nil }
    let moving = operation.node.operands.indices.filter {
      tangents[operation.node.operands[$0]] != nil && rule.isDifferentiable(in: $0)
    }
    let shares = moving.compactMap { share($0, of: operation) }
    guard shares.count == moving.count, let first = shares.first else { return nil }
    let duals = operation.node.operands.indices.map { place -> Formula in
      let operand = operation.operands[place]
      guard moving.contains(place) else { return operand }
      return .dual(operand, tangent(operation.node.operands[place]), words.infinitesimal)
    }
    let sum = shares.dropFirst().reduce(first) { $0.adding($1) }
    return .equality(
      rule.formula(Operands(all: duals)), .dual(rule.formula(operation.operands), sum, words.infinitesimal))
  }
}
