import Formulas
import Tensors

/// An operation that is declared outside of adviz, by a ``CustomRule``.
///
/// It is called as a function of nodes. By its name it is found again where a trace is read or drawn, so a name is given
/// once in a program.
public final class CustomOperation: Sendable {
  let rule: any CustomRule
  /// The name in traces, labels and captions.
  public let name: String

  /// Registers the operation of a rule.
  ///
  /// - Throws: ``CustomOperationError`` where the name is taken, or none.
  public init(_ rule: any CustomRule) throws(CustomOperationError) {
    self.rule = rule
    name = rule.name
    guard name.isNameOfOperation else { throw .noName(name) }
    guard Operation(name: name, attributes: [:]) == nil else { throw .nameTaken(name) }
    guard CustomOperations.insert(self) else { throw .nameTaken(name) }
  }

  /// The operation applied to nodes; shapes that do not fit stop the program with a sentence.
  public func callAsFunction(_ operands: Node...) -> Node {
    .trusting(.custom(self), Operands(all: operands))
  }

  /// Takes the name back: traces that have it are then drawn as those from elsewhere, without formulas.
  public func unregister() { CustomOperations.remove(self) }
}

/// What is wrong with the name of an operation.
public enum CustomOperationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// An operation of adviz, or one that was registered before, has the name.
  case nameTaken(String)
  /// It is no word of letters, digits and underscores.
  case noName(String)

  /// The sentence a person reads.
  public var description: String {
    switch self {
    case .nameTaken(let name): "there is an operation '\(name)' already; call yours something else"
    case .noName(let name):
      "'\(name)' is no name for an operation: write letters, digits and underscores, as in 'swish'"
    }
  }
}

extension String {
  /// Whether it is a word of letters, digits and underscores that does not begin with a digit.
  fileprivate var isNameOfOperation: Bool {
    guard let first = unicodeScalars.first, first == "_" || first.properties.isAlphabetic else { return false }
    return unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0) }
      && unicodeScalars.count <= 64
  }
}

extension CustomOperation: Hashable {
  /// Whether they are the same object.
  public static func == (a: CustomOperation, b: CustomOperation) -> Bool { a === b }
  /// By identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension CustomOperation: OperationRule {
  package var arity: ClosedRange<Int> { rule.arity }
  /// False: the way for numbers that spares arrays is for rules of adviz's own.
  package var isElementwise: Bool { false }
  package var domain: [ClosedRange<Double>] { Array(repeating: -3...3, count: Swift.min(rule.arity.upperBound, 8)) }

  package func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor { try rule.value(operands) }

  package func local(
    _ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor? {
    guard rule.isElementwise else { return nil }
    return try pullBack(.ones(like: result), to: operand, operands, result)
  }

  package func pullBack(
    _ adjoint: Tensor, to operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    let nodes = operands.map { NodeQuantity(.constant($0)) }
    return try pullBack(
      NodeQuantity(.constant(adjoint)), to: operand, nodes, NodeQuantity(.constant(result))
    ).node.value
  }

  package func pullBack(
    _ adjoint: NodeQuantity, to operand: Int, _ operands: Operands<NodeQuantity>, _ result: NodeQuantity
  ) throws(TensorError) -> NodeQuantity {
    let contribution = rule.pullBack(adjoint.node, to: operand, operands.map { $0.node }, result.node)
    let (shape, target) = (contribution.value.shape, operands[operand].shape)
    guard (try? target.broadcast(with: shape, for: "")) == shape else {
      throw .wrongContribution(operation: name, operand: operand, shape, target)
    }
    return NodeQuantity(contribution)
  }

  /// The Jacobian-vector product from pull-backs: each element of the result is pulled back alone, and its row of the
  /// Jacobian multiplied with the tangent; where the operation is elementwise, one pull-back does for all.
  package func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    if let slope = try local(operand, operands, result) { return try tangent.multiplied(by: slope) }
    var adjoint = Array(repeating: 0.0, count: result.shape.count)
    var elements: [Double] = []
    elements.reserveCapacity(result.shape.count)
    for row in adjoint.indices {
      adjoint[row] = 1
      let seed = try Tensor(adjoint, shape: result.shape, dtype: result.dtype)
      let slope = try pullBack(seed, to: operand, operands, result).reduced(to: operands[operand].shape)
      elements.append(try slope.multiplied(by: tangent).sum().elements.first ?? 0)
      adjoint[row] = 0
    }
    return try Tensor(elements, shape: result.shape, dtype: result.dtype)
  }

  package func formula(_ operands: Operands<Formula>) -> Formula { rule.formula(operands) }

  package func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? {
    rule.isElementwise ? rule.derivativeFormula(operand, operands, result) : nil
  }

  package func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    rule.pullBackFormula(adjoint, to: operand, operands, result)
  }

  package func pushForwardFormula(
    _ tangent: Formula, from operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    localFormula(operand, operands, result).map { $0.multiplying(tangent) }
      ?? .named("jvp_\(name)", [tangent] + Array(operands))
  }
}
