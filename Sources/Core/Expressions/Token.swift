/// A word of the expression language and its place.
struct Token: Hashable {
  enum Kind: Hashable {
    case number(Double)
    case name(String)
    /// Operators and brackets, in one spelling: `·` is `*`, `**` is `^`.
    case sign(String)
    /// Raised digits, `²`: a power.
    case superscript(Double)
    /// Characters that the language does not have; they have been reported.
    case unreadable
    /// The end of a statement: a line break outside brackets, or `;`.
    case end
  }

  let kind: Kind
  let range: SourceRange
  /// As it is written, for messages.
  let text: String

  func isSign(_ sign: String) -> Bool { kind == .sign(sign) }
  /// Whether a factor can end with it.
  var endsFactor: Bool {
    switch kind {
    case .number, .superscript: true
    case .name(let name): name != "at"
    case .sign(let sign): sign == ")" || sign == "]"
    case .unreadable, .end: false
    }
  }

  var isSuperscript: Bool {
    if case .superscript = kind { true } else { false }
  }

  func isWord(_ word: String) -> Bool { kind == .name(word) }
}
