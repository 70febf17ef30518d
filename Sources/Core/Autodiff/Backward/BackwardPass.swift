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
  private let seed: Tensor
  private let listener: ((BackwardEvent) -> Void)?
  /// Whether the listener has had enough; asked before each visit.
  private let isStopped: (() -> Bool)?

  private var index = NodeIndex()
  /// The states of the nodes, by dense index.
  private var states = GrowableBuffer<NodeState>()
  /// The dense indices of the nodes, in the order in which they were seen.
  private var seen = GrowableBuffer<Int32>()
  /// The nodes that may be visited, by when they were seen.
  private var ready = Heap<Int32>()

  /// The state of a node during the pass, in half a cache line.
  private struct NodeState {
    /// Edges not handled yet, contributions to come in all, contributions arrived.
    var outstanding: Int32 = 0
    var expected: Int32 = 0
    var arrived: Int32 = 0
    /// When the node was seen first.
    var seenAt = unseen
    /// Of no meaning before a contribution has arrived.
    var adjoint = Tensor(0)

    static let unseen: Int32 = -1
  }

  /// A pass from a node, with the adjoint it starts from in the node's shape; ones for nil.
  init(
    from root: Node, seed: Tensor? = nil, listener: ((BackwardEvent) -> Void)? = nil, isStopped: (() -> Bool)? = nil
  ) {
    self.root = root
    self.seed = seed ?? .ones(like: root.value)
    self.listener = listener
    self.isStopped = isStopped
  }

  /// Runs the pass.
  consuming func run() throws(TensorError) -> Gradients {
    let variableCount = countEdges()
    states[0].pointee.adjoint = seed
    states[0].pointee.arrived = 1
    listener?(.seed(node: root, adjoint: seed))
    see(0)
    var gradients = Gradients(of: root, seed: seed, capacity: variableCount)
    while let position = ready.popMin() {
      if let isStopped, isStopped() { break }
      let current = Int(seen[Int(position)].pointee)
      // The root keeps the node alive, so that no reference need be counted.
      let visited = index[current]._withUnsafeGuaranteedRef { node in
        Result { () throws(TensorError) in try visit(node, at: current, &gradients) }
      }
      try visited.get()
    }
    return gradients
  }

  /// Finds the operations that will be walked and counts the edges that lead to each node from them.
  ///
  /// - Returns: how many variables there are.
  private mutating func countEdges() -> Int {
    var variableCount = 0
    var blockedOperations: [Unmanaged<Node>] = []
    _ = insert(.passUnretained(root))
    var current = 0
    while current < index.count {
      index[current]._withUnsafeGuaranteedRef { node in
        if node.isLeaf, node.dependsOnVariable { variableCount += 1 }
        node.forEachOperand { position, operand in
          let (depends, isLeaf) = operand._withUnsafeGuaranteedRef { ($0.dependsOnVariable, $0.isLeaf) }
          if depends, node.isDifferentiable(in: position) {
            let target = insert(operand)
            states[target].pointee.outstanding += 1
            states[target].pointee.expected += 1
          } else if isLeaf {
            states[insert(operand)].pointee.outstanding += 1
          } else {
            blockedOperations.append(operand)
          }
        }
      }
      current += 1
    }
    // A blocked edge keeps an operation waiting only if another edge makes the walk visit it.
    for operation in blockedOperations {
      if let target = index.find(operation) { states[target].pointee.outstanding += 1 }
    }
    return variableCount
  }

  private mutating func insert(_ node: Unmanaged<Node>) -> Int {
    let (position, isNew) = index.insert(node)
    if isNew { states.append(NodeState()) }
    return position
  }

  private mutating func visit(
    _ node: Node, at current: Int, _ gradients: inout Gradients
  ) throws(TensorError) {
    switch node.kind {
    case .operation(let operation): try visit(node, at: current, operation.rule)
    case .variable:
      let gradient = takeAdjoint(of: node, at: current)
      gradients.insert(node, gradient)
      listener?(.visit(node: node, adjoint: gradient))
      listener?(.finish(node: node, kind: node.traceKind, gradient: gradient))
    case .constant:
      listener?(.visit(node: node, adjoint: nil))
      listener?(.finish(node: node, kind: node.traceKind, gradient: nil))
    }
  }

  private mutating func visit(_ node: Node, at current: Int, _ rule: any OperationRule) throws(TensorError) {
    let adjoint = takeAdjoint(of: node, at: current)
    if listener == nil, rule.isElementwise, node.isDifferentiable, let number = adjoint.number,
      let value = node.value.number, let (x, y) = node.operandNumbers
    {
      return propagate(number, from: node, rule, x, y, value)
    }
    listener?(.visit(node: node, adjoint: adjoint))
    let values = node.operandValues
    try node.forEachOperand { (position, operand) throws(TensorError) in
      try handle(operand, at: position, of: node, rule, values, adjoint)
    }
  }

  /// Hands the operands their shares where all is numbers and nobody listens, as in most of a graph of numbers.
  private mutating func propagate(
    _ adjoint: Scalar, from node: Node, _ rule: any OperationRule, _ x: Scalar, _ y: Scalar?, _ value: Scalar
  ) {
    let isMask = rule.isMask
    node.forEachOperand { position, operand in
      guard let target = index.find(operand) else { return }
      let (depends, isLeaf) = operand._withUnsafeGuaranteedRef { ($0.dependsOnVariable, $0.isLeaf) }
      guard depends, let derivative = rule.derivative(position, x, y, value) else {
        return handleEdge(to: target, sees: isLeaf)
      }
      let contribution = isMask ? adjoint.selected(by: derivative) : adjoint.multiplied(by: derivative)
      let state = states[target]
      let earlier = state.pointee.arrived == 0 ? nil : state.pointee.adjoint.number
      state.pointee.adjoint = Tensor(earlier?.adding(contribution) ?? contribution)
      state.pointee.arrived += 1
      handleEdge(to: target, sees: true)
    }
  }

  /// Handles one edge: hands the operand its share, or tells why there is none.
  private mutating func handle(
    _ operand: Unmanaged<Node>, at position: Int, of node: Node, _ rule: any OperationRule,
    _ values: Operands<Tensor>, _ adjoint: Tensor
  ) throws(TensorError) {
    let found = index.find(operand)
    let isDifferentiable = node.isDifferentiable || rule.isDifferentiable(in: position)
    let (value, depends, isLeaf) = operand._withUnsafeGuaranteedRef { ($0.value, $0.dependsOnVariable, $0.isLeaf) }
    guard let target = found, depends, isDifferentiable else {
      listener?(
        .blocked(
          from: node, to: operand.takeUnretainedValue(), operand: position,
          reason: isDifferentiable ? .constant : .notDifferentiable))
      if let found { handleEdge(to: found, sees: isLeaf) }
      return
    }
    // The one place where broadcasting is undone.
    let contribution = try rule.pullBack(adjoint, to: position, values, node.value).reduced(like: value)
    let state = states[target]
    if state.pointee.arrived == 0 {
      state.pointee.adjoint = contribution
    } else {
      try state.pointee.adjoint.accumulate(contribution)
    }
    state.pointee.arrived += 1
    if let listener {
      listener(
        .propagate(
          .init(
            from: node, to: operand.takeUnretainedValue(), operand: position,
            local: try rule.local(position, values, node.value), contribution: contribution,
            adjoint: state.pointee.adjoint, arrived: Int(state.pointee.arrived),
            expected: Int(state.pointee.expected))))
    }
    handleEdge(to: target, sees: true)
  }

  /// A node's adjoint, which nobody needs afterwards; zeros where nothing has arrived.
  private mutating func takeAdjoint(of node: Node, at current: Int) -> Tensor {
    guard states[current].pointee.arrived > 0 else { return .zeros(like: node.value) }
    var adjoint = Tensor(0)
    swap(&adjoint, &states[current].pointee.adjoint)
    return adjoint
  }

  /// One edge less to wait for; the node joins the queue when it is seen for the first time.
  private mutating func handleEdge(to target: Int, sees: Bool) {
    let state = states[target]
    state.pointee.outstanding -= 1
    if sees, state.pointee.seenAt == NodeState.unseen {
      see(target)
      listener?(.enqueue(node: index[target].takeUnretainedValue()))
    } else if state.pointee.outstanding == 0, state.pointee.seenAt != NodeState.unseen {
      ready.insert(state.pointee.seenAt)
    }
  }

  private mutating func see(_ target: Int) {
    let position = Int32(seen.count)
    states[target].pointee.seenAt = position
    seen.append(Int32(target))
    if states[target].pointee.outstanding == 0 { ready.insert(position) }
  }
}

extension Tensor {
  /// Zeros of the same shape and type.
  static func zeros(like other: Tensor) -> Tensor {
    Tensor(repeating: 0, shape: other.shape, dtype: other.dtype)
  }

  /// Ones of the same shape and type: what the adjoint of an output starts from.
  static func ones(like other: Tensor) -> Tensor {
    Tensor(repeating: 1, shape: other.shape, dtype: other.dtype)
  }
}
