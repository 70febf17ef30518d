import Typesetting

/// Bytes of an SVG under construction.
package struct SVGBuffer {
  package private(set) var bytes: [UInt8] = []

  package init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  mutating func reserve(_ capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  /// Forgets what was written, and keeps the memory.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  package mutating func write(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  package mutating func write(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  package mutating func write(_ buffer: SVGBuffer) {
    bytes.append(contentsOf: buffer.bytes)
  }

  /// Puts the bytes of another buffer before all others.
  mutating func insert(_ buffer: SVGBuffer) {
    bytes.insert(contentsOf: buffer.bytes, at: 0)
  }

  mutating func write(outline glyph: Glyph.ID) {
    Glyph.appendOutline(of: glyph, to: &bytes)
  }

  package mutating func write(_ integer: Int) {
    write(scaled: Int64(integer), decimals: 0)
  }

  /// Bytes of a drawing, with a prefix in place of each mark.
  ///
  /// A frame of a thousand nodes has tens of thousands of marks: all is put together before it is appended.
  mutating func write(_ drawing: [UInt8], _ range: Range<Int>, marks: ArraySlice<Int>, prefix: String) {
    var prefix = prefix
    prefix.withUTF8 { prefix in
      drawing.withUnsafeBufferPointer { drawing in
        let count = range.count + marks.count * (prefix.count - 1)
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { whole in
          var (start, end) = (range.lowerBound, 0)
          for mark in marks {
            end = whole[end...].update(fromContentsOf: drawing[start..<mark])
            end = whole[end...].update(fromContentsOf: prefix)
            start = mark + 1
          }
          end = whole[end...].update(fromContentsOf: drawing[start..<range.upperBound])
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: whole[..<end]))
        }
      }
    }
  }

  /// A number with at most two decimals, and no zero that says nothing; the same in every locale.
  package mutating func write(_ number: Double) {
    // Far beyond any page; keeps the conversion below from overflowing.
    let hundredths = Int64((max(-1e12, min(number.isNaN ? 0 : number, 1e12)) * 100).rounded())
    write(scaled: hundredths, decimals: 2)
  }

  /// A number with at most five decimals, for scales.
  package mutating func write(scale number: Double) {
    write(scaled: Int64((max(-1e6, min(number.isNaN ? 0 : number, 1e6)) * 100_000).rounded()), decimals: 5)
  }

  /// A whole number of units of so many decimals, written from its last digit to its first.
  private mutating func write(scaled value: Int64, decimals: Int) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digits in
      var start = digits.count
      func put(_ byte: UInt8) {
        start -= 1
        digits[start] = byte
      }
      var rest = value.magnitude
      func takeDigit() -> UInt8 {
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        rest = quotient
        return UInt8(ascii: "0") + UInt8(digit)
      }
      for _ in 0..<decimals {
        let digit = takeDigit()
        if start < digits.count || digit != UInt8(ascii: "0") { put(digit) }
      }
      if start < digits.count { put(UInt8(ascii: ".")) }
      repeat { put(takeDigit()) } while rest > 0
      if value < 0 { put(UInt8(ascii: "-")) }
      bytes.append(contentsOf: digits[start...])
    }
  }

  /// A number as an attribute, ` name="1.5"`.
  package mutating func attribute(_ name: StaticString, _ value: Double) {
    open(name)
    write(value)
    bytes.append(UInt8(ascii: "\""))
  }

  /// A text as an attribute, escaped, ` name="text"`.
  package mutating func attribute(_ name: StaticString, _ value: String) {
    open(name)
    escape(value)
    bytes.append(UInt8(ascii: "\""))
  }

  /// A reference to a definition, at a place.
  mutating func write(use name: some ReferenceName, _ reference: StaticString, prefix: String, x: Double?, y: Double?) {
    write("<use ")
    write(reference)
    write("=\"#")
    write(prefix)
    name.write(to: &self)
    bytes.append(UInt8(ascii: "\""))
    if let x { attribute("x", x) }
    if let y { attribute("y", y) }
    write("/>")
  }

  private mutating func open(_ name: StaticString) {
    bytes.append(UInt8(ascii: " "))
    write(name)
    write("=\"")
  }

  /// The outlines of glyphs, each with its id.
  package mutating func write(_ glyphs: GlyphSet, prefix: String) {
    for glyph in glyphs.sorted {
      write("<path id=\"")
      write(prefix)
      write(glyph)
      write("\" d=\"")
      write(outline: glyph)
      write("\"/>\n")
    }
  }

  /// Text with what XML reserves escaped, and without the control characters it forbids.
  package mutating func escape(_ text: String) {
    // Most text needs nothing.
    if text.utf8.allSatisfy({ $0.isPlainInXML }) { return write(text) }
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

extension UInt8 {
  /// Whether it is one of ASCII's characters that XML allows and does not reserve.
  fileprivate var isPlainInXML: Bool {
    switch self {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
    default: (0x20..<0x7F).contains(self)
    }
  }
}
