import Tensors

extension Trace {
  /// Records the backward pass of one element of the output, or of all of it.
  ///
  /// - Parameters:
  ///   - output: the node to differentiate.
  ///   - element: the index of the element along each axis of the output; nil for the output as a whole.
  ///   - variables: further variables to list.
  ///   - title: what the pictures are about; nil for the output's formula.
  ///   - source: the text of the expression file.
  ///   - outputName: what the source calls the output; nil for the node's own name.
  ///   - groups: the groups that the nodes belong to.
  /// - Throws: ``TensorError``, where there is no such element too.
  /// - Complexity: a pass over the graph.
  init(
    of output: Node, element: [Int]?, variables: [Node], title: String?, source: String?, outputName: String?,
    groups: NodeGroups
  ) throws(TensorError) {
    var seed = Tensor.ones(like: output.value)
    if let element {
      var elements = Array(repeating: 0.0, count: output.value.shape.count)
      elements[try output.value.shape.place(of: element)] = 1
      seed = try Tensor(elements, shape: output.value.shape, dtype: output.value.dtype)
    }
    try self.init(
      of: output, variables: variables, title: title, source: source, outputName: outputName, fullValues: true,
      groups: groups, walk: nil
    ) { (listener) throws(TensorError) in
      let gradients = try BackwardPass(from: output, seed: seed, listener: listener).run()
      return PassOutcome { gradients[$0] }
    }
    outputElement = element
  }
}
