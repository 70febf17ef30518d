extension Formula {
  /// The formula for a page: words as text, mathematics as MathML Core.
  ///
  /// Each relation begins a `<math>` element of its own: a browser breaks lines between them and never within.
  package func html(_ style: NumberStyle = NumberStyle()) -> String {
    var text = MathText()
    text.append(notation(style))
    return text.finished
  }
}

/// Text with `<math>` elements in it, under construction.
private struct MathText {
  private var text = ""
  /// The contents of the element that is not finished.
  private var open = ""

  /// The whole text.
  var finished: String { open.isEmpty ? text : text + "<math>\(open)</math>" }

  mutating func append(_ notation: Notation) {
    switch notation {
    case .row(let parts):
      for part in parts { append(part) }
    case .atom(let atom) where atom.kind == .text:
      close()
      text += atom.text.escapedForPage
    case .atom(let atom) where atom.kind == .relation:
      if !open.isEmpty {
        close()
        text += " "
      }
      open = "<mo form=\"infix\" lspace=\"0\">\(atom.text.escapedForPage)</mo>"
    case .space(let ems) where ems >= 0.5:
      close()
      text += ems >= 1 ? " \u{2003}" : " "
    default: open += notation.mathML
    }
  }

  private mutating func close() {
    text = finished
    open = ""
  }
}

extension Notation {
  /// The notation as elements of MathML Core, for within `<math>`.
  package var mathML: String {
    switch self {
    case .atom(let atom): return atom.mathML
    case .row(let parts): return "<mrow>\(parts.map { $0.mathML }.joined())</mrow>"
    case .fraction(let above, let below): return "<mfrac>\(above.element)\(below.element)</mfrac>"
    case .scripts(let base, let below?, let above?):
      return "<msubsup>\(base.element)\(below.element)\(above.element)</msubsup>"
    case .scripts(let base, let below?, nil):
      let isOperator = if case .atom(let atom) = base { atom.kind == .operator } else { false }
      let name = isOperator ? "munder" : "msub"
      return "<\(name)>\(base.element)\(below.element)</\(name)>"
    case .scripts(let base, nil, let above?): return "<msup>\(base.element)\(above.element)</msup>"
    case .scripts(let base, nil, nil): return base.mathML
    case .root(let inner): return "<msqrt>\(inner.mathML)</msqrt>"
    case .accent(let accent, let inner):
      return "<mover accent=\"true\">\(inner.withoutDot.element)<mo>\(accent.sign)</mo></mover>"
    case .matrix(let rows): return "<mrow><mo>[</mo>\(Self.table(rows))<mo>]</mo></mrow>"
    case .cases(let rows): return "<mrow><mo>{</mo>\(Self.table(rows))</mrow>"
    case .compact(let inner): return inner.mathML
    case .noted(let base, let note):
      return "<munder>\(base.element)<mtext>\(note.escapedForPage)</mtext></munder>"
    case .fenced(let open, let inner, let close):
      // What stretches has the breadth of the larger sizes, also where it need not be larger.
      let begin = inner.isTall ? "<mo>" : "<mo stretchy=\"false\">"
      return "<mrow>\(begin)\(open.escapedForPage)</mo>\(inner.mathML)\(begin)\(close.escapedForPage)</mo></mrow>"
    case .space(let ems): return ems < 0.2 ? "<mspace width=\"0.17em\"/>" : "<mspace width=\"0.22em\"/>"
    }
  }

  /// Whether it is higher than a line.
  private var isTall: Bool {
    switch self {
    case .fraction, .matrix, .cases, .noted: true
    case .row(let parts): parts.contains { $0.isTall }
    case .scripts(let inner, _, _), .root(let inner), .compact(let inner), .fenced(_, let inner, _): inner.isTall
    case .atom, .accent, .space: false
    }
  }

  /// The notation as one element, as a child that is counted.
  private var element: String {
    if case .row(let parts) = self, parts.count == 1 { return parts[0].element }
    return mathML
  }

  private static func table(_ rows: [[Notation]]) -> String {
    let cells = rows.map { row in "<mtr>\(row.map { "<mtd>\($0.mathML)</mtd>" }.joined())</mtr>" }
    return "<mtable>\(cells.joined())</mtable>"
  }
}

extension Notation.Atom {
  fileprivate var mathML: String {
    let shown = text.escapedForPage
    switch kind {
    case .text: return "<mtext>\(shown)</mtext>"
    case .binary: return "<mo>\(shown)</mo>"
    case .relation: return "<mo>\(shown)</mo>"
    case .punctuation: return "<mo separator=\"true\">\(shown)</mo>"
    case .operator:
      if text == "∑" { return "<mo>∑</mo>" }
      return text.count == 1 ? "<mi mathvariant=\"normal\">\(shown)</mi>" : "<mi>\(shown)</mi>"
    case .ordinary: break
    }
    if text == "−" { return "<mo form=\"prefix\">−</mo>" }
    if isNumber {
      return text.first == "−"
        ? "<mrow><mo form=\"prefix\">−</mo><mn>\(shown.dropFirst())</mn></mrow>" : "<mn>\(shown)</mn>"
    }
    let isLetter = text.count == 1 && text.first?.isLetter == true
    switch face {
    case .italic where text.count == 1: return "<mi>\(shown)</mi>"
    case .italic: return "<mi class=\"word\">\(shown)</mi>"
    case .upright where isLetter: return "<mi mathvariant=\"normal\">\(shown)</mi>"
    case .upright where text.first?.isLetter == true: return "<mi>\(shown)</mi>"
    case .upright where text.count == 1: return "<mo lspace=\"0\" rspace=\"0\">\(shown)</mo>"
    case .upright: return "<mtext>\(shown)</mtext>"
    }
  }

  /// Whether it is digits, with a sign and a point.
  private var isNumber: Bool {
    let digits = text.first == "−" ? text.dropFirst() : text[...]
    return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber || $0 == "." || $0 == "∞" }
  }
}

extension FormulaSymbol.Accent {
  /// The accent as a sign of its own.
  fileprivate var sign: String {
    switch self {
    case .hat: "^"
    case .bar: "¯"
    case .tilde: "~"
    case .dot: "˙"
    case .vec: "→"
    }
  }
}

extension String {
  /// The text with what HTML reserves escaped, and without the control characters that a page cannot show.
  fileprivate var escapedForPage: String {
    var escaped = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
