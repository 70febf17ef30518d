import Tensors

/// The derivatives of one output with respect to the variables it was computed from.
public struct Gradients: Sendable {
  private let output: Node
  private let seed: Tensor
  private var positions: [ObjectIdentifier: Int] = [:]
  /// The variables the output depends on, in the order in which the pass finished them.
  public private(set) var variables: [Node] = []
  private var tensors: [Tensor] = []

  /// Room for the derivatives with respect to so many variables.
  init(of output: Node, seed: Tensor, capacity: Int) {
    self.output = output
    self.seed = seed
    positions.reserveCapacity(capacity)
    variables.reserveCapacity(capacity)
    tensors.reserveCapacity(capacity)
  }

  mutating func insert(_ variable: Node, _ gradient: Tensor) {
    positions[ObjectIdentifier(variable)] = variables.count
    variables.append(variable)
    tensors.append(gradient)
  }

  /// The derivative with respect to a node, in the node's shape; zeros where the output does not depend on it, and for
  /// a constant, which stays as it is.
  ///
  /// The node may be a variable or an operation. A copy made by ``Node/named(_:)`` that is not in the graph stands for
  /// what it is a copy of, and for other copies of that: it has the sum of their derivatives.
  ///
  /// - Complexity: O(1) for a variable of the graph, O(*n*) for any other among *n* variables; for an operation, one
  ///   more backward pass, which stops the program where ``Shape/maximumCount`` has been lowered below what it needs.
  public subscript(node: Node) -> Tensor {
    if let position = positions[ObjectIdentifier(node)] { return tensors[position] }
    guard node.dependsOnVariable else { return .zeros(like: node.value) }
    do throws(TensorError) {
      guard node.isLeaf else { return try gradient(of: output, withRespectTo: node, adjoint: seed) }
      let shares = sharesOfCopies(of: node)
      guard var sum = shares.first else { return .zeros(like: node.value) }
      for share in shares.dropFirst() { sum = try sum.adding(share) }
      return sum
    } catch {
      fatalError("\(error)")
    }
  }

  /// The derivatives with respect to the variables that are copies of one that is not in the graph.
  private func sharesOfCopies(of variable: Node) -> [Tensor] {
    variables.indices.filter { variables[$0].origin === variable.origin }.map { tensors[$0] }
  }

  /// The derivative with respect to the variable of a name; nil where no variable, or more than one, has it.
  public subscript(name: String) -> Tensor? {
    let matches = variables.indices.filter { variables[$0].name == name }
    return matches.count == 1 ? tensors[matches[0]] : nil
  }
}

extension Gradients: RandomAccessCollection {
  /// A variable and the derivative with respect to it.
  public typealias Element = (variable: Node, gradient: Tensor)

  /// 0.
  public var startIndex: Int { 0 }
  /// The number of variables the output depends on.
  public var endIndex: Int { variables.count }

  /// A variable and its derivative, in the order in which the pass finished them; a position out of range stops the
  /// program.
  public subscript(position: Int) -> (variable: Node, gradient: Tensor) { (variables[position], tensors[position]) }
}

/// The derivatives of a node with respect to every variable it was computed from, by one backward pass.
///
/// A node that is not a scalar is differentiated as the sum of its elements (its adjoint starts as ones).
///
/// - Parameter output: the node to differentiate.
/// - Returns: the derivatives, in the shapes of the variables.
/// - Throws: ``TensorError`` where a result would exceed the limits of a tensor.
/// - Complexity: O((*n* + *e*) log *n*) for *n* nodes and *e* operand edges, besides the operations' own work.
public func gradient(of output: Node) throws(TensorError) -> Gradients {
  try BackwardPass(from: output, listener: nil).run()
}

/// The same, told to a listener step by step.
///
/// - Parameters:
///   - output: the node to differentiate.
///   - listener: is told of each step.
/// - Returns: the derivatives; they are the same to the bit as without a listener.
/// - Throws: ``TensorError`` where a result would exceed the limits of a tensor.
package func gradient(of output: Node, telling listener: @escaping (BackwardEvent) -> Void) throws(TensorError)
  -> Gradients
{
  try BackwardPass(from: output, listener: listener).run()
}

#if !hasFeature(Embedded)
  /// The derivatives of a node with respect to every variable it was computed from, by one backward pass that is told
  /// step by step.
  ///
  /// - Parameters:
  ///   - output: the node to differentiate.
  ///   - listener: is told of each step; an error that it throws ends the pass.
  /// - Returns: the derivatives; they are the same to the bit as without a listener.
  /// - Throws: what the listener throws; ``TensorError`` where a result would exceed the limits of a tensor.
  public func gradient(of output: Node, listener: ((BackwardEvent) throws -> Void)?) throws -> Gradients {
    guard let listener else { return try gradient(of: output) }
    var failure: (any Error)?
    let pass = BackwardPass(
      from: output,
      listener: { event in
        guard failure == nil else { return }
        do { try listener(event) } catch { failure = error }
      }, isStopped: { failure != nil })
    let gradients = try pass.run()
    if let failure { throw failure }
    return gradients
  }
#endif
