import Tensors

/// A tensor that is equal to another if type, shape and all bits of the elements are.
struct TensorBits: Hashable {
  let tensor: Tensor

  init(_ tensor: Tensor) { self.tensor = tensor }

  static func == (a: TensorBits, b: TensorBits) -> Bool {
    guard a.tensor.dtype == b.tensor.dtype else { return false }
    if let x = a.tensor.scalar, let y = b.tensor.scalar { return x.bitPattern == y.bitPattern }
    return a.tensor.shape == b.tensor.shape
      && a.tensor.elements.elementsEqual(b.tensor.elements) { $0.bitPattern == $1.bitPattern }
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(tensor.dtype)
    if let number = tensor.scalar {
      hasher.combine(number.bitPattern)
    } else {
      hasher.combine(tensor.shape)
      for element in tensor.elements { hasher.combine(element.bitPattern) }
    }
  }
}

extension Tensor {
  /// Whether every element is a number; true where there is none.
  func isAll(_ number: Double) -> Bool {
    if let scalar { return scalar == number }
    return elements.allSatisfy { $0 == number }
  }
}
