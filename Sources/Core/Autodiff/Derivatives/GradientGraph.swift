import Tensors

/// The derivatives of one output as nodes: a graph that can be differentiated, drawn and optimised itself.
///
/// ```swift
/// let x = variable(2, name: "x")
/// let slope = try gradientGraph(of: sin(x) * x)[x]
/// try gradient(of: slope)[x]  // the second derivative, −2.6509…
/// ```
public struct GradientGraph: Sendable {
  private var adjoints: [ObjectIdentifier: Node] = [:]
  /// The nodes that have an adjoint, in the order in which the first contribution to it arrived.
  private var reached: [Node] = []

  /// The adjoint of each node between the output and its variables.
  ///
  /// The contributions are added in the order in which a backward pass adds them, so that values are those of
  /// ``gradient(of:listener:)`` up to rounding.
  init(of output: Node, adjoint: Node) throws(TensorError) {
    var edges: [(from: Node, to: Node, operand: Int)] = []
    _ = try BackwardPass(from: output) { event in
      if case .propagate(let edge) = event { edges.append((edge.from, edge.to, edge.operand)) }
    }.run()
    add(adjoint, to: output)
    for (from, to, operand) in edges {
      guard let rule = from.operation?.rule else { continue }
      // Where nothing has arrived, the adjoint is 0.
      let adjoint = adjoints[ObjectIdentifier(from)] ?? .constant(.zeros(like: from.value))
      let contribution = try rule.pullBack(
        NodeQuantity(adjoint), to: operand, from.operands.map { NodeQuantity($0) }, NodeQuantity(from)
      ).reduced(to: to.value.shape)
      guard let earlier = adjoints[ObjectIdentifier(to)] else {
        add(contribution.node, to: to)
        continue
      }
      adjoints[ObjectIdentifier(to)] = try NodeQuantity(earlier).adding(contribution).node
    }
  }

  private mutating func add(_ adjoint: Node, to node: Node) {
    adjoints[ObjectIdentifier(node)] = adjoint
    reached.append(node)
  }

  /// The variables the output depends on, in the order in which the pass reached them.
  public var variables: [Node] { reached.filter { $0.kind == .variable } }

  /// The derivative with respect to a node, in the node's shape; a constant of zeros where the output does not depend on
  /// it.
  ///
  /// The node may be a variable or an operation. A copy made by ``Node/named(_:)`` that is not in the graph stands for
  /// what it is a copy of, and has the sum of the derivatives of its copies.
  ///
  /// - Complexity: O(1) for a node of the graph, else O(*n*) among *n* nodes.
  public subscript(node: Node) -> Node {
    if let adjoint = adjoints[ObjectIdentifier(node)] { return adjoint }
    let copies = reached.filter { $0.origin === node.origin }.compactMap { adjoints[ObjectIdentifier($0)] }
    guard let first = copies.first else { return .constant(.zeros(like: node.value)) }
    return copies.dropFirst().reduce(first) { $0 + $1 }
  }
}

/// The derivatives of a node with respect to everything it was computed from, as a graph.
///
/// The graph uses the nodes of the function itself; ``optimized(_:)`` makes equal parts one.
///
/// - Parameter output: the node to differentiate; where it is not a scalar, the sum of its elements.
/// - Returns: the derivatives, as nodes whose values are those of ``gradient(of:listener:)`` up to rounding.
/// - Throws: ``TensorError`` where a result would exceed the limits of a tensor.
/// - Complexity: O(*n* + *e*) nodes for a graph of *n* nodes and *e* operand edges, besides a backward pass.
public func gradientGraph(of output: Node) throws(TensorError) -> GradientGraph {
  try GradientGraph(of: output, adjoint: .constant(.ones(like: output.value)))
}
