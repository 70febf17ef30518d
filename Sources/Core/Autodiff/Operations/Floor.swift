import Formulas
import Tensors

/// The largest whole number that is not larger; it has steps alone, and nothing is handed on.
final class Floor: UnaryElementwise {
  static let shared = Floor()

  var name: String { "floor" }
  var isMask: Bool { true }
  var specialPoints: [SpecialPoint] {
    [
      SpecialPoint(.comparison(.equal, .function(.floor, [.x]), .x), derivatives: [.number(0)]),
      SpecialPoint(.isNaN(.x), value: .nan, derivatives: [.number(0)]),
    ]
  }
  var domain: [ClosedRange<Double>] { [0.2...0.8] }
  func value<Q: Quantity>(_ x: Q) -> Q { x.roundedDown }
  func derivative<Q: Quantity>(_ x: Q, _ y: Q) throws(TensorError) -> Q { x.filled(0) }
  func isAtKink(_ operands: Operands<Tensor>, _ result: Tensor) -> Bool {
    zip(operands[0].elements, result.elements).contains { $0 == $1 }
  }
  func formula(_ x: Formula) -> Formula { .function(.floor, [x]) }
  func derivative(_ x: Formula, _ y: Formula) -> Formula { .number(0) }
}
