import Tensors

/// A layer of weights and biases within a graph, `X·W + b`, rectified or not, that is computed as one.
struct PlannedLayer {
  /// The positions of the nodes: what comes in, the product, the sum, and the rectifier if there is one.
  let input: Int
  let product: Int
  let sum: Int
  let rectifier: Int?
  /// The numbers of the parameters.
  let weights: Int
  let biases: Int
  /// Whether what comes in gets an adjoint, and whether this is the first contribution to it.
  var needsInputAdjoint = false
  var isFirst = false

  /// The node whose value leaves the layer.
  var result: Int { rectifier ?? sum }

  /// Computes the layer's value.
  func evaluate(_ values: inout [Tensor], _ parameters: [Tensor]) {
    var result = Tensor(0)
    swap(&result, &values[self.result])
    result.assignProduct(values[input], parameters[weights])
    result.addRow(parameters[biases], rectified: rectifier != nil)
    swap(&result, &values[self.result])
  }

  /// Hands on the adjoint of the value: to what comes in, and to weights and biases as gradients.
  func pullBack(
    _ values: [Tensor], _ adjoints: inout [Tensor], _ parameters: [Tensor], _ gradients: inout [Tensor]
  ) throws(TensorError) {
    let adjoint = try pullBack(values, &adjoints, parameters)
    gradients[biases].assignSumOfRows(adjoint)
    gradients[weights].assignProduct(values[input], adjoint, transposed: true)
    adjoints[result] = adjoint
  }

  /// The same, with a step of weights and biases down their gradients in place of these.
  ///
  /// The weights' gradient is added to them as it is computed.
  func descend(
    _ values: [Tensor], _ adjoints: inout [Tensor], _ parameters: inout [Tensor], _ gradients: inout [Tensor],
    rate: Double
  ) throws(TensorError) {
    let adjoint = try pullBack(values, &adjoints, parameters)
    gradients[biases].assignSumOfRows(adjoint)
    try parameters[biases].subtract(gradients[biases], scaledBy: rate)
    // Last, as what comes in gets its share of the weights that were.
    parameters[weights].subtractProduct(transposed: values[input], adjoint, scaledBy: rate)
    adjoints[result] = adjoint
  }

  /// The adjoint of the sum, after what comes in has got its contribution; the caller puts it back in its place.
  private func pullBack(
    _ values: [Tensor], _ adjoints: inout [Tensor], _ parameters: [Tensor]
  ) throws(TensorError) -> Tensor {
    var adjoint = Tensor(0)
    swap(&adjoint, &adjoints[result])
    if let rectifier { adjoint.keepWherePositive(values[rectifier]) }
    guard needsInputAdjoint else { return adjoint }
    if isFirst {
      adjoints[input].assignProduct(adjoint, parameters[weights], otherTransposed: true)
    } else {
      try adjoints[input].accumulate(adjoint.dot(parameters[weights], otherTransposed: true))
    }
    return adjoint
  }
}
