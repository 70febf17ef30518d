/// Cuts the text into tokens; what it cannot read becomes a diagnostic, and it goes on.
struct Lexer {
  private(set) var tokens: [Token] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The first comment that stands on a line of its own before any statement and holds no settings.
  private(set) var title: String?
  let lines: [String]

  private var line = 0
  private var characters: [Character] = []
  /// The bytes of the line where each is a character; empty where one is not.
  private var bytes: [UInt8] = []
  private var position = 0
  /// The brackets that are open, so that a line break within them is white space.
  private var open: [Token] = []

  init(_ text: String) {
    lines = Lexer.lines(of: text)
    for index in lines.indices {
      line = index + 1
      characters = Array(lines[index])
      bytes = lines[index].utf8.count == characters.count ? Array(lines[index].utf8) : []
      position = 0
      readLine()
    }
    for token in open { report(token.range, "'\(token.text)' is never closed") }
    endStatement()
  }

  /// The lines of a text; a byte-order mark is no character of it.
  static func lines(of text: String) -> [String] {
    text.drop { $0 == "\u{FEFF}" }.split(omittingEmptySubsequences: false, whereSeparator: { $0.isNewline }).map {
      String($0)
    }
  }

  private mutating func readLine() {
    while position < characters.count {
      let start = position
      let character = characters[position]
      if character.isWhitespace {
        position += 1
      } else if character == "#" {
        readComment()
      } else if character == ";" {
        position += 1
        endStatement(at: range(from: start))
      } else if character.isNumberStart(before: position + 1 < characters.count ? characters[position + 1] : nil) {
        readNumber()
      } else if character.isNameStart {
        while position < characters.count, characters[position].isNamePart { position += 1 }
        let name = text(from: start)
        add(.name(name == "π" ? "pi" : name), from: start, text: name)
      } else if !character.isASCII, Lexer.superscripts[character] != nil {
        readSuperscript()
      } else {
        readSign()
      }
    }
    if open.isEmpty { endStatement() }
  }

  private mutating func readComment() {
    let text = String(characters[(position + 1)...]).trimmed
    // `#!` begins settings.
    if tokens.isEmpty, open.isEmpty, title == nil, !text.isEmpty, characters[position + 1] != "!" { title = text }
    position = characters.count
  }

  /// Reads a number as Python writes it: `1.`, `.5`, `2E-3`, `1_000`.
  private mutating func readNumber() {
    let start = position
    var text = ""
    func isDigit(_ position: Int) -> Bool {
      position < characters.count && characters[position].isASCIIDigit
    }
    func readDigits(_ position: inout Int) {
      while isDigit(position) || (position < characters.count && characters[position] == "_" && isDigit(position + 1)) {
        if characters[position] != "_" { text.append(characters[position]) }
        position += 1
      }
    }
    readDigits(&position)
    if position < characters.count, characters[position] == "." {
      position += 1
      text = (text.isEmpty ? "0" : text) + "."
      let whole = text
      readDigits(&position)
      if text == whole { text += "0" }
    }
    if position < characters.count, characters[position] == "e" || characters[position] == "E" {
      let isSigned = position + 1 < characters.count && "+-−".contains(characters[position + 1])
      if isDigit(position + (isSigned ? 2 : 1)) {
        text += "e"
        position += 1
        if isSigned {
          text += characters[position] == "+" ? "" : "-"
          position += 1
        }
        readDigits(&position)
      }
    }
    let value = Double(text) ?? .nan
    if !value.isFinite { report(range(from: start), "the number is too large: the largest is about 1.8e308") }
    add(.number(value), from: start)
  }

  private mutating func readSuperscript() {
    let start = position
    var text = ""
    while position < characters.count, let digit = Lexer.superscripts[characters[position]] {
      text.append(digit)
      position += 1
    }
    guard let value = Double(text), value.isFinite else {
      add(.unreadable, from: start)
      report(range(from: start), "'\(String(characters[start..<position]).quotable)' is not a power")
      return
    }
    add(.superscript(value), from: start)
  }

  private mutating func readSign() {
    let start = position
    let sign: String
    if let known = pair() {
      sign = known
      position += 2
    } else if let known = Lexer.sign(characters[position]) {
      sign = known
      position += 1
    } else {
      let hint = SignHint(characters, at: start)
      position = hint.end
      add(.unreadable, from: start)
      report(range(from: start), hint.message, correction: hint.replacement(in: characters, from: start))
      return
    }
    add(.sign(sign), from: start)
    guard let token = tokens.last else { return }
    switch sign {
    case "(", "[": open.append(token)
    case ")", "]":
      guard let opening = open.popLast() else {
        report(token.range, "'\(sign)' closes nothing")
        return
      }
      if (opening.text == "(") != (sign == ")") {
        report(token.range, "'\(sign)' cannot close '\(opening.text)'")
      }
    default: break
    }
  }

  /// The sign of two characters that stands here; nil where there is none.
  private func pair() -> String? {
    guard position + 1 < characters.count, characters[position + 1] == "=" || characters[position + 1] == "*" else {
      return nil
    }
    return Lexer.pairs[String(characters[position...(position + 1)])]
  }

  private mutating func add(_ kind: Token.Kind, from start: Int, text: String? = nil) {
    tokens.append(Token(kind: kind, range: range(from: start), text: text ?? self.text(from: start)))
  }

  /// The characters up to here.
  private func text(from start: Int) -> String {
    bytes.isEmpty
      ? String(characters[start..<position]) : String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func endStatement(at place: SourceRange? = nil) {
    guard let last = tokens.last, last.kind != .end else { return }
    // The place behind the last character, for "expected … here".
    let range =
      place ?? SourceRange(line: last.range.line, column: last.range.column + last.range.length, length: 1)
    tokens.append(Token(kind: .end, range: range, text: "the end of the line"))
  }

  private func range(from start: Int) -> SourceRange {
    SourceRange(line: line, column: start + 1, length: max(1, position - start))
  }

  private mutating func report(_ range: SourceRange, _ message: String, correction: String? = nil) {
    diagnostics.append(
      Diagnostic(
        range: range, message: message, correction: correction.map { Correction(range: range, text: $0) }))
  }

  private static let pairs: [String: String] = [
    "**": "^", "<=": "<=", ">=": ">=", "==": "==", "!=": "!=",
  ]

  private static let signs: [Character: String] = [
    "+": "+", "-": "-", "−": "-", "*": "*", "·": "*", "×": "*", "⊙": "*", "/": "/", "@": "@", "^": "^", "(": "(",
    ")": ")", "[": "[", "]": "]", ",": ",", "=": "=", "<": "<", ">": ">", ":": ":", ".": ".",
  ]

  private static func sign(_ character: Character) -> String? {
    character.asciiValue.map { asciiSigns[Int($0)] } ?? signs[character]
  }

  /// The signs by the codes of ASCII's characters.
  private static let asciiSigns: [String?] = (0..<0x80).map { signs[Character(Unicode.Scalar(UInt8($0)))] }

  private static let superscripts: [Character: Character] = [
    "⁻": "-", "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
  ]
}

extension Character {
  var isASCIIDigit: Bool { asciiValue.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false }

  fileprivate func isNumberStart(before next: Character?) -> Bool {
    isASCIIDigit || (self == "." && next?.isASCIIDigit == true)
  }

  fileprivate var isNameStart: Bool {
    guard let byte = asciiValue else { return isLetter }
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
  }

  var isNamePart: Bool {
    isASCIIDigit || isNameStart || self == "′" || ("₀"..."₉").contains(self)
  }
}

extension StringProtocol {
  var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
