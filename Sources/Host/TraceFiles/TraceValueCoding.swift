import Autodiff

/// As in a trace file, so that other documents hold numbers and arrays as traces do.
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
