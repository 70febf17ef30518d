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
  /// Nil as long as there has been no element.
  private var base: UnsafeMutablePointer<Element>?
  private var capacity = 0
  private(set) var count = 0

  /// The address of an element, valid until the next is appended; there must be one.
  subscript(index: Int) -> UnsafeMutablePointer<Element> {
    assert(index >= 0 && index < count)
    return base.unsafelyUnwrapped + index
  }

  /// Appends an element.
  ///
  /// - Complexity: O(1) on average.
  @inline(__always)
  mutating func append(_ element: consuming Element) {
    if count == capacity { grow() }
    (base.unsafelyUnwrapped + count).initialize(to: element)
    count += 1
  }

  /// Takes the last element; nil where there is none.
  mutating func popLast() -> Element? {
    guard count > 0, let base else { return nil }
    count -= 1
    return (base + count).move()
  }

  /// Makes room for twice as many; out of memory, the program stops.
  @inline(never)
  private mutating func grow() {
    let larger = Swift.max(64, 2 * capacity)
    let bytes = larger * MemoryLayout<Element>.stride
    guard let memory = realloc(base, bytes) else { fatalError("there is no memory for \(bytes) bytes") }
    askForLargePages(memory, bytes)
    base = memory.bindMemory(to: Element.self, capacity: larger)
    capacity = larger
  }

  /// Asks the kernel for pages of 2 MiB where there is a whole one: a backward pass over a million nodes meets them for
  /// the first time one after the other, and each page of 4 KiB would be a fault.
  private func askForLargePages(_ memory: UnsafeMutableRawPointer, _ bytes: Int) {
    #if os(Linux)
      guard bytes >= 2 << 20 else { return }
      let offset = Int(bitPattern: memory) % (4 << 10)
      // Advice: a kernel without such pages refuses it.
      madvise(memory - offset, bytes + offset, MADV_HUGEPAGE)
    #endif
  }

  deinit {
    base?.deinitialize(count: count)
    free(base)
  }
}
