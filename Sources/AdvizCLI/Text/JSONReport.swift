import Adviz

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One JSON object for a machine, keys sorted, numbers as in a trace.
enum JSONReport {
  static func text(_ report: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return escaped(String(decoding: try encoder.encode(report), as: UTF8.self))
  }
}

extension JSONReport {
  /// The same JSON without characters that a terminal would act upon; they stand in strings alone.
  private static func escaped(_ json: String) -> String {
    guard json.unicodeScalars.contains(where: \.isInvisible) else { return json }
    return json.unicodeScalars.map { scalar in
      guard scalar.isInvisible else { return String(scalar) }
      return scalar.utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
    }.joined()
  }
}
