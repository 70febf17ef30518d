/// A guess at the meaning of a character that the language does not have.
struct SignHint {
  /// The position behind the characters that the message is about.
  let end: Int
  let message: String
  /// The text to write in their place; nil where none is known.
  let replacement: String?

  /// - Parameters:
  ///   - characters: a line.
  ///   - start: where the character is.
  init(_ characters: [Character], at start: Int) {
    let character = characters[start]
    switch character {
    case "\\": self.init(command: LaTeXReader(characters, at: start), in: characters, from: start)
    case "|": self.init(bars: characters, from: start)
    case "√": self.init(prefix: "sqrt", in: characters, from: start)
    case "∑": self.init(prefix: "sum", in: characters, from: start)
    case "{": self.init(brace: characters, from: start)
    case "½", "¼", "¾": self.init(fraction: characters, from: start)
    default:
      let isPrime = start > 0 && characters[start - 1].isNamePart
      let replacement = SignHint.replacements[character] ?? (isPrime && "'’".contains(character) ? "′" : nil)
      let note = SignHint.notes[character] ?? replacement.map { "write \($0)" }
      self.init(character, end: start + 1, note: note, replacement: replacement)
    }
  }

  private init(end: Int, message: String, replacement: String?) {
    (self.end, self.message, self.replacement) = (end, message, replacement)
  }

  /// The text to write in place of the characters from `start` on: with a space behind a name, in parentheses behind a
  /// function.
  func replacement(in characters: [Character], from start: Int) -> String? {
    if characters[start] == "|", let replacement, isOperand(in: characters, from: start) { return "(\(replacement))" }
    guard let replacement, start > 0, characters[start - 1].isNamePart, characters[start - 1] != "_",
      characters[start] != "{", replacement != "′", replacement.first?.isNamePart == true
    else { return replacement }
    return " " + replacement
  }

  private init(_ character: Character, end: Int, note: String?, replacement: String?) {
    self.end = end
    message = "unexpected character '\(String(character).quotable)'\(note.map { "; \($0)" } ?? "")"
    self.replacement = replacement
  }

  /// A LaTeX command, with the groups that belong to it.
  private init(command: LaTeXReader, in characters: [Character], from start: Int) {
    var reader = command
    replacement = reader.command()
    end = max(start + 1, reader.position)
    let text = String(characters[start..<end]).quotable
    switch replacement {
    case "": message = "unexpected '\(text)'; LaTeX's commands are not read: leave it out"
    case let replacement?: message = "unexpected '\(text)'; write \(replacement.quotable)"
    case nil: message = "unexpected '\(text)'; LaTeX's commands are not read"
    }
  }

  /// Whether the characters follow a function, and no power follows them, which would belong to the operand.
  private func isOperand(in characters: [Character], from start: Int) -> Bool {
    let before = characters[..<start].reversed().drop(while: { $0.isWhitespace })
    let name = String(before.prefix(while: { $0.isNamePart }).reversed())
    let isRaised = characters[end...].first { !$0.isWhitespace }.map { "^*⁻⁰¹²³⁴⁵⁶⁷⁸⁹".contains($0) } ?? false
    return Builtin.named(name)?.isOfOneOperand == true && !isRaised
  }

  /// A fraction in one character, `½`, or behind a whole number, `2½`.
  private init(fraction characters: [Character], from start: Int) {
    let value = SignHint.fractions[characters[start]] ?? ""
    let before = characters[..<start].reversed()
    let digits = String(before.prefix(while: { $0.isASCIIDigit }).reversed())
    let rest = before.dropFirst(digits.count).first
    let isFactor = before.first { !$0.isWhitespace }?.isNamePart ?? false
    if !digits.isEmpty, digits.count < 16, rest.map({ !$0.isNamePart && $0 != "." }) ?? true {
      self.init(characters[start], end: start + 1, note: "write \(digits).\(value)", replacement: ".\(value)")
    } else {
      self.init(
        characters[start], end: start + 1, note: "write 0.\(value)", replacement: isFactor ? nil : "0.\(value)")
    }
  }

  private static let fractions: [Character: String] = ["½": "5", "¼": "25", "¾": "75"]

  /// The bars of a norm, `||x||`; nil for others.
  private init?(norm characters: [Character], from start: Int) {
    guard start + 1 < characters.count, characters[start + 1] == "|" else { return nil }
    let within = characters[(start + 2)...].prefix { $0 != "|" && $0 != ";" && $0 != "#" }
    let (content, close) = (String(within).trimmed, within.endIndex)
    guard SignHint.isWhole(content), close + 1 < characters.count, characters[close...close + 1] == ["|", "|"] else {
      return nil
    }
    let replacement = "norm(\(content))"
    self.init("|", end: close + 2, note: "write \(replacement.quotable)", replacement: replacement)
  }

  /// Whether a text can be an operand, as far as its ends and its parentheses tell: `x +` cannot.
  private static func isWhole(_ text: String) -> Bool {
    guard let first = text.first, let last = text.last, !"+*/^@,)]=<>·×⋅÷".contains(first),
      !"+-−–*/^@,([=<>·×⋅÷√∑".contains(last)
    else { return false }
    var depth = 0
    for character in text {
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }

  /// The bars of an absolute value, `|x|`.
  private init(bars characters: [Character], from start: Int) {
    if let norm = SignHint(norm: characters, from: start) {
      self = norm
      return
    }
    let within = characters[(start + 1)...].prefix { $0 != "|" && $0 != ";" && $0 != "#" }
    let content = String(within).trimmed
    guard within.endIndex < characters.count, characters[within.endIndex] == "|", SignHint.isWhole(content)
    else {
      self.init("|", end: start + 1, note: "the absolute value is written abs( )", replacement: nil)
      return
    }
    self.init("|", end: within.endIndex + 1, note: "write abs(\(content.quotable))", replacement: "abs(\(content))")
  }

  /// `√x`, `∑x`: a sign for a function, before its operand.
  private init(prefix function: String, in characters: [Character], from start: Int) {
    var operand = start + 1
    while operand < characters.count, characters[operand].isWhitespace { operand += 1 }
    let word = characters[operand...].prefix { $0.isNamePart || $0 == "." }
    let isCall = word.endIndex < characters.count && characters[word.endIndex] == "("
    if word.isEmpty || isCall {
      let hasParentheses = word.isEmpty && isCall
      self.init(
        characters[start], end: hasParentheses ? operand : start + 1, note: "write \(function)( )",
        replacement: hasParentheses ? function : nil)
    } else {
      let replacement = "\(function)(\(String(word)))"
      self.init(
        characters[start], end: word.endIndex, note: "write \(replacement.quotable)", replacement: replacement)
    }
  }

  /// `{`, alone or about a subscript, `x_{i}`.
  private init(brace characters: [Character], from start: Int) {
    let content = characters[(start + 1)...].prefix(while: { $0.isNamePart })
    let isClosed = content.endIndex < characters.count && characters[content.endIndex] == "}"
    if start > 0, characters[start - 1] == "_", isClosed, !content.isEmpty {
      let text = String(content)
      let base = String(characters[..<start].reversed().prefix(while: { $0.isNamePart }).reversed())
      let note = "a subscript has no braces: write \((base + text).quotable)"
      self.init("{", end: content.endIndex + 1, note: note, replacement: text)
    } else {
      self.init("{", end: start + 1, note: SignHint.notes["{"], replacement: "(")
    }
  }

  private static let replacements: [Character: String] = [
    "}": ")", "÷": "/", "∕": "/", "⁄": "/", "⋅": "*", "∙": "*", "•": "*", "∗": "*", "–": "-", "—": "-", "≤": "<=",
    "≥": ">=", "≠": "!=",
  ]

  private static let notes: [Character: String] = [
    "'": "a prime is written ′", "’": "a prime is written ′", "{": "use ( )", "}": "use ( )",
    "!": "write != for 'not equal'", "%": "there is no remainder operation", "\"": "there are no strings",
  ]
}
