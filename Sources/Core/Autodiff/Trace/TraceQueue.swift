/// The queue of a backward pass, followed event by event: the nodes that have been seen and not yet visited.
///
/// A trace does not keep its queues: there are as many as nodes, each of up to as many nodes.
///
/// ```swift
/// var queue = TraceQueue()
/// for event in trace.events {
///   queue.follow(event)
///   if case .visit = event { print(queue.nodes) }
/// }
/// ```
public struct TraceQueue: Hashable, Sendable {
  /// The nodes in the order in which they were seen, with gaps where some have left.
  private var places: [Int?] = []
  /// Where each node that has not left stands in ``places``.
  private var waiting: [Int: Int] = [:]
  /// Before this place there are gaps only.
  private var front = 0
  /// The number of digits of all ids.
  private(set) var digitCount = 0

  /// The empty queue, as before the first event.
  public init() {}

  /// The number of nodes.
  public var count: Int { waiting.count }

  /// The ids of the nodes, front first.
  ///
  /// - Complexity: O(*n*) for *n* nodes.
  public var nodes: [Int] { places[front...].compactMap { $0 } }

  /// Goes on by one event.
  ///
  /// - Complexity: O(1) on average.
  public mutating func follow(_ event: TraceEvent) {
    switch event {
    case .seed(let node, _), .enqueue(let node): add(node)
    case .visit(let node, _): remove(node)
    case .propagate, .blocked, .finish, .end, .evaluate, .tangentSeed, .pushForward, .tangentEnd: break
    }
  }

  /// A node joins at the end; one that waits already stays where it is.
  package mutating func add(_ node: Int) {
    guard waiting[node] == nil else { return }
    waiting[node] = places.count
    places.append(node)
    digitCount += String(node).utf8.count
  }

  private mutating func remove(_ node: Int) {
    guard let place = waiting.removeValue(forKey: node) else { return }
    places[place] = nil
    digitCount -= String(node).utf8.count
    while front < places.count, places[front] == nil { front += 1 }
    if places.count > 2 * count + 64 { close() }
  }

  /// Closes the gaps, when most places are gaps.
  private mutating func close() {
    places = nodes.map(Optional.some)
    front = 0
    for (place, node) in places.enumerated() { if let node { waiting[node] = place } }
  }
}
