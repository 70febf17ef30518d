#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(WASILibc)
  import WASILibc
#else
  import Darwin
#endif

extension Formula {
  /// The value of the formula; nil where it is a statement or a name has no value.
  ///
  /// Computed from the tree alone, apart from the kernels of the operations, so that a test can prove
  /// a caption against the rule that ran.
  public func value(_ lookUp: (FormulaSymbol) -> Double?) -> Double? {
    func both(_ a: Formula, _ b: Formula, _ combine: (Double, Double) -> Double) -> Double? {
      guard let x = a.value(lookUp), let y = b.value(lookUp) else { return nil }
      return combine(x, y)
    }
    switch self {
    case .number(let value), .decimal(let value, _), .literal(let value): return value
    case .symbol(let symbol): return lookUp(symbol) ?? (symbol == .pi ? .pi : nil)
    case .words, .named, .keyword, .tuple, .list, .matrix, .indexed, .transposed, .matrixProduct, .sum, .partial,
      .chain,
      .phrase, .statements, .section:
      return nil
    case .negative(let a): return a.value(lookUp).map { -$0 }
    case .plus(let a, let b): return both(a, b, +)
    case .minus(let a, let b): return both(a, b, -)
    case .times(let a, let b), .dot(let a, let b), .elementwise(let a, let b): return both(a, b, *)
    case .dual(let a, let b, let letter): return both(a, .dot(b, .symbol(letter)), +)
    case .fraction(let a, let b): return both(a, b, /)
    case .power(let a, let b): return both(a, b, pow)
    case .root(let a): return a.value(lookUp)?.squareRoot()
    case .absolute(let a): return a.value(lookUp)?.magnitude
    case .total(let a), .shaped(let a, _): return a.value(lookUp)
    case .comparison(let sign, .comparison(let first, let a, let b), let c):
      // `a < b < c`, as Python reads it.
      guard let left = Formula.comparison(first, a, b).value(lookUp),
        let right = both(b, c, { sign.holds($0, $1) ? 1 : 0 })
      else { return nil }
      return left * right
    case .comparison(let sign, let a, let b): return both(a, b) { sign.holds($0, $1) ? 1 : 0 }
    case .piecewise(let a, let condition, let b):
      return condition.value(lookUp).flatMap { $0 != 0 ? a.value(lookUp) : b.value(lookUp) }
    case .function(let function, let arguments):
      let values = arguments.compactMap { $0.value(lookUp) }
      return values.count == arguments.count ? function.value(values) : nil
    }
  }
}

extension Formula.Comparison {
  /// Whether the comparison holds between two numbers.
  package func holds(_ a: Double, _ b: Double) -> Bool {
    switch self {
    case .less: a < b
    case .lessEqual: a <= b
    case .greater: a > b
    case .greaterEqual: a >= b
    case .equal: a == b
    case .notEqual: a != b
    }
  }
}
