import HeapModule
import Tensors

/// The breadth-first backward pass of reverse-mode differentiation, gated by outstanding contributions.
///
/// From the output each visited operation hands its operands their shares of its adjoint (article,
/// "Putting Everything Into Action"). A node is visited only when every edge that leads to it from a walked
/// operation has been handled, so each edge is walked once and every adjoint that travels on is complete;
/// among the nodes that may be visited the one seen first goes first.
///
/// - Complexity: O((*n* + *e*) log *n*) for *n* nodes and *e* operand edges, besides the operations' own work.
struct BackwardPass: ~Copyable {
  private let root: Node
  private let listener: ((BackwardEvent) -> Void)?

  private var index = NodeIndex()
  /// By dense index: edges not handled yet, contributions to come in all, contributions arrived, adjoints.
  private var outstanding: [Int] = []
  private var expected: [Int] = []
  private var arrived: [Int] = []
  private var adjoints: [Tensor?] = []
  /// By dense index: when the node was seen; and which node was seen when.
  private var seenAt: [Int] = []
  private var seen: [Int] = []
  /// The nodes that may be visited, by when they were seen.
  private var ready = Heap<Int>()
  /// The nodes seen and not yet visited, front first; kept only for a listener.
  private var queue: [Int] = []

  private static let unseen = -1

  init(from root: Node, listener: ((BackwardEvent) -> Void)?) {
    self.root = root
    self.listener = listener
  }

  /// Runs the pass.
  consuming func run() throws(TensorError) -> Gradients {
    countEdges()
    arrived = Array(repeating: 0, count: index.count)
    adjoints = Array(repeating: nil, count: index.count)
    seenAt = Array(repeating: Self.unseen, count: index.count)

    let seed = Tensor(repeating: 1, shape: root.value.shape, dtype: root.value.dtype)
    adjoints[0] = seed
    listener?(.seed(root, adjoint: seed))
    see(0)
    var gradients = Gradients()
    while let position = ready.popMin() {
      let current = seen[position]
      let node = index[current]
      if listener != nil { queue.removeAll { $0 == current } }
      switch node.kind {
      case .operation(let operation): try visit(node, at: current, operation)
      case .variable:
        let gradient = adjoints[current] ?? .zeros(like: node.value)
        gradients.insert(node, gradient)
        listener?(.visit(node, adjoint: gradient, queue: queuedNodes()))
        listener?(.finish(node, gradient: gradient))
      case .constant:
        listener?(.visit(node, adjoint: nil, queue: queuedNodes()))
        listener?(.finish(node, gradient: nil))
      }
    }
    return gradients
  }

  /// Finds the operations that will be walked and counts the edges that lead to each node from them.
  private mutating func countEdges() {
    var blockedOperations: [Node] = []
    _ = insert(root)
    var current = 0
    while current < index.count {
      let node = index[current]
      current += 1
      guard let rule = node.operation?.rule else { continue }
      for (position, operand) in node.operands.enumerated() {
        if operand.dependsOnVariable, rule.isDifferentiable(in: position) {
          let target = insert(operand)
          outstanding[target] += 1
          expected[target] += 1
        } else if operand.operation == nil {
          outstanding[insert(operand)] += 1
        } else {
          blockedOperations.append(operand)
        }
      }
    }
    // A blocked edge keeps an operation waiting only if another edge makes the walk visit it.
    for operation in blockedOperations {
      if let target = index.find(operation) { outstanding[target] += 1 }
    }
  }

  private mutating func insert(_ node: Node) -> Int {
    let (position, isNew) = index.insert(node)
    if isNew {
      outstanding.append(0)
      expected.append(0)
    }
    return position
  }

  private mutating func visit(_ node: Node, at current: Int, _ operation: Operation) throws(TensorError) {
    let adjoint = adjoints[current].take() ?? .zeros(like: node.value)
    listener?(.visit(node, adjoint: adjoint, queue: queuedNodes()))
    let rule = operation.rule
    let operands = node.operands
    let values = operands.map(\.value)
    for (position, operand) in operands.enumerated() {
      let isDifferentiable = rule.isDifferentiable(in: position)
      if operand.dependsOnVariable, isDifferentiable {
        guard let target = index.find(operand) else { continue }
        // The one place where broadcasting is undone.
        let contribution = try rule.pullBack(adjoint, to: position, values, node.value)
          .reduced(to: operand.value.shape).converted(to: operand.value.dtype)
        if adjoints[target] == nil {
          adjoints[target] = contribution
        } else {
          try adjoints[target]?.accumulate(contribution)
        }
        arrived[target] += 1
        if let listener {
          listener(
            .propagate(
              .init(
                from: node, to: operand, operand: position,
                local: try rule.local(position, values, node.value), contribution: contribution,
                adjoint: adjoints[target] ?? contribution, arrived: arrived[target],
                expected: expected[target])))
        }
        handleEdge(to: target, sees: true)
      } else {
        listener?(
          .blocked(
            from: node, to: operand, operand: position,
            reason: isDifferentiable ? .constant : .notDifferentiable))
        if let target = index.find(operand) { handleEdge(to: target, sees: operand.operation == nil) }
      }
    }
  }

  /// One edge less to wait for; the node joins the queue when it is seen for the first time.
  private mutating func handleEdge(to target: Int, sees: Bool) {
    outstanding[target] -= 1
    if sees, seenAt[target] == Self.unseen {
      see(target)
      listener?(.enqueue(index[target]))
    } else if outstanding[target] == 0, seenAt[target] != Self.unseen {
      ready.insert(seenAt[target])
    }
  }

  private mutating func see(_ target: Int) {
    seenAt[target] = seen.count
    seen.append(target)
    if listener != nil { queue.append(target) }
    if outstanding[target] == 0 { ready.insert(seenAt[target]) }
  }

  private func queuedNodes() -> [Node] { queue.map { index[$0] } }
}

extension Tensor {
  /// Zeros of the same shape and type.
  static func zeros(like other: Tensor) -> Tensor {
    Tensor(repeating: 0, shape: other.shape, dtype: other.dtype)
  }
}
