/// The closed list of operations: what a graph can be made of.
///
/// The `switch` in ``rule`` is exhaustive, so an operation without a rule does not compile. To add one,
/// declare its rule in a file of its own, name it here twice, and give users a function.
public enum Operation: Hashable, Sendable {
  case add, sub, mul, div, pow, neg
  case exp, log, sin, cos, tan, sqrt, tanh, sigmoid, relu, abs, square
  case maximum, minimum
  case sum(axes: [Int]? = nil, keepDims: Bool = false)
  case `where`
  case less, lessEqual, greater, greaterEqual, equal, notEqual

  /// Every operation, with its attributes at their defaults, in the order of the documentation.
  public static let all: [Operation] = [
    .add, .sub, .mul, .div, .pow, .neg,
    .exp, .log, .sin, .cos, .tan, .sqrt, .tanh, .sigmoid, .relu, .abs, .square,
    .maximum, .minimum,
    .sum(),
    .where,
    .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual,
  ]

  /// What the operation computes, its derivatives, and how it is written.
  public var rule: any OperationRule {
    switch self {
    case .add: Addition()
    case .sub: Subtraction()
    case .mul: Multiplication()
    case .div: Division()
    case .pow: Power()
    case .neg: Negation()
    case .exp: Exponential()
    case .log: Logarithm()
    case .sin: Sine()
    case .cos: Cosine()
    case .tan: Tangent()
    case .sqrt: SquareRoot()
    case .tanh: HyperbolicTangent()
    case .sigmoid: Sigmoid()
    case .relu: Rectifier()
    case .abs: AbsoluteValue()
    case .square: Square()
    case .maximum: Maximum()
    case .minimum: Minimum()
    case .sum(let axes, let keepDims): Sum(axes: axes, keepDims: keepDims)
    case .where: Selection()
    case .less: Comparison(.less)
    case .lessEqual: Comparison(.lessEqual)
    case .greater: Comparison(.greater)
    case .greaterEqual: Comparison(.greaterEqual)
    case .equal: Comparison(.equal)
    case .notEqual: Comparison(.notEqual)
    }
  }

  /// The name in expressions, traces and labels.
  public var name: String { rule.name }

  /// The operation of a name with its attributes as a trace holds them; nil where either is unknown.
  public init?(name: String, attributes: [String: Attribute]) {
    guard let operation = Operation.byName[name] else { return nil }
    switch operation {
    case .sum:
      let axes: [Int]?
      switch attributes["axis"] {
      case .integers(let list)?: axes = list
      case .none?, nil: axes = nil
      case .flag?: return nil
      }
      guard case .flag(let keepDims) = attributes["keepdims"] ?? .flag(false) else { return nil }
      self = .sum(axes: axes, keepDims: keepDims)
    default: self = operation
    }
  }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
