/// A line of a saved trace.
package enum TraceLine {
  case header(Header)
  case node(TraceNode)
  /// With what the queue holds after the event, for a visit.
  case event(TraceEvent, queue: Queue?)
  /// An event of a later release; additions keep the version, so it is passed over.
  case unknown

  /// The queue as a visit tells it, front first.
  package enum Queue {
    /// All of its nodes.
    case whole([Int])
    /// What has changed since the visit before; in files of version 2.
    case change(QueueChange)

    /// The nodes that are named.
    var nodes: [Int] {
      switch self {
      case .whole(let nodes): nodes
      case .change(let change): change.removed + change.added
      }
    }
  }

  /// The first line: what the trace as a whole says.
  package struct Header {
    package static let format = "adviz-trace"

    /// What the header of version 2 says of its queues.
    package static let queueChanges = "changes"

    /// Whether this program reads a version whose header says so much of its queues.
    package static func isKnown(_ version: Int, queue: String?) -> Bool {
      switch TraceVersion(rawValue: version) {
      case .wholeQueues?: true
      case .queueChanges?: queue == queueChanges
      case nil: false
      }
    }

    let format: String
    let version: Int
    /// How the queues are told; nil in version 1.
    let queue: String?
    let title: String
    let source: String?
    let output: Int
    let outputName: String?
    /// The name of the mistake with which it was recorded; nil, or `gated`, for none.
    let walk: String?
    /// Why the pass was cut off.
    let cut: String?
    /// What moves in forward mode; nil for the backward pass.
    let input: TangentInput?

    package init(
      format: String, version: Int, queue: String? = nil, title: String, source: String?, output: Int,
      outputName: String?, walk: String?, cut: String?, input: TangentInput? = nil
    ) {
      self.input = input
      self.format = format
      self.version = version
      self.queue = queue
      self.title = title
      self.source = source
      self.output = output
      self.outputName = outputName
      self.walk = walk
      self.cut = cut
    }

    init(_ trace: Trace, _ version: TraceVersion) {
      self.init(
        format: Self.format, version: version.rawValue,
        queue: version == .queueChanges ? Self.queueChanges : nil, title: trace.title, source: trace.source,
        output: trace.output, outputName: trace.outputName, walk: trace.walk?.rawValue, cut: trace.cut,
        input: trace.input)
    }
  }
}
