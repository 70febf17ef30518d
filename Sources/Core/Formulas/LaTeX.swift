extension Formula {
  /// The formula as LaTeX, for use within math mode; needs no package.
  public func latex(_ style: NumberStyle = NumberStyle()) -> String {
    notation(style).latex
  }
}

extension Notation {
  /// The notation as LaTeX, for use within math mode.
  package var latex: String {
    switch self {
    case .atom(let atom): return atom.latex
    case .row(let parts):
      var text = ""
      for part in parts {
        let next = part.latex
        // A control word ends at the first character that is not a letter.
        if text.endsInControlWord, next.first?.isLetter == true { text += " " }
        text += next
      }
      return text
    case .fraction(let above, let below): return "\\frac{\(above.latex)}{\(below.latex)}"
    case .scripts(let base, let below, let above):
      // A large operator in braces would be a letter to TeX, without limits.
      let isOperator = if case .atom(let atom) = base { atom.kind == .operator } else { false }
      return (isOperator ? base.latex : "{\(base.latex)}") + (below.map { "_{\($0.latex)}" } ?? "")
        + (above.map { "^{\($0.latex)}" } ?? "")
    case .root(let inner): return "\\sqrt{\(inner.latex)}"
    case .accent(let accent, let inner):
      return "\\\(inner.isSingleLetter ? accent.command : accent.wideCommand){\(inner.withoutDot.latex)}"
    // A kern keeps a single letter from being taken for a large operator and lowered.
    case .noted(let base, let note):
      return "{\\mathop{\\kern0pt \(base.latex)}\\limits_{\(Notation.atom(.init(note, .text)).latex)}}"
    case .compact(let inner): return inner.latex
    case .matrix(let rows): return Self.table(rows, "[", column: "c", "]")
    case .cases(let rows): return Self.table(rows, "\\{", column: "l", ".")
    case .fenced(let open, let inner, let close):
      return "\\mathopen{}\\left\(open)\(inner.latex)\\right\(close)\\mathclose{}"
    case .space(let ems): return "\\hspace{\(ems)em}"
    }
  }

  /// Rows of cells as amsmath's bmatrix and cases set them, without amsmath.
  private static func table(_ rows: [[Notation]], _ open: String, column: String, _ close: String) -> String {
    let columns = String(repeating: column, count: max(1, rows.map { $0.count }.max() ?? 0))
    var body = ""
    for (index, row) in rows.enumerated() {
      let cells = row.map { $0.latex }.joined(separator: "&")
      if index > 0 {
        // A bracket or an asterisk behind the end of a row would be taken for its argument.
        body += cells.first == "[" || cells.first == "*" ? "\\\\\\relax " : "\\\\"
      }
      body += cells
    }
    return "\\mathopen{}\\left\(open)\\begin{array}{@{}\(columns)@{}}\(body)\\end{array}\\right\(close)\\mathclose{}"
  }

  /// Whether it is a single letter, over which an accent has its usual width.
  package var isSingleLetter: Bool {
    if case .atom(let atom) = self { atom.kind == .ordinary && atom.text.count == 1 } else { false }
  }

  /// The notation as the base of an accent: a slanted i or j loses its dot.
  package var withoutDot: Notation {
    guard case .atom(let atom) = self, atom.kind == .ordinary, atom.face == .italic,
      let dotless = ["i": "ı", "j": "ȷ"][atom.text]
    else { return self }
    return .atom(.init(dotless, .ordinary, .italic))
  }
}

extension Notation.Atom {
  fileprivate var latex: String {
    switch kind {
    case .text: return "\\mbox{\(Self.escaped(text))}"
    case .operator:
      if text == "∑" { return "\\sum" }
      return Formula.Function.laTeXCommands.contains(text) ? "\\\(text)" : "\\mathop{\\mathrm{\(spelled)}}"
    case .relation where text == "+=": return "\\mathrel{{+}{=}}"
    default: break
    }
    if let command = Self.commands[text] { return kind == .ordinary ? Self.ordinary(command) : command }
    guard text.contains(where: { $0.isLetter }) else { return spelled }
    switch face {
    case .italic: return text.count == 1 ? spelled : "\\mathit{\(spelled)}"
    case .upright: return "\\mathrm{\(spelled)}"
    }
  }

  /// The characters one by one, none of which makes room around itself within a name or a number.
  private var spelled: String {
    text.map { character in
      if kind == .ordinary || kind == .operator, let inert = Self.inert[character] { return inert }
      return Self.commands[String(character)].map { "{\($0)}" } ?? Self.escaped(String(character))
    }.joined()
  }

  /// Characters that LaTeX would set as relations, punctuation or a minus.
  private static let inert: [Character: String] = [
    "-": "{\\mathchar\"702D}", ":": "{:}", ",": "{,}", ";": "{;}", "+": "{+}", "=": "{=}", "!": "{!}", "?": "{?}",
  ]

  /// A command that is a letter to its neighbours: signs that join others are so in braces only.
  private static func ordinary(_ command: String) -> String {
    joiningCommands.contains(command) ? "{\(command)}" : command
  }

  private static let joiningCommands = Set("−<>×·⊙⇒≈≤≥≠".compactMap { commands[String($0)] })

  private static let commands: [String: String] = [
    "−": "-", "<": "<", ">": ">", "×": "\\times", "·": "\\cdot", "⊙": "\\odot", "⇒": "\\Rightarrow", "∂": "\\partial",
    "∞": "\\infty",
    "≈": "\\approx", "≤": "\\leq", "≥": "\\geq", "≠": "\\neq", "∑": "\\sum", "′": "\\prime",
    "…": "\\ldots", "⋯": "\\cdots", "⋮": "\\vdots", "⋱": "\\ddots", "ı": "\\imath", "ȷ": "\\jmath",
    "α": "\\alpha", "β": "\\beta", "γ": "\\gamma", "δ": "\\delta", "ε": "\\varepsilon", "ζ": "\\zeta",
    "η": "\\eta", "θ": "\\theta", "ι": "\\iota", "κ": "\\kappa", "λ": "\\lambda", "μ": "\\mu", "µ": "\\mu", "ν": "\\nu",
    "ξ": "\\xi", "π": "\\pi", "ρ": "\\rho", "σ": "\\sigma", "ς": "\\varsigma", "τ": "\\tau",
    "υ": "\\upsilon", "φ": "\\varphi", "χ": "\\chi", "ψ": "\\psi", "ω": "\\omega",
    "Γ": "\\Gamma", "Δ": "\\Delta", "Θ": "\\Theta", "Λ": "\\Lambda", "Ξ": "\\Xi", "Π": "\\Pi",
    "Σ": "\\Sigma", "Υ": "\\Upsilon", "Φ": "\\Phi", "Ψ": "\\Psi", "Ω": "\\Omega",
    "ϵ": "\\epsilon", "ϑ": "\\vartheta", "ϕ": "\\phi", "ϖ": "\\varpi", "ϱ": "\\varrho", "ϰ": "\\kappa", "ο": "o",
    "Α": "\\mathrm{A}", "Β": "\\mathrm{B}", "Ε": "\\mathrm{E}", "Ζ": "\\mathrm{Z}", "Η": "\\mathrm{H}",
    "Ι": "\\mathrm{I}", "Κ": "\\mathrm{K}", "Μ": "\\mathrm{M}", "Ν": "\\mathrm{N}", "Ο": "\\mathrm{O}",
    "Ρ": "\\mathrm{P}", "Τ": "\\mathrm{T}", "Χ": "\\mathrm{X}",
  ]

  private static let reserved: [Character: String] = [
    "\\": "{\\backslash}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#", "%": "\\%",
    "_": "\\_", "^": "\\hat{}", "~": "\\tilde{}", "<": "{<}", ">": "{>}",
  ]

  /// Text whose special characters LaTeX prints instead of obeying, in text and in math mode.
  private static func escaped(_ text: String) -> String {
    text.map { reserved[$0].map { "\\ensuremath{\($0)}" } ?? String($0) }.joined()
  }
}

extension String {
  fileprivate var endsInControlWord: Bool {
    guard let backslash = lastIndex(of: "\\") else { return false }
    let word = self[index(after: backslash)...]
    return !word.isEmpty && word.allSatisfy { $0.isLetter && $0.isASCII }
  }
}

extension FormulaSymbol.Accent {
  fileprivate var command: String {
    switch self {
    case .hat: "hat"
    case .bar: "bar"
    case .tilde: "tilde"
    case .dot: "dot"
    case .vec: "vec"
    }
  }

  /// The command for more than a letter.
  fileprivate var wideCommand: String {
    switch self {
    case .hat: "widehat"
    case .bar: "overline"
    case .tilde: "widetilde"
    case .dot, .vec: command
    }
  }
}
