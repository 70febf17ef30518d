import Autodiff
import Formulas

extension Vocabulary {
  /// The label of an operation with literals inside, `× 2`; nil where it has none.
  func section(_ id: Int, _ inside: InsideLiterals) -> Formula? {
    let node = trace.nodes[id]
    guard node.operands.contains(where: inside.contains), let rule = trace.rule(of: id) else { return nil }
    let operands = node.operands.map { inside.contains($0) ? operand($0) : Formula.symbol(.blank) }
    return rule.formula(Operands(all: operands)).section
  }

  /// The name beside an operation whose label is a section: the one that captions call it by, and the user's.
  func nameBesideSection(_ id: Int) -> Formula {
    let symbol = Formula.symbol(symbol(id))
    guard let name = name(id), name != symbol else { return symbol }
    return .equality(name, symbol)
  }
}

extension Formula {
  /// An operation on places of operands in short: without the place where the sign tells enough.
  fileprivate var section: Formula {
    let blank = Formula.symbol(.blank)
    switch self {
    case .plus(blank, let b), .plus(let b, blank): return .section(nil, "+", b)
    case .times(blank, let b), .times(let b, blank), .dot(blank, let b), .dot(let b, blank),
      .matrixProduct(blank, let b), .matrixProduct(let b, blank):
      return .section(nil, "×", b)
    case .elementwise(blank, let b), .elementwise(let b, blank): return .section(nil, "⊙", b)
    case .minus(blank, let b): return .section(nil, "−", b)
    case .minus(let a, blank): return .section(a, "−", nil)
    case .fraction(blank, let b): return .section(nil, "/", b)
    case .fraction(let a, blank): return .section(a, "/", blank)
    case .power(blank, let b): return .power(.symbol(.fencedBlank), b)
    case .power(let a, blank): return .power(a, .symbol(.fencedBlank))
    case .comparison(let sign, blank, let b): return .section(nil, sign.rawValue, b)
    // Cases behind a brace have no room in a node.
    case .piecewise(let a, let condition, let b): return .named("where", [condition, a, b])
    default: return self
    }
  }
}
