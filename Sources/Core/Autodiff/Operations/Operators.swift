import Tensors

// The operators users write; each stops the program where shapes do not fit, as the functions do.

extension Node {
  /// The negative.
  ///
  /// Swift binds a prefix operator to its operand: `-x ** 2` is `(-x) ** 2` here, and `-(x²)` in an
  /// expression file.
  public static prefix func - (x: Node) -> Node { trusting(.neg, x) }
}

/// The sum, element by element.
public func + (x: Node, y: Node) -> Node { .trusting(.add, x, y) }
/// The difference, element by element.
public func - (x: Node, y: Node) -> Node { .trusting(.sub, x, y) }
/// The product, element by element.
public func * (x: Node, y: Node) -> Node { .trusting(.mul, x, y) }
/// The quotient, element by element.
public func / (x: Node, y: Node) -> Node { .trusting(.div, x, y) }
/// The power, element by element.
public func ** (x: Node, y: Node) -> Node { .trusting(.pow, x, y) }
/// Where the left is less, as a condition.
public func < (x: Node, y: Node) -> Node { .trusting(.less, x, y) }
/// Where the left is greater, as a condition.
public func > (x: Node, y: Node) -> Node { .trusting(.greater, x, y) }

/// The sum with a number.
public func + (x: Node, y: Double) -> Node { .trusting(.add, x, y) }
/// The sum with a number.
public func + (x: Double, y: Node) -> Node { .trusting(.add, x, y) }
/// The difference with a number.
public func - (x: Node, y: Double) -> Node { .trusting(.sub, x, y) }
/// The difference with a number.
public func - (x: Double, y: Node) -> Node { .trusting(.sub, x, y) }
/// The product with a number.
public func * (x: Node, y: Double) -> Node { .trusting(.mul, x, y) }
/// The product with a number.
public func * (x: Double, y: Node) -> Node { .trusting(.mul, x, y) }
/// The quotient with a number.
public func / (x: Node, y: Double) -> Node { .trusting(.div, x, y) }
/// The quotient with a number.
public func / (x: Double, y: Node) -> Node { .trusting(.div, x, y) }
/// The power with a number.
public func ** (x: Node, y: Double) -> Node { .trusting(.pow, x, y) }
/// The power with a number.
public func ** (x: Double, y: Node) -> Node { .trusting(.pow, x, y) }
/// Where the left is less or equal, as a condition.
public func <= (x: Node, y: Node) -> Node { .trusting(.lessEqual, x, y) }
/// Where the left is greater or equal, as a condition.
public func >= (x: Node, y: Node) -> Node { .trusting(.greaterEqual, x, y) }
/// Where the left is less, as a condition.
public func < (x: Node, y: Double) -> Node { .trusting(.less, x, y) }
/// Where the left is greater, as a condition.
public func > (x: Node, y: Double) -> Node { .trusting(.greater, x, y) }
/// Where the left is less or equal, as a condition.
public func <= (x: Node, y: Double) -> Node { .trusting(.lessEqual, x, y) }
/// Where the left is greater or equal, as a condition.
public func >= (x: Node, y: Double) -> Node { .trusting(.greaterEqual, x, y) }
