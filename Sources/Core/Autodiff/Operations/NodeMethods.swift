import Tensors

extension Node {
  /// The size along each axis; none for a number.
  public var shape: Shape { value.shape }
  /// The element type.
  public var dtype: DType { value.dtype }

  /// The array with its axes reversed.
  public var transposed: Node { transpose(self) }
  /// The array with its axes reversed, as mathematics and NumPy write it.
  public var T: Node { transpose(self) }

  /// The sum over some axes, all of them for nil; negative axes count from the last.
  public func sum(axes: [Int]? = nil, keepDims: Bool = false) -> Node {
    .trusting(.sum(axes: axes, keepDims: keepDims), Operands(self))
  }
  /// The mean over some axes, all of them for nil; negative axes count from the last.
  public func mean(axes: [Int]? = nil, keepDims: Bool = false) -> Node {
    .trusting(.mean(axes: axes, keepDims: keepDims), Operands(self))
  }
  /// The largest element over some axes, all of them for nil; ties share the adjoint equally.
  public func max(axes: [Int]? = nil, keepDims: Bool = false) -> Node {
    .trusting(.max(axes: axes, keepDims: keepDims), Operands(self))
  }
  /// The smallest element over some axes, all of them for nil; ties share the adjoint equally.
  public func min(axes: [Int]? = nil, keepDims: Bool = false) -> Node {
    .trusting(.min(axes: axes, keepDims: keepDims), Operands(self))
  }
  /// The product of vectors and matrices, NumPy's `dot` for up to two axes.
  public func dot(_ other: Node) -> Node { .trusting(.dot, Operands(self, other)) }
  /// The same elements in another shape; one size may be −1, the one that follows from the others.
  public func reshaped(to sizes: [Int]) -> Node { .trusting(.reshape(sizes: sizes), Operands(self)) }
  /// The same elements as a vector.
  public var flattened: Node { reshaped(to: [-1]) }
  /// The array without axes of size 1: those named, or all.
  public func squeezed(axes: [Int]? = nil) -> Node { .trusting(.squeeze(axes: axes), Operands(self)) }

  /// A constant of the same value and name: what is computed from it hands nothing back to this node.
  public func detached() -> Node { .constant(value, name: name) }
}

extension Node {
  /// One element or a part, by NumPy's rules: `x[0]`, `x[.all, 1]`, `x[.slice(from: nil, to: nil, step: 2)]`.
  public subscript(subscripts: Subscript...) -> Node { .trusting(.index(subscripts), Operands(self)) }

  #if !hasFeature(Embedded)
    /// One element or a part, by positions and ranges: `x[i]`, `x[1..<3]`, `x[0, 1...]`, `x[.all, ...2]`.
    @_disfavoredOverload
    public subscript<each Part: SubscriptConvertible>(parts: repeat each Part) -> Node {
      var subscripts: [Subscript] = []
      repeat subscripts.append((each parts).asSubscript)
      return .trusting(.index(subscripts), Operands(self))
    }

    /// A part by its last axes, after `...` for all axes before them: `x[..., 0]`.
    public subscript<each Part: SubscriptConvertible>(_: UnboundedRange, parts: repeat each Part) -> Node {
      var subscripts: [Subscript] = []
      repeat subscripts.append((each parts).asSubscript)
      return .trusting(.index(value.shape.subscripts(last: subscripts)), Operands(self))
    }

    /// A part by its first axis and its last ones, with `...` for all axes between them: `x[0, ..., 1]`.
    public subscript<First: SubscriptConvertible, each Part: SubscriptConvertible>(
      first: First, _: UnboundedRange, parts: repeat each Part
    ) -> Node {
      var subscripts: [Subscript] = []
      repeat subscripts.append((each parts).asSubscript)
      return .trusting(.index(value.shape.subscripts([first.asSubscript], last: subscripts)), Operands(self))
    }
  #endif
}

/// The position of the largest element in row-major order, the first of equals; without an element it stops the program.
public func argmax(_ x: Node) -> Int {
  do throws(TensorError) {
    return try x.value.argmax()
  } catch {
    Mistakes.report(error)
    return 0
  }
}

/// The positions of the largest elements along an axis, the first of equals.
public func argmax(_ x: Node, axis: Int) -> Tensor {
  .trusting { () throws(TensorError) in try x.value.argmax(axis: axis) }
}
