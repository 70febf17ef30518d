/// A line of a saved trace.
package enum TraceLine {
  case header(Header)
  case node(TraceNode)
  /// With what the queue holds after the event, for a visit.
  case event(TraceEvent, queue: [Int]?)
  /// An event of a later release; additions keep the version, so it is passed over.
  case unknown

  /// The first line: what the trace as a whole says.
  package struct Header {
    package static let format = "adviz-trace"
    package static let version = 1

    let format: String
    let version: Int
    let title: String
    let source: String?
    let output: Int
    let outputName: String?

    package init(format: String, version: Int, title: String, source: String?, output: Int, outputName: String?) {
      self.format = format
      self.version = version
      self.title = title
      self.source = source
      self.output = output
      self.outputName = outputName
    }

    init(_ trace: Trace) {
      self.init(
        format: Self.format, version: Self.version, title: trace.title, source: trace.source, output: trace.output,
        outputName: trace.outputName)
    }
  }
}
