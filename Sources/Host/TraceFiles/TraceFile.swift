import Autodiff

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Trace {
  /// Reads a saved trace and checks every id, shape and count in it.
  ///
  /// ```swift
  /// let trace = try Trace(jsonLines: Data(contentsOf: URL(fileURLWithPath: "trace.jsonl")))
  /// ```
  ///
  /// - Throws: ``TraceError``, which names the line.
  public init(jsonLines bytes: some Collection<UInt8>) throws(TraceError) {
    try self.init(lines: (bytes as? Data) ?? Data(bytes))
  }

  private init(lines data: Data) throws(TraceError) {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    var validator = TraceValidator()
    for (number, line) in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) { continue }
      let decoded: TraceLine
      do {
        decoded = try decoder.decode(DecodedLine.self, from: line).line
      } catch {
        throw TraceError(line: number + 1, sentence(for: error))
      }
      try validator.accept(decoded, line: number + 1)
    }
    self = try validator.finish()
  }
}

/// A decoder's error as a sentence.
private func sentence(for error: any Error) -> String {
  func place(_ context: DecodingError.Context) -> String {
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return path.isEmpty ? "the line" : "'\(path)'"
  }
  switch error {
  case DecodingError.keyNotFound(let key, _): return "'\(key.stringValue)' is missing"
  case DecodingError.typeMismatch(_, let context): return "\(place(context)) has the wrong type"
  case DecodingError.valueNotFound(_, let context): return "\(place(context)) is null"
  case DecodingError.dataCorrupted(let context) where context.underlyingError == nil && !context.codingPath.isEmpty:
    return "\(place(context)): \(context.debugDescription)"
  default: return "this is not a JSON object"
  }
}
