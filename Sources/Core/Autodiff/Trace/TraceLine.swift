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
    /// The name of the mistake with which it was recorded; nil, or `gated`, for none.
    let walk: String?
    /// Why the pass was cut off.
    let cut: String?
    /// What moves in forward mode; nil for the backward pass.
    let input: TangentInput?

    package init(
      format: String, version: Int, title: String, source: String?, output: Int, outputName: String?, walk: String?,
      cut: String?, input: TangentInput? = nil
    ) {
      self.input = input
      self.format = format
      self.version = version
      self.title = title
      self.source = source
      self.output = output
      self.outputName = outputName
      self.walk = walk
      self.cut = cut
    }

    init(_ trace: Trace) {
      self.init(
        format: Self.format, version: Self.version, title: trace.title, source: trace.source, output: trace.output,
        outputName: trace.outputName, walk: trace.walk?.rawValue, cut: trace.cut, input: trace.input)
    }
  }
}
