import Adviz

extension Misfits {
  /// The functions over axes and of batches of matrices.
  static let overAxes: [String: Misfit] = [
    "logsumexp(_:axes:keepDims:) Node, [Int]?, Bool": .stopping("logsumexp: axis 1 is out of range for shape (2,)") {
      _ = logsumexp(two, axes: [1])
    },
    "norm(_:axes:keepDims:) Node, [Int]?, Bool": .stopping("norm: axis 2 is out of range for shape (2, 3)") {
      _ = norm(matrix, axes: [2])
    },
    "prod(_:axes:keepDims:) Node, [Int]?, Bool": .stopping("prod: axis 0 is named twice for shape (2,)") {
      _ = prod(two, axes: [0, 0])
    },
    "variance(_:axes:keepDims:) Node, [Int]?, Bool": .stopping("mean: axis 1 is out of range for shape (2,)") {
      _ = variance(two, axes: [1])
    },
    "std(_:axes:keepDims:) Node, [Int]?, Bool": .stopping("std: axis 1 is out of range for shape (2,)") {
      _ = std(two, axes: [1])
    },
    "logsumexp(_:axis:keepDims:) Node, Int, Bool": .stopping("logsumexp: axis 1 is out of range for shape (2,)") {
      _ = logsumexp(two, axis: 1)
    },
    "norm(_:axis:keepDims:) Node, Int, Bool": .stopping("norm: axis 2 is out of range for shape (2, 3)") {
      _ = norm(matrix, axis: 2)
    },
    "prod(_:axis:keepDims:) Node, Int, Bool": .stopping("prod: axis -2 is out of range for shape (2,)") {
      _ = prod(two, axis: -2)
    },
    "variance(_:axis:keepDims:) Node, Int, Bool": .stopping("mean: axis 1 is out of range for shape (2,)") {
      _ = variance(two, axis: 1)
    },
    "std(_:axis:keepDims:) Node, Int, Bool": .stopping("std: axis 1 is out of range for shape (2,)") {
      _ = std(two, axis: 1)
    },
    "cumsum(_:axis:isReversed:) Node, Int, Bool": .stopping("cumsum: axis 1 is out of range for shape (2,)") {
      _ = cumsum(two, axis: 1)
    },
    "logSoftmax(_:axis:) Node, Int": .stopping("logsumexp: axis 1 is out of range for shape (2,)") {
      _ = logSoftmax(two, axis: 1)
    },
    "expandDims(_:axis:) Node, Int": .stopping("expand_dims: axis 2 is out of range for shape (2,)") {
      _ = expandDims(two, axis: 2)
    },
    "Node.logSoftmax(_:axes:) Node, [Int]": .throwing { _ = try Node.logSoftmax(two, axes: [1]) },
    "Node.expandDims(_:axis:) Node, Int": .throwing { _ = try Node.expandDims(two, axis: -3) },
    "Tensor.logSumExp(axes:keepDims:) [Int]?, Bool": throwing { try $0.adding($1.logSumExp(axes: [1])) },
    "Tensor.norm(axes:keepDims:) [Int]?, Bool": throwing { try $0.adding($1.norm(axes: [1])) },
    "Tensor.product(axes:keepDims:) [Int]?, Bool": throwing { try $0.adding($1.product(axes: [1])) },
    "Tensor.variance(axes:keepDims:) [Int]?, Bool": throwing { try $0.adding($1.variance(axes: [1])) },
    "Tensor.standardDeviation(axes:keepDims:) [Int]?, Bool": throwing {
      try $0.adding($1.standardDeviation(axes: [1]))
    },
    "Tensor.cumulativeSum(axis:reversed:) Int, Bool": throwing { try $0.adding($1.cumulativeSum(axis: .min)) },
    "Tensor.matmul(_:transposed:otherTransposed:) Tensor, Bool, Bool": throwing { try $0.matmul($1) },
  ]
}
