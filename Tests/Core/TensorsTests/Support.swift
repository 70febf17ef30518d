import Tensors
import TestSupport

extension SplitMix64 {
  /// A tensor of whole numbers from −9 to 9, so that sums of them are exact.
  mutating func tensor(_ shape: Shape, dtype: DType = .float64) throws -> Tensor {
    let elements = (0..<shape.count).map { _ in Double(Int.random(in: -9...9, using: &self)) }
    return shape.rank == 0 ? Tensor(elements[0], dtype: dtype) : try Tensor(elements, shape: shape, dtype: dtype)
  }
}

/// The numbers 0, 1, 2, … in a shape.
func counting(_ sizes: Int..., dtype: DType = .float64) throws -> Tensor {
  let shape = try Shape(sizes)
  return try Tensor((0..<shape.count).map(Double.init), shape: shape, dtype: dtype)
}

/// An element of an array by its position along each axis, computed from the definition of row-major order.
func element(_ tensor: Tensor, _ position: [Int]) -> Double {
  let offset = zip(position, tensor.shape.sizes).reduce(0) { $0 * $1.1 + $1.0 }
  return tensor.elements[offset]
}

/// Every position of a shape, the last axis fastest.
func positions(_ sizes: [Int]) -> [[Int]] {
  sizes.reduce([[]]) { heads, size in heads.flatMap { head in (0..<size).map { head + [$0] } } }
}
