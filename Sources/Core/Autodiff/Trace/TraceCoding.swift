import Formulas

/// The lines of a saved trace, as JSON objects.
enum TraceLine: Codable {
  case header(Header)
  case node(TraceNode)
  /// With what the queue holds after the event, for a visit.
  case event(TraceEvent, queue: [Int]?)
  /// An event of a later release; additions keep the version, so it is passed over.
  case unknown

  struct Header: Codable {
    static let format = "adviz-trace"
    static let version = 1

    let format: String
    let version: Int
    let title: String
    let source: String?
    let output: Int
    let outputName: String?

    private enum CodingKeys: String, CodingKey {
      case format, version, title, source, output
      case outputName = "name"
    }

    init(_ trace: Trace) {
      format = Self.format
      version = Self.version
      title = trace.title
      source = trace.source
      output = trace.output
      outputName = trace.outputName
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      format = try container.decode(String.self, forKey: .format)
      version = try container.decode(Int.self, forKey: .version)
      // Of another version nothing more is known; the reader refuses it.
      let isKnown = version == Self.version
      title = isKnown ? try container.decode(String.self, forKey: .title) : ""
      source = isKnown ? try container.decodeIfPresent(String.self, forKey: .source) : nil
      output = isKnown ? try container.decode(Int.self, forKey: .output) : 0
      outputName = isKnown ? try container.decodeIfPresent(String.self, forKey: .outputName) : nil
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(format, forKey: .format)
      try container.encode(version, forKey: .version)
      try container.encode(title, forKey: .title)
      try container.encode(source, forKey: .source)
      try container.encode(output, forKey: .output)
      try container.encodeIfPresent(outputName, forKey: .outputName)
    }
  }

  private enum EventKey: String, CodingKey { case event, queue }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: EventKey.self)
    let name = try container.decode(String.self, forKey: .event)
    switch name {
    case "header": self = .header(try Header(from: decoder))
    case "node": self = .node(try TraceNode(from: decoder))
    default:
      guard let event = try TraceEvent(name, from: decoder) else {
        self = .unknown
        return
      }
      self = .event(event, queue: name == "visit" ? try container.decode([Int].self, forKey: .queue) : nil)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: EventKey.self)
    switch self {
    case .header(let header):
      try container.encode("header", forKey: .event)
      try header.encode(to: encoder)
    case .node(let node):
      try container.encode("node", forKey: .event)
      try node.encode(to: encoder)
    case .event(let event, let queue):
      try container.encode(event.name, forKey: .event)
      try event.encode(to: encoder)
      try container.encodeIfPresent(queue, forKey: .queue)
    case .unknown: break
    }
  }
}

extension TraceNode: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, kind, operation, operands, attributes, name, label, shape, value
  }

  /// Reads a node of a trace line.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(Int.self, forKey: .id)
    kind = try container.decode(Kind.self, forKey: .kind)
    name = try container.decode(String.self, forKey: .name)
    label = try container.decode(String.self, forKey: .label)
    shape = try container.decode([Int].self, forKey: .shape)
    value = try container.decode(TraceValue.self, forKey: .value)
    if kind == .operation {
      operation = try container.decode(String.self, forKey: .operation)
      operands = try container.decode([Int].self, forKey: .operands)
      attributes = try container.decodeIfPresent([String: Attribute].self, forKey: .attributes) ?? [:]
    }
  }

  /// Writes a node of a trace line.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(kind, forKey: .kind)
    try container.encode(name, forKey: .name)
    try container.encode(label, forKey: .label)
    try container.encode(shape, forKey: .shape)
    try container.encode(value, forKey: .value)
    if kind == .operation {
      try container.encode(operation, forKey: .operation)
      try container.encode(operands, forKey: .operands)
      try container.encode(attributes, forKey: .attributes)
    }
  }
}

extension Attribute: Codable {
  /// Reads `true`, `[0, 1]`, `"0:2"` or `null`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .none
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else {
      self = .integers(try container.decode([Int].self))
    }
  }

  /// Writes `true`, `[0, 1]`, `"0:2"` or `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .flag(let flag): try container.encode(flag)
    case .integers(let integers): try container.encode(integers)
    case .text(let text): try container.encode(text)
    case .none: try container.encodeNil()
    }
  }
}

extension TraceEvent {
  private enum CodingKeys: String, CodingKey {
    case node, adjoint, from, to, operand, local, contribution, arrived, expected, reason, kind
    case gradient, gradients
  }

  var name: String {
    switch self {
    case .seed: "seed"
    case .visit: "visit"
    case .propagate: "propagate"
    case .blocked: "blocked"
    case .enqueue: "enqueue"
    case .finish: "finish"
    case .end: "end"
    }
  }

  init?(_ name: String, from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func integer(_ key: CodingKeys) throws -> Int { try container.decode(Int.self, forKey: key) }
    func value(_ key: CodingKeys) throws -> TraceValue { try container.decode(TraceValue.self, forKey: key) }
    func optional(_ key: CodingKeys) throws -> TraceValue? {
      try container.decodeIfPresent(TraceValue.self, forKey: key)
    }
    switch name {
    case "seed": self = .seed(node: try integer(.node), adjoint: try value(.adjoint))
    case "visit":
      self = .visit(node: try integer(.node), adjoint: try optional(.adjoint))
    case "propagate":
      self = .propagate(
        Propagation(
          from: try integer(.from), to: try integer(.to), operand: try integer(.operand),
          local: try optional(.local), contribution: try value(.contribution), adjoint: try value(.adjoint),
          arrived: try integer(.arrived), expected: try integer(.expected)))
    case "blocked":
      self = .blocked(
        from: try integer(.from), to: try integer(.to), operand: try integer(.operand),
        reason: try container.decode(BlockReason.self, forKey: .reason))
    case "enqueue": self = .enqueue(node: try integer(.node))
    case "finish":
      self = .finish(
        node: try integer(.node), kind: try container.decode(TraceNode.Kind.self, forKey: .kind),
        gradient: try optional(.gradient))
    case "end": self = .end(gradients: try container.decode([String: TraceValue].self, forKey: .gradients))
    default: return nil
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .seed(let node, let adjoint):
      try container.encode(node, forKey: .node)
      try container.encode(adjoint, forKey: .adjoint)
    case .visit(let node, let adjoint):
      try container.encode(node, forKey: .node)
      try container.encode(adjoint, forKey: .adjoint)
    case .propagate(let step):
      try container.encode(step.from, forKey: .from)
      try container.encode(step.to, forKey: .to)
      try container.encode(step.operand, forKey: .operand)
      try container.encode(step.local, forKey: .local)
      try container.encode(step.contribution, forKey: .contribution)
      try container.encode(step.adjoint, forKey: .adjoint)
      try container.encode(step.arrived, forKey: .arrived)
      try container.encode(step.expected, forKey: .expected)
    case .blocked(let from, let to, let operand, let reason):
      try container.encode(from, forKey: .from)
      try container.encode(to, forKey: .to)
      try container.encode(operand, forKey: .operand)
      try container.encode(reason, forKey: .reason)
    case .enqueue(let node): try container.encode(node, forKey: .node)
    case .finish(let node, let kind, let gradient):
      try container.encode(node, forKey: .node)
      try container.encode(kind, forKey: .kind)
      try container.encode(gradient, forKey: .gradient)
    case .end(let gradients): try container.encode(gradients, forKey: .gradients)
    }
  }
}

extension TraceValue: Codable {
  private enum SummaryKeys: String, CodingKey { case summary, shape, min, max, mean, norm }

  /// Reads a number, nested arrays or a summary.
  public init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: SummaryKeys.self) {
      func number(_ key: SummaryKeys) throws -> Double { try container.decode(Double.self, forKey: key) }
      self = .summary(
        Summary(
          shape: try container.decode([Int].self, forKey: .shape), min: try number(.min),
          max: try number(.max), mean: try number(.mean), norm: try number(.norm)))
    } else {
      var elements: [Double] = []
      let shape = try Self.read(decoder, depth: 0, into: &elements)
      self = .array(shape: shape, elements: elements)
    }
  }

  /// Appends the elements of nested arrays and returns their shape.
  private static func read(
    _ decoder: any Decoder, depth: Int, into elements: inout [Double]
  ) throws -> [Int] {
    guard var rows = try? decoder.unkeyedContainer() else {
      elements.append(try decoder.singleValueContainer().decode(Double.self))
      return []
    }
    func failure(_ sentence: String) -> DecodingError {
      .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: sentence))
    }
    guard depth < 64 else { throw failure("arrays are nested deeper than 64") }
    var inner: [Int]?
    var count = 0
    while !rows.isAtEnd {
      let shape = try read(rows.superDecoder(), depth: depth + 1, into: &elements)
      guard inner == nil || inner == shape else { throw failure("the rows of an array differ in shape") }
      inner = shape
      count += 1
    }
    return [count] + (inner ?? [])
  }

  /// Writes a number, nested arrays or a summary.
  ///
  /// - Throws: `EncodingError` for an array of more or fewer elements than its shape says.
  public func encode(to encoder: any Encoder) throws {
    guard isWhole else {
      throw EncodingError.invalidValue(
        self,
        .init(
          codingPath: encoder.codingPath, debugDescription: "an array has another number of elements than its shape"))
    }
    switch self {
    case .array(let shape, let elements):
      guard !shape.isEmpty else {
        var container = encoder.singleValueContainer()
        try container.encode(elements.first ?? .nan)
        return
      }
      try Rows(shape: shape[...], elements: elements[...]).encode(to: encoder)
    case .summary(let summary):
      var container = encoder.container(keyedBy: SummaryKeys.self)
      try container.encode(true, forKey: .summary)
      try container.encode(summary.shape, forKey: .shape)
      try container.encode(summary.min, forKey: .min)
      try container.encode(summary.max, forKey: .max)
      try container.encode(summary.mean, forKey: .mean)
      try container.encode(summary.norm, forKey: .norm)
    }
  }

  /// A part of an array, as nested arrays.
  private struct Rows: Encodable {
    let shape: ArraySlice<Int>
    let elements: ArraySlice<Double>

    func encode(to encoder: any Encoder) throws {
      var container = encoder.unkeyedContainer()
      if shape.count < 2 {
        try container.encode(contentsOf: elements)
        return
      }
      let inner = shape.dropFirst()
      let stride = inner.reduce(1, *)
      for row in 0..<(shape.first ?? 0) {
        let start = elements.startIndex + row * stride
        try container.encode(Rows(shape: inner, elements: elements[start..<start + stride]))
      }
    }
  }
}
