import Formulas
import Tensors

/// The smaller of two; a tie shares its derivative half and half.
struct Minimum: BinaryElementwise {
  var name: String { "minimum" }
  var domain: [ClosedRange<Double>] { [-3...(-0.1), 0.1...3] }
  var kink: String? { "where both are equal each has the derivative ½" }

  func value(_ x: Tensor, _ y: Tensor) throws(TensorError) -> Tensor { try x.minimum(y) }
  func formula(_ x: Formula, _ y: Formula) -> Formula { .function(.min, [x, y]) }

  func derivative(_ side: Side, _ x: Tensor, _ y: Tensor, _ z: Tensor) throws(TensorError) -> Tensor {
    switch side {
    case .left: try Tie.share(y.order(x))
    case .right: try Tie.share(x.order(y))
    }
  }

  func derivative(_ side: Side, _ x: Formula, _ y: Formula, _ z: Formula) -> Formula {
    switch side {
    case .left: Tie.share(.function(.sgn, [.minus(y, x)]))
    case .right: Tie.share(.function(.sgn, [.minus(x, y)]))
    }
  }
}
