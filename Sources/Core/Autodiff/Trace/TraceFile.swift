import FoundationEssentials

extension Trace {
  /// The trace as JSON Lines: one object a line, keys sorted, numbers the shortest that read back exactly.
  ///
  /// - Throws: what the encoder says; not for a trace that was recorded or read.
  public func jsonLines() throws -> Data {
    try jsonLines(atMost: .max).data ?? Data()
  }

  /// The trace as JSON Lines, and how many bytes they are; where these are more than a limit, at least how many.
  ///
  /// - Throws: what the encoder says, and `CancellationError` in a task that is cancelled.
  /// - Complexity: no more memory is taken than the limit and one line.
  package func jsonLines(atMost limit: Int) throws -> (data: Data?, byteCount: Int) {
    let least = leastByteCount
    guard least <= limit else { return (nil, least) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    var data = Data()
    var byteCount = 0
    func add(_ line: TraceLine, queue: TraceQueue? = nil) throws {
      try Task.checkCancellation()
      let start = data.count
      defer {
        byteCount += data.count - start
        if byteCount > limit { data = Data() }
      }
      data.append(try encoder.encode(line))
      if let queue {
        // The queues are most of a large trace, and the encoder needs a microsecond for each number: they, the last
        // in their lines, are written here.
        data.removeLast()
        data.append(contentsOf: (",\"queue\":[" + queue.nodes.map(String.init).joined(separator: ",") + "]}").utf8)
      }
      data.append(UInt8(ascii: "\n"))
    }
    try add(.header(.init(self)))
    for node in nodes { try add(.node(node)) }
    var queue = TraceQueue()
    for event in events {
      queue.follow(event)
      let isVisit = if case .visit = event { true } else { false }
      try add(.event(event, queue: nil), queue: isVisit ? queue : nil)
    }
    return (byteCount > limit ? nil : data, byteCount)
  }

  /// No fewer bytes than the JSON Lines have: the queues exactly, and of the rest what no line lacks.
  ///
  /// - Complexity: O(*n*) for *n* nodes and events.
  package var leastByteCount: Int {
    // {"id":0,"kind":"constant","label":"","name":"","shape":[],"value":0}, with its event, and {"event":"finish"}.
    var count = 75 * nodes.count + 18 * events.count
    var queue = TraceQueue()
    for event in events {
      queue.follow(event)
      if case .visit = event { count += queue.digitCount + queue.count }
    }
    return count
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
