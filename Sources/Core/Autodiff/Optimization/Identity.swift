import Formulas

/// A rule of algebra by which static optimisation does without an operation.
///
/// None changes a value. Where ``assumption`` is nil, none changes a gradient either; elsewhere gradients are the same as
/// long as the assumption holds.
public enum Identity: String, CaseIterable, Hashable, Sendable {
  /// `x·1 = x`
  case timesOne = "x·1 = x"
  /// `x·0 = 0`
  case timesZero = "x·0 = 0"
  /// `x + 0 = x`
  case plusZero = "x + 0 = x"
  /// `x − 0 = x`
  case minusZero = "x − 0 = x"
  /// `x − x = 0`
  case minusItself = "x − x = 0"
  /// `x/1 = x`
  case overOne = "x/1 = x"
  /// `x/x = 1`
  case overItself = "x/x = 1"
  /// `x¹ = x`
  case firstPower = "x¹ = x"
  /// `x⁰ = 1`
  case zerothPower = "x⁰ = 1"
  /// `x²`, written as a power in one place and as a square in another.
  case square = "x^2 = square(x)"
  /// `−(−x) = x`
  case doubleNegation = "−(−x) = x"
  /// `relu(relu(x))` and `relu(|x|)`, where the inner result is never negative.
  case reluOfNonnegative = "relu(y) = y for y ≥ 0"
  /// `||x||` and `|relu(x)|`, where the inner result is never negative.
  case absOfNonnegative = "|y| = y for y ≥ 0"
  /// `where` with a condition that is a constant, and true or false everywhere.
  case knownCondition = "where(true, a, b) = a"

  /// The identity as a formula.
  public var name: String { rawValue }

  /// The values for which it holds, beyond those at hand; nil where it holds for all numbers.
  public var assumption: String? {
    switch self {
    case .timesZero, .minusItself: Words.isFinite
    case .overItself: Words.isFiniteNotZero
    case .zerothPower: Words.isNumber
    case .timesOne, .plusZero, .minusZero, .overOne, .firstPower, .square, .doubleNegation, .reluOfNonnegative,
      .absOfNonnegative, .knownCondition:
      nil
    }
  }
}
