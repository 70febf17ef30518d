import FoundationEssentials
import Typesetting

/// SVG in short, for a script to write out: what recurs in every picture is a sign, and a row of glyphs says only what
/// does not follow from the glyph before.
///
/// `~a` stands for the text that ``words`` has for `a`. `[scale;glyph dx y;glyph dx;glyph]` stands for a group with that
/// scale, and a reference to each glyph: `dx` beyond the end of the glyph before, on the height `y` of its baseline,
/// both as before where they are left out.
struct Shorthand {
  /// What the signs stand for.
  let words: [String: String]
  /// How wide the glyphs of the rows are, by their names.
  private(set) var advances: [String: Int] = [:]

  private let reference: [UInt8]
  /// By their first byte, the longest first.
  private let signs: [UInt8: [(text: [UInt8], sign: UInt8)]]
  private static let group = Array("<g transform=\"scale(".utf8)

  /// Shorthand for pictures of ids with a prefix, in variables.
  init(prefix: String) {
    let recurring = [
      "<use href=\"#\(prefix)", "<path id=\"\(prefix)", "<g id=\"\(prefix)", "<path fill=\"none\" stroke=\"var(--",
      "<path fill=\"var(--", "<rect x=\"", "<circle cx=\"", "\" cy=\"", "\" r=\"", "\" x=\"", "\" y=\"", "\" width=\"",
      "\" height=\"", "\" rx=\"", "\" fill=\"var(--", ")\" stroke=\"var(--", ")\" stroke-width=\"", ")\" d=\"M",
      "\" d=\"M", "\"/>", ")\"/>", "\">", ")\">", "</g>\n", "</g>", "<g fill=\"var(--", ")\" transform=\"translate(",
      "<g data-at=\"", "<g class=\"node\" data-node=\"", "<g class=\"edge\" data-edge=\"",
      "<g class=\"gradient\" data-gradient=\"", "\" data-kind=\"", "\" data-step=\"", "\" stroke-dasharray=\"",
      "\" stroke-dashoffset=\"", "\" class=\"ring\" fill=\"none\" stroke=\"var(--", "\" stroke-width=\"",
    ]
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8
    var words = ["~": "~", "[": "["]
    var signs: [UInt8: [(text: [UInt8], sign: UInt8)]] = [:]
    for (letter, text) in zip(letters, recurring) {
      words[String(UnicodeScalar(letter))] = text
      let bytes = Array(text.utf8)
      signs[bytes[0], default: []].append((bytes, letter))
    }
    self.words = words
    self.signs = signs.mapValues { $0.sorted { $0.text.count > $1.text.count } }
    reference = Array("<use href=\"#\(prefix)".utf8)
  }

  /// Some SVG in short.
  mutating func short(_ svg: [UInt8]) -> String {
    var short: [UInt8] = []
    var rest = svg[...]
    while let byte = rest.first {
      if byte == UInt8(ascii: "<"), let row = row(&rest) {
        short += row.utf8
      } else if let found = signs[byte]?.first(where: { rest.starts(with: $0.text) }) {
        short += [UInt8(ascii: "~"), found.sign]
        rest = rest.dropFirst(found.text.count)
      } else {
        if byte == UInt8(ascii: "~") || byte == UInt8(ascii: "[") { short.append(UInt8(ascii: "~")) }
        short.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: short, as: UTF8.self)
  }

  /// A row of glyphs in short, where one stands at the beginning of a text.
  private mutating func row(_ text: inout ArraySlice<UInt8>) -> String? {
    var rest = text
    guard rest.take(Shorthand.group), let scale = rest.take(upTo: ")"), rest.take(Array("\">".utf8)) else { return nil }
    var row = "[\(scale)"
    var (pen, height) = (0, 0)
    while rest.take(reference) {
      guard let name = rest.take(upTo: "\""), let glyph = Int(name) else { return nil }
      var (x, y) = (0, 0)
      if rest.take(Array(" x=\"".utf8)) {
        guard let number = rest.take(upTo: "\"").flatMap({ Int($0) }) else { return nil }
        x = number
      }
      if rest.take(Array(" y=\"".utf8)) {
        guard let number = rest.take(upTo: "\"").flatMap({ Int($0) }) else { return nil }
        y = number
      }
      guard rest.take(Array("/>".utf8)) else { return nil }
      row += ";\(name)"
      if y != height { row += " \(x - pen) \(y)" } else if x != pen { row += " \(x - pen)" }
      let advance = Int(Glyph.advance(of: glyph))
      advances[name] = advance
      (pen, height) = (x + advance, y)
    }
    guard rest.take(Array("</g>".utf8)) else { return nil }
    text = rest
    return row + "]"
  }
}

extension ArraySlice<UInt8> {
  /// Removes what it begins with; false where it begins with something else.
  fileprivate mutating func take(_ start: [UInt8]) -> Bool {
    guard starts(with: start) else { return false }
    self = dropFirst(start.count)
    return true
  }

  /// Removes what stands before a character, and the character.
  fileprivate mutating func take(upTo end: Character) -> String? {
    guard let code = end.asciiValue, let place = firstIndex(of: code) else { return nil }
    defer { self = self[index(after: place)...] }
    return String(decoding: self[..<place], as: UTF8.self)
  }
}
