/// A buffer that grows and whose elements change in place.
///
/// An array would check at each change whether it is shared, which takes a tenth of a backward pass.
struct GrowableBuffer<Element>: ~Copyable {
  private var base = UnsafeMutablePointer<Element>.allocate(capacity: 64)
  private var capacity = 64
  private(set) var count = 0

  /// The address of an element, valid until the next is appended.
  subscript(index: Int) -> UnsafeMutablePointer<Element> {
    assert(index >= 0 && index < count)
    return base + index
  }

  /// Appends an element.
  ///
  /// - Complexity: O(1) on average.
  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count += 1
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: 2 * capacity)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity *= 2
  }

  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }
}
