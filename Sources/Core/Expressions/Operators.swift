import Autodiff

/// The operations that are written with signs.
enum Operators {
  /// The signs between operands, of every rank.
  static let arithmetic: [String: Operation] = ["+": .add, "-": .sub, "*": .mul, "/": .div, "@": .dot]

  /// The signs of conditions.
  static let comparisons: [String: Operation] = [
    "<": .less, "<=": .lessEqual, ">": .greater, ">=": .greaterEqual, "==": .equal, "!=": .notEqual,
  ]

  /// The names of all operations with a sign, which are no functions of the language; `x^2` and `-x` are among them.
  static let names = Set(
    (Array(arithmetic.values) + Array(comparisons.values) + [.pow, .neg]).map { $0.name })
}
