import Autodiff
import Formulas

/// Writes the captions of steps: first the local derivative with its numbers, then the accumulation.
///
/// Formulas come from the operation's rule, numbers from the trace, names from the ``Vocabulary``.
struct Captions {
  let trace: Trace
  let words: Vocabulary
  let numbers: NumberStyle
  /// The final adjoint of each node that is visited.
  let adjoints: [Int: TraceValue]
  /// The tangent of each node that carries one, in forward mode.
  let tangents: [Int: TraceValue]
  /// The final adjoint of each node within a closed group.
  let inner: [Int: TraceValue]
  /// The number of contributions to the adjoint of each node, by id.
  private let expected: [Int]
  /// The letter for a count, one that is no name of the trace.
  private let counting: Symbol

  init(_ trace: Trace, _ words: Vocabulary, _ numbers: NumberStyle) {
    self.trace = trace
    self.words = words
    self.numbers = numbers
    var adjoints: [Int: TraceValue] = [:]
    var tangents: [Int: TraceValue] = [:]
    var expected = [Int](repeating: 0, count: trace.nodes.count)
    // A pass with a mistake may walk an edge again.
    var walked: Set<[Int]> = []
    for event in trace.events {
      switch event {
      case .visit(let node, let adjoint?): adjoints[node] = adjoint
      case .propagate(let step):
        if trace.walk == nil || walked.insert([step.from, step.operand]).inserted { expected[step.to] += 1 }
      case .tangentSeed(let node, let tangent): tangents[node] = tangent
      case .pushForward(let step): tangents[step.to] = step.tangent
      default: break
      }
    }
    (self.adjoints, self.tangents) = (adjoints, tangents)
    var inner: [Int: TraceValue] = [:]
    for event in trace.contraction?.whole.events ?? [] {
      if case .visit(let node, let adjoint?) = event, trace.standIn(node) != node { inner[node] = adjoint }
    }
    self.inner = inner
    self.expected = expected
    let taken = Set(trace.nodes.map { $0.name })
    counting = Symbol(["n", "m", "k", "N"].first { !taken.contains($0) } ?? "n′")
  }

  /// An operation as captions write it.
  ///
  /// An operand is marked where its name alone is ambiguous: where it is several operands of the operation, and where
  /// the operation is the output and the operand also reaches it on other ways, so that the derivative of the output
  /// with respect to it is more than the local one.
  func text(_ id: Int) -> OperationText {
    let operands = trace.nodes[id].operands
    var uses: [Int: Int] = [:]
    for operand in operands { uses[operand, default: 0] += 1 }
    return OperationText(id, trace, words, counting: counting) { place in
      let operand = operands[place]
      return uses[operand, default: 0] > 1 || (id == trace.output && expected[operand] > 1)
    }
  }

  /// The start: forward values, all adjoints 0, the output's adjoint 1.
  func start(seed: TraceValue) -> Caption {
    let adjoint = words.adjoint(trace.output)
    guard seed.scalar == nil else {
      return Caption(
        lines: [
          .words(Words.startOfNumber), .equality(adjoint, words.value(seed)),
        ],
        spoken: Words.start(adjoint.said(numbers)).sentence, prose: Words.start(adjoint))
    }
    let sum = Formula.symbol(words.function)
    if trace.outputElement != nil {
      return Caption(
        lines: [.phrase(Words.startOfElement(sum)), .equality(adjoint, words.value(seed))],
        spoken: (Words.startOfElement(sum.said(numbers)) + [.words(".")]).sentence,
        prose: Words.startOfElement(sum) + [.words(".")])
    }
    return Caption(
      lines: [
        .phrase(Words.startOfSum(sum)), .phrase(Words.inEveryElement(.equality(adjoint, .number(1)))),
      ],
      spoken: Words.startOfSum(sum.said(numbers), adjoint.said(numbers)).sentence,
      prose: Words.startOfSum(sum, adjoint))
  }

  /// The start of a second pass that does not begin with gradients of 0, by mistake.
  func secondPass() -> Caption { Caption(lines: [.words(Words.secondPass)], spoken: Words.secondPass + ".") }

  /// One use of the chain rule; `before` is what had arrived at the operand earlier, `upstream` the operation's adjoint.
  func propagation(_ step: TraceEvent.Propagation, before: TraceValue?, upstream: TraceValue?) -> Caption {
    let operation = text(step.from)
    let step = operation.withLocal(step, trace)
    let local = operation.local(step.operand)
    var links: [Formula.Link] = []
    if let formula = operation.localFormula(step.operand) { links.append(.init(.equals, formula)) }
    if let number = step.local?.scalar, links.last?.right.isNumber != true {
      let value = Formula.of(number)
      links.append(.init(links.last.map { numbers.relation($0.right, value) } ?? .equals, value))
    }
    let accumulation = Accumulation(
      step, before: before, operation, trace, words, numbers, upstream: upstream)
    let way = self.way(of: step, trace, words)
    let rule = ruleLine(operation.definition, local, links)
    let lines = [way.map { way in rule.map { .phrase([way, .words(": "), $0]) } ?? way } ?? rule, accumulation.line]
    return Caption(
      lines: lines.compactMap { $0 },
      spoken: (way.map { $0.spoken(numbers) + ". " } ?? "")
        + derivative(local, links, said: true).sentence.capitalizedFirst
        + accumulation.told(said: true).sentence.capitalizedFirst + ".",
      prose: (way.map { [$0, .words(". ")] } ?? []) + derivative(local, links, said: false)
        + accumulation.told(said: false) + [.words(".")])
  }

  /// The definition of an operation and the contribution to each operand that receives one, without numbers.
  func rules(of id: Int) -> [Formula] {
    let operation = text(id)
    guard let rule = operation.rule, let definition = operation.definition else { return [] }
    var needsCount = false
    let derivatives = operation.node.operands.enumerated().compactMap { place, operand -> Formula? in
      guard trace.nodes[operand].kind != .constant, rule.isDifferentiable(in: place) else { return nil }
      if let formula = operation.localFormula(place) { return .equality(operation.local(place), formula) }
      needsCount = true
      return operation.share(words.adjoint(id), to: place).map { .chain(words.adjoint(operand), [.init(.growsBy, $0)]) }
    }
    return [definition] + derivatives + (needsCount ? [operation.countStatement].compactMap { $0 } : [])
  }

  private func ruleLine(_ definition: Formula?, _ local: Formula, _ links: [Formula.Link]) -> Formula? {
    guard !links.isEmpty else { return definition }
    let derivative = Formula.chain(local, links)
    guard let definition else { return derivative }
    return .chain(definition, [.init(.implies, derivative)])
  }

  /// The local derivative as a sentence, for the eye or said: "∂mul/∂x is y, which is 2. "
  private func derivative(_ local: Formula, _ links: [Formula.Link], said isSaid: Bool) -> [Formula] {
    func part(_ formula: Formula) -> Formula { isSaid ? formula.said(numbers) : formula }
    guard let first = links.first else { return [] }
    var parts = Words.equality(part(local), part(first.right))
    if links.count > 1, let last = links.last {
      parts += Words.whichIs(part(last.right), isRounded: last.relation == .approximates)
    }
    return parts + [.words(". ")]
  }

  /// An edge along which nothing is propagated.
  func blocked(from: Int, to: Int, operand place: Int, _ reason: BlockReason) -> Caption {
    let operand = text(from).operands
    let receiver = place < operand.count ? operand[place] : words.operand(to)
    let line: Formula =
      switch reason {
      case .constant where trace.nodes[to].kind == .operation:
        .phrase(Words.dependsOnNothing(receiver))
      case .constant: .words(Words.constantOperand)
      case .notDifferentiable: .phrase(Words.hasNoDerivative(words.operand(from), receiver))
      }
    let isConstant = reason == .constant
    return Caption(
      lines: [line],
      spoken: Words.handsNothing(
        words.operand(from).said(numbers), to: .words(words.spoken(to)), isConstant: isConstant
      ).sentence,
      prose: Words.handsNothing(words.operand(from), to: words.named(to), isConstant: isConstant))
  }

  /// The end of a path.
  func finish(_ id: Int, gradient: TraceValue?) -> Caption {
    let kind = trace.nodes[id].kind.word
    let name = words.operand(id)
    guard let gradient else {
      return Caption(
        lines: [.phrase(Words.endOfPath(kind, name))],
        spoken: Words.endOfPath(kind, name.said(numbers), ".").sentence, prose: Words.endOfPath(kind, name, "."))
    }
    let derivative = words.adjoint(id)
    return Caption(
      lines: [
        .phrase(
          Words.endOfPath(kind, name, ", ")
            + [Vocabulary.statement(derivative, words.value(gradient), norm: words.norm(gradient))])
      ],
      spoken: (Words.endOfPath(kind, name.said(numbers), "; ")
        + Words.equality(derivative.said(numbers), .words(words.spoken(gradient, numbers))) + [.words(".")]).sentence,
      prose: Words.endOfPath(kind, name, "; ") + Words.equality(derivative, words.told(gradient)) + [.words(".")])
  }
}
