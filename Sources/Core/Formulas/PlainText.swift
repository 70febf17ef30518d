extension Formula {
  /// The formula in one line of plain text, `∂f/∂x += 12 × 2 = 24`.
  ///
  /// Formulas of the expression language are written in it: `sqrt(x)`, `where(x > 0, x, 0)`, `sum(x, axis=0)`. Read back,
  /// they have the same value.
  public func text(_ style: NumberStyle = NumberStyle()) -> String {
    PlainText(style: style).text(self)
  }
}

/// Writes a formula in the grammar of expression files.
private struct PlainText {
  let style: NumberStyle

  func text(_ formula: Formula) -> String {
    switch formula {
    case .number, .decimal, .literal: return formula.number(style).map(text) ?? ""
    case .symbol(let symbol): return symbol.text
    case .words(let text): return text
    case .negative(let a): return "−" + closed(a, above: .product)
    case .plus(let a, let b): return closed(a, above: .sum) + " + " + term(b)
    case .minus(let a, let b): return closed(a, above: .sum) + " − " + term(b)
    case .times(let a, let b): return product(formula, a, "×", b)
    case .dot(let a, let b): return product(formula, a, "·", b)
    case .elementwise(let a, let b): return product(formula, a, "⊙", b)
    case .matrixProduct(let a, let b): return product(formula, a, "@", b)
    case .dual(let a, let b, let letter):
      let (sign, part) = b.signed
      return closed(a, above: .sum) + " \(sign) " + infinitesimal(part) + letter.text
    case .fraction(let a, let b): return numerator(a) + "/" + closed(b, above: .power)
    case .power(let a, let b): return closed(a, above: .atom) + "^" + exponent(b)
    case .function(let function, let arguments): return call(function.name(taking: arguments.count), arguments)
    case .named(let name, let arguments): return call(name, arguments)
    case .keyword(let name, let value): return name + "=" + text(value)
    case .tuple(let items): return "(" + list(items) + (items.count == 1 ? ",)" : ")")
    case .list(let elements): return "[" + list(elements) + "]"
    case .matrix(let rows): return "[" + rows.map { "[" + list($0) + "]" }.joined(separator: ", ") + "]"
    case .indexed(let a, let place): return closed(a, above: .call) + "[" + place + "]"
    case .transposed(let a):
      // The point behind a number would be its decimal point.
      return (a.isNumber ? "(" + text(a) + ")" : closed(a, above: .call)) + ".T"
    case .shaped(let a, let shape): return text(a) + " " + Formula.text(ofShape: shape)
    case .root(let a): return call("sqrt", [a])
    case .absolute(let a): return call("abs", [a])
    case .total(let a): return call("sum", [a])
    case .sum(let index, let a): return "∑_" + closed(index, above: .atom) + " " + closed(a, above: .power)
    case .partial(let of, let by): return "∂" + of.text + "/∂" + by.text
    case .comparison(let sign, let a, let b):
      let left = if case .comparison = a, !formula.isOfTruth { text(a) } else { closed(a, above: .sum) }
      return left + " " + sign.typed + " " + closed(b, above: .sum)
    case .piecewise(let a, let condition, let b): return call("where", [condition, a, b])
    case .chain(let first, let links):
      return links.reduce(text(first)) { $0 + " " + $1.relation.sign + " " + text($1.right) }
    case .phrase(let parts): return parts.map(text).joined()
    case .statements(let statements): return statements.map(text).joined(separator: "; ")
    case .section(let before, let sign, let after):
      return [before.map { closed($0, above: .product) }, sign, after.map { closed($0, above: .product) }]
        .compactMap { $0 }.joined(separator: " ")
    }
  }

  /// The formula, in parentheses where it binds less tightly than asked.
  private func closed(_ formula: Formula, above level: Formula.Binding) -> String {
    binding(formula) < level ? "(" + text(formula) + ")" : text(formula)
  }

  /// The formula behind the sign of a sum; what begins with a minus is in parentheses.
  private func term(_ formula: Formula) -> String {
    formula.opensWithMinus(style) ? "(" + text(formula) + ")" : closed(formula, above: .product)
  }

  /// The formula before the letter of a dual number; a transpose ends with a letter, too.
  private func infinitesimal(_ formula: Formula) -> String {
    if case .transposed = formula { "(" + text(formula) + ")" } else { closed(formula, above: .call) }
  }

  /// The precedence of a formula in one line, in which fractions and roots are signs and calls.
  private func binding(_ formula: Formula) -> Formula.Binding {
    switch formula {
    case .root, .absolute, .total, .piecewise, .transposed: .call
    case .fraction: .product
    case .shaped(let a, _): binding(a)
    default: formula.binding(style)
    }
  }

  private func product(_ whole: Formula, _ a: Formula, _ sign: String, _ b: Formula) -> String {
    // A minus may open a product (−0.99 × 2), but not stand behind a sign (2 × (−0.99)).
    let left = a.isNumber ? text(a) : closed(a, above: canLead(a, whole) ? .product : .power)
    return left + " " + sign + " " + closed(b, above: b.isNumber ? .product : .power)
  }

  private func canLead(_ a: Formula, _ product: Formula) -> Bool {
    if case .fraction = a, case .matrixProduct = product { false } else { a.canLead(product) }
  }

  /// The operand before a slash: a fraction needs no parentheses, `a/b/c`; a product, which has spaces, does.
  private func numerator(_ formula: Formula) -> String {
    if case .fraction = formula { text(formula) } else { closed(formula, above: .power) }
  }

  /// The operand behind a caret; a negative number needs no parentheses.
  private func exponent(_ formula: Formula) -> String {
    let isSigned =
      switch formula {
      case .number, .decimal, .literal: formula.number(style)?.exponent == nil
      case .negative(let a): binding(a) == .atom
      default: false
      }
    return isSigned ? text(formula) : closed(formula, above: .power)
  }

  private func call(_ name: String, _ arguments: [Formula]) -> String { name + "(" + list(arguments) + ")" }

  private func list(_ items: [Formula]) -> String { items.map(text).joined(separator: ", ") }

  private func text(_ number: NumberStyle.Parts) -> String {
    let digits = (number.isNegative ? "−" : "") + number.digits
    guard let exponent = number.exponent else { return digits }
    // Below, a power of ten of its own would be 0.
    if exponent < -307 { return digits + (number.digits.isEmpty ? "1" : "") + "e−\(exponent.magnitude)" }
    return digits + (number.digits.isEmpty ? "" : " × ") + "10^" + (exponent < 0 ? "−" : "") + "\(exponent.magnitude)"
  }
}

extension Formula.Comparison {
  /// As it is typed.
  fileprivate var typed: String {
    switch self {
    case .less: "<"
    case .lessEqual: "<="
    case .greater: ">"
    case .greaterEqual: ">="
    case .equal: "=="
    case .notEqual: "!="
    }
  }
}
