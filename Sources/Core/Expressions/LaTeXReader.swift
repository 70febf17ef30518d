/// Translates a LaTeX command into the language of expression files, for a hint.
struct LaTeXReader {
  private let characters: [Character]
  /// The position behind the characters that have been read.
  private(set) var position: Int
  private let start: Int
  private var depth = 0
  /// Whether a group has no end, or none that is near; what holds it has none either.
  private var isBroken = false

  /// The most levels that groups are followed down, and the most characters.
  private static let (depthLimit, lengthLimit) = (16, 400)

  /// - Parameters:
  ///   - characters: a line.
  ///   - start: where the `\` is.
  init(_ characters: [Character], at start: Int) {
    self.characters = characters
    self.start = start
    position = start
  }

  /// Reads a command and the groups that belong to it.
  ///
  /// - Returns: what to write instead; empty for nothing at all, nil where that is not known.
  mutating func command() -> String? {
    position += 1
    let letters = characters[position...].prefix { $0.isASCII && $0.isLetter }
    position = letters.isEmpty ? min(position + 1, characters.count) : letters.endIndex
    let name = letters.isEmpty ? String(characters[start + 1..<position]) : String(letters)
    let behind = position
    if let text = translation(of: name), !isBroken { return text }
    position = behind
    return nil
  }

  private mutating func translation(of name: String) -> String? {
    if let sign = LaTeXReader.signs[name] { return sign }
    if LaTeXReader.silent.contains(name) { return "" }
    if LaTeXReader.faces.contains(name) { return group() }
    switch name {
    case "frac", "dfrac", "tfrac", "cfrac":
      guard let (above, below) = pair() else { return nil }
      return "(\(above.asFactor)/\(below.asFactor))"
    case "sqrt":
      let degree = index()
      guard let radicand = group() else { return degree == nil ? "sqrt" : nil }
      return degree.map { "(\(radicand.asBase)^(1/\($0.asFactor)))" } ?? "sqrt(\(radicand))"
    default:
      let alias = ForeignNames.aliases[name].flatMap { Builtin.named($0)?.isOfOneOperand == true ? $0 : nil }
      let name = alias ?? name
      guard let function = Builtin.named(name) else { return nil }
      return function.isOfOneOperand ? applied(name) : name
    }
  }

  /// `\sin{x}`, `\sin x`, and `\sin` before parentheses.
  private mutating func applied(_ name: String) -> String {
    if let operand = group() { return "\(name)(\(operand))" }
    let behind = position
    skipSpace()
    let word = characters[position...].prefix { $0.isNamePart || $0 == "." }
    if !word.isEmpty, word.endIndex == characters.count || characters[word.endIndex] != "(" {
      position = word.endIndex
      if let power = power() { return "\(name)(\(String(word))\(power))" }
      position = behind
      return name
    }
    if current == "\\", depth < LaTeXReader.depthLimit {
      depth += 1
      defer { depth -= 1 }
      var inner = LaTeXReader(characters, at: position)
      inner.depth = depth
      if let operand = inner.command(), !operand.isEmpty, inner.isComplete {
        position = inner.position
        return "\(name)(\(operand))"
      }
      isBroken = inner.isBroken
    }
    position = behind
    return name
  }

  /// Whether no parentheses follow that belong to what has been read.
  private var isComplete: Bool { current != "(" }

  /// `^2`, `^{n}` or `²` behind an operand, which belongs to it; empty where there is none, nil where it is not plain.
  private mutating func power() -> String? {
    let digits = characters[position...].prefix { "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".contains($0) }
    position = digits.endIndex
    guard digits.isEmpty, current == "^" else { return String(digits) }
    position += 1
    if let exponent = group() { return "^\(exponent.asFactor)" }
    let word = characters[position...].prefix { $0.isNamePart || $0 == "." }
    position = word.endIndex
    return String(word).isAtom && isComplete ? "^\(String(word))" : nil
  }

  private mutating func pair() -> (String, String)? {
    guard let first = group(), let second = group() else { return nil }
    return (first, second)
  }

  /// The degree of a root, `[3]`.
  private mutating func index() -> String? {
    guard current == "[" else { return nil }
    let content = characters[(position + 1)...].prefix { $0.isNamePart }
    guard content.endIndex < characters.count, characters[content.endIndex] == "]" else { return nil }
    position = content.endIndex + 1
    return String(content)
  }

  /// `{…}` without its braces; what is in it is translated too.
  private mutating func group() -> String? {
    let behind = position
    skipSpace()
    if current == "{", let text = content() { return text }
    position = behind
    return nil
  }

  private mutating func content() -> String? {
    isBroken = isBroken || depth >= LaTeXReader.depthLimit
    guard !isBroken else { return nil }
    depth += 1
    defer { depth -= 1 }
    position += 1
    var text = ""
    while let character = current, position - start < LaTeXReader.lengthLimit {
      switch character {
      case "}":
        position += 1
        let content = text.trimmed
        return content.isEmpty ? nil : content
      case "{":
        guard let inner = group() else {
          isBroken = true
          return nil
        }
        text += text.last == "_" ? inner : "(\(inner))"
      case "\\":
        var inner = LaTeXReader(characters, at: position)
        inner.depth = depth
        guard let word = inner.command() else {
          isBroken = true
          return nil
        }
        position = inner.position
        text += word
      default:
        text.append(character)
        position += 1
      }
    }
    isBroken = true
    return nil
  }

  private var current: Character? { position < characters.count ? characters[position] : nil }

  private mutating func skipSpace() {
    while current?.isWhitespace == true { position += 1 }
  }

  private static let signs: [String: String] = [
    "cdot": "*", "times": "*", "ast": "*", "odot": "⊙", "div": "/", "le": "<=", "leq": "<=", "ge": ">=", "geq": ">=",
    "ne": "!=", "neq": "!=", "lt": "<", "gt": ">", "pi": "pi", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ",
    "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι",
    "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "rho": "ρ", "sigma": "σ", "tau": "τ",
    "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ",
    "prime": "′", "lbrack": "[", "rbrack": "]", "{": "(", "}": ")", "sum": "sum", "tg": "tan",
  ]

  /// Commands for the look of a formula, which have no meaning.
  private static let silent: Set<String> = [
    "left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "quad", "qquad", "displaystyle", ",", ";", ":", "!",
    " ", "limits", "nolimits",
  ]

  /// Another face for a name.
  private static let faces: Set<String> = [
    "mathrm", "mathbf", "mathit", "mathsf", "mathcal", "boldsymbol", "bm", "text", "operatorname", "vec",
  ]
}
