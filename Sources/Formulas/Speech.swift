extension Formula {
  /// The formula as it is read aloud: "the derivative of f with respect to x".
  ///
  /// Where what is written has parentheses, or a bar or a raised line instead, "the quantity" opens and a comma
  /// closes: "a over the quantity b plus c", "the quantity a plus b, times c".
  public func spoken(_ style: NumberStyle = NumberStyle()) -> String {
    var speech = Speech(style)
    speech.say(self)
    return speech.text
  }

  /// How tightly a formula holds together in speech, where no bar and no raised line shows what belongs together.
  fileprivate func spokenBinding(_ style: NumberStyle) -> Binding {
    switch self {
    case .fraction: .product
    case .absolute: .power
    // Its last argument has no end.
    case .function(_, let arguments) where arguments.count > 1: .product
    case .named(_, let arguments) where arguments.count > 1: .product
    case .list: .statement
    default: binding(style)
    }
  }
}

/// A sentence that grows word by word.
private struct Speech {
  private(set) var text = ""
  private let style: NumberStyle
  /// Whether a quantity has ended, which a comma tells where more follows.
  private var hasClosed = false

  init(_ style: NumberStyle) {
    self.style = style
  }

  private mutating func say(_ words: String) {
    guard let first = words.first else { return }
    if hasClosed, first != ",", first != ";", first != ":" { text += first == " " ? "," : ", " }
    hasClosed = false
    text += words
  }

  mutating func say(_ formula: Formula) {
    switch formula {
    case .number(let value): say(style.spoken(value))
    case .symbol(let symbol): say(symbol.spoken)
    case .words(let text): say(text)
    case .negative(let a):
      say("minus ")
      say(a, above: .product)
    case .plus(let a, let b): join(a, .sum, " plus ", b, .product)
    case .minus(let a, let b): join(a, .sum, " minus ", b, .product)
    case .times(let a, let b), .dot(let a, let b): join(a, .product, " times ", b, .product)
    case .fraction(let a, let b): join(a, .product, " over ", b, .power)
    case .power(let a, .number(2)): say(a, .atom, then: " squared")
    case .power(let a, .number(3)): say(a, .atom, then: " cubed")
    case .power(let a, let b): join(a, .atom, " to the power ", b, .power)
    case .function(let function, let arguments): say(function.spoken, of: arguments)
    case .named(let name, let arguments): say(name.split(separator: "_").joined(separator: " "), of: arguments)
    case .list(let elements): say(elements, between: ", ")
    case .matrix(let rows): say(rows)
    case .indexed(let a, let part): say(a, .atom, then: " at \(part)")
    case .transposed(let a): say(a, .atom, then: " transposed")
    case .root(let a): say("the square root", of: [a])
    case .absolute(let a): say("the absolute value", of: [a])
    case .total(let a):
      say("the sum over ")
      say(a, above: .power)
    case .sum(let index, let a):
      say("the sum over ")
      say(index, above: .power)
      say(" of ")
      say(a, above: .power)
    case .partial(let of, let by): say("the derivative of \(of.spoken) with respect to \(by.spoken)")
    case .comparison(let sign, let a, let b):
      say(a)
      say(" \(sign.spoken) ")
      say(b)
    case .piecewise(let a, let condition, let b):
      say(a, .sum, then: " if ")
      if case .comparison = condition { say(condition) } else { say(condition, above: .sum) }
      say(", else ")
      say(b, above: .sum)
    case .chain(let first, let links):
      say(first)
      for link in links {
        say(link.relation.spoken)
        say(link.right)
      }
    case .phrase(let parts): say(parts, between: "")
    case .statements(let statements): say(statements, between: "; ")
    }
  }

  /// Says a formula, as a quantity where it binds less tightly than asked.
  private mutating func say(_ formula: Formula, above level: Formula.Binding) {
    guard formula.spokenBinding(style) < level else { return say(formula) }
    if case .list = formula { say("the list ") } else { say("the quantity ") }
    say(formula)
    hasClosed = true
  }

  private mutating func say(_ formula: Formula, _ level: Formula.Binding, then words: String) {
    say(formula, above: level)
    say(words)
  }

  private mutating func join(
    _ a: Formula, _ left: Formula.Binding, _ sign: String, _ b: Formula, _ right: Formula.Binding
  ) {
    // A minus may open a product, and nobody takes it for another sign behind one: "2 times minus 0.99".
    if left == .product, case .number = a { say(a) } else { say(a, above: left) }
    say(sign)
    if b.isSignedAtom(style) { say(b) } else { say(b, above: right) }
  }

  private mutating func say(_ name: String, of arguments: [Formula]) {
    say("\(name) of ")
    for (index, argument) in arguments.enumerated() {
      if index > 0 { say(" and ") }
      if argument.isSignedAtom(style) { say(argument) } else { say(argument, above: .power) }
    }
  }

  private mutating func say(_ parts: [Formula], between separator: String) {
    for (index, part) in parts.enumerated() {
      if index > 0 { say(separator) }
      say(part)
    }
  }

  private mutating func say(_ rows: [[Formula]]) {
    say("a \(rows.count) by \(rows.map(\.count).max() ?? 0) matrix")
    for (index, row) in rows.enumerated() {
      say("\(index == 0 ? ":" : ";") row \(index + 1): ")
      say(row, between: ", ")
    }
    hasClosed = true
  }
}

extension Formula {
  /// Whether it is a number without exponent, or a minus and something that holds together.
  fileprivate func isSignedAtom(_ style: NumberStyle) -> Bool {
    switch self {
    case .number(let value): style.parts(of: value).exponent == nil
    case .negative(let a): a.spokenBinding(style) == .atom
    default: false
    }
  }
}

extension Symbol {
  /// The name as it is read aloud: "x sub 1", "x hat", "x prime".
  public var spoken: String {
    let name = base.accented.map { "\($0.letter) \($0.accent.spoken)" } ?? base
    return name + (self.subscript.map { " sub \($0)" } ?? "") + String(repeating: " prime", count: primes)
  }
}

extension Symbol.Accent {
  fileprivate var spoken: String {
    switch self {
    case .hat: "hat"
    case .bar: "bar"
    case .tilde: "tilde"
    case .dot: "dot"
    case .vec: "vector"
    }
  }
}

extension NumberStyle {
  /// A number as it is read aloud: "minus 1.235 times 10 to the power minus 5".
  public func spoken(_ value: Double) -> String {
    let parts = parts(of: value)
    let digits = ["∞": "infinity", "NaN": "not a number"][parts.digits] ?? parts.digits
    let text = (parts.isNegative ? "minus " : "") + digits
    guard let exponent = parts.exponent else { return text }
    return text + " times 10 to the power \(exponent < 0 ? "minus " : "")\(exponent.magnitude)"
  }
}

extension Formula.Relation {
  fileprivate var spoken: String {
    switch self {
    case .equals: " equals "
    case .growsBy: " grows by "
    case .implies: ", therefore "
    }
  }
}

extension Formula.Comparison {
  fileprivate var spoken: String {
    switch self {
    case .less: "is less than"
    case .lessEqual: "is at most"
    case .greater: "is greater than"
    case .greaterEqual: "is at least"
    case .equal: "equals"
    case .notEqual: "differs from"
    }
  }
}

extension Formula.Function {
  fileprivate var spoken: String {
    switch self {
    case .sin: "sine"
    case .cos: "cosine"
    case .tan: "tangent"
    case .exp: "the exponential"
    case .ln: "the natural logarithm"
    case .tanh: "the hyperbolic tangent"
    case .sigmoid, .relu: rawValue
    case .max: "the maximum"
    case .min: "the minimum"
    case .sgn: "the sign"
    }
  }
}
