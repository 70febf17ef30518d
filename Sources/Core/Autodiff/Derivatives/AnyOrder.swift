import Tensors

/// A derivative of any order: with respect to the first of some nodes, of that with respect to the second, and so on.
///
/// The graph of each order is optimised before it is differentiated again; the last order is computed by backward passes.
///
/// - Parameters:
///   - output: the node to differentiate; where it is not a scalar, the sum of its elements.
///   - nodes: variables, or any nodes beneath it, once for each order.
/// - Returns: the derivative: the axes of each node in turn; the output's sum for no nodes.
/// - Throws: ``TensorError/tooManyElements(_:)`` and ``TensorError/tooMuchMemory(bytes:limit:)`` where the order is too
///   high for that many elements, and ``TensorError`` where a result would exceed the limits of a tensor.
/// - Complexity: a graph for each element of the derivative of the order before the last but one, each some times as large
///   as that it is the derivative of.
public func derivative(of output: Node, withRespectTo nodes: [Node]) throws(TensorError) -> Tensor {
  guard let last = nodes.last else { return try output.value.sum() }
  try DerivativeElements.check(nodes)
  var derivative = DerivativeElements(of: output)
  for node in nodes.dropLast() { derivative = try derivative.differentiated(by: node) }
  return try derivative.slope(by: last)
}

/// The elements of a derivative as nodes.
package struct DerivativeElements {
  /// In row-major order.
  private let elements: [Node]
  private let shape: Shape
  private let dtype: DType

  /// What is differentiated: one element, the sum of its own where it is not a scalar.
  package init(of output: Node) {
    (elements, shape, dtype) = ([output], .scalar, output.value.dtype)
  }

  private init(_ elements: [Node], _ shape: Shape, _ dtype: DType) {
    (self.elements, self.shape, self.dtype) = (elements, shape, dtype)
  }

  /// What a node takes while it is differentiated: the node of its derivative, adjoints and contributions, in bytes.
  private static let bytesPerNode = 2_000

  /// Checks that a derivative has not too many elements, and that there is memory for those before its last order.
  ///
  /// - Throws: ``TensorError/tooManyElements(_:)``, ``TensorError/tooMuchMemory(bytes:limit:)``.
  package static func check(_ nodes: [Node]) throws(TensorError) {
    var count = 1
    for (order, node) in nodes.enumerated() {
      if order == nodes.count - 1, count > 1 {
        try Memory.require(count.multipliedReportingOverflow(by: bytesPerNode).partialValue)
      }
      let (product, isOverflow) = count.multipliedReportingOverflow(by: node.value.shape.count)
      guard !isOverflow, product <= Shape.maximumCount else {
        throw .tooManyElements(nodes.flatMap { $0.value.shape.sizes })
      }
      count = product
    }
  }

  /// The derivative of each element with respect to a node, as nodes.
  ///
  /// - Throws: ``TensorError`` where these would be too many or take too much memory.
  package func differentiated(by node: Node) throws(TensorError) -> DerivativeElements {
    let whole = try Shape(shape.sizes + node.value.shape.sizes)
    let positions = node.value.shape.positions
    var next: [Node] = []
    next.reserveCapacity(whole.count)
    for element in elements {
      try Memory.require(Self.bytesPerNode * element.operandsFirst().count)
      let slope = optimized(try gradientGraph(of: element)[node]).output
      for position in positions {
        next.append(position.isEmpty ? slope : try .applying(.index(position), to: Operands(slope)))
      }
    }
    return DerivativeElements(next, whole, dtype)
  }

  /// The derivative of each element with respect to a node, as numbers.
  ///
  /// - Throws: ``TensorError`` where these would be too many.
  package func slope(by node: Node) throws(TensorError) -> Tensor {
    let whole = try Shape(shape.sizes + node.value.shape.sizes)
    var numbers: [Double] = []
    numbers.reserveCapacity(whole.count)
    for element in elements { numbers += try gradient(of: element, withRespectTo: node).elements }
    return try Tensor(numbers, shape: whole, dtype: dtype)
  }
}

extension Shape {
  /// The subscripts of each element, in row-major order; one empty list for a scalar.
  fileprivate var positions: [[Subscript]] {
    sizes.reduce([[]]) { heads, size in
      heads.flatMap { head in (0..<size).map { head + [.position($0)] } }
    }
  }
}
