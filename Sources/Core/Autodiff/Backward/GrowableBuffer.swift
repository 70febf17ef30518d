#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(WASILibc)
  import WASILibc
#else
  import Darwin
#endif

/// A buffer that grows and whose elements change in place.
///
/// An array would check at each change whether it is shared, which takes a tenth of a backward pass. The C library moves
/// the elements when the buffer grows: of a large one it moves the pages in the process's table and copies nothing.
struct GrowableBuffer<Element>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var capacity = 64
  private(set) var count = 0

  init() {
    base = Self.grow(nil, to: 64)
  }

  /// The address of an element, valid until the next is appended.
  subscript(index: Int) -> UnsafeMutablePointer<Element> {
    assert(index >= 0 && index < count)
    return base + index
  }

  /// Appends an element.
  ///
  /// - Complexity: O(1) on average.
  mutating func append(_ element: Element) {
    if count == capacity {
      base = Self.grow(base, to: 2 * capacity)
      capacity *= 2
    }
    (base + count).initialize(to: element)
    count += 1
  }

  /// Memory for so many elements, in which the ones there are keep their places; out of memory, the program stops.
  @inline(never)
  private static func grow(_ base: UnsafeMutablePointer<Element>?, to capacity: Int) -> UnsafeMutablePointer<Element> {
    let bytes = capacity * MemoryLayout<Element>.stride
    guard let memory = realloc(base, bytes) else { fatalError("there is no memory for \(bytes) bytes more") }
    return memory.bindMemory(to: Element.self, capacity: capacity)
  }

  deinit {
    base.deinitialize(count: count)
    free(base)
  }
}
