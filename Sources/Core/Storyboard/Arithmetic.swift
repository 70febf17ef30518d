import Formulas

extension NumberStyle {
  /// The sign between two arithmetic expressions: `=` where the digits that are shown on the left give those on the
  /// right, else `≈`.
  ///
  /// A left side with names in it has no digits to reckon with: what it equals may be rounded.
  func relation(_ left: Formula, _ right: Formula) -> Formula.Relation {
    guard let a = ShownValue(left, self) else { return left.hasNames ? .equals : .approximates }
    guard let b = ShownValue(right, self) else { return .approximates }
    return a == b ? .equals : .approximates
  }

  /// Whether the digits that are shown on the left give those on the right but for so many units in the last of them.
  func isClose(_ left: Formula, _ right: Formula, units: Double = 1) -> Bool {
    guard let a = ShownValue(left, self), let b = ShownValue(right, self) else { return false }
    let (x, y) = (a.approximations, b.approximations)
    guard x.count == y.count else { return false }
    let largest = y.reduce(0) { max($0, $1.magnitude) }
    return zip(x, y).allSatisfy { x, y in
      let size = y == 0 ? largest : y
      return x == y || abs(x - y) <= units * size.unit(inDigit: precision)
    }
  }

  /// Two numbers with as many digits as their sum needs, which is more than usual where they nearly cancel.
  func terms(_ a: Double, _ b: Double, of sum: Double) -> (Formula, Formula) {
    guard a.isFinite, b.isFinite, sum.isFinite, sum != 0 else { return (.of(a), .of(b)) }
    let last = sum.decimalExponent - precision + 1
    func term(_ number: Double) -> Formula {
      let digits = number.decimalExponent - last + 1
      guard number != 0, digits > precision else { return .of(number) }
      return .decimal(number, digits: min(digits, 17))
    }
    return (term(a), term(b))
  }
}

extension Formula {
  /// A number; what is none is a name, so that formulas that show it are equal.
  static func of(_ value: Double) -> Formula { value.isNaN ? .symbol(.notANumber) : .number(value) }

  /// Whether the value of a name is needed to know that of the formula.
  fileprivate var hasNames: Bool {
    switch self {
    case .number, .decimal, .literal: false
    case .symbol(let symbol): symbol != .notANumber
    case .negative(let a), .root(let a), .absolute(let a), .total(let a), .transposed(let a), .shaped(let a, _):
      a.hasNames
    case .plus(let a, let b), .minus(let a, let b), .times(let a, let b), .dot(let a, let b),
      .elementwise(let a, let b), .matrixProduct(let a, let b), .fraction(let a, let b), .power(let a, let b),
      .comparison(_, let a, let b):
      a.hasNames || b.hasNames
    case .function(_, let arguments), .list(let arguments): arguments.contains(where: \.hasNames)
    case .matrix(let rows): rows.joined().contains(where: \.hasNames)
    default: true
    }
  }
}

extension Double {
  /// What a one is worth in the last of so many digits.
  fileprivate func unit(inDigit digits: Int) -> Double {
    guard isFinite, self != 0 else { return 0 }
    let last = decimalExponent - digits + 1
    let scale = (0..<last.magnitude).reduce(1.0) { scale, _ in scale * 10 }
    return last < 0 ? 1 / scale : scale
  }

  /// The power of ten of the first digit; 0 for zero.
  fileprivate var decimalExponent: Int {
    // The shortest decimal that reads back as the number, as it is the one that is rounded.
    let parts = NumberStyle(precision: 17).parts(of: self)
    guard let first = parts.digits.firstIndex(where: { ("1"..."9").contains($0) }) else { return 0 }
    let point = parts.digits.firstIndex(of: ".") ?? parts.digits.endIndex
    let places = parts.digits.distance(from: first, to: point)
    return (parts.exponent ?? 0) + (places > 0 ? places - 1 : places)
  }
}

/// What an arithmetic expression is worth by the digits that are shown: a number, a vector, or a matrix.
private enum ShownValue: Equatable {
  case number(Quotient)
  case list([Quotient])
  case matrix([[Quotient]])

  /// The value of a formula; nil where it is no arithmetic or its shapes do not fit.
  init?(_ formula: Formula, _ style: NumberStyle) {
    func both(_ a: Formula, _ b: Formula, _ combine: (Quotient, Quotient) -> Quotient) -> ShownValue? {
      guard let x = ShownValue(a, style), let y = ShownValue(b, style) else { return nil }
      return x.combined(with: y, combine)
    }
    let value: ShownValue?
    switch formula {
    case .number(let number), .decimal(let number, _), .literal(let number):
      value = formula.number(style).map { .number(Quotient(number, $0)) }
    case .symbol(.notANumber): value = .number(Quotient(.nan, style.parts(of: .nan)))
    case .negative(let a): value = both(.number(-1), a, *)
    case .plus(let a, let b): value = both(a, b, +)
    case .minus(let a, let b): value = both(a, .negative(b), +)
    case .times(let a, let b), .dot(let a, let b), .elementwise(let a, let b): value = both(a, b, *)
    case .fraction(let a, let b): value = both(a, b, /)
    case .power(let a, .literal(let exponent)) where exponent == exponent.rounded() && (1...16).contains(exponent):
      value = (1..<Int(exponent)).reduce(ShownValue(a, style)) { product, _ in
        product.flatMap { power in ShownValue(a, style).flatMap { power.combined(with: $0, *) } }
      }
    case .matrixProduct(let a, let b):
      if let x = ShownValue(a, style), let y = ShownValue(b, style) { value = x.product(with: y) } else { value = nil }
    case .list(let elements):
      let numbers = elements.compactMap { ShownValue($0, style)?.quotient }
      value = numbers.count == elements.count ? .list(numbers) : nil
    case .matrix(let rows):
      let numbers = rows.map { row in row.compactMap { ShownValue($0, style)?.quotient } }
      value = zip(numbers, rows).allSatisfy { $0.count == $1.count } ? .matrix(numbers) : nil
    default: value = nil
    }
    guard let value else { return nil }
    self = value
  }

  private var quotient: Quotient? { if case .number(let number) = self { number } else { nil } }

  /// The elements, about.
  var approximations: [Double] { rows.joined().map(\.approximation) }

  private var rows: [[Quotient]] {
    switch self {
    case .number(let number): [[number]]
    case .list(let elements): [elements]
    case .matrix(let rows): rows
    }
  }

  private func map(_ transform: (Quotient) -> Quotient) -> ShownValue {
    switch self {
    case .number(let number): .number(transform(number))
    case .list(let elements): .list(elements.map(transform))
    case .matrix(let rows): .matrix(rows.map { $0.map(transform) })
    }
  }

  /// Element by element, a number with each element.
  private func combined(with other: ShownValue, _ combine: (Quotient, Quotient) -> Quotient) -> ShownValue? {
    switch (self, other) {
    case (.number(let a), _): return other.map { combine(a, $0) }
    case (_, .number(let b)): return map { combine($0, b) }
    case (.list(let a), .list(let b)) where a.count == b.count: return .list(zip(a, b).map(combine))
    case (.matrix(let a), .matrix(let b)) where a.count == b.count && zip(a, b).allSatisfy { $0.count == $1.count }:
      return .matrix(zip(a, b).map { zip($0, $1).map(combine) })
    default: return nil
    }
  }

  /// The matrix product: a vector is a row at the left of a matrix and a column at its right.
  private func product(with other: ShownValue) -> ShownValue? {
    if quotient != nil || other.quotient != nil { return combined(with: other, *) }
    let left = rows
    var right = other.rows
    if case .list(let column) = other { right = column.map { [$0] } }
    guard let count = left.first?.count, count == right.count, count > 0, let width = right.first?.count else {
      return nil
    }
    let products = left.map { row in
      (0..<width).map { column in
        zip(row, right).dropFirst().reduce(row[0] * right[0][column]) { $0 + $1.0 * $1.1[column] }
      }
    }
    switch (self, other) {
    case (.matrix, .matrix): return .matrix(products)
    case (.list, .matrix): return .list(products[0])
    case (.list, .list): return .number(products[0][0])
    default: return .list(products.map { $0[0] })
    }
  }
}

/// A quotient of two decimals, or what infinities and NaN make of it.
private struct Quotient: Equatable {
  private let numerator: ShownDecimal
  private let denominator: ShownDecimal
  /// The value where it is infinite or not a number, and about what it is else.
  private let number: Double
  private var isExact: Bool

  /// A number as its parts show it.
  init(_ number: Double, _ parts: NumberStyle.Parts) {
    let shown = ShownDecimal(parts)
    self.init(shown ?? .one, .one, number, isExact: shown != nil)
  }

  /// About what the digits are worth.
  var approximation: Double { isExact ? numerator.approximation / denominator.approximation : number }

  private init(_ numerator: ShownDecimal, _ denominator: ShownDecimal, _ number: Double, isExact: Bool) {
    (self.numerator, self.denominator, self.number) = (numerator, denominator, number)
    self.isExact = isExact && !denominator.isZero
  }

  static func == (a: Quotient, b: Quotient) -> Bool {
    guard a.isExact, b.isExact else {
      return !a.isExact && !b.isExact && (a.number == b.number || (a.number.isNaN && b.number.isNaN))
    }
    return a.numerator * b.denominator == b.numerator * a.denominator
  }

  static func + (a: Quotient, b: Quotient) -> Quotient {
    Quotient(
      a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator, a.number + b.number,
      isExact: a.isExact && b.isExact)
  }

  static func * (a: Quotient, b: Quotient) -> Quotient {
    Quotient(
      a.numerator * b.numerator, a.denominator * b.denominator, a.number * b.number, isExact: a.isExact && b.isExact)
  }

  static func / (a: Quotient, b: Quotient) -> Quotient {
    Quotient(
      a.numerator * b.denominator, a.denominator * b.numerator, a.number / b.number, isExact: a.isExact && b.isExact)
  }
}
