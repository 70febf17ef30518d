import Tensors

// The leaves of a graph. Of the versions of a function a literal takes the one for Double or its arrays, so that
// `variable(1 / 2)` is one half.

/// A variable: a leaf to whose change the output responds.
@_disfavoredOverload
public func variable(_ value: Tensor, name: String? = nil) -> Node { .variable(value, name: name) }
/// A variable that is a number.
public func variable(_ value: Double, name: String? = nil) -> Node { .variable(Tensor(value), name: name) }
/// A variable that is a number, in float32 where that is a `Float`.
@_disfavoredOverload
public func variable(_ value: some PlainNumber, name: String? = nil) -> Node { .variable(Tensor(value), name: name) }
/// A variable that is a vector.
public func variable(_ elements: [Double], name: String? = nil) -> Node { .variable(Tensor(elements), name: name) }
/// A variable that is a vector, in float32 where its elements are of type `Float`.
@_disfavoredOverload
public func variable(_ elements: [some PlainNumber], name: String? = nil) -> Node {
  .variable(Tensor(elements), name: name)
}
/// A variable that is a matrix; rows of different lengths stop the program.
public func variable(_ rows: [[Double]], name: String? = nil) -> Node { .variable(Tensor(rows), name: name) }
/// A variable that is a matrix, in float32 where its elements are of type `Float`; rows of different lengths stop the
/// program.
@_disfavoredOverload
public func variable(_ rows: [[some PlainNumber]], name: String? = nil) -> Node { .variable(Tensor(rows), name: name) }

/// A constant: a leaf that stays as it is.
@_disfavoredOverload
public func constant(_ value: Tensor, name: String? = nil) -> Node { .constant(value, name: name) }
/// A constant that is a number.
public func constant(_ value: Double, name: String? = nil) -> Node { .constant(Tensor(value), name: name) }
/// A constant that is a number, in float32 where that is a `Float`.
@_disfavoredOverload
public func constant(_ value: some PlainNumber, name: String? = nil) -> Node { .constant(Tensor(value), name: name) }
/// A constant that is a vector.
public func constant(_ elements: [Double], name: String? = nil) -> Node { .constant(Tensor(elements), name: name) }
/// A constant that is a vector, in float32 where its elements are of type `Float`.
@_disfavoredOverload
public func constant(_ elements: [some PlainNumber], name: String? = nil) -> Node {
  .constant(Tensor(elements), name: name)
}
/// A constant that is a matrix; rows of different lengths stop the program.
public func constant(_ rows: [[Double]], name: String? = nil) -> Node { .constant(Tensor(rows), name: name) }
/// A constant that is a matrix, in float32 where its elements are of type `Float`; rows of different lengths stop the
/// program.
@_disfavoredOverload
public func constant(_ rows: [[some PlainNumber]], name: String? = nil) -> Node { .constant(Tensor(rows), name: name) }
