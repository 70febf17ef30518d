/// Shape and elements of an array on the heap, in one block of memory, shared until one of the owners changes them.
///
/// The elements lie behind the shape; those of an array of more than a few begin at a multiple of 64 bytes, where the
/// loads of wide vectors do not cross from one line of the cache to the next.
///
/// Unchecked, because the elements can be changed: only who holds the single reference does so.
struct Buffer<Number: Element>: @unchecked Sendable {
  private struct Header {
    let shape: Shape
    let start: UnsafeMutablePointer<Number>
  }

  private var block: ManagedBuffer<Header, Number>

  /// An array whose elements are written by a closure, all of them.
  @inline(__always)
  init(shape: Shape, writing write: (UnsafeMutableBufferPointer<Number>) -> Void) {
    let count = shape.count
    block = Self.block(shape)
    block.withUnsafeMutablePointerToHeader { write(UnsafeMutableBufferPointer(start: $0.pointee.start, count: count)) }
  }

  /// An array of elements, as many as the shape holds.
  init(shape: Shape, elements: [Number]) {
    self.init(shape: shape) { target in _ = target.initialize(from: elements) }
  }

  /// An array of one number everywhere.
  init(shape: Shape, repeating number: Number) {
    self.init(shape: shape) { target in target.initialize(repeating: number) }
  }

  private static func block(_ shape: Shape) -> ManagedBuffer<Header, Number> {
    let (line, stride) = (64, MemoryLayout<Number>.stride)
    let isAligned = shape.count * stride >= 8 * line
    return .create(minimumCapacity: shape.count + (isAligned ? line / stride : 0)) { block in
      block.withUnsafeMutablePointerToElements { elements in
        let distance = isAligned ? -Int(bitPattern: elements) & (line - 1) : 0
        return Header(shape: shape, start: elements + distance / stride)
      }
    }
  }

  var shape: Shape { block.withUnsafeMutablePointerToHeader { $0.pointee.shape } }

  /// The elements for reading.
  @inline(__always)
  func withElements<Result>(_ body: (UnsafeBufferPointer<Number>) -> Result) -> Result {
    block.withUnsafeMutablePointerToHeader {
      body(UnsafeBufferPointer(start: $0.pointee.start, count: $0.pointee.shape.count))
    }
  }

  /// The elements for changing them, after a copy where somebody else has them.
  @inline(__always)
  mutating func withMutableElements(_ body: (UnsafeMutableBufferPointer<Number>) -> Void) {
    if !isUnique() { self = copy }
    block.withUnsafeMutablePointerToHeader {
      body(UnsafeMutableBufferPointer(start: $0.pointee.start, count: $0.pointee.shape.count))
    }
  }

  /// Whether nobody else has the elements.
  @inline(__always)
  mutating func isUnique() -> Bool { isKnownUniquelyReferenced(&block) }

  /// The elements as an array of the standard library.
  ///
  /// - Complexity: O(*n*).
  var elements: [Number] { withElements { Array($0) } }

  private var copy: Buffer { reshaped(to: shape) }

  /// A copy in another shape of as many elements.
  func reshaped(to shape: Shape) -> Buffer {
    withElements { source in Buffer(shape: shape) { target in _ = target.initialize(from: source) } }
  }

  @inline(__always)
  func map<Result>(_ transform: (Number) -> Result) -> Buffer<Result> {
    withElements { source in
      Buffer<Result>(shape: shape) { target in
        for index in 0..<source.count { target.initializeElement(at: index, to: transform(source[index])) }
      }
    }
  }
}
