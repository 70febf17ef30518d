extension Formula {
  /// The formula as LaTeX, for use within math mode; needs no package.
  public func latex(_ style: NumberStyle = NumberStyle()) -> String {
    notation(style).latex
  }
}

extension Notation {
  /// The notation as LaTeX, for use within math mode.
  public var latex: String {
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
      return "{\(base.latex)}" + (below.map { "_{\($0.latex)}" } ?? "")
        + (above.map { "^{\($0.latex)}" } ?? "")
    case .root(let inner): return "\\sqrt{\(inner.latex)}"
    case .fenced(let open, let inner, let close):
      return "\\mathopen{}\\left\(open)\(inner.latex)\\right\(close)\\mathclose{}"
    case .space(let ems): return "\\hspace{\(ems)em}"
    }
  }
}

extension Notation.Atom {
  fileprivate var latex: String {
    switch kind {
    case .text: return "\\mbox{\(Self.escaped(text))}"
    case .operator:
      if text == "∑" { return "\\sum" }
      return Self.knownOperators.contains(text) ? "\\\(text)" : "\\mathop{\\mathrm{\(Self.escaped(text))}}"
    case .relation where text == "+=": return "\\mathrel{{+}{=}}"
    default: break
    }
    if let command = Self.commands[text] { return command }
    let spelled = text.map { Self.commands[String($0)].map { "\($0){}" } ?? Self.escaped(String($0)) }
      .joined()
    guard text.contains(where: \.isLetter) else { return spelled }
    switch face {
    case .italic: return text.count == 1 ? spelled : "\\mathit{\(spelled)}"
    case .upright: return "\\mathrm{\(spelled)}"
    }
  }

  private static let knownOperators: Set<String> = ["sin", "cos", "tan", "exp", "ln", "tanh", "max", "min"]

  private static let commands: [String: String] = [
    "−": "-", "<": "<", ">": ">", "×": "\\times", "·": "\\cdot", "⇒": "\\Rightarrow", "∂": "\\partial", "∞": "\\infty",
    "≤": "\\leq", "≥": "\\geq", "≠": "\\neq", "∑": "\\sum", "′": "\\prime",
    "α": "\\alpha", "β": "\\beta", "γ": "\\gamma", "δ": "\\delta", "ε": "\\varepsilon", "ζ": "\\zeta",
    "η": "\\eta", "θ": "\\theta", "ι": "\\iota", "κ": "\\kappa", "λ": "\\lambda", "μ": "\\mu", "ν": "\\nu",
    "ξ": "\\xi", "π": "\\pi", "ρ": "\\rho", "σ": "\\sigma", "ς": "\\varsigma", "τ": "\\tau",
    "υ": "\\upsilon", "φ": "\\varphi", "χ": "\\chi", "ψ": "\\psi", "ω": "\\omega",
    "Γ": "\\Gamma", "Δ": "\\Delta", "Θ": "\\Theta", "Λ": "\\Lambda", "Ξ": "\\Xi", "Π": "\\Pi",
    "Σ": "\\Sigma", "Υ": "\\Upsilon", "Φ": "\\Phi", "Ψ": "\\Psi", "Ω": "\\Omega",
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
