extension Formula {
  /// The formula as it is read aloud: "the derivative of f with respect to x".
  ///
  /// In place of parentheses, and of the bar of a fraction or a raised exponent, "the quantity" opens and a comma
  /// closes: "a over the quantity b plus c", "the quantity a plus b, times c". Where several close at once, "end
  /// quantity" closes each but the first.
  public func spoken(_ style: NumberStyle = NumberStyle()) -> String {
    // What has no parts, as most that is said of a graph, needs no list of them.
    switch self {
    case .symbol(let symbol): symbol.spoken
    case .words(let text): text
    default: Speech(style: style).text(of: self)
    }
  }

  /// The precedence of a formula in speech, which has no bars and no raised exponents to group by.
  fileprivate func spokenBinding(_ style: NumberStyle) -> Binding {
    switch self {
    case .fraction: .product
    case .absolute, .total: .power
    // Its last argument has no end.
    case .function(_, let arguments), .named(_, let arguments): arguments.count > 1 ? .product : .power
    case .indexed: .power
    case .list, .tuple: .statement
    default: binding(style)
    }
  }
}

/// Turns a formula into words, part by part; without recursion, because a long sum is a deep tree.
private struct Speech {
  enum Part {
    case words(String)
    case formula(Formula)
    /// The end of a quantity, which a comma tells where more follows.
    case end
  }

  let style: NumberStyle

  /// The whole sentence.
  func text(of formula: Formula) -> String {
    var text = ""
    var ended = 0
    var waiting = [Part.formula(formula)]
    while let part = waiting.popLast() {
      switch part {
      case .formula(let formula): waiting.append(contentsOf: parts(of: formula).reversed())
      case .end: ended += 1
      case .words(let words):
        guard let first = words.first else { continue }
        if ended > 1 { text += String(repeating: Words.endQuantity, count: ended - 1) }
        if ended > 0, first != ",", first != ";", first != ":" { text += first == " " ? "," : ", " }
        ended = 0
        text += words
      }
    }
    return text
  }

  private func parts(of formula: Formula) -> [Part] {
    switch formula {
    case .number, .decimal, .literal: [.words(formula.number(style).map(NumberStyle.spoken) ?? "")]
    case .symbol(let symbol): [.words(symbol.spoken)]
    case .words(let text): [.words(text)]
    case .negative(let a): [.words(Words.minus + " ")] + part(a, above: .product)
    case .plus(let a, let b): part(a, above: .sum) + sign(Words.plus) + right(b, above: .product)
    case .minus(let a, let b): part(a, above: .sum) + sign(Words.minus) + right(b, above: .product)
    case .times(let a, let b), .dot(let a, let b): left(a) + sign(Words.times) + right(b, above: .power)
    case .elementwise(let a, let b): left(a) + sign(Words.elementwise) + right(b, above: .power)
    case .matrixProduct: [.words(Words.matrixProduct + Words.of)] + factors(of: formula)
    case .dual(let a, let b, let letter):
      part(a, above: .sum) + sign(b.signed.sign == "−" ? Words.minus : Words.plus)
        + part(b.signed.term, above: .power) + [.words(" " + letter.spoken)]
    case .fraction(let a, let b): left(a) + sign(Words.over) + right(b, above: .power)
    case .power(let a, .number(2)), .power(let a, .literal(2)): part(a, above: .atom) + [.words(Words.squared)]
    case .power(let a, .number(3)), .power(let a, .literal(3)): part(a, above: .atom) + [.words(Words.cubed)]
    case .power(let a, let b): part(a, above: .atom) + [.words(Words.toThePower)] + right(b, above: .power)
    case .function(let function, let arguments): call(function.spoken, arguments)
    case .named(let name, let arguments): call(name, arguments)
    case .keyword(let name, let value): keyword(name, value)
    case .tuple(let items), .list(let items): listed(items)
    // The shapes are for the eye.
    case .shaped(let a, _): [.formula(a)]
    case .matrix(let rows): matrix(rows)
    case .indexed(let a, let place): part(a, above: .atom) + [.words(Words.at(place))]
    case .transposed(let a): part(a, above: .atom) + [.words(Words.transposed)]
    case .root(let a): call(Words.root, [a])
    case .absolute(let a): call(Words.absolute, [a])
    case .total(let a): call(Words.sum, [a])
    case .sum(let index, let a):
      [.words(Words.sumOver)] + part(index, above: .power) + [.words(Words.of)] + part(a, above: .power)
    case .partial(let of, let by): [.words(Words.derivative(of: of.spoken, by: by.spoken))]
    case .comparison(let sign, .comparison(let first, let a, let b), let c):
      [.formula(.comparison(first, a, b)), .words(Words.which(sign.spoken))] + part(c, above: .sum)
    case .comparison(let sign, let a, let b):
      part(a, above: .sum) + self.sign(sign.spoken) + part(b, above: .sum)
    case .piecewise(let a, let condition, let b):
      part(a, above: .sum) + [.words(Words.ifSaid)] + [.formula(condition.condition)] + [.words(Words.elseSaid)]
        + part(b, above: .sum)
    case .chain(let first, let links):
      [.formula(first)] + links.flatMap { [.words($0.relation.spoken), .formula($0.right)] }
    case .phrase(let parts): joined(parts, "")
    case .statements(let statements): joined(statements, "; ")
    case .section(let before, let sign, let after):
      (before.map(left) ?? []) + [.words(Speech.sign(sign, isFirst: before == nil))]
        + (after.map { [.words(" ")] + right($0, above: .power) } ?? [])
    }
  }

  /// A formula, as a quantity where it binds less tightly than asked.
  private func part(_ formula: Formula, above level: Formula.Binding) -> [Part] {
    guard formula.spokenBinding(style) < level else { return [.formula(formula)] }
    let opening =
      switch formula {
      case .list: Words.theList
      case .tuple: Words.theSizes
      default: Words.theQuantity
      }
    return [.words(opening), .formula(formula), .end]
  }

  /// The first factor of a product; a negative number needs no "quantity".
  private func left(_ formula: Formula) -> [Part] {
    formula.isNumber ? [.formula(formula)] : part(formula, above: .product)
  }

  /// The right operand of a sign; a negative number needs no "quantity": "2 times minus 0.99".
  private func right(_ formula: Formula, above level: Formula.Binding) -> [Part] {
    formula.isSignedAtom(style) ? [.formula(formula)] : part(formula, above: level)
  }

  /// The factors of a matrix product, from left to right.
  private func factors(of product: Formula) -> [Part] {
    var factors: [Formula] = []
    var rest = product
    while case .matrixProduct(let a, let b) = rest {
      factors.append(b)
      rest = a
    }
    return Array((factors + [rest]).reversed().map { right($0, above: .power) }.joined(separator: [.words(Words.and)]))
  }

  private func call(_ name: String, _ arguments: [Formula]) -> [Part] {
    let words = Words.calls[name] ?? name.split(separator: "_").joined(separator: " ")
    var parts = [Part.words(words + Words.of)]
    for (index, argument) in arguments.enumerated() {
      if case .keyword = argument {
        parts.append(.words(" "))
        parts.append(.formula(argument))
      } else {
        parts += (index > 0 ? [.words(Words.and)] : []) + right(argument, above: .power)
      }
    }
    return parts
  }

  /// A sign between two operands.
  private func sign(_ word: String) -> [Part] { [.words(" \(word) ")] }

  /// A sign in words, after a space where something stands before it.
  private static func sign(_ sign: String, isFirst: Bool) -> String {
    let word =
      [
        "+": Words.plus, "−": Words.minus, "×": Words.times, "⊙": Words.elementwise,
        "/": isFirst ? Words.dividedBy : Words.over,
      ][sign]
      ?? Formula.Comparison(rawValue: sign)?.spoken ?? sign
    return isFirst ? word : " " + word
  }

  private func keyword(_ name: String, _ value: Formula) -> [Part] {
    switch name {
    case "axis": [.words(Words.alongAxis)] + (value.isNumber ? [.formula(value)] : part(value, above: .sum))
    case "keepdims": [.words(Words.axesKept)]
    default: [.words(Words.with(name))] + part(value, above: .sum)
    }
  }

  /// Items one after the other; a list among them says where it ends.
  private func listed(_ items: [Formula]) -> [Part] {
    let spoken = items.map { item -> [Part] in
      guard case .list = item else { return [.formula(item)] }
      return [.words(Words.theList), .formula(item), .words(Words.endList)]
    }
    return Array(spoken.joined(separator: [.words(", ")]))
  }

  private func joined(_ formulas: [Formula], _ separator: String) -> [Part] {
    Array(formulas.map { [.formula($0)] }.joined(separator: [.words(separator)]))
  }

  private func matrix(_ rows: [[Formula]]) -> [Part] {
    let columns = rows.reduce(0) { max($0, $1.count) }
    let spoken = rows.enumerated().flatMap { index, row in
      [.words((index == 0 ? ":" : ";") + Words.row(index + 1))] + joined(row, ", ")
    }
    return [.words(Words.matrix(rows.count, columns))] + spoken + [.end]
  }
}

extension Formula {
  /// Whether it is a number without exponent, or a minus and something that holds together.
  fileprivate func isSignedAtom(_ style: NumberStyle) -> Bool {
    switch self {
    case .number, .decimal, .literal: number(style)?.exponent == nil
    case .negative(let a): a.spokenBinding(style) == .atom
    default: false
    }
  }
}

extension FormulaSymbol {
  /// The name as it is read aloud: "x sub 1", "x hat", "x prime", "its first operand x".
  public var spoken: String {
    if isPlain { return base + (self.subscript.map { Words.sub + $0 } ?? "") }
    if self == .notANumber { return Words.notANumber }
    if self == .blank || self == .fencedBlank { return Words.theOperand }
    if FormulaSymbol.blank(in: base) != nil { return Words.blank }
    let name = base.accented.map { "\($0.letter) \($0.accent.spoken)" } ?? FormulaSymbol.spoken(word: base)
    let mark = (isTotal ? Words.theSumOf : "") + (operand.map(Words.operand) ?? "")
    return mark + name + (self.subscript.map { Words.sub + String($0.map { $0 == "," ? " " : $0 }) } ?? "")
      + String(repeating: Words.prime, count: primes) + (cell.map(Words.at) ?? "")
  }

  /// Whether it is a word of ASCII's letters and digits with a subscript of such, or without: it is read as written.
  private var isPlain: Bool {
    guard operand == nil, !isTotal, cell == nil, primes == 0, base != "NaN" else { return false }
    return base.utf8.allSatisfy { $0.isLetter || $0.isDigit }
      && (self.subscript?.utf8.allSatisfy { $0.isLetter || $0.isDigit } ?? true)
  }

  /// Words between underscores are read as words; where a part is no word, the underscore is named.
  private static func spoken(word: String) -> String {
    let parts = word.split(separator: "_", omittingEmptySubsequences: false)
    let areWords = parts.allSatisfy { $0.count > 1 && $0.allSatisfy { $0.isLetter } }
    return parts.joined(separator: areWords ? " " : Words.underscore).split(separator: " ").joined(separator: " ")
  }
}

extension FormulaSymbol.Accent {
  fileprivate var spoken: String {
    switch self {
    case .hat: Words.hat
    case .bar: Words.bar
    case .tilde: Words.tilde
    case .dot: Words.dot
    case .vec: Words.vector
    }
  }
}

extension NumberStyle {
  /// A number as it is read aloud: "minus 1.235 times 10 to the power minus 5".
  public func spoken(_ value: Double) -> String { Self.spoken(parts(of: value)) }

  fileprivate static func spoken(_ parts: Parts) -> String {
    let digits = ["∞": Words.infinity, "NaN": Words.notANumber][parts.digits] ?? parts.digits
    let text = (parts.isNegative ? Words.minus + " " : "") + digits
    guard let exponent = parts.exponent else { return text }
    return text + Words.powerOfTen(exponent, hasDigits: !digits.isEmpty)
  }
}

extension Formula.Relation {
  fileprivate var spoken: String {
    switch self {
    case .equals: Words.equals
    case .approximates: Words.isAbout
    case .growsBy: Words.growsBy
    case .implies: Words.therefore
    }
  }
}

extension Formula.Comparison {
  fileprivate var spoken: String {
    switch self {
    case .less: Words.isLess
    case .lessEqual: Words.isAtMost
    case .greater: Words.isGreater
    case .greaterEqual: Words.isAtLeast
    case .equal: Words.isEqual
    case .notEqual: Words.differs
    }
  }
}
