import Adviz

/// The cases of operators, assignments, aliases and methods.
extension Misfits {
  static let language: [String: Misfit] = assignments.merging(aliases) { $1 }.merging(arrays) { $1 }

  private static func assigns(_ name: String, _ body: @escaping @Sendable (inout Node, Node) -> Void) -> Misfit {
    .stopping("\(name): shapes (2,) and (3,) do not broadcast") {
      var node = two
      body(&node, three)
    }
  }

  private static let assignments: [String: Misfit] = [
    "+=(_:_:) Node, Node": assigns("add") { $0 += $1 },
    "-=(_:_:) Node, Node": assigns("sub") { $0 -= $1 },
    "*=(_:_:) Node, Node": assigns("mul") { $0 *= $1 },
    "/=(_:_:) Node, Node": assigns("div") { $0 /= $1 },
    "+=(_:_:) Node, Tensor": .stopping("broadcast: shapes (3,) and (2,) do not broadcast") {
      var node = two
      node += [1, 2, 3] as Tensor
    },
    "-=(_:_:) Node, Tensor": .stopping("only a variable moves: f = mul, shape (2,) is none") {
      var node = (two * 2).named("f")
      node -= [1, 2] as Tensor
    },
    ".==(_:_:) Node, Node": stops("equal") { $0 .== $1 },
    ".!=(_:_:) Node, Node": stops("notEqual") { $0 .!= $1 },
    "Node.==(_:_:) Node, Node": .fitting { _ = two == three },
  ]

  private static let aliases: [String: Misfit] = [
    "max(_:_:) Node, Node": stops("maximum", max),
    "min(_:_:) Node, Node": stops("minimum", min),
    "pow(_:_:) Node, Node": stops("pow", pow),
    "sum(_:axis:keepDims:) Node, Int, Bool": .stopping("sum: axis 2 is out of range for shape (2, 3)") {
      _ = sum(matrix, axis: 2)
    },
    "mean(_:axis:keepDims:) Node, Int, Bool": .stopping("mean: axis -3 is out of range for shape (2, 3)") {
      _ = mean(matrix, axis: -3)
    },
    "max(_:axis:keepDims:) Node, Int, Bool": .stopping("max: axis 1 is out of range for shape (2,)") {
      _ = max(two, axis: 1)
    },
    "min(_:axis:keepDims:) Node, Int, Bool": .stopping("min: axis \(Int.min) is out of range for shape (2,)") {
      _ = min(two, axis: .min)
    },
    "argmax(_:axis:) Node, Int": .stopping("argmax: axis 1 is out of range for shape (2,)") {
      _ = argmax(two, axis: 1)
    },
    "Node.dot(_:) Node": .stopping("dot: inner dimensions differ: (2,) · (3,)") { _ = two.dot(three) },
    "Node.sum(axes:keepDims:) [Int]?, Bool": .stopping("sum: axis -1 is named twice for shape (2, 3)") {
      _ = matrix.sum(axes: [1, -1])
    },
    "Node.mean(axes:keepDims:) [Int]?, Bool": .stopping("mean: axis 2 is out of range for shape (2, 3)") {
      _ = matrix.mean(axes: [2])
    },
    "Node.max(axes:keepDims:) [Int]?, Bool": .stopping("max: axis 2 is out of range for shape (2, 3)") {
      _ = matrix.max(axes: [2])
    },
    "Node.min(axes:keepDims:) [Int]?, Bool": .stopping("min: axis 2 is out of range for shape (2, 3)") {
      _ = matrix.min(axes: [2])
    },
    "Node.reshaped(to:) [Int]": .stopping("reshape: an array of shape (2, 3) cannot become (5,)") {
      _ = matrix.reshaped(to: [5])
    },
    "Node.squeezed(axes:) [Int]?": .stopping("squeeze: axis 1 of shape (2, 3) is not of size 1") {
      _ = matrix.squeezed(axes: [1])
    },
  ]

  private static func combines(_ name: String, _ body: @escaping @Sendable (Tensor, Tensor) -> Tensor) -> Misfit {
    .stopping("\(name): shapes (2,) and (3,) do not broadcast") { _ = body([1, 2], [1, 2, 3]) }
  }

  private static func changes(_ body: @escaping @Sendable (inout Tensor, Tensor) -> Void) -> Misfit {
    .stopping("broadcast: shapes (3,) and (2,) do not broadcast") {
      var tensor: Tensor = [1, 2]
      body(&tensor, [1, 2, 3])
    }
  }

  private static let arrays: [String: Misfit] = [
    "Tensor.+(_:_:) Tensor, Tensor": combines("add") { $0 + $1 },
    "Tensor.-(_:_:) Tensor, Tensor": combines("sub") { $0 - $1 },
    "Tensor.*(_:_:) Tensor, Tensor": combines("mul") { $0 * $1 },
    "Tensor./(_:_:) Tensor, Tensor": combines("div") { $0 / $1 },
    "Tensor.**(_:_:) Tensor, Tensor": combines("pow") { $0 ** $1 },
    "Tensor.<(_:_:) Tensor, Tensor": combines("less") { $0 < $1 },
    "Tensor.<=(_:_:) Tensor, Tensor": combines("lessEqual") { $0 <= $1 },
    "Tensor.>(_:_:) Tensor, Tensor": combines("greater") { $0 > $1 },
    "Tensor.>=(_:_:) Tensor, Tensor": combines("greaterEqual") { $0 >= $1 },
    "Tensor..==(_:_:) Tensor, Tensor": combines("equal") { $0 .== $1 },
    "Tensor..!=(_:_:) Tensor, Tensor": combines("notEqual") { $0 .!= $1 },
    "Tensor.+=(_:_:) Tensor, Tensor": changes { $0 += $1 },
    "Tensor.-=(_:_:) Tensor, Tensor": changes { $0 -= $1 },
    "Tensor.*=(_:_:) Tensor, Tensor": changes { $0 *= $1 },
    "Tensor./=(_:_:) Tensor, Tensor": changes { $0 /= $1 },
    "max(_:_:) Tensor, Tensor": combines("maximum", max),
    "min(_:_:) Tensor, Tensor": combines("minimum", min),
    "maximum(_:_:) Tensor, Tensor": combines("maximum", maximum),
    "minimum(_:_:) Tensor, Tensor": combines("minimum", minimum),
    "pow(_:_:) Tensor, Tensor": combines("pow", pow),
    "sum(_:axes:keepDims:) Tensor, [Int]?, Bool": .stopping("sum: axis 1 is out of range for shape (2,)") {
      _ = sum([1, 2] as Tensor, axes: [1])
    },
    "mean(_:axes:keepDims:) Tensor, [Int]?, Bool": .stopping("mean: axis 1 is out of range for shape (2,)") {
      _ = mean([1, 2] as Tensor, axes: [1])
    },
    "max(_:axes:keepDims:) Tensor, [Int]?, Bool": .stopping("max: axis 1 is out of range for shape (2,)") {
      _ = max([1, 2] as Tensor, axes: [1])
    },
    "min(_:axes:keepDims:) Tensor, [Int]?, Bool": .stopping("min: axis 1 is out of range for shape (2,)") {
      _ = min([1, 2] as Tensor, axes: [1])
    },
    "dot(_:_:) Tensor, Tensor": .stopping("dot: inner dimensions differ: (2,) · (3,)") {
      _ = dot([1, 2] as Tensor, [1, 2, 3])
    },
    "where(_:_:_:) Tensor, Tensor, Tensor": combines("where") { `where`($0, $1, $1) },
    "Tensor.argmax(axis:keepDims:) Int, Bool": .throwing { _ = try ([1, 2] as Tensor).argmax(axis: 1) },
    "Tensor.init(_:dtype:) [Double], DType": .fitting { _ = Tensor([1.0, 2.0]) },
    "Tensor.init(_:dtype:) [[Double]], DType": .stopping("the rows of a nested array must have the same shape") {
      _ = Tensor([[1.0], [2.0, 3.0]])
    },
    "Tensor.isClose(to:relativeTolerance:absoluteTolerance:) Tensor, Double, Double": .fitting {
      _ = ([1, 2] as Tensor).isClose(to: [1, 2, 3])
    },
    "Tensor.subscript(_:) Subscript...": .stopping("index: position 2 is out of range along axis 0 for shape (2,)") {
      _ = ([1, 2] as Tensor)[2]
    },
  ]
}
