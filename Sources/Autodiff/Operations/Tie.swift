import Formulas
import Tensors

/// The derivative of a choice between two: 1 for the chosen, 0 for the other, ½ each for a tie.
///
/// Written as `(1 + sgn d)/2`, where `d` is by how much an operand is ahead.
enum Tie {
  static func share(_ sign: Tensor) throws(TensorError) -> Tensor {
    try sign.adding(Tensor(1, dtype: sign.dtype)).multiplied(by: Tensor(0.5, dtype: sign.dtype))
  }

  static func share(_ sign: Formula) -> Formula {
    .fraction(.plus(.number(1), sign), .number(2))
  }
}
