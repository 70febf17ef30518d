import Tensors

/// One event of a pass over a graph: backward, forward, or the computation of values before it.
///
/// While the pass runs, a node is told by itself and a value is a tensor (``BackwardEvent``). In a trace a node is told by
/// its id and a value is plain numbers (``TraceEvent``).
public enum Event<NodeRef, Value> {
  /// The output's adjoint is set to ones.
  case seed(node: NodeRef, adjoint: Value)
  /// A node leaves the queue; its adjoint is complete, nil for a constant.
  ///
  /// The queue holds the nodes of ``seed(node:adjoint:)`` and ``enqueue(node:)`` that have not been visited; ``TraceQueue``
  /// follows it.
  case visit(node: NodeRef, adjoint: Value?)
  /// The visited operation hands one operand its share.
  case propagate(Propagation)
  /// There is nothing to propagate to an operand.
  case blocked(from: NodeRef, to: NodeRef, operand: Int, reason: BlockReason)
  /// A node is seen for the first time.
  case enqueue(node: NodeRef)
  /// A leaf has been visited: the end of a path; with the gradient of a variable.
  case finish(node: NodeRef, kind: TraceNode.Kind, gradient: Value?)
  /// The queue is empty; the gradients by the variables' names.
  ///
  /// The last event of a trace. A pass that runs returns its ``Gradients`` instead.
  case end(gradients: [String: Value])

  /// The value of an operation is computed; before the pass begins, where that was asked for.
  case evaluate(node: NodeRef)
  /// In forward mode: the tangent of the input is set, to 1 or to the unit of one element.
  case tangentSeed(node: NodeRef, tangent: Value)
  /// In forward mode: an operand moves the operation that uses it.
  case pushForward(PushForward)
  /// In forward mode, the last event: the tangent of the output.
  case tangentEnd(tangent: Value)

  /// One use of the chain rule in forward mode, a part of a Jacobian-vector product.
  public struct PushForward {
    /// The operand, which carries a tangent.
    public package(set) var from: NodeRef
    /// The operation that it moves.
    public package(set) var to: NodeRef
    /// The position of the operand among the operation's.
    public package(set) var operand: Int
    /// The local derivative where the operation is elementwise.
    public package(set) var local: Value?
    /// The contribution that is added, in the operation's shape.
    public package(set) var contribution: Value
    /// The operation's tangent after adding.
    public package(set) var tangent: Value
    /// The number of contributions that have arrived at the operation, this one included.
    public package(set) var arrived: Int
    /// The number of contributions that will arrive in all.
    public package(set) var expected: Int

    package init(
      from: NodeRef, to: NodeRef, operand: Int, local: Value?, contribution: Value, tangent: Value, arrived: Int,
      expected: Int
    ) {
      self.from = from
      self.to = to
      self.operand = operand
      self.local = local
      self.contribution = contribution
      self.tangent = tangent
      self.arrived = arrived
      self.expected = expected
    }
  }

  /// One use of the chain rule.
  public struct Propagation {
    /// The visited operation.
    public package(set) var from: NodeRef
    /// The operand that receives.
    public package(set) var to: NodeRef
    /// The position of that operand among the operation's.
    public package(set) var operand: Int
    /// The local derivative where the operation is elementwise.
    public package(set) var local: Value?
    /// The contribution that is added, in the operand's shape.
    public package(set) var contribution: Value
    /// The operand's adjoint after adding.
    public package(set) var adjoint: Value
    /// The number of contributions that have arrived at the operand, this one included.
    public package(set) var arrived: Int
    /// The number of contributions that will arrive in all.
    public package(set) var expected: Int

    package init(
      from: NodeRef, to: NodeRef, operand: Int, local: Value?, contribution: Value, adjoint: Value, arrived: Int,
      expected: Int
    ) {
      self.from = from
      self.to = to
      self.operand = operand
      self.local = local
      self.contribution = contribution
      self.adjoint = adjoint
      self.arrived = arrived
      self.expected = expected
    }
  }
}

/// One event of a backward pass that runs.
public typealias BackwardEvent = Event<Node, Tensor>

/// One event of a traced backward pass.
public typealias TraceEvent = Event<Int, TraceValue>

/// Why there is nothing to propagate.
public enum BlockReason: String, Hashable, Sendable {
  /// No variable lies beneath.
  case constant
  /// The operation has no derivative with respect to this operand.
  case notDifferentiable = "not-differentiable"
}

extension Event {
  /// The event with other nodes and values; `value` gets the node that a value belongs to, nil in ``end(gradients:)`` and
  /// ``tangentEnd(tangent:)``.
  func map<OtherRef, OtherValue>(
    _ node: (NodeRef) -> OtherRef, _ value: (Value, NodeRef?) -> OtherValue
  ) -> Event<OtherRef, OtherValue> {
    switch self {
    case .seed(let own, let adjoint): .seed(node: node(own), adjoint: value(adjoint, own))
    case .visit(let own, let adjoint): .visit(node: node(own), adjoint: adjoint.map { value($0, own) })
    case .propagate(let step):
      .propagate(
        .init(
          from: node(step.from), to: node(step.to), operand: step.operand,
          local: step.local.map { value($0, step.from) },
          contribution: value(step.contribution, step.to), adjoint: value(step.adjoint, step.to), arrived: step.arrived,
          expected: step.expected))
    case .blocked(let from, let to, let operand, let reason):
      .blocked(from: node(from), to: node(to), operand: operand, reason: reason)
    case .enqueue(let own): .enqueue(node: node(own))
    case .finish(let own, let kind, let gradient):
      .finish(node: node(own), kind: kind, gradient: gradient.map { value($0, own) })
    case .end(let gradients): .end(gradients: gradients.mapValues { value($0, nil) })
    case .evaluate(let own): .evaluate(node: node(own))
    case .tangentSeed(let own, let tangent): .tangentSeed(node: node(own), tangent: value(tangent, own))
    case .pushForward(let step):
      .pushForward(
        .init(
          from: node(step.from), to: node(step.to), operand: step.operand, local: step.local.map { value($0, step.to) },
          contribution: value(step.contribution, step.to), tangent: value(step.tangent, step.to), arrived: step.arrived,
          expected: step.expected))
    case .tangentEnd(let tangent): .tangentEnd(tangent: value(tangent, nil))
    }
  }

  /// The values of the event.
  var values: [Value] {
    var values: [Value] = []
    _ = map({ _ in }, { value, _ in values.append(value) })
    return values
  }
}

extension Event: Equatable where NodeRef: Equatable, Value: Equatable {}
extension Event: Hashable where NodeRef: Hashable, Value: Hashable {}
extension Event: Sendable where NodeRef: Sendable, Value: Sendable {}
extension Event.PushForward: Equatable where NodeRef: Equatable, Value: Equatable {}
extension Event.PushForward: Hashable where NodeRef: Hashable, Value: Hashable {}
extension Event.PushForward: Sendable where NodeRef: Sendable, Value: Sendable {}
extension Event.Propagation: Equatable where NodeRef: Equatable, Value: Equatable {}
extension Event.Propagation: Hashable where NodeRef: Hashable, Value: Hashable {}
extension Event.Propagation: Sendable where NodeRef: Sendable, Value: Sendable {}
