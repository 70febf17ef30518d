import Autodiff
import Formulas

/// The captions of the steps that compute the values.
extension Captions {
  /// The leaves, before anything is computed.
  func leaves() -> Caption { Caption(lines: [.words(Words.leaves)], spoken: Words.leavesTold) }

  /// The value of an operation: `mul = x × y = 2 × 3 = 6`.
  func evaluation(of id: Int) -> Caption {
    let operation = text(id)
    let node = trace.nodes[id]
    let value = words.value(node.value)
    var links: [Formula.Link] = []
    if let rule = operation.rule {
      links.append(.init(.equals, rule.formula(operation.operands)))
      if let numbers = valueFormula(of: operation, beside: value) { links.append(.init(.equals, numbers)) }
    }
    let last = links.last?.right
    if links.count < 2 || last != value {
      let isExact = links.count < 2 || isExact(operation, last ?? value, value)
      links.append(.init(isExact ? .equals : .approximates, value))
    }
    let name = operation.result
    let norm = words.norm(node.value)
    let shaped = words.shaped(name, node.shape)
    let line = norm.map { norm in
      Formula.phrase(Words.ofNorm(.chain(shaped, links.dropLast() + []), norm))
    }
    func part(_ formula: Formula, _ isSaid: Bool) -> Formula { isSaid ? formula.said(numbers) : formula }
    func told(said isSaid: Bool) -> [Formula] {
      var parts = Words.computed(part(name, isSaid))
      if let first = links.first, links.count > 1 {
        parts += [part(first.right, isSaid)]
        parts += Words.whichIs(
          isSaid ? .words(words.spoken(node.value, numbers)) : words.told(node.value),
          isRounded: links.last?.relation == .approximates)
      } else {
        parts += [isSaid ? .words(words.spoken(node.value, numbers)) : words.told(node.value)]
      }
      return parts + [.words(".")]
    }
    return Caption(
      lines: [line ?? .chain(shaped, links)], spoken: told(said: true).sentence, prose: told(said: false))
  }

  /// Whether the digits that are shown on the left give those on the right.
  private func isExact(_ operation: OperationText, _ left: Formula, _ value: Formula) -> Bool {
    if ShownValue(left, numbers) != nil, numbers.relation(left, value) == .equals { return true }
    // What arithmetic on the formula does not tell, as broadcasting, the rule tells of the rounded operands.
    guard let rule = operation.rule, let shown = numbers.shown(operation.node.value) else { return false }
    let operands = operation.node.operands.compactMap { numbers.shown(trace.nodes[$0].value) }
    guard operands.count == operation.node.operands.count, let result = rule.value(of: operands) else { return false }
    return result == shown
  }

  /// The operation with the numbers of its operands in their places; nil where they are too large or say nothing more.
  private func valueFormula(of operation: OperationText, beside value: Formula) -> Formula? {
    guard let rule = operation.rule else { return nil }
    let values = operation.node.operands.map { words.arrays.elements(of: trace.nodes[$0].value) }
    var operands = values.compactMap { $0 }
    guard operands.count == values.count else { return nil }
    let shown = operation.node.operands.map { trace.nodes[$0].value.scalar }
    if ["add", "sub"].contains(rule.name), operands.count == 2, let x = shown[0], let y = shown[1],
      let sum = operation.node.value.scalar
    {
      // As many digits as the result needs where both nearly cancel.
      let (first, second) = numbers.terms(x, y, of: sum)
      operands = [first, second]
    }
    let formula = rule.formula(Operands(all: operands)).multiplyingNumbers
    guard formula != rule.formula(operation.operands), formula.hasRoom(beside: value) else { return nil }
    return formula
  }
}

extension NumberStyle {
  /// A number as it is read back from what is shown.
  private func shown(_ value: Double) -> Double {
    guard value.isFinite, value != 0 else { return value }
    return ShownValue(.number(value), self)?.approximations.first ?? value
  }

  /// A value as it is read back from what is shown; nil for a summary.
  fileprivate func shown(_ value: TraceValue) -> TraceValue? {
    guard case .array(let shape, let elements) = value else { return nil }
    return .array(shape: shape, elements: elements.map { shown($0) })
  }
}
