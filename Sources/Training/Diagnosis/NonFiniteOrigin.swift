import Autodiff
import Tensors

/// Where in a graph the first number that is not finite was born, and of what.
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
    /// What a trace of the graph calls it.
    public let name: String
    /// Its element that the number was made of; nil where the operation does not treat each element alone.
    public let element: Double?
    /// Its smallest and its largest element.
    public let range: ClosedRange<Double>
  }

  /// The node: an operation, or a leaf that was not finite to begin with.
  public let node: Node
  /// What a trace of the graph calls it.
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
  /// What the adjoint is multiplied with, likewise.
  public let local: Double?

  /// Looks for it.
  ///
  /// - Returns: nil where everything is finite.
  /// - Throws: ``TensorError`` where the backward pass does not succeed.
  /// - Complexity: that of a backward pass.
  public init?(in output: Node) throws {
    let nodes = output.operandsFirst()
    let names = try Trace(of: output).nodes.map(\.name)
    func name(_ node: Node) -> String { nodes.firstIndex { $0 === node }.map { names[$0] } ?? "" }

    var pass = Pass.forward
    var culprit = nodes.first { !$0.value.isFinite }
    var result = culprit?.value
    var (adjoint, local): (Tensor?, Tensor?)
    if culprit == nil {
      var last: Tensor?
      _ = try gradient(of: output) { event in
        guard culprit == nil else { return }
        if case .visit(_, let tensor) = event { last = tensor }
        guard case .propagate(let step) = event, !step.contribution.isFinite else { return }
        (culprit, result, pass) = (step.from, step.contribution, .backward(operand: step.operand))
        (adjoint, local) = (last, step.local)
      }
    }
    guard let culprit, let result else { return nil }
    node = culprit
    self.name = name(culprit)
    self.pass = pass
    (place, value) = result.firstNonFinite
    let isElementwise = culprit.operation?.rule.isElementwise ?? false
    let place = place
    sources = culprit.operands.map { operand in
      let elements = operand.value.elements
      return Source(
        name: name(operand), element: isElementwise ? operand.value.element(at: place) : nil,
        range: (elements.min() ?? 0)...(elements.max() ?? 0))
    }
    self.adjoint = isElementwise ? adjoint?.element(at: place) : nil
    self.local = isElementwise ? local?.element(at: place) : nil
  }
}

extension Tensor {
  /// The first element that is not finite, and where it is.
  fileprivate var firstNonFinite: (place: [Int], value: Double) {
    let elements = elements
    guard var index = elements.firstIndex(where: { !$0.isFinite }) else { return ([], 0) }
    let value = elements[index]
    var place: [Int] = []
    for size in shape.sizes.reversed() {
      place.insert(index % size, at: 0)
      index /= size
    }
    return (place, value)
  }

  /// The element that is at a place once this is broadcast.
  fileprivate func element(at place: [Int]) -> Double? {
    guard shape.rank <= place.count else { return nil }
    var index = 0
    for (size, position) in zip(shape.sizes, place.suffix(shape.rank)) {
      guard position < size || size == 1 else { return nil }
      index = index * size + (size == 1 ? 0 : position)
    }
    let elements = elements
    return elements.indices.contains(index) ? elements[index] : nil
  }
}
