import Formulas
import Tensors

/// An operation that folds axes of one array away.
protocol Reduction: OperationRule {
  /// The axes that are folded, all of them for nil.
  var axes: [Int]? { get }
  /// Whether the folded axes stay, with size 1.
  var keepDims: Bool { get }
}

extension Reduction {
  var arity: ClosedRange<Int> { 1...1 }
  var domain: [ClosedRange<Double>] { [-3...3] }

  var attributes: [String: Attribute] {
    ["axis": axes.map(Attribute.integers) ?? .none, "keepdims": .flag(keepDims)]
  }

  func local(_ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor) -> Tensor? { nil }
  func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? { nil }

  func formula(_ operands: Operands<Formula>) -> Formula {
    // Over no axis an array is what it was.
    axes == [] ? operands[0] : .named(name, [operands[0]] + arguments)
  }

  /// The axes and whether they stay, as further arguments where they are given.
  var arguments: [Formula] {
    Formula.axes(axes) + (keepDims ? [.keepDims] : [])
  }
}

/// The axes and `keepdims` of a reduction, as a trace holds them; nil where they are of another kind.
struct ReductionAttributes {
  let axes: [Int]?
  let keepDims: Bool

  init?(_ attributes: [String: Attribute]) {
    guard let axes = Attribute.axes(attributes["axis"]),
      case .flag(let keepDims) = attributes["keepdims"] ?? .flag(false)
    else { return nil }
    self.axes = axes
    self.keepDims = keepDims
  }
}

extension Formula {
  /// The argument `keepdims`, where it is true.
  static let keepDims = Formula.keyword("keepdims", .symbol(Symbol("true", face: .upright)))

  /// The argument `axis`; none for all axes.
  static func axes(_ axes: [Int]?) -> [Formula] {
    guard let axes else { return [] }
    let numbers = axes.map { Formula.literal(Double($0)) }
    return [.keyword("axis", numbers.count == 1 ? numbers[0] : .tuple(numbers))]
  }
}
