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

  private var index = NodeIndex<NodeState>()
  /// The adjoints that are no float64 numbers.
  private var arrays = GrowableBuffer<Tensor>()
  /// The contributions that come in all, by dense index, where somebody listens.
  private var expected = GrowableBuffer<Int32>()
  /// The dense indices of the nodes, in the order in which they were seen.
  private var seen = GrowableBuffer<Int32>()
  /// The nodes that may be visited, by when they were seen.
  private var ready = Heap<Int32>()

  /// The state of a node during the pass, without a reference, so that nothing is counted.
  private struct NodeState {
    /// Edges not handled yet, and contributions arrived.
    var outstanding: Int32 = 0
    var arrived: Int32 = 0
    /// When the node was seen first.
    var seenAt = none
    /// Where among the arrays the adjoint is; none for a float64 number.
    var array = none
    /// Of no meaning before a contribution has arrived.
    var number = 0.0

    static let none: Int32 = -1
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
    store(seed, at: 0)
    index[0].pointee.record.arrived = 1
    listener?(.seed(node: root, adjoint: seed))
    see(0)
    var gradients = Gradients(of: root, seed: seed, capacity: variableCount)
    while let position = ready.popMin() {
      if let isStopped, isStopped() { break }
      let current = Int(seen[Int(position)].pointee)
      // The root keeps the node alive, so that no reference need be counted.
      let visited = index[current].pointee.node._withUnsafeGuaranteedRef { node in
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
      index[current].pointee.node._withUnsafeGuaranteedRef { node in
        if node.isLeaf, node.dependsOnVariable { variableCount += 1 }
        node.forEachOperand { position, operand in
          let (depends, isLeaf) = operand._withUnsafeGuaranteedRef { ($0.dependsOnVariable, $0.isLeaf) }
          if depends, node.isDifferentiable(in: position) {
            let target = insert(operand)
            index[target].pointee.record.outstanding += 1
            if listener != nil { expected[target].pointee += 1 }
          } else if isLeaf {
            index[insert(operand)].pointee.record.outstanding += 1
          } else {
            blockedOperations.append(operand)
          }
        }
      }
      current += 1
    }
    // A blocked edge keeps an operation waiting only if another edge makes the walk visit it.
    for operation in blockedOperations {
      if let target = index.find(operation) { index[target].pointee.record.outstanding += 1 }
    }
    return variableCount
  }

  @inline(__always)
  private mutating func insert(_ node: Unmanaged<Node>) -> Int {
    let (position, isNew) = index.insert(node, NodeState())
    if isNew, listener != nil { expected.append(0) }
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
    if listener == nil, propagateNumber(from: node, at: current, rule) { return }
    let adjoint = takeAdjoint(of: node, at: current)
    listener?(.visit(node: node, adjoint: adjoint))
    let values = node.operandValues
    try node.forEachOperand { (position, operand) throws(TensorError) in
      try handle(operand, at: position, of: node, rule, values, adjoint)
    }
  }

  /// Hands the operands their shares where all is numbers and nobody listens, as in most of a graph of numbers.
  ///
  /// - Returns: whether it is so.
  private mutating func propagateNumber(from node: Node, at current: Int, _ rule: any OperationRule) -> Bool {
    guard node.isDifferentiable, let adjoint = number(at: current), let value = node.value.number,
      let (x, y) = node.operandNumbers,
      let shares = shares(of: adjoint, node.operandsDependOnVariables, rule, x, y, value)
    else { return false }
    node.forEachOperand { position, operand in
      guard let target = index.find(operand) else { return }
      let (depends, isLeaf) = operand._withUnsafeGuaranteedRef { ($0.dependsOnVariable, $0.isLeaf) }
      if depends { add(position == 0 ? shares.x : shares.y, at: target) }
      handleEdge(to: target, sees: depends || isLeaf)
    }
    return true
  }

  /// What an adjoint contributes to those of one or two operands; nil where the operation has no way for numbers.
  @inline(__always)
  private func shares(
    of adjoint: Scalar, _ needs: (x: Bool, y: Bool), _ rule: any OperationRule, _ x: Scalar, _ y: Scalar?,
    _ value: Scalar
  ) -> (x: Scalar, y: Scalar)? {
    #if hasFeature(Embedded)
      func share(_ operand: Int, _ isNeeded: Bool) -> Scalar? {
        guard isNeeded else { return adjoint }
        guard let derivative = rule.derivative(operand, x, y, value) else { return nil }
        return rule.isMask ? adjoint.selected(by: derivative) : adjoint.multiplied(by: derivative)
      }
      guard rule.isElementwise, let first = share(0, needs.x), let second = share(1, y != nil && needs.y) else {
        return nil
      }
      return (first, second)
    #else
      rule.pullBack(adjoint, to: needs, x, y, value)
    #endif
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
    try add(contribution, at: target)
    if let listener {
      listener(
        .propagate(
          .init(
            from: node, to: operand.takeUnretainedValue(), operand: position,
            local: try rule.local(position, values, node.value), contribution: contribution,
            adjoint: currentAdjoint(at: target), arrived: Int(index[target].pointee.record.arrived),
            expected: Int(expected[target].pointee))))
    }
    handleEdge(to: target, sees: true)
  }

  // MARK: Adjoints

  /// Adds a number to a node's adjoint, which is a number, too.
  @inline(__always)
  private mutating func add(_ contribution: Scalar, at target: Int) {
    let state = index[target]
    let isFirst = state.pointee.record.arrived == 0
    state.pointee.record.number =
      isFirst ? contribution.value : Scalar(state.pointee.record.number).adding(contribution).value
    state.pointee.record.arrived += 1
  }

  /// Adds a contribution, in the shape and type of the node's value, to its adjoint.
  private mutating func add(_ contribution: Tensor, at target: Int) throws(TensorError) {
    if let number = contribution.number { return add(number, at: target) }
    let state = index[target]
    state.pointee.record.arrived += 1
    if state.pointee.record.array == NodeState.none {
      store(contribution, at: target)
    } else {
      try arrays[Int(state.pointee.record.array)].pointee.accumulate(contribution)
    }
  }

  private mutating func store(_ adjoint: Tensor, at target: Int) {
    if let number = adjoint.number {
      index[target].pointee.record.number = number.value
    } else {
      index[target].pointee.record.array = Int32(arrays.count)
      arrays.append(adjoint)
    }
  }

  /// A node's adjoint, after something has arrived.
  private func currentAdjoint(at target: Int) -> Tensor {
    let state = index[target].pointee.record
    return state.array == NodeState.none ? Tensor(Scalar(state.number)) : arrays[Int(state.array)].pointee
  }

  /// A node's adjoint where it is a number; nil where nothing has arrived.
  @inline(__always)
  private func number(at current: Int) -> Scalar? {
    let state = index[current].pointee.record
    return state.arrived > 0 && state.array == NodeState.none ? Scalar(state.number) : nil
  }

  /// A node's adjoint, which nobody needs afterwards; zeros where nothing has arrived.
  private mutating func takeAdjoint(of node: Node, at current: Int) -> Tensor {
    let state = index[current].pointee.record
    guard state.arrived > 0 else { return .zeros(like: node.value) }
    guard state.array != NodeState.none else { return Tensor(Scalar(state.number)) }
    var adjoint = Tensor(0)
    swap(&adjoint, &arrays[Int(state.array)].pointee)
    return adjoint
  }

  // MARK: Order

  /// One edge less to wait for; the node joins the queue when it is seen for the first time.
  @inline(__always)
  private mutating func handleEdge(to target: Int, sees: Bool) {
    let state = index[target]
    state.pointee.record.outstanding -= 1
    if sees, state.pointee.record.seenAt == NodeState.none {
      see(target)
      listener?(.enqueue(node: state.pointee.node.takeUnretainedValue()))
    } else if state.pointee.record.outstanding == 0, state.pointee.record.seenAt != NodeState.none {
      ready.insert(state.pointee.record.seenAt)
    }
  }

  @inline(__always)
  private mutating func see(_ target: Int) {
    let position = Int32(seen.count)
    index[target].pointee.record.seenAt = position
    seen.append(Int32(target))
    if index[target].pointee.record.outstanding == 0 { ready.insert(position) }
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
