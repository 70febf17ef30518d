import Synchronization

/// Dense numbers for the nodes of one walk, in the order in which it meets them.
///
/// A number is found again through ``Node/slot``, which is faster than any dictionary and is verified at
/// each use. Only one walk at a time may write the slots; one that runs beside it uses a dictionary.
struct NodeIndex: ~Copyable {
  private var nodes = GrowableBuffer<Unmanaged<Node>>()
  private var dictionary: [UnsafeMutableRawPointer: Int] = [:]
  private let ownsSlots: Bool

  private static let slotsAreTaken = Atomic(false)

  /// The caller keeps the nodes alive for as long as the index.
  init() {
    ownsSlots = Self.slotsAreTaken.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
  }

  deinit {
    if ownsSlots { Self.slotsAreTaken.store(false, ordering: .releasing) }
  }

  var count: Int { nodes.count }

  subscript(index: Int) -> Unmanaged<Node> { nodes[index].pointee }

  /// The number of a node, nil if the walk has not met it.
  func find(_ node: Unmanaged<Node>) -> Int? {
    guard ownsSlots else { return dictionary[node.toOpaque()] }
    let slot = Int(node._withUnsafeGuaranteedRef { $0.slot })
    return slot < nodes.count && nodes[slot].pointee.toOpaque() == node.toOpaque() ? slot : nil
  }

  /// The number of a node, given now if it has none.
  mutating func insert(_ node: Unmanaged<Node>) -> (index: Int, isNew: Bool) {
    if let index = find(node) { return (index, false) }
    let index = nodes.count
    nodes.append(node)
    // A hint may be cut off: it is verified.
    if ownsSlots {
      node._withUnsafeGuaranteedRef { $0.slot = Int32(truncatingIfNeeded: index) }
    } else {
      dictionary[node.toOpaque()] = index
    }
    return (index, true)
  }
}
