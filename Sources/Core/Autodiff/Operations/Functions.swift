import Tensors

// The functions of users. Each stops the program, with the sentence of the error, where shapes do not fit:
// that is a mistake in the program, as an index out of range is. `Node.applying` throws instead.

/// The exponential, element by element.
public func exp(_ x: Node) -> Node { .trusting(.exp, x) }
/// The natural logarithm, element by element.
public func log(_ x: Node) -> Node { .trusting(.log, x) }
/// The sine, element by element.
public func sin(_ x: Node) -> Node { .trusting(.sin, x) }
/// The cosine, element by element.
public func cos(_ x: Node) -> Node { .trusting(.cos, x) }
/// The tangent, element by element.
public func tan(_ x: Node) -> Node { .trusting(.tan, x) }
/// The square root, element by element.
public func sqrt(_ x: Node) -> Node { .trusting(.sqrt, x) }
/// The hyperbolic tangent, element by element.
public func tanh(_ x: Node) -> Node { .trusting(.tanh, x) }
/// The logistic function, element by element.
public func sigmoid(_ x: Node) -> Node { .trusting(.sigmoid, x) }
/// The rectifier, element by element; its derivative at 0 is 0.
public func relu(_ x: Node) -> Node { .trusting(.relu, x) }
/// The absolute value, element by element; its derivative at 0 is 0.
public func abs(_ x: Node) -> Node { .trusting(.abs, x) }
/// The square, element by element.
public func square(_ x: Node) -> Node { .trusting(.square, x) }
/// The larger of two, element by element; a tie shares its adjoint half and half.
public func maximum(_ x: Node, _ y: Node) -> Node { .trusting(.maximum, x, y) }
/// The larger of an element and a number, element by element.
public func maximum(_ x: Node, _ y: Double) -> Node { .trusting(.maximum, x, y) }
/// The smaller of two, element by element; a tie shares its adjoint half and half.
public func minimum(_ x: Node, _ y: Node) -> Node { .trusting(.minimum, x, y) }
/// The smaller of an element and a number, element by element.
public func minimum(_ x: Node, _ y: Double) -> Node { .trusting(.minimum, x, y) }
/// The softplus `ln(1 + eˣ)`, element by element, without overflow.
public func softplus(_ x: Node) -> Node { .trusting(.softplus, x) }
/// The logarithm of the logistic function, element by element, without overflow: of −800 it is −800.
public func logSigmoid(_ x: Node) -> Node { .trusting(.logSigmoid, x) }
/// The natural logarithm of one more, `ln(1 + x)`, element by element, exact for small elements too.
public func log1p(_ x: Node) -> Node { .trusting(.log1p, x) }
/// The exponential less one, `eˣ − 1`, element by element, exact for small elements too.
public func expm1(_ x: Node) -> Node { .trusting(.expm1, x) }
/// The Gaussian error linear unit `x·(1 + erf(x/√2))/2`, element by element.
public func gelu(_ x: Node) -> Node { .trusting(.gelu, x) }
/// The error function, element by element.
public func erf(_ x: Node) -> Node { .trusting(.erf, x) }
/// The inverse of the sine, element by element.
public func asin(_ x: Node) -> Node { .trusting(.asin, x) }
/// The inverse of the cosine, element by element.
public func acos(_ x: Node) -> Node { .trusting(.acos, x) }
/// The inverse of the tangent, element by element.
public func atan(_ x: Node) -> Node { .trusting(.atan, x) }
/// The hyperbolic sine, element by element.
public func sinh(_ x: Node) -> Node { .trusting(.sinh, x) }
/// The hyperbolic cosine, element by element.
public func cosh(_ x: Node) -> Node { .trusting(.cosh, x) }
/// The angle of the point `(x, y)` from −π to π, element by element; `y` comes first, as everywhere.
public func atan2(_ y: Node, _ x: Node) -> Node { .trusting(.atan2, y, x) }
/// The sign, −1, 0 or 1, element by element; its derivative is 0 everywhere.
public func sign(_ x: Node) -> Node { .trusting(.sign, x) }
/// The largest whole number that is not larger, element by element; its derivative is 0 everywhere.
public func floor(_ x: Node) -> Node { .trusting(.floor, x) }
/// The elements brought between two bounds; those that are at a bound or beyond get no derivative, the bound gets it.
public func clip(_ x: Node, _ low: Node, _ high: Node) -> Node {
  .trusting(.clip, Operands(all: [x, low, high]))
}
/// The elements brought between two numbers; those that are at one or beyond get the derivative 0.
public func clip(_ x: Node, _ low: Double, _ high: Double) -> Node {
  clip(x, .literal(low, beside: x), .literal(high, beside: x))
}
/// The operand as it is, through which no derivative passes: the backward pass takes the result for a constant.
public func stopGradient(_ x: Node) -> Node { .trusting(.stopGradient, x) }
/// The sum over some axes, all of them for nil; negative axes count from the last.
public func sum(_ x: Node, axes: [Int]? = nil, keepDims: Bool = false) -> Node {
  .trusting(.sum(axes: axes, keepDims: keepDims), Operands(x))
}
/// The mean over some axes, all of them for nil; negative axes count from the last.
public func mean(_ x: Node, axes: [Int]? = nil, keepDims: Bool = false) -> Node {
  .trusting(.mean(axes: axes, keepDims: keepDims), Operands(x))
}
/// The largest element over some axes, all of them for nil; ties share the adjoint equally.
public func max(_ x: Node, axes: [Int]? = nil, keepDims: Bool = false) -> Node {
  .trusting(.max(axes: axes, keepDims: keepDims), Operands(x))
}
/// The smallest element over some axes, all of them for nil; ties share the adjoint equally.
public func min(_ x: Node, axes: [Int]? = nil, keepDims: Bool = false) -> Node {
  .trusting(.min(axes: axes, keepDims: keepDims), Operands(x))
}
/// The logarithm of the sum of `eˣ` over some axes, all of them for nil, without overflow.
public func logsumexp(_ x: Node, axes: [Int]? = nil, keepDims: Bool = false) -> Node {
  .trusting(.logSumExp(axes: axes, keepDims: keepDims), Operands(x))
}
/// The square root of the sum of squares over some axes, all of them for nil; of zeros it has the derivative 0.
public func norm(_ x: Node, axes: [Int]? = nil, keepDims: Bool = false) -> Node {
  .trusting(.norm(axes: axes, keepDims: keepDims), Operands(x))
}
/// The product over some axes, all of them for nil; its derivative holds where elements are 0, too.
public func prod(_ x: Node, axes: [Int]? = nil, keepDims: Bool = false) -> Node {
  .trusting(.product(axes: axes, keepDims: keepDims), Operands(x))
}
/// The mean of the squared differences from the mean over some axes, all of them for nil; NumPy's `var`.
public func variance(_ x: Node, axes: [Int]? = nil, keepDims: Bool = false) -> Node {
  .trusting(.variance(axes: axes, keepDims: keepDims), Operands(x))
}
/// The square root of the variance over some axes, all of them for nil; of equal elements it has the derivative 0.
public func std(_ x: Node, axes: [Int]? = nil, keepDims: Bool = false) -> Node {
  .trusting(.standardDeviation(axes: axes, keepDims: keepDims), Operands(x))
}
/// The sums of the elements up to each along an axis, or from each to the end.
public func cumsum(_ x: Node, axis: Int = 0, isReversed: Bool = false) -> Node {
  .trusting(.cumulativeSum(axis: axis, isReversed: isReversed), Operands(x))
}
/// The product of vectors and matrices, NumPy's `dot` for up to two axes.
public func dot(_ x: Node, _ y: Node) -> Node { .trusting(.dot, x, y) }
/// The product of vectors, matrices and batches of them, the `@` of expressions; a scalar, for which `*` is written, stops
/// the program.
public func matmul(_ x: Node, _ y: Node) -> Node {
  .trusting { () throws(TensorError) in
    for shape in [x.value.shape, y.value.shape] where shape.rank == 0 { throw .scalarInProduct }
    return try .matrixProduct(x, y)
  }
}
/// The array with its axes reversed.
public func transpose(_ x: Node) -> Node { .trusting(.transpose, x) }
/// The same elements in another shape; one size may be −1, the one that follows from the others.
public func reshape(_ x: Node, to sizes: [Int]) -> Node { .trusting(.reshape(sizes: sizes), Operands(x)) }
/// The elements repeated along new and stretched axes, NumPy's `broadcast_to`.
public func broadcast(_ x: Node, to sizes: [Int]) -> Node { .trusting(.broadcast(sizes: sizes), Operands(x)) }
/// The array with a new axis of size 1, at a place counted from the last where it is negative.
public func expandDims(_ x: Node, axis: Int) -> Node {
  .trusting { () throws(TensorError) in try .expandDims(x, axis: axis) }
}
/// For each label a row that is 1 at its place and 0 elsewhere; it has no derivative.
public func oneHot(_ labels: Node, classes: Int) -> Node {
  .trusting { () throws(TensorError) in try .oneHot(labels, classes: classes) }
}
/// The array without axes of size 1: those named, or all.
public func squeeze(_ x: Node, axes: [Int]? = nil) -> Node { .trusting(.squeeze(axes: axes), Operands(x)) }
/// Arrays of one shape along a new axis.
public func stack(_ arrays: [Node], axis: Int = 0) -> Node { .trusting(.stack(axis: axis), Operands(all: arrays)) }
/// Arrays along an axis they have.
public func concatenate(_ arrays: [Node], axis: Int = 0) -> Node {
  .trusting(.concatenate(axis: axis), Operands(all: arrays))
}
/// The softmax along an axis, `eˣ/Σeˣ`, composed of primitives and shifted so that nothing overflows.
public func softmax(_ x: Node, axis: Int = -1) -> Node {
  .trusting { () throws(TensorError) in try .softmax(x, axes: [axis]) }
}
/// The logarithm of the softmax along an axis, composed of primitives: without overflow, and never −∞ where a power
/// rounds to 0.
public func logSoftmax(_ x: Node, axis: Int = -1) -> Node {
  .trusting { () throws(TensorError) in try .logSoftmax(x, axes: [axis]) }
}
/// The mean over rows of `−Σ labels·log softmax(logits)`; labels that are no constant get a gradient too.
public func softmaxCrossEntropy(logits: Node, labels: Node) -> Node {
  .trusting(.softmaxCrossEntropy, logits, labels)
}
/// The convolution of images with kernels, which are not turned around, as in neural networks.
///
/// - Parameters:
///   - images: of shape (batch, channels, height, width).
///   - kernels: of shape (filters, channels, height, width).
///   - stride: the step of the kernels down and to the right.
///   - padding: the zeros at each side of the images.
/// - Returns: of shape (batch, filters, height, width), where a size is (size + 2·padding − kernel)/stride + 1.
public func conv2d(_ images: Node, _ kernels: Node, stride: Int = 1, padding: Int = 0) -> Node {
  .trusting(.conv2d(stride: [stride, stride], padding: [padding, padding]), Operands(images, kernels))
}
/// The largest element of each window of images; ties share the adjoint equally.
///
/// - Parameters:
///   - images: of shape (batch, channels, height, width).
///   - size: the height and the width of a window.
///   - stride: the step of the windows down and to the right; the size, where it is nil.
/// - Returns: of shape (batch, channels, height, width), where a size is (size − window)/stride + 1, rounded down.
public func maxPool2d(_ images: Node, size: Int = 2, stride: Int? = nil) -> Node {
  let stride = stride ?? size
  return .trusting(.maxPool2d(size: [size, size], stride: [stride, stride]), Operands(images))
}
/// One of two, element by element: the first where the condition is not 0; what is not chosen gets exactly 0, also of an
/// infinite adjoint.
public func `where`(_ condition: Node, _ x: Node, _ y: Node) -> Node {
  .trusting(.where, Operands(all: [condition, x, y]))
}
/// An element or a number: the number where the condition is 0.
public func `where`(_ condition: Node, _ x: Node, _ y: Double) -> Node {
  `where`(condition, x, .literal(y, beside: x))
}
/// A number or an element: the number where the condition is not 0.
public func `where`(_ condition: Node, _ x: Double, _ y: Node) -> Node {
  `where`(condition, .literal(x, beside: y), y)
}
/// Where two are equal, as a condition.
public func equal(_ x: Node, _ y: Node) -> Node { .trusting(.equal, x, y) }
/// Where two are not equal, as a condition.
public func notEqual(_ x: Node, _ y: Node) -> Node { .trusting(.notEqual, x, y) }

extension Node {
  /// Applies an operation to operands that are known to fit.
  @inline(__always)
  static func trusting(_ operation: Operation, _ operands: Operands<Node>) -> Node {
    trusting { () throws(TensorError) in try .applying(operation, to: operands) }
  }

  /// Applies an operation to an operand that is known to fit.
  @inline(__always)
  static func trusting(_ operation: Operation, _ x: Node) -> Node {
    trusting { () throws(TensorError) in try applying(operation, to: x) }
  }

  /// Applies an operation to two operands that are known to fit.
  @inline(__always)
  static func trusting(_ operation: Operation, _ x: Node, _ y: Node) -> Node {
    trusting { () throws(TensorError) in try applying(operation, to: x, y) }
  }

  /// The node that is computed; an error stops the program with its sentence.
  @inline(__always)
  package static func trusting(_ compute: () throws(TensorError) -> Node) -> Node {
    do {
      return try compute()
    } catch {
      Mistakes.report(error)
      return .constant(.unknown)
    }
  }

  /// A bare number beside a node becomes a constant in the node's type.
  static func literal(_ number: Double, beside node: Node) -> Node {
    .constant(Tensor(number, dtype: node.value.dtype))
  }

  static func trusting(_ operation: Operation, _ x: Node, _ number: Double) -> Node {
    trusting(operation, Operands(x, literal(number, beside: x)))
  }

  static func trusting(_ operation: Operation, _ number: Double, _ x: Node) -> Node {
    trusting(operation, Operands(literal(number, beside: x), x))
  }
}
