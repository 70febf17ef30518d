import Formulas
import Tensors

/// A value of a trace that is not finite while none of what it was computed from is: the first of the forward pass.
package struct NonFiniteValue {
  /// The node's id.
  package let node: Int
  /// Its first element that is not finite, in row-major order; nil where the trace only summarises the array.
  package let element: Int?
  /// The operands at that element, where the operation is elementwise.
  package let operands: [Double]?
}

/// The first contribution of a backward pass that is not finite although it was made of finite numbers.
///
/// Or of an adjoint of 0 and a local derivative that is not finite, which makes `0·∞`.
package struct NonFiniteContribution {
  /// The event.
  package let step: TraceEvent.Propagation
  /// Why.
  package let cause: Cause
  /// The operand's first such element, in row-major order; nil where the trace only summarises the array.
  package let element: Int?

  /// The way in which finite numbers became one that is not.
  package enum Cause {
    /// One product of an adjoint and a local derivative of an elementwise operation.
    case product(adjoint: Double, local: Double, operands: [Double], result: Double)
    /// The sum of so many finite products, which undoes a broadcast; `total` is their sum in double precision.
    case sum(count: Int, total: Double)
    /// The sum of what has arrived at the operand and what arrives now.
    case accumulation(earlier: Double, contribution: Double)
    /// Anything else; the adjoint is the node's.
    case other(adjoint: TraceValue)
  }

  /// The number that came out; nil where the trace only summarises the array.
  package var value: Double? {
    if case .accumulation = cause { return element.flatMap { step.adjoint.element($0) } }
    return element.flatMap { step.contribution.element($0) }
  }
}

extension Trace {
  /// The first node, in the order of evaluation, whose value is not finite; nil where all are.
  ///
  /// - Complexity: O(*n*) for all elements of all nodes.
  package var firstNonFiniteValue: NonFiniteValue? {
    guard let id = nodes.indices.first(where: { !nodes[$0].value.isFinite }) else { return nil }
    let node = nodes[id]
    guard let element = node.value.firstNonFinite else {
      return NonFiniteValue(node: id, element: nil, operands: nil)
    }
    let isElementwise = node.kind == .operation && rule(of: id)?.isElementwise == true
    return NonFiniteValue(
      node: id, element: element, operands: isElementwise ? operands(of: id, at: element) : nil)
  }

  /// The first edge of the backward pass on which a number that is not finite was made; nil where none was.
  ///
  /// - Complexity: O(*n*) for all elements of all events.
  package var firstNonFiniteContribution: NonFiniteContribution? {
    var visited: TraceValue?
    var arrived: [Int: TraceValue] = [:]
    for event in events {
      switch event {
      case .visit(_, let adjoint): visited = adjoint
      case .propagate(let step):
        guard nodes.indices.contains(step.from), nodes.indices.contains(step.to) else { continue }
        if !step.contribution.isFinite {
          if let visited, let made = contribution(step, of: visited) { return made }
        } else if !step.adjoint.isFinite, let earlier = arrived[step.to], let made = accumulation(step, on: earlier) {
          return made
        }
        arrived[step.to] = step.adjoint
      default: break
      }
    }
    return nil
  }

  /// Whether all that an operation was computed from is finite.
  private func hasFiniteOperands(_ id: Int) -> Bool {
    nodes[id].operands.allSatisfy { nodes.indices.contains($0) && nodes[$0].value.isFinite }
  }

  private func contribution(_ step: TraceEvent.Propagation, of adjoint: TraceValue) -> NonFiniteContribution? {
    if rule(of: step.from)?.isElementwise == true || step.local != nil,
      let products = ElementwiseProducts(step, adjoint, in: self)
    {
      return products.culprit
    }
    guard adjoint.isFinite, hasFiniteOperands(step.from) else { return nil }
    return NonFiniteContribution(
      step: step, cause: .other(adjoint: adjoint), element: step.contribution.firstNonFinite)
  }

  private func accumulation(_ step: TraceEvent.Propagation, on earlier: TraceValue) -> NonFiniteContribution? {
    guard let sums = step.adjoint.elements, let before = earlier.elements, let now = step.contribution.elements,
      let element = sums.indices.first(where: {
        !sums[$0].isFinite && before.indices.contains($0) && now.indices.contains($0) && before[$0].isFinite
          && now[$0].isFinite
      })
    else { return nil }
    return NonFiniteContribution(
      step: step, cause: .accumulation(earlier: before[element], contribution: now[element]), element: element)
  }

  /// An operation's operands at an element of its result, to whose shape they are broadcast; nil for a summary.
  fileprivate func operands(of id: Int, at position: Int) -> [Double]? {
    var numbers: [Double] = []
    for operand in nodes[id].operands {
      guard nodes.indices.contains(operand),
        let number = nodes[operand].value.element(position.projected(from: nodes[id].shape, to: nodes[operand].shape))
      else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  /// The local derivative at an element of the result; nil where it is not known.
  fileprivate func local(_ step: TraceEvent.Propagation, at position: Int, _ operands: [Double]) -> Double? {
    if let local = step.local {
      return local.element(position.projected(from: nodes[step.from].shape, to: local.shape))
    }
    // A product of matrices in which one operand is a number has the other as its local derivative.
    return operands.count == 2 && (0...1).contains(step.operand) ? operands[1 - step.operand] : nil
  }
}

/// The products of adjoints and local derivatives that an elementwise operation hands to one operand.
private struct ElementwiseProducts {
  /// The product, or else the sum, that made the operand's first element that is not finite; nil where none is.
  let culprit: NonFiniteContribution?

  /// Nil where the trace does not hold all that is multiplied.
  init?(_ step: TraceEvent.Propagation, _ adjoint: TraceValue, in trace: Trace) {
    let (shape, target) = (trace.nodes[step.from].shape, trace.nodes[step.to].shape)
    guard let adjoints = adjoint.elements, let handed = step.contribution.elements else { return nil }
    // By element of the operand: how many finite products of finite factors fell on it, and their sum.
    var sums: [Int: (count: Int, total: Double)] = [:]
    var found: (element: Int, cause: NonFiniteContribution.Cause)?
    for (position, adjoint) in adjoints.enumerated() {
      let element = position.projected(from: shape, to: target)
      guard handed.indices.contains(element), !handed[element].isFinite else { continue }
      guard let operands = trace.operands(of: step.from, at: position),
        let local = trace.local(step, at: position, operands),
        let result = trace.nodes[step.from].value.element(position)
      else { return nil }
      let product = adjoint * local
      let cameInFinite = adjoint.isFinite && operands.allSatisfy { $0.isFinite }
      let sum = sums[element] ?? (0, 0)
      sums[element] = cameInFinite && product.isFinite ? (sum.count + 1, sum.total + product) : (sum.count, .nan)
      let isMade = !product.isFinite && (cameInFinite || (adjoint == 0 && !local.isFinite))
      if isMade, found.map({ element < $0.element }) ?? true {
        found = (element, .product(adjoint: adjoint, local: local, operands: operands, result: result))
      }
    }
    if found == nil, let sum = sums.filter({ !$0.value.total.isNaN }).min(by: { $0.key < $1.key }) {
      found = (sum.key, .sum(count: sum.value.count, total: sum.value.total))
    }
    culprit = found.map { NonFiniteContribution(step: step, cause: $0.cause, element: $0.element) }
  }
}

extension TraceValue {
  /// The elements in row-major order; nil for a summary.
  package var elements: [Double]? {
    if case .array(_, let elements) = self { elements } else { nil }
  }

  /// One element; nil for a summary, or where there is none.
  package func element(_ position: Int) -> Double? {
    elements.flatMap { $0.indices.contains(position) ? $0[position] : nil }
  }

  /// The position of the first element that is not finite; nil where there is none, or in a summary.
  var firstNonFinite: Int? { elements?.firstIndex { !$0.isFinite } }
}

extension Int {
  /// The position of the element of a smaller array that broadcasting repeats at this position of a larger one.
  fileprivate func projected(from shape: [Int], to target: [Int]) -> Int {
    guard shape != target else { return self }
    var (rest, position, stride) = (self, 0, 1)
    for (size, own) in zip(shape.reversed(), target.reversed()) {
      guard size > 0 else { return 0 }
      position += (own == 1 ? 0 : rest % size) * stride
      rest /= size
      stride *= own
    }
    return position
  }

  /// The index along each axis of the element at this position.
  package func indices(in shape: [Int]) -> [Int] {
    var rest = self
    var indices: [Int] = []
    for size in shape.reversed() where size > 0 {
      indices.append(rest % size)
      rest /= size
    }
    return indices.reversed()
  }
}
