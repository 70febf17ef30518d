/// What became of the queue between two visits.
package struct QueueChange: Hashable, Sendable {
  /// The nodes that have left, wherever they stood.
  package var removed: [Int]
  /// The nodes that have joined at the back and have not left again, in order.
  package var added: [Int]

  package init(removed: [Int] = [], added: [Int] = []) {
    (self.removed, self.added) = (removed, added)
  }
}

/// The queue of a pass as a file of version 2 tells it: what changes from visit to visit.
struct QueueChanges {
  private var waiting: Set<Int> = []
  private var change = QueueChange()

  /// Goes on by one event; the change since the visit before, where this is a visit.
  ///
  /// - Complexity: O(1) on average.
  mutating func follow(_ event: TraceEvent) -> QueueChange? {
    switch event {
    case .seed(let node, _), .enqueue(let node):
      if waiting.insert(node).inserted { change.added.append(node) }
      return nil
    case .visit(let node, _):
      leave(node)
      defer { change = QueueChange() }
      return change
    default: return nil
    }
  }

  /// A node leaves; of one that has joined since the last visit nothing is told.
  private mutating func leave(_ node: Int) {
    guard waiting.remove(node) != nil else { return }
    if let place = change.added.firstIndex(of: node) {
      change.added.remove(at: place)
    } else {
      change.removed.append(node)
    }
  }
}

/// The queue as the lines of a file tell it, so far.
struct ToldQueue {
  private var waiting: Set<Int> = []

  /// Takes what a visit tells.
  ///
  /// - Returns: what cannot be; nil where all is well.
  /// - Complexity: O(*n*) for *n* ids in the line.
  mutating func take(_ queue: TraceLine.Queue) -> String? {
    switch queue {
    case .whole(let nodes): waiting = Set(nodes)
    case .change(let change):
      for node in change.removed where waiting.remove(node) == nil {
        return "node \(node) leaves the queue, in which it does not wait"
      }
      for node in change.added where !waiting.insert(node).inserted {
        return "node \(node) joins the queue, in which it waits already"
      }
    }
    return nil
  }
}
