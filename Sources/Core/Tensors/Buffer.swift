/// The elements of an array on the heap, shared until one of the owners changes them.
///
/// Unchecked, because the elements can be changed: only ``Tensor/accumulate(_:)`` does, and only where it
/// holds the single reference. So no two accesses overlap either, and the check for it is left out.
final class Buffer<Number: Element>: @unchecked Sendable {
  let shape: Shape
  @exclusivity(unchecked) var elements: [Number]

  init(shape: Shape, elements: [Number]) {
    self.shape = shape
    self.elements = elements
  }

  @inline(__always)
  func map<Result>(_ transform: (Number) -> Result) -> Buffer<Result> {
    let count = elements.count
    return Buffer<Result>(
      shape: shape,
      elements: elements.withUnsafeBufferPointer { source in
        Array(unsafeUninitializedCapacity: count) { target, initialized in
          for index in 0..<count { target.initializeElement(at: index, to: transform(source[index])) }
          initialized = count
        }
      })
  }
}
