import Formulas

extension NumberStyle {
  /// The sign between two arithmetic expressions: `=` where the digits that are shown on the left give those on the
  /// right, else `≈`.
  ///
  /// A left side with names has no digits to compare, so that `=` stands before a rounded number too.
  func relation(_ left: Formula, _ right: Formula) -> Formula.Relation {
    guard let a = ShownValue(left, self) else { return left.hasNames ? .equals : .approximates }
    guard let b = ShownValue(right, self) else { return .approximates }
    return a == b ? .equals : .approximates
  }

  /// Whether the left side, computed from the digits shown, differs from the right by at most so many units in the last digit.
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
  /// A number; NaN becomes a symbol, so that formulas that show it are equal.
  static func of(_ value: Double) -> Formula { value.isNaN ? .symbol(.notANumber) : .number(value) }

  /// Whether the formula holds a name whose value would be needed to compute it.
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
    case .function(_, let arguments), .list(let arguments): arguments.contains { $0.hasNames }
    case .matrix(let rows): rows.joined().contains { $0.hasNames }
    default: true
    }
  }
}

extension Double {
  /// The unit of the last digit, where so many digits are shown.
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
    if parts.digits.isEmpty { return parts.exponent ?? 0 }
    guard let first = parts.digits.firstIndex(where: { ("1"..."9").contains($0) }) else { return 0 }
    let point = parts.digits.firstIndex(of: ".") ?? parts.digits.endIndex
    let places = parts.digits.distance(from: first, to: point)
    return (parts.exponent ?? 0) + (places > 0 ? places - 1 : places)
  }
}
