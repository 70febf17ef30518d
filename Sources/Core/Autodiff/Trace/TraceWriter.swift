/// Writes a trace as JSON Lines, a line at a time.
package struct TraceWriter {
  private let trace: Trace
  private var lineCount = 0
  private let version: TraceVersion
  private var queue = TraceQueue()
  private var changes = QueueChanges()

  /// A writer at the first line; nil for the version that the trace is written in unless another is asked for.
  package init(_ trace: Trace, version: TraceVersion? = nil) {
    self.trace = trace
    self.version = version ?? trace.fileVersion
  }

  /// Appends the next line, with its line feed.
  ///
  /// - Returns: whether there was one.
  /// - Throws: ``TraceError`` for an array of more or fewer elements than its shape says; not for a trace that was
  ///   recorded, read or checked.
  package mutating func writeLine(to bytes: inout [UInt8]) throws(TraceError) -> Bool {
    guard lineCount < 1 + trace.nodes.count + trace.events.count else { return false }
    let line = nextLine()
    lineCount += 1
    guard line.values.allSatisfy({ $0.isWhole }) else {
      throw TraceError(line: lineCount, "an array has another number of elements than its shape")
    }
    line.json.write(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return true
  }

  private mutating func nextLine() -> TraceLine {
    guard lineCount > 0 else { return .header(.init(trace, version)) }
    guard lineCount > trace.nodes.count else { return .node(trace.nodes[lineCount - 1]) }
    let event = trace.events[lineCount - 1 - trace.nodes.count]
    switch version {
    case .wholeQueues:
      queue.follow(event)
      let isVisit = if case .visit = event { true } else { false }
      return .event(event, queue: isVisit ? .whole(queue.nodes) : nil)
    case .queueChanges: return .event(event, queue: changes.follow(event).map { .change($0) })
    }
  }
}

extension Trace {
  /// The trace as JSON Lines: one object a line, keys sorted, numbers the shortest that read back exactly.
  ///
  /// - Parameter version: the version of the format; nil for ``fileVersion``.
  /// - Returns: the bytes of the file.
  /// - Throws: ``TraceError``; not for a trace that was recorded, read or checked.
  public func jsonLines(version: TraceVersion? = nil) throws(TraceError) -> [UInt8] {
    var bytes: [UInt8] = []
    var writer = TraceWriter(self, version: version)
    while try writer.writeLine(to: &bytes) {}
    return bytes
  }

  /// No more bytes than the JSON Lines have: whole queues exactly, and of the rest what no line lacks.
  ///
  /// - Parameter version: the version of the format; nil for ``fileVersion``.
  /// - Returns: a number of bytes.
  /// - Complexity: O(*n*) for *n* nodes and events.
  package func leastByteCount(_ version: TraceVersion? = nil) -> Int {
    let queues = wholeQueueBytes
    let isWhole = version.map { $0 == .wholeQueues } ?? (queues <= TraceVersion.mostQueueBytes)
    // {"id":0,"kind":"constant","label":"","name":"","shape":[],"value":0}, with its event, and {"event":"finish"}.
    return 75 * nodes.count + 18 * events.count + (isWhole ? queues : 0)
  }
}

extension TraceLine {
  /// The values of the line.
  fileprivate var values: [TraceValue] {
    switch self {
    case .node(let node): [node.value]
    case .event(let event, _): event.values
    case .header, .unknown: []
    }
  }

  fileprivate var json: JSON {
    switch self {
    case .header(let header): return .object(header.fields)
    case .node(let node): return .object(node.fields)
    case .event(let event, let queue):
      var fields = event.fields
      if let queue { fields["queue"] = queue.json }
      return .object(fields)
    case .unknown: return .object([:])
    }
  }
}

extension TraceLine.Queue {
  /// `[5,0,1]`, or `{"added":[0,1],"removed":[4]}` without what is empty.
  fileprivate var json: JSON {
    switch self {
    case .whole(let nodes): return .list(nodes.map(JSON.integer))
    case .change(let change):
      var fields: [String: JSON] = [:]
      if !change.removed.isEmpty { fields["removed"] = .list(change.removed.map(JSON.integer)) }
      if !change.added.isEmpty { fields["added"] = .list(change.added.map(JSON.integer)) }
      return .object(fields)
    }
  }
}

extension TraceLine.Header {
  fileprivate var fields: [String: JSON] {
    var fields: [String: JSON] = [
      "event": .text("header"), "format": .text(format), "version": .integer(version), "title": .text(title),
      "source": source.map(JSON.text) ?? .null, "output": .integer(output),
    ]
    if let queue { fields["queue"] = .text(queue) }
    if let outputName { fields["name"] = .text(outputName) }
    if let walk { fields["walk"] = .text(walk) }
    if let cut { fields["cut"] = .text(cut) }
    if let input {
      fields["mode"] = .text("forward")
      fields["input"] = .integer(input.node)
      if !input.element.isEmpty { fields["element"] = .list(input.element.map(JSON.integer)) }
    }
    return fields
  }
}

extension TraceNode {
  fileprivate var fields: [String: JSON] {
    var fields: [String: JSON] = [
      "event": .text("node"), "id": .integer(id), "kind": .text(kind.rawValue), "name": .text(name),
      "label": .text(label), "shape": .list(shape.map(JSON.integer)), "value": value.json,
    ]
    if !module.isEmpty { fields["module"] = .list(module.map(JSON.text)) }
    if kind == .operation {
      fields["operation"] = operation.map(JSON.text) ?? .null
      fields["operands"] = .list(operands.map(JSON.integer))
      fields["attributes"] = .object(attributes.mapValues { $0.json })
    }
    return fields
  }
}

extension Attribute {
  /// `true`, `[0, 1]`, `"0:2"` or `null`.
  fileprivate var json: JSON {
    switch self {
    case .flag(let flag): .flag(flag)
    case .integers(let integers): .list(integers.map(JSON.integer))
    case .text(let text): .text(text)
    case .none: .null
    }
  }
}

extension TraceEvent {
  /// The event's name in a trace file.
  package var name: String {
    switch self {
    case .seed, .tangentSeed: "seed"
    case .visit: "visit"
    case .propagate: "propagate"
    case .blocked: "blocked"
    case .enqueue: "enqueue"
    case .finish: "finish"
    case .end, .tangentEnd: "end"
    case .evaluate: "evaluate"
    case .pushForward: "tangent"
    }
  }

  fileprivate var fields: [String: JSON] {
    var fields: [String: JSON] =
      switch self {
      case .seed(let node, let adjoint): ["node": .integer(node), "adjoint": adjoint.json]
      case .visit(let node, let adjoint): ["node": .integer(node), "adjoint": adjoint?.json ?? .null]
      case .propagate(let step):
        [
          "from": .integer(step.from), "to": .integer(step.to), "operand": .integer(step.operand),
          "local": step.local?.json ?? .null, "contribution": step.contribution.json, "adjoint": step.adjoint.json,
          "arrived": .integer(step.arrived), "expected": .integer(step.expected),
        ]
      case .blocked(let from, let to, let operand, let reason):
        [
          "from": .integer(from), "to": .integer(to), "operand": .integer(operand), "reason": .text(reason.rawValue),
        ]
      case .enqueue(let node): ["node": .integer(node)]
      case .finish(let node, let kind, let gradient):
        ["node": .integer(node), "kind": .text(kind.rawValue), "gradient": gradient?.json ?? .null]
      case .end(let gradients): ["gradients": .object(gradients.mapValues { $0.json })]
      case .evaluate(let node): ["node": .integer(node)]
      case .tangentSeed(let node, let tangent): ["node": .integer(node), "tangent": tangent.json]
      case .pushForward(let step):
        [
          "from": .integer(step.from), "to": .integer(step.to), "operand": .integer(step.operand),
          "local": step.local?.json ?? .null, "contribution": step.contribution.json, "tangent": step.tangent.json,
          "arrived": .integer(step.arrived), "expected": .integer(step.expected),
        ]
      case .tangentEnd(let tangent): ["tangent": tangent.json]
      }
    fields["event"] = .text(name)
    return fields
  }
}

extension TraceValue {
  /// A number, nested arrays or a summary.
  fileprivate var json: JSON {
    switch self {
    case .array(let shape, let elements): TraceValue.json(shape[...], elements[...])
    case .summary(let summary):
      .object([
        "summary": .flag(true), "shape": .list(summary.shape.map(JSON.integer)), "min": .number(summary.min),
        "max": .number(summary.max), "mean": .number(summary.mean), "norm": .number(summary.norm),
      ])
    }
  }

  /// A part of an array: a number, or the parts along its first axis.
  private static func json(_ shape: ArraySlice<Int>, _ elements: ArraySlice<Double>) -> JSON {
    guard let count = shape.first else { return .number(elements.first ?? .nan) }
    guard shape.count > 1 else { return .list(elements.map(JSON.number)) }
    let width = elements.count / max(1, count)
    return .list(
      (0..<count).map { row in
        json(shape.dropFirst(), elements.dropFirst(row * width).prefix(width))
      })
  }
}
