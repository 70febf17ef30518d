import Tensors

// Operators of nodes and the numbers of Swift programs that are no literals: `x * n` for a whole `n`, `x * a` for a
// `Float`. They are disfavoured, so that literals are Doubles: `1 / 2 * x` is half of x. `**` has none: in `x ** (1 / 2)`
// Swift 6.3 would divide whole numbers. `pow(x, n)` is for them.

/// The sum with a number, in the node's type.
@_disfavoredOverload
public func + (x: Node, y: some PlainNumber) -> Node { .trusting(.add, x, y.asDouble) }
/// The sum with a number, in the node's type.
@_disfavoredOverload
public func + (x: some PlainNumber, y: Node) -> Node { .trusting(.add, x.asDouble, y) }
/// The difference with a number, in the node's type.
@_disfavoredOverload
public func - (x: Node, y: some PlainNumber) -> Node { .trusting(.sub, x, y.asDouble) }
/// The difference with a number, in the node's type.
@_disfavoredOverload
public func - (x: some PlainNumber, y: Node) -> Node { .trusting(.sub, x.asDouble, y) }
/// The product with a number, in the node's type.
@_disfavoredOverload
public func * (x: Node, y: some PlainNumber) -> Node { .trusting(.mul, x, y.asDouble) }
/// The product with a number, in the node's type.
@_disfavoredOverload
public func * (x: some PlainNumber, y: Node) -> Node { .trusting(.mul, x.asDouble, y) }
/// The quotient with a number, in the node's type.
@_disfavoredOverload
public func / (x: Node, y: some PlainNumber) -> Node { .trusting(.div, x, y.asDouble) }
/// The quotient with a number, in the node's type.
@_disfavoredOverload
public func / (x: some PlainNumber, y: Node) -> Node { .trusting(.div, x.asDouble, y) }
/// Where the left is less, as a condition.
@_disfavoredOverload
public func < (x: Node, y: some PlainNumber) -> Node { .trusting(.less, x, y.asDouble) }
/// Where the left is less, as a condition.
@_disfavoredOverload
public func < (x: some PlainNumber, y: Node) -> Node { .trusting(.less, x.asDouble, y) }
/// Where the left is greater, as a condition.
@_disfavoredOverload
public func > (x: Node, y: some PlainNumber) -> Node { .trusting(.greater, x, y.asDouble) }
/// Where the left is greater, as a condition.
@_disfavoredOverload
public func > (x: some PlainNumber, y: Node) -> Node { .trusting(.greater, x.asDouble, y) }
/// Where the left is less or equal, as a condition.
@_disfavoredOverload
public func <= (x: Node, y: some PlainNumber) -> Node { .trusting(.lessEqual, x, y.asDouble) }
/// Where the left is less or equal, as a condition.
@_disfavoredOverload
public func <= (x: some PlainNumber, y: Node) -> Node { .trusting(.lessEqual, x.asDouble, y) }
/// Where the left is greater or equal, as a condition.
@_disfavoredOverload
public func >= (x: Node, y: some PlainNumber) -> Node { .trusting(.greaterEqual, x, y.asDouble) }
/// Where the left is greater or equal, as a condition.
@_disfavoredOverload
public func >= (x: some PlainNumber, y: Node) -> Node { .trusting(.greaterEqual, x.asDouble, y) }

/// The larger of an element and a number, element by element.
@_disfavoredOverload
public func max(_ x: Node, _ y: some PlainNumber) -> Node { maximum(x, y.asDouble) }
/// The smaller of an element and a number, element by element.
@_disfavoredOverload
public func min(_ x: Node, _ y: some PlainNumber) -> Node { minimum(x, y.asDouble) }
/// The power with a number.
@_disfavoredOverload
public func pow(_ x: Node, _ y: some PlainNumber) -> Node { x ** y.asDouble }
