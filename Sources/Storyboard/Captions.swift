import Autodiff
import Formulas

/// Says what happens in a step: first the local rule with its numbers, then the accumulation.
struct Captions {
  private let trace: Trace
  private let words: Vocabulary
  private let numbers: NumberStyle
  /// The final adjoint of each node that is visited.
  let adjoints: [Int: TraceValue]

  init(_ trace: Trace, _ words: Vocabulary, _ numbers: NumberStyle) {
    self.trace = trace
    self.words = words
    self.numbers = numbers
    var adjoints: [Int: TraceValue] = [:]
    for case .visit(let node, let adjoint?) in trace.events { adjoints[node] = adjoint }
    self.adjoints = adjoints
  }

  /// The start: forward values, all adjoints 0, the output's adjoint 1.
  func start(seed: TraceValue) -> Caption {
    let adjoint = words.adjoint(trace.output)
    return Caption(
      lines: [
        .words("Start: the forward values are known, every derivative but the first is 0"),
        seed.scalar != nil
          ? .equality(adjoint, words.value(seed))
          : .phrase([.equality(adjoint, .number(1)), .words(" in every element")]),
      ],
      spoken: "The forward values are known and every derivative is 0 but the first: "
        + "\(adjoint.spoken(numbers)) is 1.")
  }

  /// One use of the chain rule; `before` is what had arrived at the operand earlier.
  func propagation(_ step: TraceEvent.Propagation, before: TraceValue?) -> Caption {
    let from = trace.nodes[step.from]
    let operands = Operands(all: from.operands.map(words.operand))
    let result = Formula.symbol(words.symbol(step.from))
    let rule = trace.rule(of: step.from)
    let local = Formula.partial(words.symbol(step.from), words.symbol(step.to))

    var links: [Formula.Link] = []
    if let formula = rule?.localFormula(step.operand, operands, result) { links.append(.init(.equals, formula)) }
    if let number = step.local?.scalar, links.last?.right != .number(number), links.last?.right != .literal(number) {
      links.append(.init(.equals, .number(number)))
    }
    let definition = rule.map { Formula.equality(result, $0.formula(operands)) }
    let lines = [ruleLine(definition, local, links), accumulationLine(step, local, rule, operands, result, before)]
    return Caption(lines: lines.compactMap(\.self), spoken: sentence(step, local, links, before))
  }

  /// What an operation computes and what it hands to each operand that receives something, without numbers.
  func rules(of id: Int) -> [Formula] {
    let node = trace.nodes[id]
    guard let rule = trace.rule(of: id) else { return [] }
    let operands = Operands(all: node.operands.map(words.operand))
    let result = Formula.symbol(words.symbol(id))
    let derivatives = node.operands.enumerated().compactMap { operand, from -> Formula? in
      guard trace.nodes[from].kind != .constant, rule.isDifferentiable(in: operand) else { return nil }
      if let local = rule.localFormula(operand, operands, result) {
        return .equality(.partial(words.symbol(id), words.symbol(from)), local)
      }
      return .chain(
        words.adjoint(from),
        [.init(.growsBy, rule.pullBackFormula(words.adjoint(id), to: operand, operands, result))])
    }
    return [.equality(result, rule.formula(operands))] + derivatives
  }

  private func ruleLine(_ definition: Formula?, _ local: Formula, _ links: [Formula.Link]) -> Formula? {
    guard !links.isEmpty else { return definition }
    let derivative = Formula.chain(local, links)
    guard let definition else { return derivative }
    return .chain(definition, [.init(.implies, derivative)])
  }

  private func accumulationLine(
    _ step: TraceEvent.Propagation, _ local: Formula, _ rule: (any OperationRule)?, _ operands: Operands<Formula>,
    _ result: Formula, _ before: TraceValue?
  ) -> Formula {
    let from = trace.nodes[step.from]
    let adjoint = words.shaped(words.adjoint(step.from), from.value.shape)
    let shaped = operands.shaped(by: from.operands.map { trace.nodes[$0].value.shape })
    var links: [Formula.Link]
    if step.local != nil || rule == nil {
      links = [.init(.growsBy, .dot(adjoint, local))]
    } else {
      var share = rule?.pullBackFormula(adjoint, to: step.operand, shaped, result) ?? adjoint
      // Within cases and the like shapes would be in the way.
      if !share.isProduct {
        share = rule?.pullBackFormula(words.adjoint(step.from), to: step.operand, operands, result) ?? adjoint
      }
      links = [.init(.growsBy, share.withShapesOutside)]
    }
    if let local = step.local?.scalar, let upstream = adjoints[step.from]?.scalar {
      links.append(.init(.equals, .times(.number(upstream), .number(local))))
    }
    let receiver = words.shaped(words.adjoint(step.to), step.contribution.shape)
    let line: Formula
    if let norm = words.norm(step.contribution) {
      line = .phrase([.chain(receiver, links), .words(", of norm "), norm])
    } else {
      links.append(.init(.equals, words.value(step.contribution)))
      line = .chain(receiver, links)
    }
    var statements = [line]
    if step.local != nil, let axes = from.value.shape.axes(summedFor: step.contribution.shape) {
      statements.append(
        .phrase([.words("summed over \(axes), where "), words.operand(step.to), .words(" was broadcast")]))
    }
    if let before = before?.scalar, let share = step.contribution.scalar, let sum = step.adjoint.scalar {
      statements.append(.equality(.plus(.number(before), .number(share)), .number(sum)))
    }
    return statements.count == 1 ? line : .statements(statements)
  }

  private func sentence(
    _ step: TraceEvent.Propagation, _ local: Formula, _ links: [Formula.Link], _ before: TraceValue?
  ) -> String {
    let receiver = words.adjoint(step.to).spoken(numbers)
    let share = words.value(step.contribution).spoken(numbers)
    var text = ""
    if let first = links.first {
      text = "\(local.spoken(numbers)) is \(first.right.spoken(numbers))"
      if links.count > 1, let last = links.last { text += ", which is \(last.right.spoken(numbers))" }
      text = text.capitalizedFirst + ". "
    }
    if let local = step.local?.scalar, let upstream = adjoints[step.from]?.scalar {
      let product = Formula.times(.number(upstream), .number(local)).spoken(numbers)
      text += "\(receiver) grows by \(product), which is \(share)".capitalizedFirst
    } else {
      text += "\(receiver) grows by \(share)".capitalizedFirst
    }
    if before != nil { text += "; it is now \(words.value(step.adjoint).spoken(numbers))" }
    return text + "."
  }

  /// Nothing to propagate.
  func blocked(from: Int, to: Int, _ reason: BlockReason) -> Caption {
    let sentence =
      switch reason {
      case .constant: "Constant operand: nothing to propagate"
      case .notDifferentiable: "Operand without a derivative: nothing to propagate"
      }
    return Caption(
      lines: [.words(sentence)],
      spoken: "\(words.operand(from).spoken(numbers)) has nothing to hand to \(words.spoken(to)): "
        + (reason == .constant ? "no variable lies beneath." : "there is no derivative with respect to it."))
  }

  /// The end of a path.
  func finish(_ id: Int, gradient: TraceValue?) -> Caption {
    let head = trace.nodes[id].kind.rawValue.capitalizedFirst
    let name = words.operand(id)
    guard let gradient else {
      return Caption(
        lines: [.phrase([.words("\(head) "), name, .words(": end of path")])],
        spoken: "\(head) \(name.spoken(numbers)): end of path.")
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
        + "\(derivative.spoken(numbers)) is \(words.value(gradient).spoken(numbers)).")
  }
}

extension Operands<Formula> {
  /// The operands with the shapes of their arrays beneath; numbers as they are.
  fileprivate func shaped(by shapes: [[Int]]) -> Operands<Formula> {
    Operands(all: zip(self, shapes).map { $1.isEmpty ? $0 : .shaped($0, $1) })
  }
}

extension Formula {
  /// Whether it is one array or a product.
  fileprivate var isProduct: Bool {
    switch self {
    case .shaped, .dot, .matrixProduct, .transposed: true
    default: false
    }
  }

  /// The formula with the shape of a transpose beneath the whole of it, as the array that is multiplied has it.
  fileprivate var withShapesOutside: Formula {
    switch self {
    case .dot(let a, let b): .dot(a.withShapesOutside, b.withShapesOutside)
    case .matrixProduct(let a, let b): .matrixProduct(a.withShapesOutside, b.withShapesOutside)
    case .transposed(.shaped(let a, let shape)): .shaped(.transposed(a), shape.reversed())
    default: self
    }
  }
}

extension [Int] {
  /// The axes of this shape that an adjoint is summed over to become one of an operand's shape; nil for none.
  fileprivate func axes(summedFor operand: [Int]) -> String? {
    let extra = count - operand.count
    guard extra >= 0, self != operand else { return nil }
    let stretched = operand.indices.filter { operand[$0] == 1 && self[$0 + extra] != 1 }.map { $0 + extra }
    let axes = (Swift.Array(0..<extra) + stretched).map(String.init)
    guard !axes.isEmpty else { return nil }
    return (axes.count == 1 ? "axis " : "axes ") + axes.joined(separator: ", ")
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
