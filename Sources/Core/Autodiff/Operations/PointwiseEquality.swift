import Tensors

// `x .== y` is a condition, element by element, as of the vectors of Swift's `SIMD`; `x == y` tells whether two nodes are
// the same.

/// Where two are equal, as a condition.
public func .== (x: Node, y: Node) -> Node { .trusting(.equal, Operands(x, y)) }
/// Where an element equals a number, as a condition.
public func .== (x: Node, y: Double) -> Node { .trusting(.equal, x, y) }
/// Where two are not equal, as a condition.
public func .!= (x: Node, y: Node) -> Node { .trusting(.notEqual, Operands(x, y)) }
/// Where an element does not equal a number, as a condition.
public func .!= (x: Node, y: Double) -> Node { .trusting(.notEqual, x, y) }

extension Node: Hashable {
  /// Whether both are the same node; nodes of equal values are not.
  public static func == (a: Node, b: Node) -> Bool { a === b }

  /// Hashes which node it is.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }

  /// Not available: a node equals no number.
  @available(*, unavailable, message: "a node equals only itself; 'x .== 2' is the condition, element by element")
  public static func == (a: Node, b: Double) -> Bool { false }
  /// Not available: a node equals no number.
  @available(*, unavailable, message: "a node equals only itself; 'x .!= 2' is the condition, element by element")
  public static func != (a: Node, b: Double) -> Bool { true }
}
