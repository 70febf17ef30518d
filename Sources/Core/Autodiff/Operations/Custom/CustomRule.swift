import Formulas
import Tensors

/// The rule of an operation that is declared outside of adviz: its value, its derivative, and how both are written.
///
/// ```swift
/// final class Swish: CustomRule {
///   let name = "swish"
///   func value(_ x: Operands<Tensor>) throws(TensorError) -> Tensor { try x[0].multiplied(by: x[0].logistic) }
///   func pullBack(_ adjoint: Node, to operand: Int, _ x: Operands<Node>, _ y: Node) -> Node {
///     adjoint * (sigmoid(x[0]) + y * (1 - sigmoid(x[0])))
///   }
/// }
/// let swish = try CustomOperation(Swish())
/// let f = swish(variable(2, name: "x"))
/// ```
///
/// The pull-back is written over nodes, so that the derivative can be differentiated again. Forward mode follows from it.
/// ``checkGradient(of:variables:elementLimit:progress:)`` tells where value and pull-back disagree.
///
/// Rules are classes: where adviz runs in a page, there is no other `any`.
public protocol CustomRule: AnyObject, Sendable {
  /// The name in traces, labels and captions: a word of letters, digits and underscores.
  var name: String { get }
  /// The number of operands.
  var arity: ClosedRange<Int> { get }
  /// Whether each element of the result comes from the same element of the operands alone; captions then show the local
  /// derivative.
  var isElementwise: Bool { get }

  /// The result.
  ///
  /// - Throws: ``TensorError`` where the operands' shapes do not fit.
  func value(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor

  /// The vector-Jacobian product: what an adjoint of the result contributes to the operand's adjoint.
  ///
  /// The adjoint has the shape of the result. The contribution has the shape of the operand, or one that it was broadcast
  /// to; it is summed to the operand's shape afterwards.
  func pullBack(_ adjoint: Node, to operand: Int, _ operands: Operands<Node>, _ result: Node) -> Node

  /// The result as mathematics.
  func formula(_ operands: Operands<Formula>) -> Formula

  /// The local derivative as mathematics where the operation is elementwise; nil for its number alone.
  func derivativeFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula?

  /// The contribution to the operand's adjoint as mathematics.
  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula
}

extension CustomRule {
  /// One operand.
  public var arity: ClosedRange<Int> { 1...1 }
  /// True for an operation of one operand.
  public var isElementwise: Bool { arity == 1...1 }
  /// The name and the operands, `swish(x)`.
  public func formula(_ operands: Operands<Formula>) -> Formula { .named(name, Array(operands)) }
  /// Nil.
  public func derivativeFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? { nil }
  /// The product with the local derivative where there is a formula of that; else `vjp` of the adjoint and the operands.
  public func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    derivativeFormula(operand, operands, result).map { .dot(adjoint, $0) }
      ?? .named("vjp_\(name)", [adjoint] + Array(operands))
  }
}
