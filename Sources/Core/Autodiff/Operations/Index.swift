import Formulas
import Tensors

/// A part of an array, `a[0:2, 1]` or `a[[0, 0, 2]]`; the adjoint of what is left out is 0, what is taken twice gets both.
final class Index: Rearrangement {
  let subscripts: [Subscript]

  init(subscripts: [Subscript]) { self.subscripts = subscripts }

  var name: String { "index" }
  var isMask: Bool { true }
  var remark: String? { "positions that are listed twice add up" }
  var attributes: [String: Attribute] { ["key": .text(text)] }

  func elementCountIfGrowing(_ operands: Operands<Tensor>) -> Int {
    guard subscripts.contains(where: { if case .positions = $0 { true } else { false } }) else { return 0 }
    return (try? operands[0].shape.selection(subscripts).shape.count) ?? 0
  }

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    guard case .text(let key)? = attributes["key"] else { return nil }
    return [Subscript](text: key).map { .index($0) }
  }

  func rearranged(_ x: Tensor) throws(TensorError) -> Tensor { try x.part(at: subscripts) }

  func restored<A: ArrayQuantity>(_ adjoint: A, to shape: Shape) throws(TensorError) -> A {
    try adjoint.placed(at: subscripts, in: shape)
  }

  func formula(_ operands: Operands<Formula>) -> Formula { .indexed(operands[0], text) }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    .phrase([adjoint, .words(Words.elsewhereZero(text))])
  }

  private var text: String { subscripts.text }
}

extension [Subscript] {
  /// As Python writes them, `0:2, 1`.
  var text: String { map { $0.text }.joined(separator: ", ") }

  /// Reads what ``text`` writes.
  init?(text: String) {
    // A comma within a list parts no subscripts.
    var depth = 0
    let parts = text.split { character in
      depth += character == "[" ? 1 : character == "]" ? -1 : 0
      return character == "," && depth == 0
    }.map { Subscript($0.drop { $0 == " " }) }
    guard parts.allSatisfy({ $0 != nil }) else { return nil }
    self = parts.compactMap { $0 }
  }
}

extension Subscript {
  /// As Python writes it.
  var text: String {
    switch self {
    case .position(let position): "\(position)"
    case .positions(let positions): "[" + positions.map(String.init).joined(separator: ", ") + "]"
    case .slice(let from, let to, let step):
      (from.map(String.init) ?? "") + ":" + (to.map(String.init) ?? "") + (step == 1 ? "" : ":\(step)")
    }
  }

  /// Reads what ``text`` writes.
  init?(_ text: Substring) {
    if text.first == "[", text.last == "]" {
      let items = text.dropFirst().dropLast().split(separator: ",").map { Int($0.drop { $0 == " " }) }
      guard items.allSatisfy({ $0 != nil }) else { return nil }
      self = .positions(items.compactMap { $0 })
      return
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 1, let position = Int(parts[0]) {
      self = .position(position)
      return
    }
    guard (2...3).contains(parts.count) else { return nil }
    let bounds = parts.map { Int($0) }
    guard zip(parts, bounds).allSatisfy({ $0.isEmpty || $1 != nil }) else { return nil }
    self = .slice(from: bounds[0], to: bounds[1], step: parts.count == 3 ? bounds[2] ?? 1 : 1)
  }
}
