extension Formula {
  /// The formula as it is read aloud: "the derivative of f with respect to x".
  public func spoken(_ style: NumberStyle = NumberStyle()) -> String {
    func say(_ formula: Formula) -> String { formula.spoken(style) }
    switch self {
    case .number(let value): return style.spoken(value)
    case .symbol(let symbol): return symbol.spoken
    case .words(let text): return text
    case .negative(let a): return "minus \(say(a))"
    case .plus(let a, let b): return "\(say(a)) plus \(say(b))"
    case .minus(let a, let b): return "\(say(a)) minus \(say(b))"
    case .times(let a, let b), .dot(let a, let b): return "\(say(a)) times \(say(b))"
    case .fraction(let a, let b): return "\(say(a)) over \(say(b))"
    case .power(let a, .number(2)): return "\(say(a)) squared"
    case .power(let a, let b): return "\(say(a)) to the power \(say(b))"
    case .named(let name, let arguments):
      return "\(name.split(separator: "_").joined(separator: " ")) of \(arguments.map(say).joined(separator: " and "))"
    case .list(let elements): return elements.map(say).joined(separator: ", ")
    case .indexed(let a, let part): return "\(say(a)) at \(part)"
    case .transposed(let a): return "\(say(a)) transposed"
    case .root(let a): return "the square root of \(say(a))"
    case .absolute(let a): return "the absolute value of \(say(a))"
    case .total(let a): return "the sum over \(say(a))"
    case .partial(let of, let by): return "the derivative of \(of.spoken) with respect to \(by.spoken)"
    case .comparison(let sign, let a, let b): return "\(say(a)) \(sign.spoken) \(say(b))"
    case .piecewise(let a, let condition, let b): return "\(say(a)) if \(say(condition)), else \(say(b))"
    case .function(let function, let arguments):
      return "\(function.spoken) of \(arguments.map(say).joined(separator: " and "))"
    case .chain(let first, let links):
      return links.reduce(say(first)) { $0 + $1.relation.spoken + say($1.right) }
    case .phrase(let parts): return parts.map(say).joined()
    case .statements(let statements): return statements.map(say).joined(separator: "; ")
    }
  }
}

extension Symbol {
  /// The name as it is read aloud: "x sub 1", "x prime".
  public var spoken: String {
    base + (self.subscript.map { " sub \($0)" } ?? "") + String(repeating: " prime", count: primes)
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
