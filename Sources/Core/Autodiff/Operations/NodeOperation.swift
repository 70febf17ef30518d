import Tensors

/// An operation on nodes: one of adviz's own, or a ``CustomOperation``.
///
/// To add one to adviz, declare its rule in a file of its own, name it here as a case, in ``all`` and in `rule`, and give users a
/// function. An operation without a rule does not compile; one that is missing in ``all`` fails a test.
///
/// What has attributes that are more than a reference is indirect: a node of any operation has room for the largest case,
/// and all of them are as large as a reference.
public enum NodeOperation: Hashable, Sendable {
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
  /// `ln(1 + eˣ)`, without overflow.
  case softplus
  /// `ln(1/(1 + e⁻ˣ))`, without overflow.
  case logSigmoid
  /// `ln(1 + x)`, exact for small `x` too.
  case log1p
  /// `eˣ − 1`, exact for small `x` too.
  case expm1
  /// `x·(1 + erf(x/√2))/2`
  case gelu
  /// The error function, `2/√π·∫₀ˣ e^(−t²) dt`.
  case erf
  /// The inverse of the sine.
  case asin
  /// The inverse of the cosine.
  case acos
  /// The inverse of the tangent.
  case atan
  /// `sinh x`
  case sinh
  /// `cosh x`
  case cosh
  /// The angle of the point `(x, y)`, of `y` and `x` in this order.
  case atan2
  /// −1, 0 or 1, of derivative 0.
  case sign
  /// The largest whole number that is not larger, of derivative 0.
  case floor
  /// The first operand between two bounds, else the bound that it is beyond.
  case clip
  /// `x`, which counts as a constant in the backward pass.
  case stopGradient

  // Over some axes, all of them for nil; negative axes count from the last.

  /// The sum of the elements.
  indirect case sum(axes: [Int]? = nil, keepDims: Bool = false)
  /// The mean of the elements.
  indirect case mean(axes: [Int]? = nil, keepDims: Bool = false)
  /// The largest element; ties share the adjoint equally.
  indirect case max(axes: [Int]? = nil, keepDims: Bool = false)
  /// The smallest element; ties share the adjoint equally.
  indirect case min(axes: [Int]? = nil, keepDims: Bool = false)

  /// The logarithm of the sum of `eˣ`, without overflow.
  indirect case logSumExp(axes: [Int]? = nil, keepDims: Bool = false)
  /// The square root of the sum of squares; of zeros it has the derivative 0.
  indirect case norm(axes: [Int]? = nil, keepDims: Bool = false)
  /// The product of the elements.
  indirect case product(axes: [Int]? = nil, keepDims: Bool = false)
  /// The mean of the squared differences from the mean.
  indirect case variance(axes: [Int]? = nil, keepDims: Bool = false)
  /// The square root of the variance; of equal elements it has the derivative 0.
  indirect case standardDeviation(axes: [Int]? = nil, keepDims: Bool = false)

  /// The sums of the elements up to each along an axis, or from each to the end.
  indirect case cumulativeSum(axis: Int, isReversed: Bool = false)
  /// The product of vectors and matrices, NumPy's `dot` for up to two axes.
  case dot
  /// The products of the matrices in the last two axes, which may be read transposed; what stands before them broadcasts.
  indirect case matmul(transposed: Bool = false, otherTransposed: Bool = false)
  /// The array with its axes reversed.
  case transpose
  /// The same elements in another shape; one size may be −1, the one that follows from the others.
  case reshape(sizes: [Int])
  /// The array without axes of size 1: those named, or all.
  indirect case squeeze(axes: [Int]? = nil)
  /// Arrays of one shape along a new axis.
  indirect case stack(axis: Int = 0)
  /// Arrays along an axis they have.
  indirect case concatenate(axis: Int = 0)
  /// A part of an array by NumPy's rules; the adjoint of what is left out is 0.
  case index([Subscript])
  /// An array repeated along new and stretched axes, NumPy's `broadcast_to`.
  case broadcast(sizes: [Int])
  /// Zeros of a shape with an array in a part of them, by NumPy's rules for an index.
  indirect case place([Subscript], sizes: [Int])
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

  // Of images, of shape (batch, channels, height, width). An attribute is one number or one for each of both axes.

  /// The convolution with kernels of shape (filters, channels, height, width), which are not turned around.
  indirect case conv2d(stride: [Int] = [1, 1], padding: [Int] = [0, 0])
  /// The adjoint of images of a height and a width, from the adjoint of a convolution of them and its kernels.
  indirect case conv2dInput(sizes: [Int], stride: [Int] = [1, 1], padding: [Int] = [0, 0])
  /// The adjoint of kernels of a height and a width, from images and the adjoint of a convolution of them.
  indirect case conv2dWeight(sizes: [Int], stride: [Int] = [1, 1], padding: [Int] = [0, 0])
  /// The largest element of each window; ties share the adjoint equally.
  indirect case maxPool2d(size: [Int] = [2, 2], stride: [Int] = [2, 2])
  /// Zeros with each element of an array at the largest of its window of images, the second operand.
  indirect case maxUnpool2d(size: [Int] = [2, 2], stride: [Int] = [2, 2])
  /// The element of an array where each window of images, the second operand, has its largest.
  indirect case maxPool2dAt(size: [Int] = [2, 2], stride: [Int] = [2, 2])

  /// An operation that is declared outside of adviz.
  case custom(CustomOperation)

  /// Every operation of adviz's own, with its attributes at their defaults, in the order of the documentation.
  public static let all: [NodeOperation] = [
    .add, .sub, .mul, .div, .pow, .neg,
    .exp, .log, .sin, .cos, .tan, .sqrt, .tanh, .sigmoid, .relu, .abs, .square,
    .maximum, .minimum,
    .softplus, .logSigmoid, .log1p, .expm1, .gelu, .erf, .asin, .acos, .atan, .sinh, .cosh, .atan2,
    .sign, .floor, .clip, .stopGradient,
    .sum(), .mean(), .max(), .min(), .logSumExp(), .norm(), .product(), .variance(), .standardDeviation(),
    .cumulativeSum(axis: 0), .dot, .matmul(), .transpose,
    .reshape(sizes: [-1]), .squeeze(), .stack(), .concatenate(), .index([]),
    .broadcast(sizes: []), .place([], sizes: []),
    .where,
    .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual,
    .softmaxCrossEntropy,
    .conv2d(), .conv2dInput(sizes: [2, 3]), .conv2dWeight(sizes: [2, 2]), .maxPool2d(), .maxUnpool2d(), .maxPool2dAt(),
  ]

  /// The rule of the operation: its value, its derivatives, and how both are written.
  ///
  /// Rules are final classes: Embedded Swift has `any P` for classes only, and a rule without attributes is one instance,
  /// laid out by the compiler, that is neither allocated nor counted when it is used.
  package var rule: any OperationRule {
    switch self {
    case .add: Add.shared
    case .sub: Sub.shared
    case .mul: Mul.shared
    case .div: Div.shared
    case .pow: Pow.shared
    case .neg: Neg.shared
    case .exp: Exp.shared
    case .log: Log.shared
    case .sin: Sin.shared
    case .cos: Cos.shared
    case .tan: Tan.shared
    case .sqrt: Sqrt.shared
    case .tanh: Tanh.shared
    case .sigmoid: Sigmoid.shared
    case .relu: Relu.shared
    case .abs: Abs.shared
    case .square: Square.shared
    case .maximum: MaximumMinimum.maximum
    case .minimum: MaximumMinimum.minimum
    case .softplus: Softplus.shared
    case .logSigmoid: LogSigmoid.shared
    case .log1p: Log1p.shared
    case .expm1: Expm1.shared
    case .gelu: Gelu.shared
    case .erf: Erf.shared
    case .asin: Asin.shared
    case .acos: Acos.shared
    case .atan: Atan.shared
    case .sinh: Sinh.shared
    case .cosh: Cosh.shared
    case .atan2: Atan2.shared
    case .sign: Sign.shared
    case .floor: Floor.shared
    case .clip: Clip.shared
    case .stopGradient: StopGradient.shared
    case .sum(let axes, let keepDims): Sum(axes: axes, keepDims: keepDims)
    case .mean(let axes, let keepDims): Mean(axes: axes, keepDims: keepDims)
    case .max(let axes, let keepDims): MaxMin(end: .max, axes: axes, keepDims: keepDims)
    case .min(let axes, let keepDims): MaxMin(end: .min, axes: axes, keepDims: keepDims)
    case .logSumExp(let axes, let keepDims): LogSumExp(axes: axes, keepDims: keepDims)
    case .norm(let axes, let keepDims): Norm(axes: axes, keepDims: keepDims)
    case .product(let axes, let keepDims): Product(axes: axes, keepDims: keepDims)
    case .variance(let axes, let keepDims): Variance(axes: axes, keepDims: keepDims)
    case .standardDeviation(let axes, let keepDims): StandardDeviation(axes: axes, keepDims: keepDims)
    case .cumulativeSum(let axis, let isReversed): CumulativeSum(axis: axis, isReversed: isReversed)
    case .dot: Dot.shared
    case .matmul(let transposed, let other): Matmul(transposed: transposed, otherTransposed: other)
    case .transpose: Transpose.shared
    case .reshape(let sizes): Reshape(sizes: sizes)
    case .squeeze(let axes): Squeeze(axes: axes)
    case .stack(let axis): Stack(axis: axis)
    case .concatenate(let axis): Concatenate(axis: axis)
    case .index(let subscripts): Index(subscripts: subscripts)
    case .broadcast(let sizes): BroadcastTo(sizes: sizes)
    case .place(let subscripts, let sizes): Place(subscripts, sizes: sizes)
    case .where: Where.shared
    case .less: ComparisonOperation.less
    case .lessEqual: ComparisonOperation.lessEqual
    case .greater: ComparisonOperation.greater
    case .greaterEqual: ComparisonOperation.greaterEqual
    case .equal: ComparisonOperation.equal
    case .notEqual: ComparisonOperation.notEqual
    case .softmaxCrossEntropy: SoftmaxCrossEntropy.shared
    case .conv2d(let stride, let padding): Conv2d(Convolution(stride: stride, padding: padding))
    case .conv2dInput(let sizes, let stride, let padding):
      Conv2d(Convolution(.images(sizes), stride: stride, padding: padding))
    case .conv2dWeight(let sizes, let stride, let padding):
      Conv2d(Convolution(.kernels(sizes), stride: stride, padding: padding))
    case .maxPool2d(let size, let stride): MaxPool2d(.largest, Pooling(size: size, stride: stride))
    case .maxUnpool2d(let size, let stride): MaxPool2d(.placed, Pooling(size: size, stride: stride))
    case .maxPool2dAt(let size, let stride): MaxPool2d(.taken, Pooling(size: size, stride: stride))
    case .custom(let operation): operation
    }
  }

  /// The name in expressions, traces and labels.
  public var name: String { rule.name }

  /// The operation of a name with its attributes as a trace holds them; nil where either is unknown.
  package init?(name: String, attributes: [String: Attribute]) {
    guard let operation = NodeOperation.byName[name] ?? CustomOperations.named(name).map(NodeOperation.custom),
      let read = operation.rule.read(attributes, for: operation)
    else {
      return nil
    }
    self = read
  }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}

/// The short name within the package; for users it would be that of types of other libraries.
package typealias Operation = NodeOperation
