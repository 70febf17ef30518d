import FoundationEssentials

extension Trace {
  /// The trace as JSON Lines: one object a line, keys sorted, numbers the shortest that read back exactly.
  ///
  /// - Throws: what the encoder says; not for a trace that was recorded or read.
  public func jsonLines() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    var data = Data()
    for line in [.header(.init(self))] + nodes.map(TraceLine.node) {
      data.append(try encoder.encode(line))
      data.append(UInt8(ascii: "\n"))
    }
    for event in events {
      if case .visit(let node, let adjoint, let queue) = event, !queue.isEmpty {
        // The queues are most of a large trace, and the encoder needs a microsecond for each number: they, the last
        // in their lines, are written here.
        data.append(try encoder.encode(TraceLine.event(.visit(node: node, adjoint: adjoint, queue: []))).dropLast(2))
        data.append(contentsOf: (queue.map(String.init).joined(separator: ",") + "]}").utf8)
      } else {
        data.append(try encoder.encode(TraceLine.event(event)))
      }
      data.append(UInt8(ascii: "\n"))
    }
    return data
  }

  /// Reads a saved trace and checks every id, shape and count in it.
  ///
  /// - Throws: ``TraceError``, which names the line.
  public init(jsonLines data: Data) throws(TraceError) {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    var reader = TraceReader()
    for (number, line) in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) { continue }
      let decoded: TraceLine
      do {
        decoded = try decoder.decode(TraceLine.self, from: line)
      } catch {
        throw TraceError(line: number + 1, TraceReader.sentence(for: error))
      }
      try reader.accept(decoded, line: number + 1)
    }
    self = try reader.finish()
  }
}
