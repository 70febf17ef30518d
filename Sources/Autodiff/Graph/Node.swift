import Tensors

/// A node of a computational graph: a variable, a constant, or the result of an operation on other nodes.
///
/// A graph is built by computing with nodes and is whatever a node reaches through its operands
/// (article, "Building a Computational Graph"). Nodes never change. Identity is the object, never the name.
///
/// Unchecked only for ``slot``, which a walk writes while it holds ``NodeIndex``'s claim to all slots.
public final class Node: @unchecked Sendable {
  /// What a node is.
  public enum Kind: Hashable, Sendable {
    /// A leaf to whose change the output responds.
    case variable
    /// A leaf that stays as it is.
    case constant
    /// The result of an operation.
    case operation(Operation)
  }

  /// The number or array at this node.
  public let value: Tensor
  /// Variable, constant or operation.
  public let kind: Kind
  /// What the user called it, if anything.
  public let name: String?
  /// Whether the node is a variable or computed from one.
  public let dependsOnVariable: Bool

  // Two fields and a rare rest, emptied one by one when the node is released. They change in `deinit` only, when
  // nobody else can look, so the check that accesses do not overlap, a quarter of a walk's time, is left out.
  @exclusivity(unchecked) private var first: Node?
  @exclusivity(unchecked) private var second: Node?
  @exclusivity(unchecked) private var rest: [Node]

  /// Where the walk that last saw the node keeps it; a hint, verified at each use.
  @exclusivity(unchecked) var slot = 0

  private init(
    _ value: Tensor, _ kind: Kind, _ operands: Operands<Node>, name: String?, dependsOnVariable: Bool
  ) {
    self.value = value
    self.kind = kind
    self.name = name
    self.dependsOnVariable = dependsOnVariable
    first = operands.first
    second = operands.count > 1 ? operands[1] : nil
    rest = operands.count > 2 ? Array(operands.dropFirst(2)) : []
  }

  /// A variable.
  public static func variable(_ value: Tensor, name: String? = nil) -> Node {
    Node(value, .variable, Operands(), name: name, dependsOnVariable: true)
  }

  /// A constant.
  public static func constant(_ value: Tensor, name: String? = nil) -> Node {
    Node(value, .constant, Operands(), name: name, dependsOnVariable: false)
  }

  /// The result of an operation on nodes, computed at once.
  ///
  /// - Throws: what the operation says of shapes that do not fit.
  public static func applying(
    _ operation: Operation, to operands: Operands<Node>
  ) throws(TensorError) -> Node {
    let values = operands.map(\.value)
    return Node(
      try operation.rule.evaluate(values), .operation(operation), operands, name: nil,
      dependsOnVariable: operands.contains(where: \.dependsOnVariable))
  }

  /// The same value, operation and operands under another name: a new node.
  public func named(_ name: String) -> Node {
    Node(value, kind, operands, name: name, dependsOnVariable: dependsOnVariable)
  }

  /// The nodes this one was computed from; none for a leaf.
  public var operands: Operands<Node> { Operands(first, second, rest) }

  /// The operation, unless the node is a leaf.
  public var operation: Operation? {
    if case .operation(let operation) = kind { operation } else { nil }
  }

  /// Releases what only this node held, without recursion: a chain of a million nodes is freed on a flat stack.
  deinit {
    guard first != nil else { return }
    var orphans: [Node] = []
    release(into: &orphans)
    while let orphan = orphans.popLast() { orphan.release(into: &orphans) }
  }

  /// Lets go of the operands; those that nobody else holds are handed over instead of released.
  private func release(into orphans: inout [Node]) {
    func handOver(_ operand: inout Node?) {
      if isKnownUniquelyReferenced(&operand), let node = operand, node.first != nil { orphans.append(node) }
      operand = nil
    }
    handOver(&first)
    handOver(&second)
    while !rest.isEmpty {
      var operand: Node? = rest.removeLast()
      handOver(&operand)
    }
  }
}

extension Node: CustomStringConvertible {
  /// The value, as ``Tensor`` writes it.
  public var description: String { value.description }
}
