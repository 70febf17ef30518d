import Formulas
import Tensors

/// Points at which an operation has no derivative, or an infinite one, or one from a side only, and what is returned
/// there.
///
/// Written over the operands by their names, so that `adviz ops` prints it and a test can
/// compute it.
package struct SpecialPoint: Hashable, Sendable {
  /// The conditions that hold at these points, all together.
  package let conditions: [Condition]
  /// The operation's value where it is no number, else nil.
  package let value: Formula?
  /// The local derivative with respect to each operand; nil where the points are ordinary for it.
  package let derivatives: [Formula?]

  /// Points at which all of some conditions hold.
  init(_ conditions: Condition..., value: Double? = nil, derivatives: [Formula?]) {
    self.conditions = conditions
    self.value = value.map(Formula.number)
    self.derivatives = derivatives
  }

  /// A condition on operands.
  package enum Condition: Hashable, Sendable {
    /// The two compare so.
    case comparison(Formula.Comparison, Formula, Formula)
    /// It is no whole number.
    case isFraction(Formula)
    /// It is NaN.
    case isNaN(Formula)
  }
}

/// Operands of an operation on arrays for which its derivative calls for an example.
package struct SpecialExample: Sendable {
  /// The situation they are an example of.
  package let situation: String
  /// The operands.
  package let operands: [Tensor]
}

extension SpecialPoint.Condition {
  /// The condition as text, `x = 0`.
  package var text: String {
    switch self {
    case .comparison(let sign, let a, let b): Formula.comparison(sign, a, b).text()
    case .isFraction(let a): "\(a.text()) is no whole number"
    case .isNaN(let a): "\(a.text()) is not a number"
    }
  }

  /// Whether it holds where the operands have these values; not so where one of them has none.
  package func holds(_ lookUp: (Symbol) -> Double?) -> Bool {
    switch self {
    case .comparison(let sign, let a, let b):
      guard let x = a.value(lookUp), let y = b.value(lookUp) else { return false }
      return sign.holds(x, y)
    case .isFraction(let a): return a.value(lookUp).map { $0 != $0.rounded() } ?? false
    case .isNaN(let a): return a.value(lookUp)?.isNaN ?? false
    }
  }

  static func less(_ a: Formula, _ b: Double) -> Self { .comparison(.less, a, .number(b)) }
  static func equal(_ a: Formula, _ b: Double) -> Self { .comparison(.equal, a, .number(b)) }
  static func greater(_ a: Formula, _ b: Double) -> Self { .comparison(.greater, a, .number(b)) }
}

extension Formula {
  static let x = Formula.symbol(Symbol("x"))
  static let y = Formula.symbol(Symbol("y"))
  static let c = Formula.symbol(Symbol("c"))
}
