/// Arrays of numbers, for operations that look at more than one element: tensors, and nodes of a graph of them.
///
/// A rule written over it gives the number of a derivative from tensors, and from nodes its graph.
package protocol ArrayQuantity: Quantity {
  /// The size along each axis.
  var shape: Shape { get }
  /// The sum over some axes, all of them for nil.
  func sum(axes: [Int]?, keepDims: Bool) throws(TensorError) -> Self
  /// The product of vectors and matrices, each of which may be read transposed.
  func dot(_ other: Self, transposed: Bool, otherTransposed: Bool) throws(TensorError) -> Self
  /// The products of the matrices in the last two axes, each of which may be read transposed.
  func matmul(_ other: Self, transposed: Bool, otherTransposed: Bool) throws(TensorError) -> Self
  /// For each element, the product of the others along some axes, all of them for nil.
  func productOfOthers(axes: [Int]?) throws(TensorError) -> Self
  /// The sums of the elements up to each along an axis, or from each to the end.
  func cumulativeSum(axis: Int, reversed: Bool) throws(TensorError) -> Self
  /// The matrix of all products of the elements of two vectors.
  func outer(_ other: Self) throws(TensorError) -> Self
  /// The array with its axes reversed.
  var transposed: Self { get }
  /// The same elements in another shape.
  func reshaped(to shape: Shape) throws(TensorError) -> Self
  /// The elements repeated along new and stretched axes.
  func broadcast(to target: Shape) throws(TensorError) -> Self
  /// 1 where a comparison holds, else 0.
  func compared(_ comparison: Tensor.Comparison, to other: Self) throws(TensorError) -> Self
  /// `chosen` where this is not 0, else `other`.
  func select(_ chosen: Self, _ other: Self) throws(TensorError) -> Self
  /// The part that subscripts name, by NumPy's rules.
  func part(at subscripts: [Subscript]) throws(TensorError) -> Self
  /// Zeros of a shape with this array in the part that subscripts name: the adjoint of ``part(at:)``.
  func placed(at subscripts: [Subscript], in whole: Shape) throws(TensorError) -> Self
  /// The convolution of images with kernels, or an adjoint of it.
  func convolved(_ convolution: Convolution, with other: Self) throws(TensorError) -> Self
  /// The largest element of each window of images.
  func largest(of pooling: Pooling) throws(TensorError) -> Self
  /// Zeros in the shape of images, with each element at the largest of its window: the adjoint of ``largest(of:)``.
  func placed(atLargestOf images: Self, in pooling: Pooling) throws(TensorError) -> Self
  /// The element where each window of images has its largest: the derivative of ``largest(of:)`` along this array.
  func taken(atLargestOf images: Self, in pooling: Pooling) throws(TensorError) -> Self
  /// The derivative of the softmax cross entropy of these logits with respect to them.
  func softmaxCrossEntropySlope(labels: Self) throws(TensorError) -> Self
  /// The derivative of the softmax cross entropy of these logits with respect to the labels.
  func softmaxCrossEntropySlopeInLabels() throws(TensorError) -> Self
}

extension Tensor: ArrayQuantity {
  /// The part that subscripts name, by NumPy's rules.
  ///
  /// - Throws: ``TensorError/invalidIndex(_:_:)``.
  package func part(at subscripts: [Subscript]) throws(TensorError) -> Tensor {
    reading(try shape.selection(subscripts))
  }

  /// Zeros of a shape with this array, broadcast, in the part that subscripts name.
  ///
  /// - Throws: ``TensorError/invalidIndex(_:_:)``, and ``TensorError/shapesDoNotBroadcast(operation:_:_:)`` where the
  ///   array does not fit.
  package func placed(at subscripts: [Subscript], in whole: Shape) throws(TensorError) -> Tensor {
    let selection = try whole.selection(subscripts)
    return try broadcast(to: selection.shape).writing(into: selection, of: whole)
  }
}

extension ArrayQuantity {
  /// Repeats a sum along the axes it was taken over, back to the shape it was taken from.
  ///
  /// - Throws: ``TensorError`` where the axes are not those of such a sum.
  package func repeated(alongSummed axes: [Int]?, of original: Shape) throws(TensorError) -> Self {
    let kept = original.keeping(axes: try original.resolved(axes: axes, for: "sum"))
    return try reshaped(to: kept).broadcast(to: original)
  }

  /// The differences from the mean over some axes, all of them for nil.
  ///
  /// - Throws: what is wrong with the axes.
  package func centered(axes: [Int]?) throws(TensorError) -> Self {
    let count = filled(try shape.extent(of: axes, for: "mean"))
    let mean = try sum(axes: axes ?? Array(shape.sizes.indices), keepDims: true).divided(by: count)
    return try subtracting(mean)
  }

  /// Each element's share in an extreme: equal among the ties along the reduced axes, 0 elsewhere.
  ///
  /// The article's rule ("Reduction Operations").
  ///
  /// - Throws: what is wrong with the axes.
  package func shares(inExtreme extreme: Self, axes: [Int]?) throws(TensorError) -> Self {
    let isExtreme = try compared(.equal, to: extreme.repeated(alongSummed: axes, of: shape))
    return try isExtreme.divided(by: isExtreme.sum(axes: axes, keepDims: axes != nil))
  }
}
