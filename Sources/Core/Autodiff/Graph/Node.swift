import Tensors

/// A node of a computational graph: a variable, a constant, or the result of an operation on other nodes.
///
/// A graph is built by computing with nodes and is whatever a node reaches through its operands
/// (article, "Building a Computational Graph"). Nodes never change. Identity is the object, never the name.
///
/// Unchecked only for `slot`, which a walk writes while it holds `NodeIndex`'s claim to all slots.
public final class Node: @unchecked Sendable {
  /// The kind of a node.
  public enum Kind: Hashable, Sendable {
    /// A leaf to whose change the output responds.
    case variable
    /// A leaf that stays as it is.
    case constant
    /// The result of an operation.
    case operation(NodeOperation)
  }

  // In an order in which they leave no gaps: a node takes 56 bytes, and 64 with what the allocator adds.

  /// The number or array at this node.
  public let value: Tensor
  /// Whether the node is a variable or computed from one.
  public let dependsOnVariable: Bool
  /// Whether the operation has a derivative with respect to every operand, as nearly all have.
  let isDifferentiable: Bool
  private let hasExtras: Bool
  /// Where the walk that last saw the node keeps it; a hint, verified at each use.
  @exclusivity(unchecked) var slot: Int32 = 0
  /// Variable, constant or operation.
  public let kind: Kind

  // Nearly every operation has one or two operands. The node owns them, but a walk does not count who looks at them:
  // the root keeps all alive. They change in `deinit` only, when nobody else can look, so the check that accesses do
  // not overlap is left out.
  @exclusivity(unchecked) private var first: Unmanaged<Node>?
  /// The second operand, or the extras where there are some, which the node owns, too.
  @exclusivity(unchecked) private var tail: UnsafeMutableRawPointer?

  /// A name, what the node is a copy of, and the operands after the first: properties that few nodes have.
  private final class Extras {
    let name: String?
    let isCopy: Bool
    @exclusivity(unchecked) var origin: Node?
    @exclusivity(unchecked) var operands: [Node]

    init(name: String?, origin: Node?, operands: [Node]) {
      self.name = name
      isCopy = origin != nil
      self.origin = origin
      self.operands = operands
    }
  }

  /// A node of one or two operands, or a leaf, without a name.
  private init(
    _ value: Tensor, _ kind: Kind, _ first: Node?, _ second: Node?, dependsOnVariable: Bool, isDifferentiable: Bool
  ) {
    self.value = value
    self.kind = kind
    self.dependsOnVariable = dependsOnVariable
    self.isDifferentiable = isDifferentiable
    self.first = first.map(Unmanaged.passRetained)
    tail = second.map { Unmanaged.passRetained($0).toOpaque() }
    hasExtras = false
    let bytes = memoryNeed
    if bytes > 0 { Memory.count(bytes) }
  }

  /// A node of any number of operands; with a name or without.
  private init(
    _ value: Tensor, _ kind: Kind, _ operands: Operands<Node>, name: String?, origin: Node? = nil,
    dependsOnVariable: Bool, isDifferentiable: Bool
  ) {
    self.value = value
    self.kind = kind
    self.dependsOnVariable = dependsOnVariable
    self.isDifferentiable = isDifferentiable
    first = operands.first.map(Unmanaged.passRetained)
    if name == nil, origin == nil, operands.count <= 2 {
      tail = operands.count == 2 ? Unmanaged.passRetained(operands[1]).toOpaque() : nil
      hasExtras = false
    } else {
      let extras = Extras(name: name, origin: origin, operands: Array(operands.dropFirst()))
      tail = Unmanaged.passRetained(extras).toOpaque()
      hasExtras = true
    }
    let bytes = memoryNeed
    if bytes > 0 { Memory.count(bytes) }
  }

  /// A variable.
  public static func variable(_ value: Tensor, name: String? = nil) -> Node {
    Node(value, .variable, Operands(), name: name, dependsOnVariable: true, isDifferentiable: true)
  }

  /// A constant.
  public static func constant(_ value: Tensor, name: String? = nil) -> Node {
    Node(value, .constant, Operands(), name: name, dependsOnVariable: false, isDifferentiable: true)
  }

  /// The result of an operation on nodes, computed at once.
  ///
  /// - Throws: ``TensorError/wrongOperandCount(operation:takes:count:)``, and what the operation says of shapes that do
  ///   not fit.
  @inline(__always)
  public static func applying(
    _ operation: NodeOperation, to operands: Operands<Node>
  ) throws(TensorError) -> Node {
    switch operands.storage {
    case .one(let operand): try applying(operation, to: operand)
    case .two(let left, let right): try applying(operation, to: left, right)
    case .none, .many: try applying(operation, operation.rule, toMany: operands)
    }
  }

  // Inlined where the operation is known, so that its rule is called without a detour: most of the time of a node. Of
  // numbers no list of operands is made, and each is counted once.

  /// The result of an operation on a node.
  @inline(__always)
  static func applying(_ operation: NodeOperation, to operand: Node) throws(TensorError) -> Node {
    let rule = operation.rule
    let value: Tensor
    if let x = operand.value.number, let number = rule.evaluate(x, nil) {
      value = Tensor(number)
    } else {
      value = try evaluating(rule, Operands(operand))
    }
    return Node(
      value, .operation(operation), operand, nil, dependsOnVariable: operand.dependsOnVariable,
      isDifferentiable: rule.isDifferentiable(in: 0))
  }

  /// The result of an operation on two nodes.
  @inline(__always)
  static func applying(_ operation: NodeOperation, to left: Node, _ right: Node) throws(TensorError) -> Node {
    let rule = operation.rule
    let value: Tensor
    if let x = left.value.number, let y = right.value.number, let number = rule.evaluate(x, y) {
      value = Tensor(number)
    } else {
      value = try evaluating(rule, Operands(left, right))
    }
    return Node(
      value, .operation(operation), left, right,
      dependsOnVariable: left.dependsOnVariable || right.dependsOnVariable,
      isDifferentiable: rule.isDifferentiable(in: 0) && rule.isDifferentiable(in: 1))
  }

  private static func applying(
    _ operation: NodeOperation, _ rule: any OperationRule, toMany operands: Operands<Node>
  ) throws(TensorError) -> Node {
    Node(
      try evaluating(rule, operands), .operation(operation), operands, name: nil,
      dependsOnVariable: operands.contains { $0.dependsOnVariable },
      isDifferentiable: operands.indices.allSatisfy { rule.isDifferentiable(in: $0) })
  }

  /// The same value, operation and operands under another name: a new node, which stands for itself in a graph.
  ///
  /// Asked for its derivative, ``Gradients`` knows what it is a copy of.
  public func named(_ name: String) -> Node {
    replaced(operands: operands, name: name, origin: origin)
  }

  /// The properties that few nodes have; nil where there are none.
  private var extras: Extras? {
    hasExtras ? tail.map { Unmanaged<Extras>.fromOpaque($0).takeUnretainedValue() } : nil
  }

  /// The second operand of a node without extras.
  private var second: Unmanaged<Node>? { hasExtras ? nil : tail.map { .fromOpaque($0) } }

  /// The node that this one is a copy of, under whatever name; itself where it is none.
  var origin: Node { extras?.origin ?? self }

  /// Whether the node was made by ``named(_:)``.
  var isCopy: Bool { hasExtras && extras?.isCopy ?? false }

  /// The same value and operation on other operands, which must have the same values.
  func replaced(operands: Operands<Node>, name: String?, origin: Node? = nil) -> Node {
    Node(
      value, kind, operands, name: name, origin: origin, dependsOnVariable: dependsOnVariable,
      isDifferentiable: isDifferentiable)
  }

  /// The name that the user gave it, if any.
  public var name: String? { extras?.name }

  /// The nodes this one was computed from; none for a leaf.
  public var operands: Operands<Node> {
    guard let first = first?.takeUnretainedValue() else { return Operands() }
    guard let extras else {
      return second.map { Operands(first, $0.takeUnretainedValue()) } ?? Operands(first)
    }
    switch extras.operands.count {
    case 0: return Operands(first)
    case 1: return Operands(first, extras.operands[0])
    default: return Operands(all: [first] + extras.operands)
    }
  }

  /// The values of the operands.
  var operandValues: Operands<Tensor> {
    guard !hasExtras else { return operands.map { $0.value } }
    guard let first = first?._withUnsafeGuaranteedRef({ $0.value }) else { return Operands() }
    guard let second = second?._withUnsafeGuaranteedRef({ $0.value }) else { return Operands(first) }
    return Operands(first, second)
  }

  /// The operands where they are one or two float64 numbers.
  @inline(__always)
  var operandNumbers: (x: Scalar, y: Scalar?)? {
    guard let x = first?._withUnsafeGuaranteedRef({ $0.value.number }) else { return nil }
    if let extras {
      guard let second = extras.operands.first else { return (x, nil) }
      guard extras.operands.count == 1, let y = second.value.number else { return nil }
      return (x, y)
    }
    guard let second else { return (x, nil) }
    guard let y = second._withUnsafeGuaranteedRef({ $0.value.number }) else { return nil }
    return (x, y)
  }

  /// Whether the first and the second operand depend on a variable; false where there is none.
  @inline(__always)
  var operandsDependOnVariables: (x: Bool, y: Bool) {
    let x = first?._withUnsafeGuaranteedRef { $0.dependsOnVariable } ?? false
    if let extras { return (x, extras.operands.first?.dependsOnVariable ?? false) }
    return (x, second?._withUnsafeGuaranteedRef { $0.dependsOnVariable } ?? false)
  }

  /// Shows the operands in order, without counting references: the caller holds on to a node above them.
  @inline(__always)
  func forEachOperand<Failure: Error>(
    _ body: (_ position: Int, _ operand: Unmanaged<Node>) throws(Failure) -> Void
  ) throws(Failure) {
    guard let first else { return }
    try body(0, first)
    guard let extras else {
      if let second { try body(1, second) }
      return
    }
    for (position, operand) in extras.operands.enumerated() { try body(position + 1, .passUnretained(operand)) }
  }

  /// The operation, unless the node is a leaf.
  public var operation: NodeOperation? {
    if case .operation(let operation) = kind { operation } else { nil }
  }

  /// Whether the operation has a derivative with respect to an operand.
  func isDifferentiable(in operand: Int) -> Bool {
    isDifferentiable || operation?.rule.isDifferentiable(in: operand) ?? true
  }

  /// Whether there is nothing beneath.
  var isLeaf: Bool { first == nil }

  /// Releases what only this node held, without recursion: a chain of a million nodes is freed on a flat stack.
  deinit {
    let bytes = memoryNeed
    if bytes > 0 { Memory.count(-bytes) }
    if first != nil {
      var orphans = GrowableBuffer<Node>()
      release(into: &orphans)
      while let orphan = orphans.popLast() { orphan.release(into: &orphans) }
    }
    // The extras stay to the end: they know whether the node is a copy.
    if hasExtras, let tail { Unmanaged<Extras>.fromOpaque(tail).release() }
  }

  /// Lets go of the operands; those that nobody else holds are handed over instead of released.
  private func release(into orphans: inout GrowableBuffer<Node>) {
    func handOver(_ operand: consuming Node) {
      if isKnownUniquelyReferenced(&operand) { orphans.append(operand) }
    }
    if let operand = first.take() { handOver(operand.takeRetainedValue()) }
    if let extras {
      if let origin = extras.origin.take() { handOver(origin) }
      while let operand = extras.operands.popLast() { handOver(operand) }
    } else if let operand = tail.take() {
      handOver(Unmanaged<Node>.fromOpaque(operand).takeRetainedValue())
    }
  }
}

extension Node: CustomStringConvertible {
  /// The value, as ``Tensor`` writes it.
  public var description: String { value.description }
}

extension Node: CustomDebugStringConvertible {
  /// The name, the operation and the shape: `f = add, shape (2, 3)`, `x = variable, shape ()`.
  public var debugDescription: String {
    let what =
      switch kind {
      case .variable: "variable"
      case .constant: "constant"
      case .operation(let operation): operation.name
      }
    return (name.map { "\($0) = " } ?? "") + "\(what), shape \(value.shape)"
  }
}

extension Double {
  /// The number at a node; nil where there is an array.
  public init?(_ node: Node) {
    guard let number = node.value.scalar else { return nil }
    self = number
  }
}
