/// Reads whole numbers between white space.
struct Fields {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// Whether the line ends here.
  var isAtEndOfLine: Bool { position >= bytes.count || bytes[position] == UInt8(ascii: "\n") }

  mutating func next(radix: Int = 10) -> Int? {
    while position < bytes.count, bytes[position] <= UInt8(ascii: " ") { position += 1 }
    guard position < bytes.count else { return nil }
    var value = 0
    var isNegative = false
    while position < bytes.count, bytes[position] > UInt8(ascii: " ") {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "A")...: value = value &* radix &+ Int(byte &- UInt8(ascii: "A") &+ 10)
      default: value = value &* radix &+ Int(byte &- UInt8(ascii: "0"))
      }
      position += 1
    }
    return isNegative ? -value : value
  }
}
