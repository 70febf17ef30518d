import Tensors

/// The closed list of operations: what a graph can be made of.
///
/// The `switch` in `rule` is exhaustive, so an operation without a rule does not compile. To add one,
/// declare its rule in a file of its own, name it here (as a case, in the list and with its rule), and
/// give users a function.
public enum Operation: Hashable, Sendable {
  // Element by element, with NumPy's broadcasting.

  /// `x + y`
  case add
  /// `x − y`
  case sub
  /// `x · y`
  case mul
  /// `x / y`
  case div
  /// `xʸ`
  case pow
  /// `−x`
  case neg
  /// `eˣ`
  case exp
  /// `ln x`
  case log
  /// `sin x`
  case sin
  /// `cos x`
  case cos
  /// `tan x`
  case tan
  /// `√x`
  case sqrt
  /// `tanh x`
  case tanh
  /// `1/(1 + e⁻ˣ)`
  case sigmoid
  /// `x` where positive, else 0.
  case relu
  /// `|x|`
  case abs
  /// `x²`
  case square
  /// The larger of two; a tie shares its adjoint half and half.
  case maximum
  /// The smaller of two; a tie shares its adjoint half and half.
  case minimum

  // Over some axes, all of them for nil; negative axes count from the last.

  /// The sum of the elements.
  case sum(axes: [Int]? = nil, keepDims: Bool = false)
  /// The mean of the elements.
  case mean(axes: [Int]? = nil, keepDims: Bool = false)
  /// The largest element; ties share the adjoint equally.
  case max(axes: [Int]? = nil, keepDims: Bool = false)
  /// The smallest element; ties share the adjoint equally.
  case min(axes: [Int]? = nil, keepDims: Bool = false)

  /// The product of vectors and matrices, NumPy's `dot` for up to two axes.
  case dot
  /// The array with its axes reversed.
  case transpose
  /// The same elements in another shape; one size may be −1, the one that follows from the others.
  case reshape(sizes: [Int])
  /// The array without axes of size 1: those named, or all.
  case squeeze(axes: [Int]? = nil)
  /// Arrays of one shape along a new axis.
  case stack(axis: Int = 0)
  /// Arrays along an axis they have.
  case concatenate(axis: Int = 0)
  /// A part of an array by NumPy's rules; the adjoint of what is left out is 0.
  case index([Subscript])
  /// The second operand where the condition is not 0, else the third; broadcasts.
  case `where`

  // Conditions, 1 where they hold and 0 where not, which have no derivative; they broadcast.

  /// `x < y`
  case less
  /// `x ≤ y`
  case lessEqual
  /// `x > y`
  case greater
  /// `x ≥ y`
  case greaterEqual
  /// `x = y`
  case equal
  /// `x ≠ y`
  case notEqual

  /// The mean over rows of `−Σ labels·log softmax(logits)`.
  case softmaxCrossEntropy

  /// Every operation, with its attributes at their defaults, in the order of the documentation.
  public static let all: [Operation] = [
    .add, .sub, .mul, .div, .pow, .neg,
    .exp, .log, .sin, .cos, .tan, .sqrt, .tanh, .sigmoid, .relu, .abs, .square,
    .maximum, .minimum,
    .sum(), .mean(), .max(), .min(),
    .dot, .transpose,
    .reshape(sizes: [-1]), .squeeze(), .stack(), .concatenate(), .index([]),
    .where,
    .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual,
    .softmaxCrossEntropy,
  ]

  /// What the operation computes, its derivatives, and how it is written.
  ///
  /// Rules are final classes: Embedded Swift has `any P` for classes only, and a rule without attributes is one instance,
  /// laid out by the compiler, that is neither allocated nor counted when it is used.
  package var rule: any OperationRule {
    switch self {
    case .add: Addition.shared
    case .sub: Subtraction.shared
    case .mul: Multiplication.shared
    case .div: Division.shared
    case .pow: Power.shared
    case .neg: Negation.shared
    case .exp: Exponential.shared
    case .log: Logarithm.shared
    case .sin: Sine.shared
    case .cos: Cosine.shared
    case .tan: Tangent.shared
    case .sqrt: SquareRoot.shared
    case .tanh: HyperbolicTangent.shared
    case .sigmoid: Sigmoid.shared
    case .relu: Rectifier.shared
    case .abs: AbsoluteValue.shared
    case .square: Square.shared
    case .maximum: Choice.maximum
    case .minimum: Choice.minimum
    case .sum(let axes, let keepDims): Sum(axes: axes, keepDims: keepDims)
    case .mean(let axes, let keepDims): Mean(axes: axes, keepDims: keepDims)
    case .max(let axes, let keepDims): Extreme(end: .max, axes: axes, keepDims: keepDims)
    case .min(let axes, let keepDims): Extreme(end: .min, axes: axes, keepDims: keepDims)
    case .dot: Dot.shared
    case .transpose: Transpose.shared
    case .reshape(let sizes): Reshape(sizes: sizes)
    case .squeeze(let axes): Squeeze(axes: axes)
    case .stack(let axis): Stack(axis: axis)
    case .concatenate(let axis): Concatenate(axis: axis)
    case .index(let subscripts): Index(subscripts: subscripts)
    case .where: Selection.shared
    case .less: Comparison.less
    case .lessEqual: Comparison.lessEqual
    case .greater: Comparison.greater
    case .greaterEqual: Comparison.greaterEqual
    case .equal: Comparison.equal
    case .notEqual: Comparison.notEqual
    case .softmaxCrossEntropy: SoftmaxCrossEntropy.shared
    }
  }

  /// The name in expressions, traces and labels.
  public var name: String { rule.name }

  /// The operation of a name with its attributes as a trace holds them; nil where either is unknown.
  public init?(name: String, attributes: [String: Attribute]) {
    guard let operation = Operation.byName[name] else { return nil }
    switch operation {
    case .sum, .mean, .max, .min:
      guard let reduction = ReductionAttributes(attributes) else { return nil }
      let (axes, keepDims) = (reduction.axes, reduction.keepDims)
      switch operation {
      case .mean: self = .mean(axes: axes, keepDims: keepDims)
      case .max: self = .max(axes: axes, keepDims: keepDims)
      case .min: self = .min(axes: axes, keepDims: keepDims)
      default: self = .sum(axes: axes, keepDims: keepDims)
      }
    case .reshape:
      guard case .integers(let sizes)? = attributes["shape"] else { return nil }
      self = .reshape(sizes: sizes)
    case .squeeze:
      guard let axes = Attribute.axes(attributes["axis"]) else { return nil }
      self = .squeeze(axes: axes)
    case .stack, .concatenate:
      guard case .integers(let axes)? = attributes["axis"], axes.count == 1 else { return nil }
      if case .stack = operation { self = .stack(axis: axes[0]) } else { self = .concatenate(axis: axes[0]) }
    case .index:
      guard case .text(let key)? = attributes["key"] else { return nil }
      let parts = key.split(separator: ",").map { Subscript($0.drop { $0 == " " }) }
      guard parts.allSatisfy({ $0 != nil }) else { return nil }
      self = .index(parts.compactMap { $0 })
    default: self = operation
    }
  }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
