import Autodiff
import Formulas

/// The rule of an operation in a picture: the adjoint comes in, the local derivatives are applied, contributions go out.
///
/// The article's figure of `opname_grad`.
package struct RuleFigure: Hashable, Sendable {
  /// An operand and what goes back to it.
  package struct Operand: Hashable, Sendable {
    /// Its name.
    package let name: Formula
    /// The local derivative, `∂mul/∂x = y`; nil where the operation is not elementwise.
    package let local: Formula?
    /// What its adjoint grows by; nil where the operation has no derivative with respect to it.
    package let contribution: Formula?
  }

  /// The operation and what it makes of its operands, `mul = x × y`.
  package let definition: Formula
  /// The operation.
  package let label: Formula
  /// Its operands.
  package let operands: [Operand]
  /// The derivative that comes in, `∂f/∂mul`.
  package let adjoint: Formula
  /// The function that is differentiated.
  package let function: Formula

  /// The rule of an operation, by the names its rule gives to operands.
  package init(_ operation: Autodiff.Operation) {
    let rule = operation.rule
    let symbols = rule.operandNames.prefix(max(rule.arity.lowerBound, min(rule.arity.upperBound, 3))).map { Symbol($0) }
    let operands = Operands(all: symbols.map { Formula.symbol($0) })
    let result = Symbol(operation: rule.name)
    let f = Symbol("f")
    definition = .equality(.symbol(result), rule.formula(operands))
    label = .symbol(result)
    adjoint = .partial(f, result)
    function = .symbol(f)
    self.operands = symbols.enumerated().map { place, symbol in
      guard rule.isDifferentiable(in: place) else {
        return Operand(name: .symbol(symbol), local: nil, contribution: nil)
      }
      let share = rule.pullBackFormula(.partial(f, result), to: place, operands, .symbol(result))
      return Operand(
        name: .symbol(symbol),
        local: rule.localFormula(place, operands, .symbol(result)).map { .equality(.partial(result, symbol), $0) },
        contribution: .chain(.partial(f, symbol), [.init(.growsBy, share)]))
    }
  }

  /// The picture in words.
  package func spoken(_ numbers: NumberStyle) -> String {
    let parts = [definition] + operands.flatMap { [$0.local, $0.contribution].compactMap { $0 } }
    return parts.map { $0.spoken(numbers).capitalizedFirst + "." }.joined(separator: " ")
  }
}
