extension Formula {
  /// The formula in one line of plain text, `∂f/∂x += 12 × 2 = 24`.
  public func text(_ style: NumberStyle = NumberStyle()) -> String {
    notation(style).text
  }
}

extension Notation {
  /// The notation in one line of plain text.
  public var text: String {
    switch self {
    case .atom(let atom):
      switch atom.kind {
      case .binary, .relation: return " \(atom.text) "
      case .punctuation: return "\(atom.text) "
      case .ordinary, .operator, .text: return atom.text
      }
    case .row(let parts): return parts.map(\.text).joined()
    case .fraction(let above, let below): return above.closedText(besides: "/") + "/" + below.closedText()
    case .scripts(let base, let below, let above):
      var text = base.text
      if case .atom(let atom) = base, atom.kind == .operator {
        if let below { text += "_" + below.closedText() }
        if let above { text += "^" + above.closedText() }
        return text + " "
      }
      if let below { text += below.subscriptText }
      if let above { text += above.text.allSatisfy { $0 == "′" } ? above.text : "^" + above.closedText() }
      return text
    case .root(let inner): return "√" + inner.closedText()
    case .accent(let accent, let inner): return inner.closedText().with(accent)
    case .matrix(let rows):
      return "[" + rows.map { "[" + $0.map(\.text).joined(separator: ", ") + "]" }.joined(separator: ", ") + "]"
    case .noted(let base, let note): return "\(base.text) \(note)"
    // In one line a chain would go on behind the last case.
    case .cases(let rows):
      return "(" + rows.map { $0.map(\.text).joined(separator: " ") }.joined(separator: ", ") + ")"
    case .fenced(let open, let inner, let close): return open + inner.text + close
    case .space(let ems): return ems >= 1 ? "; " : ""
    }
  }

  /// What stands below a name: an index behind an underscore, the mark of an operand as `₍₁₎`.
  private var subscriptText: String {
    switch self {
    case .atom(let atom): atom.operandMark ?? "_" + atom.text
    case .row(let parts): parts.enumerated().map { $0 == 0 || $1.isOperandMark ? $1.subscriptText : $1.text }.joined()
    default: "_" + text
    }
  }

  private var isOperandMark: Bool { if case .atom(let atom) = self { atom.operandMark != nil } else { false } }

  /// The text, in parentheses where it would fall apart behind a slash or a caret.
  private func closedText(besides harmless: Character? = nil) -> String {
    let text = text
    return text.contains { ($0 == " " || $0 == "/") && $0 != harmless } ? "(\(text))" : text
  }
}

extension Notation.Atom {
  /// Digits in parentheses with the characters that Unicode has for them below the line.
  fileprivate var operandMark: String? {
    guard text.first == "(", text.last == ")", text.count > 2 else { return nil }
    let digits = text.dropFirst().dropLast().map(\.wholeNumberValue)
    let below = digits.compactMap { $0.flatMap { Unicode.Scalar(0x2080 + UInt32($0)) } }
    guard below.count == digits.count else { return nil }
    return "₍" + String(String.UnicodeScalarView(below)) + "₎"
  }
}
