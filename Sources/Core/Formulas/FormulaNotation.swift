extension Formula {
  /// The formula as mathematics writes it, its numbers rounded to a style.
  package func notation(_ style: NumberStyle = NumberStyle()) -> Notation {
    switch self {
    case .number, .decimal, .literal: return number(style).map(NumberStyle.notation) ?? .row([])
    case .symbol(let symbol): return symbol.notation
    case .words(let text): return .atom(.init(text, .text))
    case .negative(let a): return .row([.atom(.init("−", .ordinary)), a.fenced(above: .product, style)])
    case .plus(let a, let b):
      return .row([a.fenced(above: .sum, style), .binary("+"), b.term(style)])
    case .minus(let a, let b):
      return .row([a.fenced(above: .sum, style), .binary("−"), b.term(style)])
    case .times(let a, let b): return product(a, .binary("×"), b, style)
    case .dot(let a, let b): return product(a, .binary("·"), b, style)
    case .elementwise(let a, let b): return product(a, .binary("⊙"), b, style)
    case .matrixProduct(let a, let b): return matrixProduct(a, b, style)
    case .dual(let a, let b, let letter):
      let (sign, part) = b.signed
      return .row([
        a.fenced(above: .sum, style), .binary(sign), part.fenced(above: .power, style), .space(Notation.thinSpace),
        letter.notation,
      ])
    case .fraction(let a, let b): return .fraction(a.notation(style), b.notation(style))
    case .power(let a, let b): return Formula.power(a, b.notation(style), style)
    case .function(let function, let arguments): return Formula.call(function.rawValue, arguments, style)
    case .named(let name, let arguments):
      return Formula.call(name.split(separator: "_").joined(separator: "-"), arguments, style)
    case .keyword(let name, let value):
      return .row([.atom(.init(name, .ordinary)), .relation("="), value.notation(style)])
    case .tuple(let items): return .fenced("(", .list(items.map { $0.notation(style) }), ")")
    case .list(let elements):
      let list = Notation.fenced("[", .list(elements.map { $0.notation(style) }), "]")
      return elements.allSatisfy { $0.isElement } ? .compact(list) : list
    case .matrix(let rows): return .compact(.matrix(rows.map { $0.map { $0.notation(style) } }))
    case .indexed(let a, let part):
      return .row([a.fenced(above: .call, style), .fenced("[", .atom(.init(part, .ordinary)), "]")])
    case .transposed(let a):
      return .scripts(a.fenced(above: .atom, style), below: nil, above: .atom(.init("T", .ordinary)))
    case .shaped(let a, let shape): return .noted(a.notation(style), Formula.text(ofShape: shape))
    case .root(let a): return .root(a.notation(style))
    case .absolute(let a): return .fenced("|", a.notation(style), "|")
    case .partial(let of, let by):
      let sign = Notation.atom(.init("∂", .ordinary, .italic))
      return .fraction(.row([sign, of.notation]), .row([sign, by.notation]))
    case .comparison(let sign, let a, let b):
      let left = isOfTruth ? a.fenced(above: .sum, style) : a.notation(style)
      return .row([left, .relation(sign.rawValue), b.notation(style)])
    case .piecewise(let a, let condition, let b):
      return .cases([
        [
          a.fenced(above: .sum, style),
          .row([.atom(.init(Words.ifWritten, .text)), condition.condition.notation(style)]),
        ],
        [b.fenced(above: .sum, style), .atom(.init(Words.otherwiseWritten, .text))],
      ])
    case .total(let a):
      return .row([.sum, a.fenced(above: .power, style)])
    case .sum(let index, let a):
      return .row([.scripts(.sum, below: index.notation(style), above: nil), a.fenced(above: .power, style)])
    case .chain(let first, let links):
      return .row([first.notation(style)] + links.flatMap { $0.notation(style) })
    case .phrase(let parts): return .row(parts.map { $0.notation(style) })
    case .statements(let statements):
      let parts = statements.map { $0.notation(style) }
      return .row(Array(parts.map { [$0] }.joined(separator: [.space(2)])))
    case .section(let before, let sign, let after):
      let parts = [
        before?.fenced(above: .product, style), .atom(.init(sign, .ordinary)), after?.fenced(above: .product, style),
      ].compactMap { $0 }
      return .row(Array(parts.map { [$0] }.joined(separator: [.space(Notation.mediumSpace)])))
    }
  }

  /// The precedence of formulas, loosest first.
  ///
  /// A sum over elements is as loose as a statement: its scope would go on over whatever follows.
  enum Binding: Int, Comparable {
    case statement, sum, product, power, call, atom

    static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }
  }

  func binding(_ style: NumberStyle) -> Binding {
    switch self {
    case .number, .decimal, .literal: return number(style).map(Binding.init) ?? .atom
    case .symbol, .words, .absolute, .list, .matrix, .tuple: return .atom
    case .function, .named, .indexed: return .call
    case .root, .fraction, .power, .partial, .transposed: return .power
    case .shaped(let a, _): return a.binding(style)
    case .times, .dot, .elementwise, .matrixProduct: return .product
    case .negative, .plus, .minus, .section: return .sum
    // As an operand a dual number is one thing, in parentheses.
    case .dual: return .statement
    case .comparison, .piecewise, .total, .sum, .keyword, .chain, .phrase, .statements: return .statement
    }
  }

  /// The formula's notation, in parentheses where it binds less tightly than asked.
  private func fenced(above level: Binding, _ style: NumberStyle) -> Notation {
    binding(style) < level ? .fenced("(", notation(style), ")") : notation(style)
  }

  /// The formula behind the sign of a sum; what begins with a minus is in parentheses.
  private func term(_ style: NumberStyle) -> Notation {
    opensWithMinus(style) ? .fenced("(", notation(style), ")") : fenced(above: .product, style)
  }

  /// Whether it is a product whose first factor is a negative number.
  func opensWithMinus(_ style: NumberStyle) -> Bool {
    switch self {
    case .times(let a, _), .dot(let a, _), .elementwise(let a, _), .matrixProduct(let a, _):
      a.number(style)?.isNegative ?? a.opensWithMinus(style)
    default: false
    }
  }

  /// The sign of a term, and the term without it where it is a negative number or has a minus before it.
  var signed: (sign: String, term: Formula) {
    switch self {
    case .number(let value) where value < 0: ("−", .number(-value))
    case .negative(let a): ("−", a)
    default: ("+", self)
    }
  }

  /// The sum with a term; a term with a minus before it is subtracted.
  package func adding(_ term: Formula) -> Formula {
    if case .negative(let part) = term { .minus(self, part) } else { .plus(self, term) }
  }

  /// The formula as a comparison: a number is compared with 0.
  var condition: Formula {
    if case .comparison = self { self } else { .comparison(.notEqual, self, .literal(0)) }
  }

  private static func call(_ name: String, _ arguments: [Formula], _ style: NumberStyle) -> Notation {
    .row([.atom(.init(name, .operator)), .fenced("(", .list(arguments.map { $0.notation(style) }), ")")])
  }

  /// A power; the exponent of a name with a subscript stands above the subscript.
  private static func power(_ base: Formula, _ exponent: Notation, _ style: NumberStyle) -> Notation {
    if case .symbol(let symbol) = base, symbol.primes == 0, symbol.cell == nil {
      return .scripts(symbol.letters, below: symbol.below, above: exponent)
    }
    return .scripts(base.fenced(above: .atom, style), below: nil, above: exponent)
  }

  private func matrixProduct(_ a: Formula, _ b: Formula, _ style: NumberStyle) -> Notation {
    // Behind an array square brackets would be an index.
    let right = b.opensBracket ? .fenced("(", b.notation(style), ")") : b.factor(behind: self, style)
    return .row([a.leading(self, style), .space(Notation.thinSpace), right])
  }

  private func product(_ a: Formula, _ sign: Notation, _ b: Formula, _ style: NumberStyle) -> Notation {
    .row([a.leading(self, style), sign, b.factor(behind: self, style)])
  }

  /// The formula as the first factor of a product.
  private func leading(_ product: Formula, _ style: NumberStyle) -> Notation {
    // A minus may open a product (−0.99 × 2), but not stand behind a sign (2 × (−0.99)).
    if isNumber { return notation(style) }
    return fenced(above: canLead(product) ? .product : .power, style)
  }

  /// The formula as the second factor of a product.
  private func factor(behind product: Formula, _ style: NumberStyle) -> Notation {
    fenced(above: isNumber ? .product : .power, style)
  }

  /// Whether it compares the truth of another comparison, `(a < b) = 0`; others behind one go on, `a < b < c`.
  var isOfTruth: Bool {
    if case .comparison(let sign, .comparison, _) = self { sign == .equal || sign == .notEqual } else { false }
  }

  /// Whether it is the number 0.
  package var isZero: Bool {
    switch self {
    case .number(let value), .decimal(let value, _), .literal(let value): value == 0
    default: false
    }
  }

  /// Whether it is a number, with however many digits.
  package var isNumber: Bool {
    switch self {
    case .number, .decimal, .literal: true
    default: false
    }
  }

  /// Whether it is a number that was computed, as the elements of an array are.
  private var isElement: Bool {
    switch self {
    case .number, .decimal, .symbol(.notANumber): true
    default: false
    }
  }

  /// The parts of a number as they are shown; nil for what is none.
  package func number(_ style: NumberStyle) -> NumberStyle.Parts? {
    switch self {
    case .number(let value): style.parts(of: value)
    case .decimal(let value, let digits): style.withAtLeast(digits).parts(of: value)
    case .literal(let value): NumberStyle.parts(ofLiteral: value)
    default: nil
    }
  }

  /// Whether it may be the first factor of a product without parentheses: matrix products and others need them between.
  func canLead(_ product: Formula) -> Bool {
    switch (self, product) {
    case (.matrixProduct, .matrixProduct): true
    case (.matrixProduct, _), (_, .matrixProduct): false
    default: true
    }
  }

  /// Whether it begins with a square bracket that an index could begin with, too: that of a single row.
  private var opensBracket: Bool {
    switch self {
    case .list: true
    case .matrix(let rows): rows.count == 1
    case .indexed(let a, _), .shaped(let a, _): a.opensBracket
    default: false
    }
  }
}

extension Formula.Binding {
  init(_ number: NumberStyle.Parts) {
    self =
      number.isNegative ? .sum : number.exponent == nil ? .atom : number.digits.isEmpty ? .power : .product
  }
}

extension Formula {
  /// A shape as NumPy writes it, `(4, 3)`, `(3,)`.
  static func text(ofShape sizes: [Int]) -> String {
    sizes.count == 1 ? "(\(sizes[0]),)" : "(" + sizes.map(String.init).joined(separator: ", ") + ")"
  }
}

extension Formula.Link {
  /// The sign and the right side; an implication has room on both sides.
  fileprivate func notation(_ style: NumberStyle) -> [Notation] {
    let room: [Notation] = relation == .implies ? [.space(0.7)] : []
    return room + [.relation(relation.sign)] + room + [right.notation(style)]
  }
}

extension Formula.Relation {
  var sign: String {
    switch self {
    case .equals: "="
    case .approximates: "≈"
    case .growsBy: "+="
    case .implies: "⇒"
    }
  }
}

extension FormulaSymbol {
  /// The name as it is written, with its subscript and primes.
  package var notation: Notation {
    let primes = primes == 0 ? nil : Notation.atom(.init(String(repeating: "′", count: primes), .ordinary))
    let name = below == nil && primes == nil ? letters : .scripts(letters, below: below, above: primes)
    let whole: Notation =
      isTotal ? .row([.atom(.init("Σ", .ordinary)), isFenced ? .fenced("(", name, ")") : name]) : name
    guard let cell else { return whole }
    let indices = cell.split(separator: ",").map { index in
      let text = index.drop { $0 == " " }
      return FormulaSymbol.letters(String(text), text.first?.isLetter == true ? .italic : .upright)
    }
    return .row([whole, .fenced("[", .list(indices), "]")])
  }

  /// The name without subscript and primes, its accent set as mathematics has it.
  fileprivate var letters: Notation { FormulaSymbol.letters(base, face) }

  private static func letters(_ text: String, _ face: Face) -> Notation {
    guard let (letter, accent) = text.accented else { return .atom(.init(text, .ordinary, face)) }
    return .accent(accent, .atom(.init(String(letter), .ordinary, face)))
  }

  fileprivate var below: Notation? {
    let index = self.subscript.map { text -> Notation in
      if text.utf8.count > 1, text.utf8.allSatisfy({ $0.isDigit }) { return .atom(.init(text, .ordinary)) }
      return .list(
        text.split(separator: ",", omittingEmptySubsequences: false).map { index in
          // A single letter below is a name too; digits and words are upright.
          FormulaSymbol.letters(String(index), index.count == 1 && face == .italic ? .italic : .upright)
        })
    }
    guard let operand else { return index }
    let mark = Notation.atom(.init("(\(operand))", .ordinary))
    return index.map { .row([$0, mark]) } ?? mark
  }
}

extension NumberStyle {
  /// A number as it is written.
  fileprivate static func notation(_ parts: Parts) -> Notation {
    let minus = parts.isNegative ? "−" : ""
    guard let exponent = parts.exponent else { return .atom(.init(minus + parts.digits, .ordinary)) }
    let above = Notation.atom(.init((exponent < 0 ? "−" : "") + String(exponent.magnitude), .ordinary))
    let power = Notation.scripts(.atom(.init("10", .ordinary)), below: nil, above: above)
    guard parts.digits.isEmpty else {
      return .row([.atom(.init(minus + parts.digits, .ordinary)), .binary("×"), power])
    }
    return parts.isNegative ? .row([.atom(.init(minus, .ordinary)), power]) : power
  }
}

extension Notation {
  fileprivate static func binary(_ sign: String) -> Notation { .atom(.init(sign, .binary)) }
  /// The room between the factors of a matrix product, in ems.
  fileprivate static let thinSpace = 0.17
  /// The room around a sign that joins two operands, in ems.
  fileprivate static let mediumSpace = 0.22
  fileprivate static let sum = Notation.atom(.init("∑", .operator))
  fileprivate static func relation(_ sign: String) -> Notation { .atom(.init(sign, .relation)) }

  fileprivate static func list(_ items: [Notation]) -> Notation {
    items.count == 1
      ? items[0] : .row(Array(items.map { [$0] }.joined(separator: [.atom(.init(",", .punctuation))])))
  }
}
