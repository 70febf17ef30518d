import Tensors

// Names that Swift, C and NumPy have for functions of ``Functions``, and other ways to write their arguments.

/// The larger of two, element by element: ``maximum(_:_:)-(Node,Node)``.
public func max(_ x: Node, _ y: Node) -> Node { maximum(x, y) }
/// The larger of an element and a number, element by element.
public func max(_ x: Node, _ y: Double) -> Node { maximum(x, y) }
/// The larger of a number and an element, element by element.
public func max(_ x: Double, _ y: Node) -> Node { .trusting(.maximum, x, y) }
/// The smaller of two, element by element: ``minimum(_:_:)-(Node,Node)``.
public func min(_ x: Node, _ y: Node) -> Node { minimum(x, y) }
/// The smaller of an element and a number, element by element.
public func min(_ x: Node, _ y: Double) -> Node { minimum(x, y) }
/// The smaller of a number and an element, element by element.
public func min(_ x: Double, _ y: Node) -> Node { .trusting(.minimum, x, y) }
/// The larger of a number and an element, element by element.
public func maximum(_ x: Double, _ y: Node) -> Node { .trusting(.maximum, x, y) }
/// The smaller of a number and an element, element by element.
public func minimum(_ x: Double, _ y: Node) -> Node { .trusting(.minimum, x, y) }

/// The power, element by element: `x ** y`.
public func pow(_ x: Node, _ y: Node) -> Node { x ** y }
/// The power with a number: `x ** y`.
public func pow(_ x: Node, _ y: Double) -> Node { x ** y }
/// The power of a number: `x ** y`.
public func pow(_ x: Double, _ y: Node) -> Node { x ** y }

/// The sum over one axis; a negative one counts from the last.
public func sum(_ x: Node, axes axis: Int, keepDims: Bool = false) -> Node { x.sum(axes: [axis], keepDims: keepDims) }
/// The sum over one axis; a negative one counts from the last.
public func sum(_ x: Node, axis: Int, keepDims: Bool = false) -> Node { x.sum(axes: [axis], keepDims: keepDims) }
/// The mean over one axis; a negative one counts from the last.
public func mean(_ x: Node, axes axis: Int, keepDims: Bool = false) -> Node { x.mean(axes: [axis], keepDims: keepDims) }
/// The mean over one axis; a negative one counts from the last.
public func mean(_ x: Node, axis: Int, keepDims: Bool = false) -> Node { x.mean(axes: [axis], keepDims: keepDims) }
/// The largest element over one axis; a negative one counts from the last.
public func max(_ x: Node, axes axis: Int, keepDims: Bool = false) -> Node { x.max(axes: [axis], keepDims: keepDims) }
/// The largest element over one axis; a negative one counts from the last.
public func max(_ x: Node, axis: Int, keepDims: Bool = false) -> Node { x.max(axes: [axis], keepDims: keepDims) }
/// The smallest element over one axis; a negative one counts from the last.
public func min(_ x: Node, axes axis: Int, keepDims: Bool = false) -> Node { x.min(axes: [axis], keepDims: keepDims) }
/// The smallest element over one axis; a negative one counts from the last.
public func min(_ x: Node, axis: Int, keepDims: Bool = false) -> Node { x.min(axes: [axis], keepDims: keepDims) }

/// The logarithm of the sum of `eˣ` over one axis; a negative one counts from the last.
public func logsumexp(_ x: Node, axis: Int, keepDims: Bool = false) -> Node {
  logsumexp(x, axes: [axis], keepDims: keepDims)
}
/// The square root of the sum of squares over one axis; a negative one counts from the last.
public func norm(_ x: Node, axis: Int, keepDims: Bool = false) -> Node { norm(x, axes: [axis], keepDims: keepDims) }
/// The product over one axis; a negative one counts from the last.
public func prod(_ x: Node, axis: Int, keepDims: Bool = false) -> Node { prod(x, axes: [axis], keepDims: keepDims) }
/// The variance over one axis; a negative one counts from the last.
public func variance(_ x: Node, axis: Int, keepDims: Bool = false) -> Node {
  variance(x, axes: [axis], keepDims: keepDims)
}
/// The square root of the variance over one axis; a negative one counts from the last.
public func std(_ x: Node, axis: Int, keepDims: Bool = false) -> Node { std(x, axes: [axis], keepDims: keepDims) }

/// Where an element equals a number, as a condition.
public func equal(_ x: Node, _ y: Double) -> Node { .trusting(.equal, x, y) }
/// Where an element does not equal a number, as a condition.
public func notEqual(_ x: Node, _ y: Double) -> Node { .trusting(.notEqual, x, y) }
/// One of two numbers, element by element: the first where the condition is not 0.
public func `where`(_ condition: Node, _ x: Double, _ y: Double) -> Node {
  `where`(condition, .literal(x, beside: condition), .literal(y, beside: condition))
}
