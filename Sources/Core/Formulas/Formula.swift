/// Mathematics as a tree of operations and names.
///
/// ```swift
/// let formula = Formula.fraction(.number(1), .symbol(FormulaSymbol("x_1")))
/// formula.text()  // 1/x_1
/// formula.latex()  // \frac{1}{{x}_{1}}
/// formula.spoken()  // 1 over x sub 1
/// formula.value { _ in 4 }  // 0.25
/// ```
///
/// One tree has several forms: LaTeX (``latex(_:)``) and a typeset picture, one line of text (``text(_:)``), speech
/// (``spoken(_:)``) and a value (``value(_:)``).
public indirect enum Formula: Hashable, Sendable {
  /// A number, rounded only when it is shown.
  case number(Double)
  /// A number with at least so many significant digits, however few the style has.
  case decimal(Double, digits: Int)
  /// A number as it was written, with all its digits.
  case literal(Double)
  /// A name.
  case symbol(FormulaSymbol)
  /// Running text.
  case words(String)
  /// `−a`
  case negative(Formula)
  /// `a + b`
  case plus(Formula, Formula)
  /// `a − b`
  case minus(Formula, Formula)
  /// `a × b`
  case times(Formula, Formula)
  /// `a · b`
  case dot(Formula, Formula)
  /// The elementwise product of two arrays, `a ⊙ b`.
  case elementwise(Formula, Formula)
  /// The matrix product: side by side in mathematics, `a @ b` in one line.
  case matrixProduct(Formula, Formula)
  /// A dual number, `a + bε`, with the letter of its infinitesimal part.
  case dual(Formula, Formula, FormulaSymbol)
  /// `a` over `b`
  case fraction(Formula, Formula)
  /// `a` to the power of `b`
  case power(Formula, Formula)
  /// A named function of its arguments, `sin(a)`.
  case function(Function, [Formula])
  /// A function by any other name, `reshape(a)`; it has no number.
  case named(String, [Formula])
  /// An argument that is given by name, `axis = 0`.
  case keyword(String, Formula)
  /// Arguments in parentheses, `(2, 3)`.
  case tuple([Formula])
  /// A vector by its elements, `[a, b]`.
  case list([Formula])
  /// An array of two axes by its rows.
  case matrix([[Formula]])
  /// A part of an array, `a[0:2]`.
  case indexed(Formula, String)
  /// A formula with the shape of its array beneath it.
  case shaped(Formula, [Int])
  /// The transpose of an array.
  case transposed(Formula)
  /// The square root.
  case root(Formula)
  /// `|a|`
  case absolute(Formula)
  /// The partial derivative of one name with respect to another.
  case partial(FormulaSymbol, FormulaSymbol)
  /// `a < b` and its like; of a comparison on the left, `a < b < c`.
  case comparison(Comparison, Formula, Formula)
  /// The first where the condition holds, else the last.
  case piecewise(Formula, condition: Formula, otherwise: Formula)
  /// The sum of all elements of an array.
  case total(Formula)
  /// A sum of terms over an index or what it runs through.
  case sum(over: Formula, of: Formula)
  /// A chain of relations, `a = b = c`.
  case chain(Formula, [Link])
  /// Words and formulas in one sentence.
  case phrase([Formula])
  /// Statements side by side.
  case statements([Formula])
  /// A sign with what stands before and behind it, one of which may be left out: `× 2`, `1 −`.
  case section(Formula?, String, Formula?)

  /// One relation of a chain and its right side.
  public struct Link: Hashable, Sendable {
    /// The sign between.
    public let relation: Relation
    /// The right side.
    public let right: Formula

    /// A link of a chain.
    public init(_ relation: Relation, _ right: Formula) {
      self.relation = relation
      self.right = right
    }
  }

  /// The signs that join the parts of a chain.
  public enum Relation: Hashable, Sendable {
    /// `=`
    case equals
    /// `≈`, where digits that are not shown make the difference.
    case approximates
    /// `+=`, one sign: the left side grows by the right one.
    case growsBy
    /// `⇒`
    case implies
  }

  /// The signs of comparisons.
  public enum Comparison: String, Hashable, Sendable, CaseIterable {
    /// `a < b`
    case less = "<"
    /// `a ≤ b`
    case lessEqual = "≤"
    /// `a > b`
    case greater = ">"
    /// `a ≥ b`
    case greaterEqual = "≥"
    /// `a = b`
    case equal = "="
    /// `a ≠ b`
    case notEqual = "≠"
  }

  /// The left and right sides joined by `=`.
  public static func equality(_ first: Formula, _ others: Formula...) -> Formula {
    .chain(first, others.map { Link(.equals, $0) })
  }
}
