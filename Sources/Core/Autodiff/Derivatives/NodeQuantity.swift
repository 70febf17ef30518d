import Tensors

/// A node as a quantity: what a rule computes with it is recorded as a graph, so that a derivative can be
/// differentiated, drawn and optimised as its function can.
///
/// What is a constant is computed at once. A factor of 1 and a summand of 0 that are constants leave no operation, where
/// they change neither value nor shape.
package struct NodeQuantity {
  /// The node.
  package let node: Node

  /// A node.
  package init(_ node: Node) {
    self.node = node
  }

  /// The result of an operation; a constant where all its operands are constants without a name.
  private static func applying(
    _ operation: Operation, _ operands: Operands<NodeQuantity>
  ) throws(TensorError) -> NodeQuantity {
    let result = try Node.applying(operation, to: operands.map { $0.node })
    return operands.allSatisfy { $0.isPlainConstant } ? NodeQuantity(.constant(result.value)) : NodeQuantity(result)
  }

  /// The result of an operation that fits every array.
  private func mapped(_ operation: Operation) -> NodeQuantity {
    let result = Node.trusting { () throws(TensorError) in try .applying(operation, to: Operands(node)) }
    return isPlainConstant ? NodeQuantity(.constant(result.value)) : NodeQuantity(result)
  }

  private func combined(_ operation: Operation, _ other: NodeQuantity) throws(TensorError) -> NodeQuantity {
    try Self.applying(operation, Operands(self, other))
  }

  private var isPlainConstant: Bool { node.kind == .constant && node.name == nil }

  /// Whether this is a constant of nothing but one number.
  private func isAll(_ number: Double) -> Bool { isPlainConstant && node.value.isAll(number) }

  /// Whether an operation with another array leaves this one's shape and type as they are.
  private func absorbs(_ other: NodeQuantity) -> Bool {
    guard other.node.value.dtype == node.value.dtype || node.value.dtype == .float64 else { return false }
    return (try? shape.broadcast(with: other.shape, for: "")) == shape
  }

  /// Exactly 0 where a condition does not hold, else this.
  private func kept(where condition: NodeQuantity) throws(TensorError) -> NodeQuantity {
    try condition.select(self, filled(0))
  }
}

extension NodeQuantity: UnaryFunctions {
  package var negated: NodeQuantity { mapped(.neg) }
  package var reciprocal: NodeQuantity {
    let result = Node.trusting { () throws(TensorError) in try filled(1).divided(by: self).node }
    return NodeQuantity(result)
  }
  package var squared: NodeQuantity { mapped(.square) }
  package var squareRoot: NodeQuantity { mapped(.sqrt) }
  package var magnitude: NodeQuantity { mapped(.abs) }
  package var sign: NodeQuantity { mapped(.sign) }
  package var isPositive: NodeQuantity {
    let result = Node.trusting { () throws(TensorError) in try compared(.greater, to: filled(0)).node }
    return NodeQuantity(result)
  }
  package var exponential: NodeQuantity { mapped(.exp) }
  package var naturalLogarithm: NodeQuantity { mapped(.log) }
  package var sine: NodeQuantity { mapped(.sin) }
  package var cosine: NodeQuantity { mapped(.cos) }
  package var tangent: NodeQuantity { mapped(.tan) }
  package var hyperbolicTangent: NodeQuantity { mapped(.tanh) }
  package var logistic: NodeQuantity { mapped(.sigmoid) }
  package var rectified: NodeQuantity { mapped(.relu) }
  package var softplus: NodeQuantity { mapped(.softplus) }
  package var logarithmOfOnePlus: NodeQuantity { mapped(.log1p) }
  package var exponentialMinusOne: NodeQuantity { mapped(.expm1) }
  package var arcsine: NodeQuantity { mapped(.asin) }
  package var arccosine: NodeQuantity { mapped(.acos) }
  package var arctangent: NodeQuantity { mapped(.atan) }
  package var hyperbolicSine: NodeQuantity { mapped(.sinh) }
  package var hyperbolicCosine: NodeQuantity { mapped(.cosh) }
  package var errorFunction: NodeQuantity { mapped(.erf) }
  package var roundedDown: NodeQuantity { mapped(.floor) }
  package var gaussianErrorLinearUnit: NodeQuantity { mapped(.gelu) }
  package var normalDistribution: NodeQuantity {
    let result = Node.trusting { () throws(TensorError) in
      let half = filled(0.5)
      return try multiplied(by: half.squareRoot).errorFunction.multiplied(by: half).adding(half).node
    }
    return NodeQuantity(result)
  }
  package func hyperbolicTangentSlope(_ result: NodeQuantity) -> NodeQuantity {
    let isCancelling = result.node.value.elements.contains { $0.magnitude > 0.99 }
    let slope = Node.trusting { () throws(TensorError) in
      guard isCancelling else { return try filled(1).subtracting(result.squared).node }
      // 4·σ(2x)·σ(−2x), the same without a difference.
      let twice = try adding(self)
      return try twice.logistic.multiplied(by: twice.negated.logistic).multiplied(by: filled(4)).node
    }
    return NodeQuantity(slope)
  }
}

extension NodeQuantity: BinaryFunctions {
  package func adding(_ other: NodeQuantity) throws(TensorError) -> NodeQuantity {
    if other.isAll(0), absorbs(other) { return self }
    if isAll(0), other.absorbs(self) { return other }
    return try combined(.add, other)
  }

  package func subtracting(_ other: NodeQuantity) throws(TensorError) -> NodeQuantity {
    other.isAll(0) && absorbs(other) ? self : try combined(.sub, other)
  }

  package func multiplied(by other: NodeQuantity) throws(TensorError) -> NodeQuantity {
    if other.isAll(1), absorbs(other) { return self }
    if isAll(1), other.absorbs(self) { return other }
    return try combined(.mul, other)
  }

  package func selected(by shares: NodeQuantity) throws(TensorError) -> NodeQuantity {
    let condition = try shares.compared(.notEqual, to: shares.filled(0))
    return try multiplied(by: shares).kept(where: condition)
  }

  package func divided(by other: NodeQuantity) throws(TensorError) -> NodeQuantity {
    other.isAll(1) && absorbs(other) ? self : try combined(.div, other)
  }

  package func raised(to other: NodeQuantity) throws(TensorError) -> NodeQuantity {
    other.isAll(1) && absorbs(other) ? self : try combined(.pow, other)
  }

  package func powerSlope(_ exponent: NodeQuantity) throws(TensorError) -> NodeQuantity {
    let slope = try exponent.multiplied(by: raised(to: exponent.subtracting(exponent.filled(1))))
    guard exponent.node.value.elements.contains(0) else { return slope }
    return try slope.kept(where: exponent.compared(.notEqual, to: exponent.filled(0)))
  }

  package func powerSlopeInExponent(_ exponent: NodeQuantity) throws(TensorError) -> NodeQuantity {
    let slope = try raised(to: exponent).multiplied(by: naturalLogarithm)
    guard node.value.elements.contains(0) else { return slope }
    let isAtZero = try compared(.equal, to: filled(0))
    let isLimit = try isAtZero.multiplied(by: exponent.compared(.greater, to: exponent.filled(0)))
    return try slope.kept(where: isLimit.compared(.equal, to: isLimit.filled(0)))
  }

  package func order(_ other: NodeQuantity) throws(TensorError) -> NodeQuantity {
    try compared(.greater, to: other).subtracting(compared(.less, to: other))
  }

  package func maximum(_ other: NodeQuantity) throws(TensorError) -> NodeQuantity { try combined(.maximum, other) }
  package func minimum(_ other: NodeQuantity) throws(TensorError) -> NodeQuantity { try combined(.minimum, other) }
  package func angle(above x: NodeQuantity) throws(TensorError) -> NodeQuantity { try combined(.atan2, x) }
  package func hypotenuse(_ other: NodeQuantity) throws(TensorError) -> NodeQuantity {
    try squared.adding(other.squared).squareRoot
  }
}

extension NodeQuantity: Quantity {
  package func filled(_ number: Double) -> NodeQuantity { NodeQuantity(.literal(number, beside: node)) }
}

extension NodeQuantity: ArrayQuantity {
  package var shape: Shape { node.value.shape }

  package func sum(axes: [Int]?, keepDims: Bool) throws(TensorError) -> NodeQuantity {
    try Self.applying(.sum(axes: axes, keepDims: keepDims), Operands(self))
  }

  package func dot(
    _ other: NodeQuantity, transposed: Bool, otherTransposed: Bool
  ) throws(TensorError) -> NodeQuantity {
    try (transposed ? self.transposed : self).combined(.dot, otherTransposed ? other.transposed : other)
  }

  package func matmul(
    _ other: NodeQuantity, transposed: Bool, otherTransposed: Bool
  ) throws(TensorError) -> NodeQuantity {
    try combined(.matmul(transposed: transposed, otherTransposed: otherTransposed), other)
  }

  /// As a product of an array with one axis more: each element's row has 1 in its own place.
  package func productOfOthers(axes: [Int]?) throws(TensorError) -> NodeQuantity {
    guard let axis = axes?.last ?? shape.sizes.indices.last else { return filled(1) }
    let place = axis < 0 ? axis + shape.rank : axis
    let size = shape.sizes[place]
    var (row, wide, square) = (shape.sizes, shape.sizes, Array(repeating: 1, count: shape.rank + 1))
    row.insert(1, at: place)
    wide.insert(size, at: place)
    (square[place], square[place + 1]) = (size, size)
    let diagonal = try Tensor(
      (0..<size * size).map { $0 % (size + 1) == 0 ? 1 : 0 }, shape: Shape(square), dtype: node.value.dtype)
    let others = try NodeQuantity(.constant(diagonal)).select(
      filled(1), reshaped(to: Shape(row)).broadcast(to: Shape(wide)))
    let alongAxis = try Self.applying(.product(axes: [place + 1]), Operands(others))
    let rest = (axes ?? Array(shape.sizes.indices)).map { $0 < 0 ? $0 + shape.rank : $0 }.filter { $0 != place }
    guard !rest.isEmpty else { return alongAxis }
    // What the other axes hold is the product of the others of whole rows.
    let rows = try Self.applying(.product(axes: [place], keepDims: true), Operands(self))
    return try alongAxis.multiplied(by: rows.productOfOthers(axes: rest))
  }

  package func cumulativeSum(axis: Int, reversed isReversed: Bool) throws(TensorError) -> NodeQuantity {
    try Self.applying(.cumulativeSum(axis: axis, isReversed: isReversed), Operands(self))
  }

  package func outer(_ other: NodeQuantity) throws(TensorError) -> NodeQuantity {
    let (rows, columns) = (shape.count, other.shape.count)
    return try reshaped(to: Shape([rows, 1])).multiplied(by: other.reshaped(to: Shape([1, columns])))
  }

  package var transposed: NodeQuantity { shape.rank < 2 ? self : mapped(.transpose) }

  package func reshaped(to shape: Shape) throws(TensorError) -> NodeQuantity {
    shape == self.shape ? self : try Self.applying(.reshape(sizes: shape.sizes), Operands(self))
  }

  package func broadcast(to target: Shape) throws(TensorError) -> NodeQuantity {
    target == shape ? self : try Self.applying(.broadcast(sizes: target.sizes), Operands(self))
  }

  package func compared(
    _ comparison: Tensor.Comparison, to other: NodeQuantity
  ) throws(TensorError) -> NodeQuantity {
    let operation: Operation =
      switch comparison {
      case .less: .less
      case .lessEqual: .lessEqual
      case .greater: .greater
      case .greaterEqual: .greaterEqual
      case .equal: .equal
      case .notEqual: .notEqual
      }
    return try combined(operation, other)
  }

  package func select(_ chosen: NodeQuantity, _ other: NodeQuantity) throws(TensorError) -> NodeQuantity {
    try Self.applying(.where, Operands(all: [self, chosen, other]))
  }

  package func part(at subscripts: [Subscript]) throws(TensorError) -> NodeQuantity {
    try Self.applying(.index(subscripts), Operands(self))
  }

  package func placed(at subscripts: [Subscript], in whole: Shape) throws(TensorError) -> NodeQuantity {
    try Self.applying(.place(subscripts, sizes: whole.sizes), Operands(self))
  }

  package func convolved(
    _ convolution: Convolution, with other: NodeQuantity
  ) throws(TensorError) -> NodeQuantity {
    try combined(convolution.operation, other)
  }

  package func largest(of pooling: Pooling) throws(TensorError) -> NodeQuantity {
    try Self.applying(.maxPool2d(size: pooling.size, stride: pooling.stride), Operands(self))
  }

  package func placed(
    atLargestOf images: NodeQuantity, in pooling: Pooling
  ) throws(TensorError) -> NodeQuantity {
    try combined(.maxUnpool2d(size: pooling.size, stride: pooling.stride), images)
  }

  package func taken(
    atLargestOf images: NodeQuantity, in pooling: Pooling
  ) throws(TensorError) -> NodeQuantity {
    try combined(.maxPool2dAt(size: pooling.size, stride: pooling.stride), images)
  }

  package func softmaxCrossEntropySlope(labels: NodeQuantity) throws(TensorError) -> NodeQuantity {
    let powers = try shifted().exponential
    let softmax = try powers.divided(by: powers.sum(axes: [-1], keepDims: true))
    let share = try softmax.multiplied(by: labels.sum(axes: [-1], keepDims: true))
    return try share.subtracting(labels).divided(by: rowCount)
  }

  package func softmaxCrossEntropySlopeInLabels() throws(TensorError) -> NodeQuantity {
    let shifted = try shifted()
    let logarithm = try shifted.exponential.sum(axes: [-1], keepDims: true).naturalLogarithm
    return try logarithm.subtracting(shifted).divided(by: rowCount)
  }

  /// Less the largest element of each row, a constant: softmax does not change with it.
  private func shifted() throws(TensorError) -> NodeQuantity {
    try subtracting(NodeQuantity(.constant(node.value.max(axes: [-1], keepDims: true))))
  }

  /// The number of rows; a vector is one row.
  private var rowCount: NodeQuantity { filled(shape.rank == 2 ? Double(shape.sizes[0]) : 1) }

  /// Undoes a broadcast: sums over every axis along which the elements had been repeated.
  package func reduced(to original: Shape) throws(TensorError) -> NodeQuantity {
    guard shape != original else { return self }
    let missing = shape.rank - original.rank
    let axes = shape.sizes.indices.filter { axis in
      axis < missing || (original.sizes[axis - missing] == 1 && shape.sizes[axis] != 1)
    }
    let isWhole = original.rank == 0
    let isLeading = axes.count == missing
    return try sum(axes: isWhole ? nil : axes, keepDims: !isWhole && !isLeading).reshaped(to: original)
  }
}
