import Tensors

extension Node {
  /// The node itself.
  public static prefix func + (x: Node) -> Node { x }
}

// Assignments that compute a new node from the one in a variable of the program: the graph grows.

/// Puts the sum in the place of the left node: `x = x + y`.
public func += (x: inout Node, y: Node) { x = x + y }
/// Puts the sum with a number in the place of the node.
public func += (x: inout Node, y: Double) { x = x + y }
/// Puts the sum with a number in the place of the node.
@_disfavoredOverload
public func += (x: inout Node, y: some PlainNumber) { x = x + y }
/// Puts the difference in the place of the left node: `x = x - y`.
public func -= (x: inout Node, y: Node) { x = x - y }
/// Puts the difference with a number in the place of the node.
public func -= (x: inout Node, y: Double) { x = x - y }
/// Puts the difference with a number in the place of the node.
@_disfavoredOverload
public func -= (x: inout Node, y: some PlainNumber) { x = x - y }
/// Puts the product in the place of the left node: `x = x * y`.
public func *= (x: inout Node, y: Node) { x = x * y }
/// Puts the product with a number in the place of the node.
public func *= (x: inout Node, y: Double) { x = x * y }
/// Puts the product with a number in the place of the node.
@_disfavoredOverload
public func *= (x: inout Node, y: some PlainNumber) { x = x * y }
/// Puts the quotient in the place of the left node: `x = x / y`.
public func /= (x: inout Node, y: Node) { x = x / y }
/// Puts the quotient with a number in the place of the node.
public func /= (x: inout Node, y: Double) { x = x / y }
/// Puts the quotient with a number in the place of the node.
@_disfavoredOverload
public func /= (x: inout Node, y: some PlainNumber) { x = x / y }

// Steps of descent: the leaf moves and no graph grows.

/// Moves a variable: puts a new variable of the same name, whose value is larger by an array, in its place.
///
/// The array is broadcast to the variable's shape; its memory holds the new value where nobody else needs it. A node that
/// is no variable stops the program.
@_disfavoredOverload
public func += (x: inout Node, y: consuming Tensor) { x = x.moved(by: y, isForward: true) }

/// Moves a variable: puts a new variable of the same name, whose value is smaller by an array, in its place.
///
/// A step of gradient descent, without a copy of the weights:
///
/// ```swift
/// let gradients = try gradient(of: loss(weights))
/// weights -= 0.1 * gradients[weights]
/// ```
///
/// The array is broadcast to the variable's shape; its memory holds the new value where nobody else needs it. A node that
/// is no variable stops the program.
@_disfavoredOverload
public func -= (x: inout Node, y: consuming Tensor) { x = x.moved(by: y, isForward: false) }

extension Node {
  fileprivate func moved(by step: consuming Tensor, isForward: Bool) -> Node {
    guard kind == .variable else {
      fatalError("only a variable moves: \(debugDescription) is none, and 'x = x - constant(step)' computes from it")
    }
    var moved = value
    if isForward { moved += step } else { moved -= step }
    return .variable(moved, name: name)
  }
}
