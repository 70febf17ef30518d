import Formulas

/// The value of an arithmetic expression, computed exactly from the digits shown: a number, a vector or a matrix.
enum ShownValue: Equatable {
  case number(ShownQuotient)
  case list([ShownQuotient])
  case matrix([[ShownQuotient]])

  /// The value of a formula; nil where it is no arithmetic or its shapes do not fit.
  init?(_ formula: Formula, _ style: NumberStyle) {
    func both(_ a: Formula, _ b: Formula, _ combine: (ShownQuotient, ShownQuotient) -> ShownQuotient) -> ShownValue? {
      guard let x = ShownValue(a, style), let y = ShownValue(b, style) else { return nil }
      return x.combined(with: y, combine)
    }
    let value: ShownValue?
    switch formula {
    case .number(let number), .decimal(let number, _), .literal(let number):
      value = formula.number(style).map { .number(ShownQuotient(number, $0)) }
    case .symbol(.notANumber): value = .number(ShownQuotient(.nan, style.parts(of: .nan)))
    case .negative(let a): value = both(.number(-1), a, *)
    case .plus(let a, let b): value = both(a, b, +)
    case .minus(let a, let b): value = both(a, .negative(b), +)
    case .times(let a, let b), .dot(let a, let b), .elementwise(let a, let b): value = both(a, b, *)
    case .fraction(let a, let b): value = both(a, b, /)
    case .power(let a, let power) where power.wholeExponent != nil:
      value = (1..<(power.wholeExponent ?? 1)).reduce(ShownValue(a, style)) { product, _ in
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

  private var quotient: ShownQuotient? { if case .number(let number) = self { number } else { nil } }

  /// The elements, about.
  var approximations: [Double] { rows.joined().map { $0.approximation } }

  private var rows: [[ShownQuotient]] {
    switch self {
    case .number(let number): [[number]]
    case .list(let elements): [elements]
    case .matrix(let rows): rows
    }
  }

  private func map(_ transform: (ShownQuotient) -> ShownQuotient) -> ShownValue {
    switch self {
    case .number(let number): .number(transform(number))
    case .list(let elements): .list(elements.map(transform))
    case .matrix(let rows): .matrix(rows.map { $0.map(transform) })
    }
  }

  /// Element by element, a number with each element.
  private func combined(with other: ShownValue, _ combine: (ShownQuotient, ShownQuotient) -> ShownQuotient)
    -> ShownValue?
  {
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

extension Formula {
  /// The exponent of a power that is a product of few factors; nil for any other.
  fileprivate var wholeExponent: Int? {
    guard case .literal(let value) = self else {
      guard case .number(let value) = self else { return nil }
      return Formula.literal(value).wholeExponent
    }
    return value == value.rounded() && (1...16).contains(value) ? Int(value) : nil
  }
}
