import Typesetting

/// Bytes of an SVG under construction.
struct SVGBuffer {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(_ buffer: SVGBuffer) {
    bytes.append(contentsOf: buffer.bytes)
  }

  mutating func write(outline glyph: Glyph.ID) {
    Glyph.appendOutline(of: glyph, to: &bytes)
  }

  mutating func write(_ integer: Int) {
    write(scaled: integer, decimals: 0)
  }

  mutating func write(_ slice: ArraySlice<UInt8>) {
    bytes.append(contentsOf: slice)
  }

  /// A number with at most two decimals, and no zero that says nothing; the same in every locale.
  mutating func write(_ number: Double) {
    // Far beyond any page; keeps the conversion below from overflowing.
    let hundredths = Int((max(-1e12, min(number.isNaN ? 0 : number, 1e12)) * 100).rounded())
    write(scaled: hundredths, decimals: 2)
  }

  /// A number with at most five decimals, for scales.
  mutating func write(scale number: Double) {
    write(scaled: Int((max(-1e6, min(number.isNaN ? 0 : number, 1e6)) * 100_000).rounded()), decimals: 5)
  }

  /// A whole number of units of so many decimals; its digits are written from the last one and then turned around.
  private mutating func write(scaled value: Int, decimals: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = value.magnitude
    var position = 0
    var isSignificant = false
    while rest > 0 || position < decimals {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      rest = quotient
      isSignificant = isSignificant || digit != 0 || position >= decimals
      if isSignificant { bytes.append(UInt8(ascii: "0") + UInt8(digit)) }
      position += 1
      if position == decimals, isSignificant { bytes.append(UInt8(ascii: ".")) }
    }
    if bytes.count == start { bytes.append(UInt8(ascii: "0")) }
    bytes[start...].reverse()
  }

  /// ` name="1.5"`
  mutating func attribute(_ name: StaticString, _ value: Double) {
    open(name)
    write(value)
    bytes.append(UInt8(ascii: "\""))
  }

  /// ` name="text"`, escaped.
  mutating func attribute(_ name: StaticString, _ value: String) {
    open(name)
    escape(value)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func open(_ name: StaticString) {
    bytes.append(UInt8(ascii: " "))
    write(name)
    write("=\"")
  }

  /// Text with what XML reserves escaped, and without the control characters it forbids.
  mutating func escape(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": write("&lt;")
      case ">": write("&gt;")
      case "&": write("&amp;")
      case "\"": write("&quot;")
      case "'": write("&#39;")
      case "\t", "\n", "\r": bytes.append(UInt8(ascii: " "))
      case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": write("\u{FFFD}")
      default: bytes.append(contentsOf: Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter)
      }
    }
  }
}
