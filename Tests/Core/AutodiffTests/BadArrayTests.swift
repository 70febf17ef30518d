import Autodiff
import Tensors
import TestSupport
import Testing

/// What a user may ask of arrays without sense; whatever it is, the answer is a result or an error, never a crash.
@Suite("Hostile shapes and attributes are refused, never a crash")
struct BadArrayTests {
  private static let shapes: [[Int]] = [
    [], [0], [1], [3], [2, 3], [0, 3], [3, 0], [3, 2], [1, 1], [2, 1, 3], [0, 0, 0], Array(repeating: 1, count: 64),
  ]

  private static let axes: [[Int]?] = [
    nil, [], [0], [-1], [1, 0], [0, 0], [1, -1], [5], [-5], [.max], [.min], [.min, .max],
    Array(repeating: 0, count: 70),
  ]

  private static let sizes: [[Int]] = [
    [], [0], [1], [-1], [-1, -1], [0, -1], [-1, 0], [3, -1], [2, 3], [4], [-2], [.min], [.max], [.max, .max],
    [1 << 32, 1 << 32], [-1, .max, .max], [0, .max, .max], Array(repeating: 1, count: 65),
  ]

  private static let subscripts: [[Subscript]] = [
    [], [.position(0)], [.position(-1)], [.position(.max)], [.position(.min)], [.position(0), .position(0)],
    [.slice(from: nil, to: nil, step: 0)], [.slice(from: nil, to: nil, step: .max)],
    [.slice(from: nil, to: nil, step: .min)], [.slice(from: nil, to: nil, step: -.max)],
    [.positions([])], [.positions([0, -1, 0])], [.positions([.max])], [.positions([.min])],
    [.positions([0, 1]), .positions([0])], [.positions([0, 1]), .positions([1, 0])],
    [.positions([0]), .all, .position(0)], [.all, .positions([0])], [.positions([0]), .positions([])],
    [.position(0), .positions([0, 0])], Array(repeating: .positions([0]), count: 65),
    [.slice(from: .min, to: .max, step: 1)], [.slice(from: .max, to: .min, step: -1)],
    [.slice(from: .max, to: nil, step: 2)], [.slice(from: nil, to: .min, step: -2)],
    Array(repeating: .position(0), count: 70),
  ]

  private static let pairs: [[Int]] = [
    [], [0], [1], [-1], [2], [1, 2], [.max], [.min], [.max, 1], [1 << 25, 1 << 25], [1, 1, 1], [1 << 26], [3, 0],
  ]

  /// Every operation with attributes from the edge of what an integer holds.
  private static var operations: [Operation] {
    var operations = Operation.all
    for axes in axes {
      for keepDims in [false, true] {
        operations += [
          .sum(axes: axes, keepDims: keepDims), .mean(axes: axes, keepDims: keepDims),
          .max(axes: axes, keepDims: keepDims), .min(axes: axes, keepDims: keepDims),
          .logSumExp(axes: axes, keepDims: keepDims), .norm(axes: axes, keepDims: keepDims),
          .product(axes: axes, keepDims: keepDims), .standardDeviation(axes: axes, keepDims: keepDims),
        ]
      }
      operations.append(.squeeze(axes: axes))
    }
    for axis in [0, 1, -1, 2, -3, 64, .max, .min] {
      operations += [.stack(axis: axis), .concatenate(axis: axis), .cumulativeSum(axis: axis)]
    }
    operations += [.matmul(transposed: true), .matmul(otherTransposed: true)]
    operations += sizes.map { .reshape(sizes: $0) }
    operations += subscripts.map { .index($0) }
    for numbers in pairs {
      operations += [
        .conv2d(stride: numbers), .conv2d(padding: numbers), .conv2dInput(sizes: numbers),
        .conv2dInput(sizes: [2, 2], stride: numbers, padding: numbers), .conv2dWeight(sizes: numbers),
        .conv2dWeight(sizes: [1, 1], stride: numbers, padding: numbers), .maxPool2d(size: numbers, stride: [1]),
        .maxPool2d(size: [1], stride: numbers), .maxUnpool2d(size: numbers, stride: numbers),
        .maxPool2dAt(size: numbers, stride: numbers),
      ]
    }
    return operations
  }

  @Test("every operation, with every choice of such shapes, gives gradients in the shapes of its operands or an error")
  func everything() throws {
    var (done, refused) = (0, 0)
    for operation in sampled(Self.operations, oneIn: 4) {
      let arity = operation.rule.arity
      for count in arity.lowerBound...min(arity.upperBound, max(2, arity.lowerBound)) {
        let shapes = count > 2 ? Array(Self.shapes.prefix(7)) : Self.shapes + Array(operation.imageShapes.prefix(6))
        let choices = (0..<count).reduce([[]]) { heads, _ in heads.flatMap { head in shapes.map { head + [$0] } } }
        for choice in choices {
          let variables = try choice.map { variable(Tensor(repeating: 0.5, shape: try Shape($0))) }
          do throws(TensorError) {
            let node = try Node.applying(operation, to: Operands(all: variables))
            done += 1
            checkGradients(of: node, variables)
          } catch {
            refused += 1
            #expect("\(error)".contains(" "), "an error is a sentence")
          }
        }
      }
    }
    #expect(done > (isThorough ? 1000 : 200) && refused > (isThorough ? 1000 : 200), "\(done) done, \(refused) refused")
  }

  private func checkGradients(of node: Node, _ variables: [Node]) {
    #expect(throws: Never.self, "\(String(describing: node.operation))") {
      let gradients = try gradient(of: node)
      for variable in variables { #expect(gradients[variable].shape == variable.value.shape) }
    }
  }

  @Test("what does not fit is an error of its own kind, with the shapes")
  func kinds() throws {
    func error(_ operation: Operation, _ sizes: [Int]...) throws -> TensorError? {
      let operands = try sizes.map { variable(Tensor(repeating: 1, shape: try Shape($0))) }
      return #expect(throws: TensorError.self) { try Node.applying(operation, to: Operands(all: operands)) }
    }
    let (vector, matrix, empty) = (try Shape([3]), try Shape([2, 3]), try Shape([0]))
    #expect(
      try error(.add, [3], [2, 3, 2])
        == .shapesDoNotBroadcast(operation: "add", vector, Shape([2, 3, 2])))
    #expect(try error(.dot, [2, 3], [2, 3]) == .innerDimensionsDiffer(matrix, matrix))
    #expect(try error(.dot, [1, 2, 3], [3]) == .tooManyAxes(operation: "dot", Shape([1, 2, 3])))
    #expect(try error(.mean(axes: [2]), [2, 3]) == .axisOutOfRange(operation: "mean", axis: 2, matrix))
    #expect(try error(.max(axes: [0, -2]), [2, 3]) == .repeatedAxis(operation: "max", axis: -2, matrix))
    #expect(try error(.max(), [0]) == .emptyReduction(operation: "max", empty))
    #expect(try error(.min(axes: [-1]), [2, 0]) == .emptyReduction(operation: "min", Shape([2, 0])))
    #expect(try error(.reshape(sizes: [4, 2]), [2, 3]) == .cannotReshape(matrix, to: [4, 2]))
    #expect(try error(.reshape(sizes: [-1, 4]), [2, 3]) == .cannotReshape(matrix, to: [-1, 4]))
    #expect(try error(.reshape(sizes: [-1, -1]), [2, 3]) == .cannotReshape(matrix, to: [-1, -1]))
    #expect(try error(.reshape(sizes: [.max, 2]), [2, 3]) == .tooManyElements([.max, 2]))
    #expect(try error(.squeeze(axes: [0]), [2, 3]) == .axisNotOne(axis: 0, matrix))
    #expect(try error(.stack(), [2, 3], [3]) == .shapesDoNotJoin(operation: "stack", matrix, vector))
    #expect(try error(.concatenate(), [2, 3], [3]) == .shapesDoNotJoin(operation: "concatenate", matrix, vector))
    #expect(try error(.stack()) == .nothingToJoin(operation: "stack"))
    #expect(
      try error(.index([.position(3)]), [3])
        == .invalidIndex("position 3 is out of range along axis 0", vector))
    #expect(try error(.softmaxCrossEntropy, [2, 3], [3]) == .unfitLabels(logits: matrix, labels: vector))
    #expect(try error(.softmaxCrossEntropy, [], []) == .unfitLabels(logits: .scalar, labels: .scalar))
    #expect(try error(.softmaxCrossEntropy, [0], [0]) == .unfitLabels(logits: empty, labels: empty))
  }

  @Test("results beyond the limit are refused before memory is asked for")
  func tooLarge() throws {
    let column = variable(Tensor(repeating: 1, shape: try Shape([1 << 14, 1])))
    let row = variable(Tensor(repeating: 1, shape: try Shape([1, 1 << 14])))
    for operation in [Operation.mul, .dot, .maximum] {
      #expect(throws: TensorError.tooManyElements([1 << 14, 1 << 14])) {
        try Node.applying(operation, to: Operands(column, row))
      }
    }
    let large = variable(Tensor(repeating: 1, shape: try Shape([1 << 16])))
    let many = Operands(all: Array(repeating: large, count: 1025))
    #expect(throws: TensorError.tooManyElements([1025 << 16])) { try Node.applying(.concatenate(), to: many) }
    #expect(throws: TensorError.tooManyElements([1025, 1 << 16])) { try Node.applying(.stack(), to: many) }
  }

  @Test("the sum of nothing is 0, the mean of nothing NaN with a warning")
  func nothing() throws {
    let x = variable(Tensor(repeating: 1, shape: try Shape([0])), name: "x")
    #expect(sum(x).value == 0)
    #expect(try gradient(of: sum(x))[x].shape.sizes == [0])
    let trace = try Trace(of: mean(x))
    #expect(trace.warnings == ["mean: not a number at node mean, from x of shape (0,)"])
  }
}
