extension String {
  /// The text as a terminal can show it: what steers a terminal, or takes the text around it out of its order or place,
  /// is written by its number, as `\u{1B}`.
  ///
  /// - Parameter keepsLineBreaks: whether `\n` stays as it is.
  /// - Returns: the text, with no such character in it.
  package func visible(keepsLineBreaks: Bool = false) -> String {
    func isSafe(_ scalar: Unicode.Scalar) -> Bool { (keepsLineBreaks && scalar == "\n") || !scalar.isInvisible }
    guard !unicodeScalars.allSatisfy(isSafe) else { return self }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if isSafe(scalar) { text.append(scalar) } else { text.append(contentsOf: scalar.escaped.unicodeScalars) }
    }
    return String(text)
  }

  /// At most so many characters; what is longer ends with `…`.
  package func cut(to length: Int = 60) -> String {
    guard utf8.count > length else { return self }
    // A character may carry any number of accents.
    let scalars = unicodeScalars.prefix(8 * length)
    let isWhole = scalars.endIndex == unicodeScalars.endIndex
    let text = String(scalars)
    return isWhole && text.count <= length ? text : String(text.prefix(max(1, length - 1))) + "…"
  }

  /// Text from outside, for a message: visible and short.
  package var quotable: String { cut().visible() }
}

extension Character {
  /// The character as a source line shows it; it may have become several.
  var visible: String {
    // Tabs and their like have a width that nobody knows.
    if isWhitespace, self != "\u{2028}", self != "\u{2029}", self != "\u{85}" { return " " }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(16))).visible()
  }
}

extension Unicode.Scalar {
  /// Whether it is a control character, an override of the direction of writing, a separator of lines, or has no width
  /// and no part in how letters and emoji are joined.
  package var isInvisible: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0: true
    case 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
    case 0xE0001: true
    default: false
    }
  }

  fileprivate var escaped: String { "\\u{\(String(value, radix: 16, uppercase: true))}" }
}
