/// Results in the memory of an array that nobody needs any longer.
extension Tensor {
  /// Lets an array's elements be written, all of them: in its memory where nobody else has it and shape and type are those
  /// asked for, else in new memory.
  @inline(__always)
  static func overwrite<Number: Element>(
    _ target: inout Tensor, _ shape: Shape, _ write: (UnsafeMutablePointer<Number>) -> Void
  ) {
    if var buffer = Number.takeBuffer(of: &target), buffer.shape == shape, buffer.isUnique() {
      buffer.withMutableElements { elements in
        if let start = elements.baseAddress { write(start) }
      }
      target = Number.tensor(of: buffer)
      return
    }
    target = Number.tensor(
      of: Buffer(shape: shape) { elements in
        if let start = elements.baseAddress, shape.count > 0 { write(start) }
      })
  }

  /// Lets an array's elements be changed, after a copy where somebody else has them, too.
  ///
  /// An array of another type stops the program.
  @inline(__always)
  static func change<Number: Element>(
    _ target: inout Tensor, _ write: (_ elements: UnsafeMutablePointer<Number>, _ count: Int) -> Void
  ) {
    guard var buffer = Number.takeBuffer(of: &target) else {
      fatalError("the elements of an array of \(target.dtype) are changed as if they had another type")
    }
    buffer.withMutableElements { elements in
      if let start = elements.baseAddress { write(start, elements.count) }
    }
    target = Number.tensor(of: buffer)
  }
}

extension Double {
  /// The array's elements, of which the tensor lets go, so that they can be changed in place; nil for another type.
  static func takeBuffer(of tensor: inout Tensor) -> Buffer<Double>? {
    guard case .array64(let buffer) = tensor.storage else { return nil }
    tensor.storage = .scalar64(0)
    return buffer
  }

  static func tensor(of buffer: Buffer<Double>) -> Tensor { Tensor(.array64(buffer)) }
}

extension Float {
  /// The array's elements, of which the tensor lets go, so that they can be changed in place; nil for another type.
  static func takeBuffer(of tensor: inout Tensor) -> Buffer<Float>? {
    guard case .array32(let buffer) = tensor.storage else { return nil }
    tensor.storage = .scalar32(0)
    return buffer
  }

  static func tensor(of buffer: Buffer<Float>) -> Tensor { Tensor(.array32(buffer)) }
}
