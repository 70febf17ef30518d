import Autodiff
import Tensors

/// The operation of a graph that made the first number which is not finite, and its operands.
///
/// In the forward pass: the first node, in the order of evaluation, that holds such a number while none of its operands
/// does. Where all values are finite, in the backward pass: the first contribution that holds one.
public struct NonFiniteOrigin: Sendable {
  /// Which way the values travelled.
  public enum Pass: Hashable, Sendable {
    /// Along the operations: the number is in the node's value.
    case forward
    /// Back to an operand, of which this is the position: the number is in what the node hands to it.
    case backward(operand: Int)
  }

  /// An operand, as the operation met it.
  public struct Source: Hashable, Sendable {
    /// Its name in a trace of the graph.
    public let name: String
    /// Its element that the number was made of; nil where the operation does not treat each element alone.
    public let element: Double?
    /// Its smallest and its largest element.
    public let range: ClosedRange<Double>
  }

  /// The node: an operation, or a leaf that was not finite to begin with.
  public let node: Node
  /// Its name in a trace of the graph.
  public let name: String
  /// Forward or backward.
  public let pass: Pass
  /// The place of the first such element, an index for each axis.
  public let place: [Int]
  /// The element: infinite or not a number.
  public let value: Double
  /// The operands, in order.
  public let sources: [Source]
  /// The node's adjoint, in the backward pass of an operation that treats each element alone.
  public let adjoint: Double?
  /// The factor of the adjoint, likewise.
  public let local: Double?

  /// The numbers of the backward pass, `0 · 1/0 = 0 · ∞ = NaN`, as ``Trace/warnings`` writes them; nil in the forward one.
  let computation: String?
  /// Whether it is the sum of what arrived at the operand from several nodes.
  let isSum: Bool

  /// Looks for it, as ``Trace/warnings`` does.
  ///
  /// - Returns: nil where everything is finite.
  /// - Throws: ``TensorError`` where the backward pass does not succeed.
  /// - Complexity: that of a backward pass, and memory for every array in it.
  public init?(in output: Node) throws {
    let trace = try Trace(of: output, fullValues: true)
    let (id, element): (Int, Int?)
    let holder: TraceValue
    var elements: [Double]?
    var factors: (adjoint: Double, local: Double)?
    if let born = trace.firstNonFiniteValue {
      (id, element, holder, elements) = (born.node, born.element, trace.nodes[born.node].value, born.operands)
      (pass, computation, isSum) = (.forward, nil, false)
    } else if let made = trace.firstNonFiniteContribution {
      (id, element) = (made.step.from, made.element)
      (pass, computation) = (.backward(operand: made.step.operand), trace.computation(made))
      if case .product(let adjoint, let local, let operands, _) = made.cause {
        (factors, elements) = ((adjoint, local), operands)
      }
      if case .accumulation = made.cause { isSum = true } else { isSum = false }
      holder = isSum ? made.step.adjoint : made.step.contribution
    } else {
      return nil
    }
    // The ids of a trace follow this order.
    node = output.operandsFirst()[id]
    name = trace.nodes[id].name
    place = element?.indices(in: holder.shape) ?? []
    value = element.flatMap { holder.element($0) } ?? .nan
    (adjoint, local) = (factors?.adjoint, factors?.local)
    sources = trace.nodes[id].operands.enumerated().map { position, operand in
      let all = trace.nodes[operand].value.elements ?? []
      return Source(
        name: trace.nodes[operand].name, element: elements?[position], range: (all.min() ?? 0)...(all.max() ?? 0))
    }
  }
}
