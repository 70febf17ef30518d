/// Records that grow in number and change where they are.
///
/// An array would ask at each change whether somebody else holds it, a tenth of a walk's time.
struct Records<Record>: ~Copyable {
  private var base = UnsafeMutablePointer<Record>.allocate(capacity: 64)
  private var capacity = 64
  private(set) var count = 0

  /// The place of a record; it moves when one is added.
  subscript(index: Int) -> UnsafeMutablePointer<Record> {
    assert(index >= 0 && index < count)
    return base + index
  }

  /// Adds a record at the end.
  ///
  /// - Complexity: O(1) on average.
  mutating func append(_ record: Record) {
    if count == capacity { grow() }
    (base + count).initialize(to: record)
    count += 1
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Record>.allocate(capacity: 2 * capacity)
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
