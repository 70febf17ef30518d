/// A JSON value to write: in one line, the keys of objects sorted, numbers the shortest that read back exactly.
///
/// The bytes are those of Foundation's `JSONEncoder` with `sortedKeys` and `withoutEscapingSlashes`.
package enum JSON: Sendable {
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
    var text = text
    text.withUTF8 { characters in
      // What needs no escape is copied in runs.
      var start = 0
      for (place, byte) in characters.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
        bytes.append(contentsOf: characters[start..<place])
        bytes.append(escape(of: byte))
        start = place + 1
      }
      bytes.append(contentsOf: characters[start...])
    }
    bytes.append("\"")
  }

  private static func escape(of byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\""): "\\\""
    case UInt8(ascii: "\\"): "\\\\"
    case 0x08: "\\b"
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0C: "\\f"
    case 0x0D: "\\r"
    default: (byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16)
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ text: String) { append(contentsOf: text.utf8) }
}
