import Autodiff
import Tensors

/// A breadth-first pass that waits for no contribution.
///
/// The node that was seen first is visited first, whatever has arrived at it. A node at which something arrives after its
/// visit joins the queue again, and its next visit hands on its whole adjoint, of which the earlier part has been handed
/// on already. This is the pass of the article's own code.
struct UngatedPass {
  private let output: Node
  private let visitLimit: Int
  private let listener: (BackwardEvent) -> Void
  private var adjoints = Adjoints()
  /// The nodes in the order in which they joined, and the position of the front.
  private var queue: [Node] = []
  private var front = 0
  private var queued: Set<ObjectIdentifier> = []
  private var seen: Set<ObjectIdentifier> = []
  /// The contributions that have arrived, and those that arrive in a right pass.
  private var arrived: [ObjectIdentifier: Int] = [:]
  private var expected: [ObjectIdentifier: Int] = [:]

  init(from output: Node, visitLimit: Int, _ listener: @escaping (BackwardEvent) -> Void) {
    (self.output, self.visitLimit, self.listener) = (output, visitLimit, listener)
  }

  /// Runs the pass.
  func run() throws(TensorError) -> PassOutcome {
    var pass = self
    let cut = try pass.walk()
    let adjoints = pass.adjoints
    return PassOutcome(cut: cut) { adjoints[$0] ?? $0.zeroAdjoint }
  }

  /// Walks until the queue is empty, or so many nodes have been visited; then says so.
  private mutating func walk() throws(TensorError) -> String? {
    var counts: [ObjectIdentifier: Int] = [:]
    _ = try gradient(
      of: output,
      telling: { event in
        if case .propagate(let step) = event { counts[ObjectIdentifier(step.to)] = step.expected }
      })
    expected = counts
    let seed = Tensor(repeating: 1, shape: output.value.shape, dtype: output.value.dtype)
    adjoints[output] = seed
    listener(.seed(node: output, adjoint: seed))
    add(output)
    var visits = 0
    while front < queue.count {
      guard visits < visitLimit else { return "after \(visitLimit) visits" }
      let node = queue[front]
      front += 1
      if front > 1_024, 2 * front > queue.count {
        queue.removeFirst(front)
        front = 0
      }
      queued.remove(ObjectIdentifier(node))
      try visit(node)
      visits += 1
    }
    return nil
  }

  private mutating func add(_ node: Node) {
    queue.append(node)
    queued.insert(ObjectIdentifier(node))
    seen.insert(ObjectIdentifier(node))
  }

  private mutating func visit(_ node: Node) throws(TensorError) {
    switch node.kind {
    case .variable:
      let gradient = adjoints[node] ?? node.zeroAdjoint
      listener(.visit(node: node, adjoint: gradient))
      listener(.finish(node: node, kind: .variable, gradient: gradient))
    case .constant:
      listener(.visit(node: node, adjoint: nil))
      listener(.finish(node: node, kind: .constant, gradient: nil))
    case .operation(let operation):
      let adjoint = adjoints[node] ?? node.zeroAdjoint
      listener(.visit(node: node, adjoint: adjoint))
      for (position, operand) in node.operands.enumerated() {
        let isDifferentiable = operation.rule.isDifferentiable(in: position)
        if isDifferentiable, operand.dependsOnVariable {
          try propagate(adjoint, from: node, operation.rule, to: operand, at: position)
          enqueue(operand)
        } else {
          listener(
            .blocked(
              from: node, to: operand, operand: position, reason: isDifferentiable ? .constant : .notDifferentiable))
          // Nothing arrives: once is enough.
          if operand.operands.isEmpty, !seen.contains(ObjectIdentifier(operand)) { enqueue(operand) }
        }
      }
    }
  }

  private mutating func enqueue(_ node: Node) {
    guard !queued.contains(ObjectIdentifier(node)) else { return }
    add(node)
    listener(.enqueue(node: node))
  }

  private mutating func propagate(
    _ adjoint: Tensor, from node: Node, _ rule: any OperationRule, to operand: Node, at position: Int
  ) throws(TensorError) {
    let contribution = try node.contribution(of: adjoint, to: position, making: nil)
    let sum =
      try adjoints[operand].map { (earlier) throws(TensorError) in try earlier.adding(contribution) }
      ?? contribution
    adjoints[operand] = sum
    arrived[ObjectIdentifier(operand), default: 0] += 1
    listener(
      .propagate(
        .init(
          from: node, to: operand, operand: position,
          local: try rule.local(position, node.operands.map { $0.value }, node.value), contribution: contribution,
          adjoint: sum, arrived: arrived[ObjectIdentifier(operand)] ?? 1,
          expected: expected[ObjectIdentifier(operand)] ?? 1)))
  }
}
