import Formulas
import Tensors

/// The definition of one operation: its value, its derivatives, and how both are written.
///
/// A rule is never asked about broadcasting: adjoints come in the shape of the result, and what it hands
/// back is summed to the operand's shape in one place, the backward pass.
package protocol OperationRule: AnyObject, Sendable {
  /// The name in expressions, traces and labels.
  var name: String { get }
  /// The number of operands.
  var arity: ClosedRange<Int> { get }
  /// The attributes of this use of the operation, `axis` say; written to traces.
  var attributes: [String: Attribute] { get }
  /// The operation of this rule, with attributes as a trace holds them; nil where they are of another kind.
  ///
  /// `operation` has its attributes at their defaults.
  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation?
  /// Whether the operands may change places, as those of a sum may.
  var isCommutative: Bool { get }
  /// Whether each element of the result comes from the same element of the operands alone.
  var isElementwise: Bool { get }
  /// Whether the operation selects: its derivative is 0 for what it leaves out, and nothing is handed on to that, neither
  /// of an infinite adjoint nor of NaN.
  var isMask: Bool { get }
  /// The names of the operands in ``specialPoints`` and in `adviz ops`, for the first few.
  var operandNames: [String] { get }
  /// Where the operation is defined and smooth, for each operand; tests draw their points from here.
  var domain: [ClosedRange<Double>] { get }
  /// Where an elementwise operation has no ordinary derivative, and what is returned there.
  var specialPoints: [SpecialPoint] { get }
  /// Operands of an operation on arrays for which what it hands on calls for an example.
  var specialExamples: [SpecialExample] { get }
  /// A remark on the derivative, a sentence without its full stop.
  var remark: String? { get }

  /// The number of elements of the result where the result may be larger than its operands; else 0, also where these do
  /// not fit.
  ///
  /// Memory is asked for before such a result is computed.
  func elementCountIfGrowing(_ operands: Operands<Tensor>) -> Int

  /// The result.
  ///
  /// - Throws: ``TensorError`` where the operands' shapes do not fit.
  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor

  /// The result where the operands are one or two float64 numbers, the same to the bit; nil where the operation
  /// has no way for numbers that spares arrays.
  func evaluate(_ x: Scalar, _ y: Scalar?) -> Scalar?

  /// Whether the slopes on two sides of the operands may differ: a corner, or a border between two cases.
  ///
  /// - Throws: ``TensorError`` where that would exceed the limits of a tensor.
  func isAtKink(_ operands: Operands<Tensor>, _ result: Tensor) throws(TensorError) -> Bool

  /// Whether the result has a derivative with respect to an operand; not so for a condition.
  func isDifferentiable(in operand: Int) -> Bool

  /// The local derivative with respect to one operand where the operation is elementwise, else nil.
  ///
  /// - Throws: ``TensorError`` where that would exceed the limits of a tensor.
  func local(_ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor) throws(TensorError) -> Tensor?

  /// The local derivative where the operands are one or two float64 numbers; nil as for the result.
  func derivative(_ operand: Int, _ x: Scalar, _ y: Scalar?, _ result: Scalar) -> Scalar?

  #if !hasFeature(Embedded)
    /// What an adjoint of the result contributes to the adjoints of one or two operands, where all are float64 numbers; nil
    /// as for the result.
    ///
    /// What no operand needs is of no meaning.
    func pullBack(
      _ adjoint: Scalar, to needs: (x: Bool, y: Bool), _ x: Scalar, _ y: Scalar?, _ result: Scalar
    ) -> (x: Scalar, y: Scalar)?
  #endif

  /// The vector-Jacobian product: what an adjoint of the result contributes to the operand's adjoint.
  ///
  /// The adjoint has the shape of the result. So may the contribution, which is summed to the operand's shape later.
  ///
  /// - Throws: ``TensorError`` where that would exceed the limits of a tensor.
  func pullBack(
    _ adjoint: Tensor, to operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor

  /// The vector-Jacobian product as a graph, which can be differentiated again; the same as that of tensors.
  ///
  /// - Throws: ``TensorError`` where that would exceed the limits of a tensor.
  func pullBack(
    _ adjoint: NodeQuantity, to operand: Int, _ operands: Operands<NodeQuantity>, _ result: NodeQuantity
  ) throws(TensorError) -> NodeQuantity

  /// The Jacobian-vector product: how the result moves when one operand moves along a tangent.
  ///
  /// The tangent has the shape of the operand; what is returned may yet have to be broadcast to the result's.
  ///
  /// - Throws: ``TensorError`` where that would exceed the limits of a tensor.
  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor

  /// The elements of the result that move when some of an operand do: 1 for those that move and 0 for the others.
  ///
  /// The caller broadcasts it to the result's shape.
  ///
  /// - Throws: ``TensorError`` where that would exceed the limits of a tensor.
  func reach(
    _ moves: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor

  /// The rule that writes the operation at a node of a trace, whose operands' shapes and values are known.
  func written(at node: TraceNode, _ operands: [TraceNode]) -> any OperationRule

  /// The result as mathematics.
  func formula(_ operands: Operands<Formula>) -> Formula

  /// The local derivative as mathematics where the operation is elementwise, else nil.
  func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula?

  /// The contribution to the operand's adjoint as mathematics, whatever the operation.
  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula

  /// The contribution of an operand's tangent to that of the result as mathematics.
  func pushForwardFormula(
    _ tangent: Formula, from operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula
}

extension OperationRule {
  /// None, for most.
  package var attributes: [String: Attribute] { [:] }
  /// The operation as it is: most have no attributes.
  package func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? { operation }
  /// 0, for most.
  package func elementCountIfGrowing(_ operands: Operands<Tensor>) -> Int { 0 }
  /// False: most operations are smooth.
  package func isAtKink(_ operands: Operands<Tensor>, _ result: Tensor) throws(TensorError) -> Bool { false }
  /// The rule itself, for most.
  package func written(at node: TraceNode, _ operands: [TraceNode]) -> any OperationRule { self }
  /// `x` and `y`, for most.
  package var operandNames: [String] { arity.upperBound == 1 ? ["x"] : ["x", "y"] }
  /// False, for most.
  package var isCommutative: Bool { false }
  /// False: most operations use all of their operands.
  package var isMask: Bool { false }
  /// False: an elementwise operation says so by its protocol.
  package var isElementwise: Bool { false }
  /// None: most operations are smooth.
  package var specialPoints: [SpecialPoint] { [] }
  /// None, for most.
  package var specialExamples: [SpecialExample] { [] }
  /// Nil, for most.
  package var remark: String? { nil }
  /// The operation of the tangent in place of the operand, which is right where the result is linear in it.
  package func pushForwardFormula(
    _ tangent: Formula, from operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    formula(Operands(all: operands.enumerated().map { $0 == operand ? tangent : $1 }))
  }
  /// True, for most.
  package func isDifferentiable(in operand: Int) -> Bool { true }
  /// Where something arrives when the moving elements move by 1, which is right for what selects, places and adds up.
  package func reach(
    _ moves: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    if isElementwise, !isMask { return moves }
    return try pushForward(moves, from: operand, operands, result).compared(.notEqual, to: moves.filled(0))
  }
  /// Nil: only what treats each element alone has a way for numbers.
  package func evaluate(_ x: Scalar, _ y: Scalar?) -> Scalar? { nil }
  /// Nil: only what treats each element alone has a way for numbers.
  package func derivative(_ operand: Int, _ x: Scalar, _ y: Scalar?, _ result: Scalar) -> Scalar? { nil }
}

#if !hasFeature(Embedded)
  extension OperationRule {
    /// Nil: only what treats each element alone has a way for numbers.
    package func pullBack(
      _ adjoint: Scalar, to needs: (x: Bool, y: Bool), _ x: Scalar, _ y: Scalar?, _ result: Scalar
    ) -> (x: Scalar, y: Scalar)? {
      nil
    }
  }
#endif

extension OperationRule {
  /// An adjoint or a tangent times the local derivative, or times what an element has in an extreme.
  ///
  /// The one place where masks differ from other operations: 0·∞ is 0 there, and NaN elsewhere.
  func product<Q: Quantity>(_ incoming: Q, _ derivative: Q) throws(TensorError) -> Q {
    isMask ? try incoming.selected(by: derivative) : try incoming.multiplied(by: derivative)
  }
}
