import Formulas

extension Formula {
  /// The formula with one symbol replaced by another.
  func replacing(_ symbol: Symbol, by other: Symbol) -> Formula {
    func replaced(_ formula: Formula) -> Formula { formula.replacing(symbol, by: other) }
    return switch self {
    case .symbol(symbol): .symbol(other)
    case .dot(let a, let b): .dot(replaced(a), replaced(b))
    case .times(let a, let b): .times(replaced(a), replaced(b))
    case .elementwise(let a, let b): .elementwise(replaced(a), replaced(b))
    case .negative(let a): .negative(replaced(a))
    case .named(let name, let arguments): .named(name, arguments.map(replaced))
    case .fraction(let a, let b): .fraction(replaced(a), replaced(b))
    case .piecewise(let a, let condition, let b):
      .piecewise(replaced(a), condition: replaced(condition), otherwise: replaced(b))
    default: self
    }
  }
}
