import Adviz
import Foundation

/// What a public function does with arrays and shapes that do not fit each other.
enum Misfit: Sendable {
  /// It throws.
  case throwing(@Sendable () throws -> Void)
  /// It stops the program with a sentence.
  case stopping(String, @Sendable () -> Void)
  /// There is nothing that does not fit.
  case fitting(@Sendable () throws -> Void)
}

/// A case for every public function that takes two arrays, an array and a shape, or axes, rows and subscripts of one, by
/// its name and the types of its parameters.
///
/// `TrapTests` compares the names with the symbol graph.
enum Misfits {
  static let cases: [String: Misfit] = overAxes.merging(operators) { $1 }.merging(functions) { $1 }.merging(tensors) {
    $1
  }
  .merging(networks) { $1 }.merging(language) { $1 }

  /// The names of those that stop the program.
  static let stopping: [String] = cases.filter { if case .stopping = $0.value { true } else { false } }.keys.sorted()

  static var two: Node { variable([1, 2]) }
  static var three: Node { variable([1, 2, 3]) }
  static var matrix: Node { variable([[1, 2, 3], [4, 5, 6]]) }

  static func stops(_ name: String, _ body: @escaping @Sendable (Node, Node) -> Node) -> Misfit {
    .stopping("\(name): shapes (2,) and (3,) do not broadcast") { _ = body(two, three) }
  }

  /// A product, as a rule that is declared outside of adviz.
  private final class Outer: CustomRule {
    let name = "outer"
    func value(_ x: Operands<Tensor>) throws(TensorError) -> Tensor { try x[0].multiplied(by: x[1]) }
    func pullBack(_ adjoint: Node, to operand: Int, _ x: Operands<Node>, _ y: Node) -> Node { adjoint * x[1 - operand] }
  }

  private static let operators: [String: Misfit] = [
    "+(_:_:) Node, Node": stops("add") { $0 + $1 },
    "-(_:_:) Node, Node": stops("sub") { $0 - $1 },
    "*(_:_:) Node, Node": stops("mul") { $0 * $1 },
    "/(_:_:) Node, Node": stops("div") { $0 / $1 },
    "**(_:_:) Node, Node": stops("pow") { $0 ** $1 },
    "<(_:_:) Node, Node": stops("less") { $0 < $1 },
    "<=(_:_:) Node, Node": stops("lessEqual") { $0 <= $1 },
    ">(_:_:) Node, Node": stops("greater") { $0 > $1 },
    ">=(_:_:) Node, Node": stops("greaterEqual") { $0 >= $1 },
    "equal(_:_:) Node, Node": stops("equal", equal),
    "notEqual(_:_:) Node, Node": stops("notEqual", notEqual),
    "maximum(_:_:) Node, Node": stops("maximum", maximum),
    "minimum(_:_:) Node, Node": stops("minimum", minimum),
    "atan2(_:_:) Node, Node": stops("atan2", atan2),
    "clip(_:_:_:) Node, Node, Node": stops("clip") { clip($0, variable(0), $1) },
  ]

  private static let functions: [String: Misfit] = [
    "dot(_:_:) Node, Node": .stopping("dot: inner dimensions differ: (2,) · (3,)") { _ = dot(two, three) },
    "matmul(_:_:) Node, Node": .stopping("matmul: one side is a scalar, for which '*' is written") {
      _ = matmul(two, variable(1))
    },
    "where(_:_:_:) Node, Node, Node": .stopping("where: shapes (2,) and (3,) do not broadcast") {
      _ = `where`(two, three, three)
    },
    "where(_:_:_:) Node, Node, Double": .stopping("where: shapes (2,) and (3,) do not broadcast") {
      _ = `where`(two, three, 0)
    },
    "where(_:_:_:) Node, Double, Node": .stopping("where: shapes (2,) and (3,) do not broadcast") {
      _ = `where`(two, 0, three)
    },
    "softmaxCrossEntropy(logits:labels:) Node, Node": .stopping(
      "softmax_cross_entropy: logits and labels take one shape"
    ) { _ = softmaxCrossEntropy(logits: two, labels: three) },
    "stack(_:axis:) [Node], Int": .stopping("stack: shapes (2,) and (3,) do not fit together") {
      _ = stack([two, three])
    },
    "concatenate(_:axis:) [Node], Int": .stopping("concatenate: shapes (2,) and (2, 3) do not fit together") {
      _ = concatenate([two, matrix])
    },
    "sum(_:axes:keepDims:) Node, [Int]?, Bool": .stopping("sum: axis 2 is out of range for shape (2, 3)") {
      _ = sum(matrix, axes: [2])
    },
    "mean(_:axes:keepDims:) Node, [Int]?, Bool": .stopping("mean: axis -2 is named twice for shape (2, 3)") {
      _ = mean(matrix, axes: [0, -2])
    },
    "max(_:axes:keepDims:) Node, [Int]?, Bool": .stopping("max: axis -3 is out of range for shape (2, 3)") {
      _ = max(matrix, axes: [-3])
    },
    "min(_:axes:keepDims:) Node, [Int]?, Bool": .stopping("min: axis \(Int.max) is out of range for shape (2,)") {
      _ = min(two, axes: [.max])
    },
    "softmax(_:axis:) Node, Int": .stopping("softmax: axis 1 is out of range for shape (2,)") {
      _ = softmax(two, axis: 1)
    },
    "reshape(_:to:) Node, [Int]": .stopping("reshape: an array of shape (2, 3) cannot become (4, -1)") {
      _ = reshape(matrix, to: [4, -1])
    },
    "squeeze(_:axes:) Node, [Int]?": .stopping("squeeze: axis 0 of shape (2, 3) is not of size 1") {
      _ = squeeze(matrix, axes: [0])
    },
    "Node.subscript(_:) Subscript...": .stopping("index: position 2 is out of range along axis 0 for shape (2,)") {
      _ = two[2]
    },
    "Node.applying(_:to:) NodeOperation, Operands<Node>": .throwing {
      _ = try Node.applying(.sin, to: Operands(two, three))
    },
    "Node.softmax(_:axes:) Node, [Int]": .throwing { _ = try Node.softmax(two, axes: [1]) },
    "derivative(of:withRespectTo:) Node, Node": .fitting { _ = try derivative(of: two * 2, withRespectTo: three) },
    "CustomRule.value(_:) Operands<Tensor>": .throwing {
      _ = try Outer().value(Operands([1, 2], [1, 2, 3]))
    },
    "CustomRule.pullBack(_:to:_:_:) Node, Int, Operands<Node>, Node": .fitting {
      _ = Outer().pullBack(two, to: 0, Operands(two, two), two)
    },
    "derivative(of:withRespectTo:) Node, [Node]": .fitting {
      _ = try derivative(of: two * 2, withRespectTo: [three, two])
    },
    "gradient(of:withRespectTo:) Node, Node": .fitting { _ = try gradient(of: two * 2, withRespectTo: three) },
    "jacobian(of:withRespectTo:) Node, Node": .fitting { _ = try jacobian(of: two * 2, withRespectTo: three) },
    "hessian(of:withRespectTo:) Node, Node": .fitting { _ = try hessian(of: two * 2, withRespectTo: three) },
    "Hessian.block(_:_:) Node, Node": .fitting { _ = try hessian(of: two * 2).block(two, three) },
    "hessianVectorProduct(of:withRespectTo:along:) Node, Node, Tensor": .throwing {
      let x = variable([1, 2])
      _ = try hessianVectorProduct(of: sum(x * x), withRespectTo: x, along: [1, 2, 3])
    },
    "vjp(of:adjoint:) Node, Tensor": .throwing { _ = try vjp(of: two * 2, adjoint: [1, 2, 3]) },
    "jvp(of:along:) Node, KeyValuePairs<Node, Tensor>": .throwing {
      let x = variable([1, 2])
      _ = try jvp(of: x * 2, along: [x: [1, 2, 3]])
    },
    "conv2d(_:_:stride:padding:) Node, Node, Int, Int": .stopping(
      "conv2d: images have the axes (batch, channels, height, width), not the shape (2,)"
    ) { _ = conv2d(two, three) },
    "broadcast(_:to:) Node, [Int]": .stopping("broadcast: shapes (2,) and (3,) do not broadcast") {
      _ = broadcast(two, to: [3])
    },
    "checkGradient(of:variables:elementLimit:progress:) Node, [Node], Int, ((Double) -> Void)?": .fitting {
      _ = try checkGradient(of: sum(two), variables: [three])
    },
    "Trace.init(forwardOf:movedBy:element:variables:title:source:outputName:fullValues:) "
      + "Node, Node, [Int], [Node], String?, String?, String?, Bool": .throwing {
        _ = try Trace(forwardOf: sum(two), movedBy: two, element: [7])
      },
    "Trace.init(of:variables:title:source:outputName:fullValues:) "
      + "Node, [Node], String?, String?, String?, Bool": .fitting {
        _ = try Trace(of: sum(two), variables: [three, two * 2])
      },
  ]

  static func throwing(_ body: @escaping @Sendable (Tensor, Tensor) throws -> Tensor) -> Misfit {
    .throwing { _ = try body([1, 2], [1, 2, 3]) }
  }

  private static func changing(_ body: @escaping @Sendable (inout Tensor, Tensor) throws -> Void) -> Misfit {
    .throwing {
      var tensor: Tensor = [1, 2]
      try body(&tensor, [1, 2, 3])
    }
  }

  private static let tensors: [String: Misfit] = [
    "Tensor.==(_:_:) Tensor, Tensor": .fitting { _ = ([1, 2] as Tensor) == [1, 2, 3] },
    "Tensor.accumulate(_:) Tensor": changing { try $0.accumulate($1) },
    "Tensor.average(with:keeping:taking:) Tensor, Double, Double": changing {
      try $0.average(with: $1, keeping: 1, taking: 1)
    },
    "Tensor.averageSquares(with:keeping:taking:) Tensor, Double, Double": changing {
      try $0.averageSquares(with: $1, keeping: 1, taking: 1)
    },
    "Tensor.subtract(_:scaledBy:) Tensor, Double": changing { try $0.subtract($1, scaledBy: 1) },
    "Tensor.angle(above:) Tensor": throwing { try $0.angle(above: $1) },
    "Tensor.clipped(from:to:) Tensor, Tensor": throwing { try $0.clipped(from: 0, to: $1) },
    "Tensor.adding(_:) Tensor": throwing { try $0.adding($1) },
    "Tensor.subtracting(_:) Tensor": throwing { try $0.subtracting($1) },
    "Tensor.multiplied(by:) Tensor": throwing { try $0.multiplied(by: $1) },
    "Tensor.divided(by:) Tensor": throwing { try $0.divided(by: $1) },
    "Tensor.divided(byRootsOf:plus:) Tensor, Double": throwing { try $0.divided(byRootsOf: $1, plus: 1) },
    "Tensor.raised(to:) Tensor": throwing { try $0.raised(to: $1) },
    "Tensor.maximum(_:) Tensor": throwing { try $0.maximum($1) },
    "Tensor.minimum(_:) Tensor": throwing { try $0.minimum($1) },
    "Tensor.compared(_:to:) Tensor.Comparison, Tensor": throwing { try $0.compared(.less, to: $1) },
    "Tensor.select(_:_:) Tensor, Tensor": throwing { try $0.select($1, $1) },
    "Tensor.dot(_:transposed:otherTransposed:) Tensor, Bool, Bool": throwing { try $0.dot($1, transposed: true) },
    "Tensor.outer(_:) Tensor": .fitting { _ = try ([1, 2] as Tensor).outer([[1, 2, 3], [4, 5, 6]]) },
    "Tensor.softmaxCrossEntropy(labels:) Tensor": throwing { try $0.softmaxCrossEntropy(labels: $1) },
    "Tensor.broadcast(to:) Shape": throwing { try $0.broadcast(to: $1.shape) },
    "Tensor.reduced(to:) Shape": throwing { try $0.reduced(to: $1.shape) },
    "Tensor.reshaped(to:) Shape": throwing { try $0.reshaped(to: $1.shape) },
    "Tensor.sum(axes:keepDims:) [Int]?, Bool": throwing { try $0.adding($1.sum(axes: [1])) },
    "Tensor.mean(axes:keepDims:) [Int]?, Bool": throwing { try $0.adding($1.mean(axes: [.min])) },
    "Tensor.max(axes:keepDims:) [Int]?, Bool": throwing { try $0.adding($1.max(axes: [0, 0])) },
    "Tensor.min(axes:keepDims:) [Int]?, Bool": throwing { try $0.adding($1.min(axes: [-2])) },
    "Tensor.init(_:shape:dtype:) [Double], Shape, DType": throwing { try Tensor($1.elements, shape: $0.shape) },
    "Tensor.init(repeating:shape:dtype:) Double, Shape, DType": .fitting {
      _ = Tensor(repeating: 1, shape: try Shape([0, 2]))
    },
    "Tensor.init(rows:) [Tensor]": throwing { try Tensor(rows: [$0, $1]) },
    "Tensor.init(oneHot:classes:dtype:) [Int], Int, DType": .throwing { _ = try Tensor(oneHot: [0, 3], classes: 3) },
    "Tensor.init(arrayLiteral:) Tensor...": .stopping("the rows of a nested array must have the same shape") {
      let ragged: Tensor = [[1, 2], [3]]
      print(ragged)
    },
    "Shape.init(_:) [Int]": .throwing { _ = try Shape([2, -1]) },
  ]

  private static func network() throws -> Perceptron { try Perceptron(sizes: [2, 3, 2], seed: 1) }

  private static func optimizing(_ optimizer: @escaping @Sendable () -> any TrainingOptimizer) -> Misfit {
    .throwing {
      var (optimizer, parameters): (any TrainingOptimizer, [Tensor]) = (optimizer(), [[1, 2], [3]])
      try optimizer.step(&parameters, [[1, 2]], rate: 1)
    }
  }

  private static let networks: [String: Misfit] = [
    "SGD.step(_:_:rate:) [Tensor], [Tensor], Double": optimizing { SGD(momentum: 0.5) },
    "Adam.step(_:_:rate:) [Tensor], [Tensor], Double": optimizing { Adam() },
    "TrainingOptimizer.step(_:_:rate:) [Tensor], [Tensor], Double": optimizing { SGD() },
    "Perceptron.init(sizes:seed:dtype:) [Int], UInt64, DType": .throwing {
      _ = try Perceptron(sizes: [2, 0], seed: 1)
    },
    "Perceptron.init(parameters:imageSize:) [Tensor], (height: Int, breadth: Int)?": .throwing {
      _ = try Perceptron(parameters: [[[1, 2]], [1, 2, 3]])
    },
    "Perceptron.init(imageSize:convolutions:hidden:classes:seed:dtype:) "
      + "(height: Int, breadth: Int), [ConvolutionLayer], [Int], Int, UInt64, DType":
      .throwing {
        let layers = [ConvolutionLayer(filters: 2, size: 3)]
        _ = try Perceptron(imageSize: (3, 3), convolutions: layers, hidden: [4], classes: 2, seed: 1)
      },
    "Perceptron.logits(_:_:) Node, [Node]": .stopping("a network has weights and biases in turn, not 1 parameters") {
      _ = Perceptron.logits(matrix, [matrix])
    },
    "Perceptron.loss(_:_:by:) Tensor, Tensor, Loss": .stopping("dot: inner dimensions differ: (1, 3) · (2, 3)") {
      guard let network = try? network() else { return }
      _ = network.loss([[1, 2, 3]], [[1, 0]], by: .stable)
    },
    "Perceptron.predictions(_:) Tensor": .throwing { _ = try network().predictions([[1, 2, 3]]) },
    "Perceptron.probabilities(_:) Tensor": .throwing { _ = try network().probabilities([1, 2]) },
    "Loss.node(_:_:) Node, Node": .stopping("softmax_cross_entropy: logits and labels take one shape") {
      _ = Loss.naive.node(matrix, two)
    },
    "Evaluation.init(_:on:) Perceptron, some DataSet": .throwing { _ = try Evaluation(network(), on: Spiral(seed: 1)) },
    "train(_:on:testing:by:optimizer:report:) Perceptron, some DataSet, (any DataSet)?, TrainingPlan, (any TrainingOptimizer)?, "
      + "(TrainingProgress, Perceptron) throws -> Bool":
      .throwing { _ = try train(network(), on: Spiral(seed: 1), by: TrainingPlan()) },
    "TrainingReport.init(_:_:_:data:testing:divergence:) String, TrainingResult, TrainingPlan, "
      + "some DataSet, some DataSet, Divergence?":
      .throwing {
        var plan = TrainingPlan()
        plan.iterations = 1
        let two = try Spiral(arms: 2, points: 4, seed: 1)
        let result = try train(network(), on: two, by: plan)
        _ = try TrainingReport("", result, plan, data: two, testing: Spiral(points: 4, seed: 1))
      },
    "Spiral.inputs(_:) ArraySlice<Int>": .throwing { _ = try Spiral(points: 4, seed: 1).inputs([12]) },
    "DataSet.inputs(_:) ArraySlice<Int>": .throwing {
      _ = try (Spiral(points: 4, seed: 1) as any DataSet).inputs([-1])
    },
    "DataSet.targets(_:) ArraySlice<Int>": .throwing { _ = try Spiral(points: 4, seed: 1).targets([12]) },
    "DataSet.variedInputs(_:by:) ArraySlice<Int>, RandomBits": .throwing {
      var bits = RandomBits(seed: 1)
      _ = try Spiral(points: 4, seed: 1).variedInputs([.max], by: &bits)
    },
    "ImageSet.inputs(_:) ArraySlice<Int>": .throwing { _ = try images().inputs([2]) },
    "ShiftedImages.inputs(_:) ArraySlice<Int>": .throwing { _ = try ShiftedImages(images(), by: 1).inputs([-1]) },
    "ShiftedImages.variedInputs(_:by:) ArraySlice<Int>, RandomBits": .throwing {
      var bits = RandomBits(seed: 1)
      _ = try ShiftedImages(images(), by: 1).variedInputs([2], by: &bits)
    },
  ]

  /// Two images of 2×2 pixels.
  private static func images() throws -> ImageSet {
    let pixels: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8]
    return try ImageSet(
      images: IDXFile(pixels, calling: "i"), labels: IDXFile([0, 0, 8, 1, 0, 0, 0, 2, 0, 1], calling: "l"),
      calling: ("i", "l"))
  }
}
