import Autodiff
import Tensors

extension Trace {
  /// The most visits of a pass that goes back to nodes before it is cut off.
  package static let visitLimit = 100_000

  /// Differentiates a node with a mistake, and records the pass.
  ///
  /// Nodes, ids and names are those of the right trace of the same node. A pass that would visit more nodes than the
  /// limit, or that comes upon shapes with which it cannot go on, is cut off, and ``Trace/cut`` says why; its gradients
  /// are what has arrived by then.
  ///
  /// - Parameters:
  ///   - output: the node to differentiate.
  ///   - mistake: what is done wrong.
  ///   - variables: further variables, as of a right trace.
  ///   - title: what the pictures are about; nil for the output's formula.
  ///   - source: the text of the expression file.
  ///   - outputName: what the source calls the output; nil for the node's own name.
  ///   - fullValues: whether large arrays are written out too.
  ///   - groups: the groups that nodes belong to.
  ///   - visitLimit: the most visits of a pass that is ``Mistake/ungated``; the others visit each node once.
  /// - Throws: ``TensorError`` where a result would exceed the limits of a tensor.
  /// - Complexity: that of the right trace, and for ``Mistake/ungated`` O(*v*) for *v* visits, of which there are no more
  ///   than *n* times the length of the longest path.
  package init(
    of output: Node, making mistake: Mistake, variables: [Node] = [], title: String? = nil, source: String? = nil,
    outputName: String? = nil, fullValues: Bool = false, groups: NodeGroups = NodeGroups(),
    visitLimit: Int = Trace.visitLimit
  ) throws(TensorError) {
    try self.init(
      of: output, variables: variables, title: title, source: source, outputName: outputName, fullValues: fullValues,
      groups: groups, walk: mistake
    ) { (listener) throws(TensorError) in
      switch mistake {
      case .ungated: try UngatedPass(from: output, visitLimit: visitLimit, listener).run()
      case .overwrite, .noUpstream, .noUnbroadcast, .noZeroing: try GatedPass(mistake, from: output, listener).run()
      }
    }
  }
}
