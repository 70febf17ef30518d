import Formulas
import Tensors

/// Zeros of a shape with an array in a part of them: the adjoint of ``Index``, whose own adjoint is that part.
final class Place: Rearrangement {
  let subscripts: [Subscript]
  let sizes: [Int]

  init(_ subscripts: [Subscript], sizes: [Int]) {
    self.subscripts = subscripts
    self.sizes = sizes
  }

  var name: String { "place" }
  var isMask: Bool { true }
  var attributes: [String: Attribute] { ["key": .text(subscripts.text), "shape": .integers(sizes)] }

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    guard case .text(let key)? = attributes["key"], case .integers(let sizes)? = attributes["shape"] else { return nil }
    return [Subscript](text: key).map { .place($0, sizes: sizes) }
  }

  func elementCountIfGrowing(_ operands: Operands<Tensor>) -> Int { (try? Shape(sizes).count) ?? 0 }

  func rearranged(_ x: Tensor) throws(TensorError) -> Tensor { try x.placed(at: subscripts, in: Shape(sizes)) }

  func restored<A: ArrayQuantity>(_ adjoint: A, to shape: Shape) throws(TensorError) -> A {
    try adjoint.part(at: subscripts)
  }

  func formula(_ operands: Operands<Formula>) -> Formula {
    subscripts.isEmpty ? operands[0] : .phrase([operands[0], .words(Words.elsewhereZero(subscripts.text))])
  }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    subscripts.isEmpty ? adjoint : .indexed(adjoint, subscripts.text)
  }
}
