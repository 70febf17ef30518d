/// A JSON value to write: in one line, the keys of objects sorted, numbers the shortest that read back exactly.
///
/// The bytes are those of Foundation's `JSONEncoder` with `sortedKeys` and `withoutEscapingSlashes`.
package enum JSON {
  /// `null`
  case null
  /// `true` or `false`
  case flag(Bool)
  /// A whole number.
  case integer(Int)
  /// A number; one that is not finite is text.
  case number(Double)
  /// Text.
  case text(String)
  /// An array.
  case list([JSON])
  /// An object.
  case object([String: JSON])

  /// Appends the value to bytes.
  package func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append("null")
    case .flag(let flag): bytes.append(flag ? "true" : "false")
    case .integer(let integer): bytes.append(String(integer))
    case .number(let number): JSON.write(number, to: &bytes)
    case .text(let text): JSON.write(text, to: &bytes)
    case .list(let items):
      bytes.append("[")
      for (position, item) in items.enumerated() {
        if position > 0 { bytes.append(",") }
        item.write(to: &bytes)
      }
      bytes.append("]")
    case .object(let fields):
      bytes.append("{")
      let sorted = fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      for (position, field) in sorted.enumerated() {
        if position > 0 { bytes.append(",") }
        JSON.write(field.key, to: &bytes)
        bytes.append(":")
        field.value.write(to: &bytes)
      }
      bytes.append("}")
    }
  }

  /// A number without the `.0` of a whole one; infinities and NaN, for which JSON has no number, are text.
  private static func write(_ number: Double, to bytes: inout [UInt8]) {
    guard number.isFinite else {
      bytes.append(number.isNaN ? "\"NaN\"" : number > 0 ? "\"Infinity\"" : "\"-Infinity\"")
      return
    }
    bytes.append(number.description)
    if bytes.suffix(2).elementsEqual(".0".utf8) { bytes.removeLast(2) }
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append("\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes.append("\\\"")
      case UInt8(ascii: "\\"): bytes.append("\\\\")
      case 0x08: bytes.append("\\b")
      case 0x09: bytes.append("\\t")
      case 0x0A: bytes.append("\\n")
      case 0x0C: bytes.append("\\f")
      case 0x0D: bytes.append("\\r")
      case 0x00..<0x20: bytes.append((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    bytes.append("\"")
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ text: String) { append(contentsOf: text.utf8) }
}
