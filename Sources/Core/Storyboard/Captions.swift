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
    var expected = [Int](repeating: 0, count: trace.nodes.count)
    for event in trace.events {
      switch event {
      case .visit(let node, let adjoint?): adjoints[node] = adjoint
      case .propagate(let step): expected[step.to] += 1
      default: break
      }
    }
    self.adjoints = adjoints
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
  private func text(_ id: Int) -> OperationText {
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
    let known = "the forward values are known"
    guard seed.scalar == nil else {
      return Caption(
        lines: [
          .words("Start: \(known), every derivative but the first is 0"), .equality(adjoint, words.value(seed)),
        ],
        spoken: "The forward values are known and every derivative is 0 but the first: "
          + "\(adjoint.spoken(numbers)) is 1.",
        prose: [
          .words("The forward values are known and every derivative is 0 but the first: "), adjoint, .words(" is 1."),
        ])
    }
    let sum = Formula.symbol(words.function)
    return Caption(
      lines: [
        .phrase([.words("Start: \(known), and "), sum, .words(", the sum of all elements, is differentiated")]),
        .phrase([.equality(adjoint, .number(1)), .words(" in every element, every other derivative is 0")]),
      ],
      spoken: "The forward values are known. What is differentiated is \(sum.spoken(numbers)) over all elements: "
        + "\(adjoint.spoken(numbers)) is 1 in every element, and every other derivative is 0.",
      prose: [
        .words("The forward values are known. What is differentiated is "), sum, .words(" over all elements: "),
        adjoint, .words(" is 1 in every element, and every other derivative is 0."),
      ])
  }

  /// One use of the chain rule; `before` is what had arrived at the operand earlier.
  func propagation(_ step: TraceEvent.Propagation, before: TraceValue?) -> Caption {
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
      step, before: before, operation, trace, words, numbers, upstream: adjoints[step.from])
    let way = self.way(of: step, trace, words)
    let rule = ruleLine(operation.definition, local, links)
    let lines = [way.map { way in rule.map { .phrase([way, .words(": "), $0]) } ?? way } ?? rule, accumulation.line]
    return Caption(
      lines: lines.compactMap { $0 },
      spoken: (way.map { $0.spoken(numbers) + ". " } ?? "") + sentence(local, links)
        + accumulation.spoken.capitalizedFirst + ".",
      prose: (way.map { [$0, .words(". ")] } ?? []) + prose(local, links) + accumulation.prose + [.words(".")])
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

  /// The local derivative in words: "The derivative of mul with respect to x is y, which is 2. "
  private func sentence(_ local: Formula, _ links: [Formula.Link]) -> String {
    guard let first = links.first else { return "" }
    var text = "\(local.spoken(numbers)) is \(first.right.spoken(numbers))"
    if links.count > 1, let last = links.last {
      text += ", which is \(last.relation == .approximates ? "about " : "")\(last.right.spoken(numbers))"
    }
    return text.capitalizedFirst + ". "
  }

  /// The same for the eye: "∂mul/∂x is y, which is 2. "
  private func prose(_ local: Formula, _ links: [Formula.Link]) -> [Formula] {
    guard let first = links.first else { return [] }
    var parts = [local, .words(" is "), first.right]
    if links.count > 1, let last = links.last {
      parts += [.words(last.relation == .approximates ? ", which is about " : ", which is "), last.right]
    }
    return parts + [.words(". ")]
  }

  /// An edge along which nothing is propagated.
  func blocked(from: Int, to: Int, operand place: Int, _ reason: BlockReason) -> Caption {
    let operand = text(from).operands
    let receiver = place < operand.count ? operand[place] : words.operand(to)
    let ending = ": nothing to propagate"
    let line: Formula =
      switch reason {
      case .constant where trace.nodes[to].kind == .operation:
        .phrase([receiver, .words(" depends on no variable\(ending)")])
      case .constant: .words("Constant operand\(ending)")
      case .notDifferentiable:
        .phrase([words.operand(from), .words(" has no derivative with respect to "), receiver, .words(ending)])
      }
    return Caption(
      lines: [line],
      spoken: "\(words.operand(from).spoken(numbers)) has nothing to hand to \(words.spoken(to)): "
        + (reason == .constant ? "no variable lies beneath." : "there is no derivative with respect to it."),
      prose: [
        words.operand(from), .words(" has nothing to hand to "), words.named(to),
        .words(reason == .constant ? ": no variable lies beneath." : ": there is no derivative with respect to it."),
      ])
  }

  /// The end of a path.
  func finish(_ id: Int, gradient: TraceValue?) -> Caption {
    let head = trace.nodes[id].kind.rawValue.capitalizedFirst
    let name = words.operand(id)
    guard let gradient else {
      return Caption(
        lines: [.phrase([.words("\(head) "), name, .words(": end of path")])],
        spoken: "\(head) \(name.spoken(numbers)): end of path.",
        prose: [.words("\(head) "), name, .words(": end of path.")])
    }
    let derivative = words.adjoint(id)
    return Caption(
      lines: [
        .phrase([
          .words("\(head) "), name, .words(": end of path, "),
          Vocabulary.statement(derivative, words.value(gradient), norm: words.norm(gradient)),
        ])
      ],
      spoken: "\(head) \(name.spoken(numbers)): end of path; "
        + "\(derivative.spoken(numbers)) is \(words.spoken(gradient, numbers)).",
      prose: [
        .words("\(head) "), name, .words(": end of path; "), derivative, .words(" is "), words.told(gradient),
        .words("."),
      ])
  }
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
