extension Tensor {
  /// The mean over some axes, all of them for nil.
  ///
  /// - Throws: ``TensorError/axisOutOfRange(operation:axis:_:)``, ``TensorError/repeatedAxis(operation:axis:_:)``.
  public func mean(axes: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
    let axes = try shape.resolved(axes: axes, for: "mean")
    return try sum(axes: axes, keepDims: keepDims).divided(by: Tensor(shape.extent(of: axes), dtype: dtype))
  }

  /// The largest element over some axes, all of them for nil; NaN where one is NaN.
  ///
  /// - Throws: ``TensorError/emptyReduction(operation:_:)``, and what is wrong with the axes.
  public func max(axes: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
    let axes = try extremeAxes(axes, for: "max")
    return folded(over: axes, keepDims: keepDims, by: Largest.self)
  }

  /// The smallest element over some axes, all of them for nil; NaN where one is NaN.
  ///
  /// - Throws: ``TensorError/emptyReduction(operation:_:)``, and what is wrong with the axes.
  public func min(axes: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
    let axes = try extremeAxes(axes, for: "min")
    return folded(over: axes, keepDims: keepDims, by: Smallest.self)
  }

  /// Each element's share in an extreme: equal among the ties along the reduced axes, 0 elsewhere.
  ///
  /// The article's rule ("Reduction Operations").
  ///
  /// - Throws: what is wrong with the axes.
  package func shares(inExtreme extreme: Tensor, axes: [Int]?) throws(TensorError) -> Tensor {
    let isExtreme = try compared(.equal, to: extreme.repeated(alongSummed: axes, of: shape))
    return try isExtreme.divided(by: isExtreme.sum(axes: axes, keepDims: axes != nil))
  }

  private func extremeAxes(_ axes: [Int]?, for operation: String) throws(TensorError) -> [Int] {
    let resolved = try shape.resolved(axes: axes, for: operation)
    guard resolved.allSatisfy({ shape.sizes[$0] > 0 }) || shape.removing(axes: resolved).count == 0 else {
      throw .emptyReduction(operation: operation, shape)
    }
    return resolved
  }
}

extension Shape {
  /// How many elements fall together when these axes are reduced.
  func extent(of axes: [Int]) -> Double { axes.reduce(1) { $0 * Double(sizes[$1]) } }

  /// How many elements fall together in a reduction over some axes, all of them for nil.
  ///
  /// - Throws: what is wrong with the axes.
  package func extent(of axes: [Int]?, for operation: String) throws(TensorError) -> Double {
    extent(of: try resolved(axes: axes, for: operation))
  }

  /// The shape without axes of size 1; those named must have it, as in NumPy's `squeeze`.
  ///
  /// - Throws: ``TensorError/axisNotOne(axis:_:)``, and what is wrong with the axes.
  public func squeezed(axes: [Int]?) throws(TensorError) -> Shape {
    guard let axes else { return Shape(unchecked: sizes.filter { $0 != 1 }) }
    let resolved = try resolved(axes: axes, for: "squeeze")
    for axis in resolved where sizes[axis] != 1 { throw .axisNotOne(axis: axis, self) }
    return removing(axes: resolved)
  }

  /// A shape of as many elements, in which one size may be −1: the one that follows from the others.
  ///
  /// - Throws: ``TensorError/cannotReshape(_:to:)``, and what is wrong with the sizes.
  public func reshaped(to sizes: [Int]) throws(TensorError) -> Shape {
    var sizes = sizes
    if let open = sizes.firstIndex(of: -1) {
      guard sizes.lastIndex(of: -1) == open else { throw .cannotReshape(self, to: sizes) }
      let others = try Shape(sizes.enumerated().map { $0.offset == open ? 1 : $0.element })
      guard others.count > 0, count % others.count == 0 else { throw .cannotReshape(self, to: sizes) }
      sizes[open] = count / others.count
    }
    let result = try Shape(sizes)
    guard result.count == count else { throw .cannotReshape(self, to: sizes) }
    return result
  }
}
