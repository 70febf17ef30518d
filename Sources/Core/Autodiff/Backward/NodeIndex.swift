import Synchronization

/// Dense numbers for the nodes of one walk, in the order in which it meets them, and what it keeps of each.
///
/// A number is found again through ``Node/slot``, which is faster than any dictionary and is verified at
/// each use. Only one walk at a time may write the slots; one that runs beside it uses a dictionary.
struct NodeIndex<Record>: ~Copyable {
  /// A node and its record side by side, as the walk that looks at one mostly looks at the other.
  struct Entry {
    let node: Unmanaged<Node>
    var record: Record
  }

  private var entries = GrowableBuffer<Entry>()
  private var dictionary: [UnsafeMutableRawPointer: Int] = [:]
  private let claim = SlotClaim()

  /// The caller keeps the nodes alive for as long as the index.
  init() {}

  var count: Int { entries.count }

  /// The address of an entry, valid until the next node is inserted.
  subscript(index: Int) -> UnsafeMutablePointer<Entry> { entries[index] }

  /// The number of a node, nil if the walk has not met it.
  @inline(__always)
  func find(_ node: Unmanaged<Node>) -> Int? {
    guard claim.isGranted else { return dictionary[node.toOpaque()] }
    let slot = Int(node._withUnsafeGuaranteedRef { $0.slot })
    return slot < entries.count && entries[slot].pointee.node.toOpaque() == node.toOpaque() ? slot : nil
  }

  /// The number of a node, given now if it has none.
  @inline(__always)
  mutating func insert(
    _ node: Unmanaged<Node>, _ record: @autoclosure () -> Record
  ) -> (index: Int, isNew: Bool) {
    if let index = find(node) { return (index, false) }
    let index = entries.count
    entries.append(Entry(node: node, record: record()))
    // A hint may be cut off: it is verified.
    if claim.isGranted {
      node._withUnsafeGuaranteedRef { $0.slot = Int32(truncatingIfNeeded: index) }
    } else {
      dictionary[node.toOpaque()] = index
    }
    return (index, true)
  }
}

extension NodeIndex<Void> {
  /// The number of a node, given now if it has none.
  mutating func insert(_ node: Unmanaged<Node>) -> (index: Int, isNew: Bool) { insert(node, ()) }
}

/// The right to write the slots of nodes, which one walk at a time has.
private struct SlotClaim: ~Copyable {
  let isGranted: Bool

  private static let isTaken = Atomic(false)

  init() {
    isGranted = Self.isTaken.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
  }

  deinit {
    if isGranted { Self.isTaken.store(false, ordering: .releasing) }
  }
}
