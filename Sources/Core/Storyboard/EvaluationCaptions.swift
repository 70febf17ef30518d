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
      links.append(.init(links.count > 1 ? numbers.relation(last ?? value, value) : .equals, value))
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

  /// The operation with the numbers of its operands in their places; nil where they are too large or say nothing more.
  private func valueFormula(of operation: OperationText, beside value: Formula) -> Formula? {
    guard let rule = operation.rule else { return nil }
    let values = operation.node.operands.map { words.arrays.elements(of: trace.nodes[$0].value) }
    let operands = values.compactMap { $0 }
    guard operands.count == values.count else { return nil }
    let formula = rule.formula(Operands(all: operands)).multiplyingNumbers
    guard formula != rule.formula(operation.operands), formula.hasRoom(beside: value) else { return nil }
    return formula
  }
}
