/// The versions of the format of saved traces; every one of them is read.
///
/// They differ in how the event `visit` tells the queue. Everything else is the same, and so is the trace that is read.
public enum TraceVersion: Int, Hashable, Sendable, CaseIterable {
  /// Each visit has the whole queue, `[5,0,1]`: a large graph takes as many numbers as the square of its nodes.
  case wholeQueues = 1
  /// Each visit has what changed since the visit before it, `{"added":[0,1],"removed":[4]}`.
  case queueChanges = 2

  /// The most bytes of whole queues in a trace that is written in version 1 unless another is asked for.
  ///
  /// Programs that know version 1 alone go on reading what they read without effort. Beyond, the queues would be most of
  /// the file, and grow with the square of the graph.
  package static let mostQueueBytes = 10_000_000
}

extension Trace {
  /// The version that is written unless another is asked for: 1 where all queues together take no more than 10 MB.
  ///
  /// - Complexity: O(*n*) for *n* nodes and events.
  public var fileVersion: TraceVersion {
    wholeQueueBytes > TraceVersion.mostQueueBytes ? .queueChanges : .wholeQueues
  }

  /// The bytes of the queues of all visits, each in full.
  package var wholeQueueBytes: Int {
    var count = 0
    var queue = TraceQueue()
    for event in events {
      queue.follow(event)
      if case .visit = event { count += queue.digitCount + queue.count }
    }
    return count
  }
}
