// The functions of arrays, under the names of those of nodes. They stop the program where shapes do not fit; the methods of
// ``Tensor`` throw. Disfavoured, because a literal may be an array: `sin(2)`, and
// `numbers.reduce(0) { max($0, $1) }`, are about numbers.

/// The exponential, element by element.
@_disfavoredOverload
public func exp(_ x: Tensor) -> Tensor { x.exponential }
/// The natural logarithm, element by element.
@_disfavoredOverload
public func log(_ x: Tensor) -> Tensor { x.naturalLogarithm }
/// The sine, element by element.
@_disfavoredOverload
public func sin(_ x: Tensor) -> Tensor { x.sine }
/// The cosine, element by element.
@_disfavoredOverload
public func cos(_ x: Tensor) -> Tensor { x.cosine }
/// The tangent, element by element.
@_disfavoredOverload
public func tan(_ x: Tensor) -> Tensor { x.tangent }
/// The square root, element by element.
@_disfavoredOverload
public func sqrt(_ x: Tensor) -> Tensor { x.squareRoot }
/// The hyperbolic tangent, element by element.
@_disfavoredOverload
public func tanh(_ x: Tensor) -> Tensor { x.hyperbolicTangent }
/// The logistic function, element by element.
@_disfavoredOverload
public func sigmoid(_ x: Tensor) -> Tensor { x.logistic }
/// The rectifier, element by element.
@_disfavoredOverload
public func relu(_ x: Tensor) -> Tensor { x.rectified }
/// The absolute value, element by element.
@_disfavoredOverload
public func abs(_ x: Tensor) -> Tensor { x.magnitude }
/// The square, element by element.
@_disfavoredOverload
public func square(_ x: Tensor) -> Tensor { x.squared }
/// The softplus `ln(1 + eˣ)`, element by element.
@_disfavoredOverload
public func softplus(_ x: Tensor) -> Tensor { x.softplus }
/// The natural logarithm of one more, element by element.
@_disfavoredOverload
public func log1p(_ x: Tensor) -> Tensor { x.logarithmOfOnePlus }
/// The exponential less one, element by element.
@_disfavoredOverload
public func expm1(_ x: Tensor) -> Tensor { x.exponentialMinusOne }
/// The Gaussian error linear unit, element by element.
@_disfavoredOverload
public func gelu(_ x: Tensor) -> Tensor { x.gaussianErrorLinearUnit }
/// The error function, element by element.
@_disfavoredOverload
public func erf(_ x: Tensor) -> Tensor { x.errorFunction }
/// The inverse of the sine, element by element.
@_disfavoredOverload
public func asin(_ x: Tensor) -> Tensor { x.arcsine }
/// The inverse of the cosine, element by element.
@_disfavoredOverload
public func acos(_ x: Tensor) -> Tensor { x.arccosine }
/// The inverse of the tangent, element by element.
@_disfavoredOverload
public func atan(_ x: Tensor) -> Tensor { x.arctangent }
/// The hyperbolic sine, element by element.
@_disfavoredOverload
public func sinh(_ x: Tensor) -> Tensor { x.hyperbolicSine }
/// The hyperbolic cosine, element by element.
@_disfavoredOverload
public func cosh(_ x: Tensor) -> Tensor { x.hyperbolicCosine }
/// The sign, −1, 0 or 1, element by element.
@_disfavoredOverload
public func sign(_ x: Tensor) -> Tensor { x.sign }
/// The largest whole number that is not larger, element by element.
@_disfavoredOverload
public func floor(_ x: Tensor) -> Tensor { x.roundedDown }
/// The larger of two, element by element, with NumPy's broadcasting.
@_disfavoredOverload
public func maximum(_ x: Tensor, _ y: Tensor) -> Tensor { .trusting { () throws(TensorError) in try x.maximum(y) } }
/// The larger of two, element by element, with NumPy's broadcasting.
@_disfavoredOverload
public func max(_ x: Tensor, _ y: Tensor) -> Tensor { .trusting { () throws(TensorError) in try x.maximum(y) } }
/// The smaller of two, element by element, with NumPy's broadcasting.
@_disfavoredOverload
public func minimum(_ x: Tensor, _ y: Tensor) -> Tensor { .trusting { () throws(TensorError) in try x.minimum(y) } }
/// The smaller of two, element by element, with NumPy's broadcasting.
@_disfavoredOverload
public func min(_ x: Tensor, _ y: Tensor) -> Tensor { .trusting { () throws(TensorError) in try x.minimum(y) } }
/// The power, element by element: `x ** y`.
@_disfavoredOverload
public func pow(_ x: Tensor, _ y: Tensor) -> Tensor { x ** y }
/// The product of vectors and matrices, NumPy's `dot` for up to two axes.
@_disfavoredOverload
public func dot(_ x: Tensor, _ y: Tensor) -> Tensor { .trusting { () throws(TensorError) in try x.dot(y) } }
/// The sum over some axes, all of them for nil; negative axes count from the last.
@_disfavoredOverload
public func sum(_ x: Tensor, axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
  .trusting { () throws(TensorError) in try x.sum(axes: axes, keepDims: keepDims) }
}
/// The mean over some axes, all of them for nil; negative axes count from the last.
@_disfavoredOverload
public func mean(_ x: Tensor, axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
  .trusting { () throws(TensorError) in try x.mean(axes: axes, keepDims: keepDims) }
}
/// The largest element over some axes, all of them for nil; negative axes count from the last.
@_disfavoredOverload
public func max(_ x: Tensor, axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
  .trusting { () throws(TensorError) in try x.max(axes: axes, keepDims: keepDims) }
}
/// The smallest element over some axes, all of them for nil; negative axes count from the last.
@_disfavoredOverload
public func min(_ x: Tensor, axes: [Int]? = nil, keepDims: Bool = false) -> Tensor {
  .trusting { () throws(TensorError) in try x.min(axes: axes, keepDims: keepDims) }
}
/// One of two, element by element: the first where the condition is not 0.
@_disfavoredOverload
public func `where`(_ condition: Tensor, _ x: Tensor, _ y: Tensor) -> Tensor {
  .trusting { () throws(TensorError) in try condition.select(x, y) }
}
