import Autodiff
import Expressions
import Foundation
import Tensors
import TestSupport
import Testing

/// Second derivatives as mpmath computes them with 400 digits: far from 0, near 0 and near the end of a domain.
private let secondDerivatives: [String: [Double: Double]] = [
  "softplus": [-40: 4.248354255291589e-18, -3: 0.04517665973091213, 40: 4.248354255291589e-18],
  "log_sigmoid": [-40: -4.248354255291589e-18, 3: -0.04517665973091213, 40: -4.248354255291589e-18],
  "sigmoid": [-40: 4.248354255291589e-18, -0.001: 0.0001249999583333422, 40: -4.248354255291589e-18],
  "tanh": [-20: 3.398683404233271e-17, 0.001: -0.0019999973333356, 20: -3.398683404233271e-17],
  "gelu": [-20: -2.1973374481395856e-85, -5: -3.4194548838888845e-05, 5: -3.4194548838888845e-05],
  "erf": [-5: 1.5670866531017336e-10, 0.001: -0.0022567560774338193, 10: -8.395312462708834e-43],
  "log1p": [-0.99: -9999.999999999982, 1e-9: -0.9999999980000001, 1e9: -9.99999998e-19],
  "expm1": [-40: 4.248354255291589e-18, 1e-9: 1.000000001, 20: 485165195.4097903],
  "asin": [-0.999: -11177.541655871468, 0.001: 0.0010000015000018751, 0.999: 11177.541655871468],
  "acos": [-0.999: 11177.541655871468, 0.001: -0.0010000015000018751, 0.999: -11177.541655871468],
  "atan": [-1e6: 1.999999999996e-18, 0.001: -0.001999996000006, 40: -3.12109740906e-05],
  "sinh": [-20: -242582597.70489514, 0.001: 0.001000000166666675, 20: 242582597.70489514],
  "cosh": [-20: 242582597.70489514, 0: 1, 20: 242582597.70489514],
]

/// Derivatives of derivatives, most of them compared with those that JAX computed; `Tests/Peers/higher_order.py` writes
/// them.
@Suite("The derivative is a graph, which can be differentiated again")
struct HigherOrderTests {
  /// One line of the file.
  private struct Case: Decodable {
    struct Array: Decodable {
      let shape: [Int]
      let elements: [Double]
    }

    /// What is tried by itself; nil for a random program.
    let function: String?
    let text: String
    let hessian: [String: [String: Array]]?
    let third: Double?
  }

  private static func cases() throws -> [Case] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden/higher-order.jsonl")
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Case.self, from: $0)
    }
  }

  @Test("Hessians of 250 graphs are those of another system")
  func hessians() throws {
    let cases = try Self.cases().filter { $0.hessian != nil && $0.function == nil }
    #expect(cases.count == 250)
    for golden in cases { try expectHessian(of: golden) }
  }

  @Test("Hessians of each function are those of another system, whatever its axes and shapes")
  func hessiansOfFunctions() throws {
    let cases = try Self.cases().filter { $0.function != nil }
    #expect(cases.count >= 130, "the file holds \(cases.count) cases")
    for golden in cases { try expectHessian(of: golden) }
  }

  @Test("these graphs use every operation that has a derivative and that an expression can have")
  func completeness() throws {
    var used: Set<String> = []
    for golden in try Self.cases() where golden.hessian != nil {
      for node in try Program(golden.text).trace().nodes { node.operation.map { _ = used.insert($0) } }
    }
    // The others are made by the graph of a derivative alone, and are in the Hessians of those that make them.
    let derived: Set = ["place", "conv2d_input", "conv2d_weight", "max_unpool2d", "max_pool2d_at"]
    let differentiable = Autodiff.Operation.all.filter { operation in
      (0..<max(1, operation.rule.arity.lowerBound)).contains { operation.rule.isDifferentiable(in: $0) }
    }
    #expect(Set(differentiable.map(\.name)).subtracting(derived).subtracting(used) == [])
  }

  private func expectHessian(of golden: Case) throws {
    let program = try Program(golden.text)
    let hessian = try hessian(of: program.output)
    var (largest, gap) = (0.0, 0.0)
    for (row, blocks) in try #require(golden.hessian) {
      for (column, expected) in blocks {
        let x = try #require(program.variables.first { $0.name == row })
        let y = try #require(program.variables.first { $0.name == column })
        let block = try hessian.block(x, y)
        #expect(block.shape.sizes == expected.shape, "∂²f/∂\(row)∂\(column) of \(golden.text)")
        for (a, b) in zip(block.elements, expected.elements) {
          (largest, gap) = (max(largest, b.magnitude), max(gap, (a - b).isNaN ? .infinity : (a - b).magnitude))
        }
      }
    }
    #expect(gap <= 1e-9 * largest, "differs by \(gap) of \(largest): \(golden.text)")
  }

  @Test("second derivatives keep their digits far from 0 and near it", arguments: secondDerivatives.keys.sorted())
  func digits(_ function: String) throws {
    for (point, expected) in try #require(secondDerivatives[function]) {
      let program = try Program("x = \(point); f = \(function)(x)")
      let ours = try #require(try hessian(of: program.output, withRespectTo: program.variables[0]).scalar)
      #expect(abs(ours - expected) <= 1e-12 * abs(expected), "at \(point): \(ours), not \(expected)")
    }
  }

  @Test("where a first derivative is a convention, the second one is that of the convention")
  func kinks() throws {
    func second(_ text: String) throws -> Tensor {
      let program = try Program(text)
      return try hessian(of: program.output, withRespectTo: program.variables[0])
    }
    // What was not selected is a constant, whose derivatives are all 0.
    for function in ["relu(x)", "abs(x)", "relu(x)^2", "clip(x, 0, 1)", "clip(x, -1, 0)^2", "sign(x)", "floor(x)"] {
      #expect(try second("x = 0; f = \(function)").scalar == 0, "\(function)")
    }
    // A tie is shared half and half, by the second derivative too: that of x² counts half.
    #expect(try second("x = 1; f = maximum(x, x^2)").scalar == 1)
    // The subgradient 0 of a norm of zeros is a constant. So is that of its square, whose second derivative is 2.
    for function in ["norm(x)", "std(x)", "norm(x)^2"] {
      #expect(try second("x = [0, 0]; f = \(function)") == [[0, 0], [0, 0]], "\(function)")
    }
    #expect(try second("x = [0, 0]; f = sum(x^2)") == [[2, 0], [0, 2]])
    #expect(try second("x = 0; f = sqrt(x)").scalar == -.infinity)
  }

  @Test("third derivatives of 50 graphs are those of another system")
  func thirdDerivatives() throws {
    let cases = try Self.cases().filter { $0.third != nil }
    #expect(cases.count == 50)
    for golden in cases {
      let program = try Program(golden.text)
      let x = try #require(program.variables.first { $0.name == "x" })
      var node = program.output
      for _ in 0..<3 { node = try gradientGraph(of: node)[x] }
      let (value, expected) = (try #require(node.value.scalar), try #require(golden.third))
      #expect(Swift.abs(value - expected) <= 1e-9 * Swift.abs(expected), "\(value), not \(expected): \(golden.text)")
    }
  }

  @Test("the graph of a gradient has the values of the gradient, for random graphs", arguments: 0..<120)
  func firstOrder(_ seed: Int) throws {
    let graph = try RandomGraph(seed: UInt64(seed))
    let gradients = try gradient(of: graph.output)
    let nodes = try gradientGraph(of: graph.output)
    for variable in graph.variables {
      let (ours, expected) = (nodes[variable].value, gradients[variable])
      #expect(ours.shape == expected.shape)
      let largest = expected.elements.reduce(0) { max($0, $1.isFinite ? $1.magnitude : 0) }
      for (a, b) in zip(ours.elements, expected.elements) {
        #expect((a - b).magnitude <= 1e-12 * largest || a == b || !b.isFinite, "\(a), not \(b)")
      }
    }
  }

  @Test("every operation's pull-back gives the same from nodes as from arrays", arguments: Autodiff.Operation.all)
  func pullBacks(_ operation: Autodiff.Operation) throws {
    let rule = operation.rule
    let checker = RuleChecker(rule: rule)
    var dice = SplitMix64(operation.name)
    let shapes: [[Int]] = [[], [3], [2, 3], [2, 1], [3, 2], [0, 3]] + operation.imageShapes
    var tried = 0
    for first in shapes {
      for second in shapes {
        let arity = max(1, min(rule.arity.lowerBound, 3))
        let points = try checker.points(Array([first, second, second].prefix(arity)), &dice)
        let operands = points.map { variable($0) }
        guard let result = try? Node.applying(operation, to: Operands(all: operands)) else { continue }
        let adjoint = try dice.tensor(result.value.shape.sizes, in: -2...2)
        for operand in operands.indices where rule.isDifferentiable(in: operand) {
          tried += 1
          let expected = try rule.pullBack(
            adjoint, to: operand, Operands(all: points), result.value
          ).reduced(to: points[operand].shape)
          let nodes = try rule.pullBack(
            NodeQuantity(variable(adjoint)), to: operand, Operands(all: operands.map { NodeQuantity($0) }),
            NodeQuantity(result)
          ).reduced(to: points[operand].shape)
          #expect(nodes.shape == expected.shape)
          for (a, b) in zip(nodes.node.value.elements, expected.elements) {
            #expect((a - b).magnitude <= 1e-13 * max(1, b.magnitude), "\(operation.name) of \(points): \(a), not \(b)")
          }
        }
      }
    }
    #expect(tried > 0 || !rule.isDifferentiable(in: 0), "no operands were found for \(operation.name)")
  }

  @Test("sin(x)·x at 2 has the second derivative −2.6509")
  func second() throws {
    let x = variable(2)
    let expected = 2 * cos(2.0) - 2 * sin(2.0)
    #expect(abs(expected + 2.6509) < 1e-4)
    let f = sin(x) * x
    let ours = try #require(try hessian(of: f, withRespectTo: x).scalar)
    #expect(abs(ours - expected) < 1e-14)
    let nested = derivative { x in derivative { y in sin(y) * y }(x) }
    #expect(abs(try #require(try nested(2).scalar) - expected) < 1e-14)
  }

  @Test("derivatives of any order, by several variables, in the axes of each in turn")
  func anyOrder() throws {
    let x = variable([0.5, 2], name: "x"), y = variable(3, name: "y")
    let f = sum(x ** 3.0) * y ** 2.0
    #expect(try derivative(of: f, withRespectTo: []) == f.value)
    #expect(try derivative(of: f, withRespectTo: [x]) == gradient(of: f)[x])
    #expect(try derivative(of: f, withRespectTo: [x, x]) == hessian(of: f, withRespectTo: x))
    // ∂⁴f/∂x∂x∂y∂y = 12x on the diagonal.
    #expect(try derivative(of: f, withRespectTo: [x, x, y, y]) == [[6, 0], [0, 24]])
    #expect(try derivative(of: f, withRespectTo: [y, y, x]) == [1.5, 24])
    #expect(try derivative(of: x * y, withRespectTo: [y]).scalar == 2.5)
    let large = variable(Tensor(repeating: 1, shape: try Shape([100])))
    #expect(throws: TensorError.self) {
      try derivative(of: sum(large * large), withRespectTo: [large, large, large, large, large])
    }
  }

  @Test("nested derivatives keep apart what is moved inside from what is moved outside")
  func nesting() throws {
    // d/dx (x · d/dy (x + y)) = 1 at every point, 2 where the two are confused.
    let outer = derivative { x in x * derivative { y in x + y }(x) }
    #expect(try outer(3).scalar == 1)
    // d/dx (x · d/dy (x·y²) at y = x) = d/dx 2x³ = 6x².
    let product = derivative { x in x * derivative { y in x * y ** 2 }(x) }
    #expect(abs(try #require(try product(1.5).scalar) - 13.5) < 1e-12)
    let third = derivative { x in derivative { y in derivative { z in z ** 4 }(y) }(x) }
    #expect(abs(try #require(try third(2).scalar) - 48) < 1e-12)
  }

  @Test("a gradient with respect to an operation, and by two and three arrays")
  func ofFunctions() throws {
    let x = variable(0.5, name: "x")
    let inner = sin(x)
    let f = inner ** 2.0 + x
    #expect(try gradient(of: f, withRespectTo: inner).scalar == 2 * sin(0.5))
    #expect(try gradient(of: f, withRespectTo: x) == gradient(of: f)[x])
    #expect(try gradient(of: f, withRespectTo: variable(1)) == 0)
    let slope = gradient { (x: Node) in sum(x * x) }
    #expect(try slope([1, 2]) == [2, 4])
    let (a, b) = try gradient { (x: Node, y: Node) in x * y }(2, 3)
    #expect(a == 3 && b == 2)
    let (c, d, e) = try gradient { (x: Node, y: Node, z: Node) in x * y + z }(2, 3, 4)
    #expect(c == 3 && d == 2 && e == 1)
    let both = try valueWithGradient(of: f)
    #expect(both.value == f.value)
    #expect(try both.gradients[x] == gradient(of: f)[x])
  }

  @Test("products with the Jacobian are those of the Jacobian itself, by either mode")
  func products() throws {
    let x = variable([0.5, -1, 2], name: "x"), w = variable([[1, 2, 3], [4, 5, 6]], name: "W")
    let y = dot(w, sin(x))
    let byForward = try derivative(of: y, withRespectTo: x)
    #expect(try jacobian(of: y, withRespectTo: x).shape.sizes == [2, 3])
    for (a, b) in zip(try jacobian(of: y, withRespectTo: x).elements, byForward.elements) {
      #expect(abs(a - b) < 1e-15)
    }
    #expect(try jacobian(of: sum(y), withRespectTo: w).shape.sizes == [2, 3])
    #expect(try jacobian(of: x * 2, withRespectTo: x) == [[2, 0, 0], [0, 2, 0], [0, 0, 2]])
    let seed: Tensor = [2, -1]
    let product = try vjp(of: y, adjoint: seed)
    let expected = try seed.dot(byForward)
    for (a, b) in zip(product[x].elements, expected.elements) { #expect(abs(a - b) < 1e-14) }
    let direction: Tensor = [1, 2, -1]
    let moved = try jvp(of: y, along: [x: direction, w: Tensor(repeating: 0, shape: w.value.shape)])
    for (a, b) in zip(moved.elements, try byForward.dot(direction).elements) { #expect(abs(a - b) < 1e-14) }
    #expect(throws: TensorError.self) { try vjp(of: y, adjoint: [1, 2, 3]) }
    #expect(throws: TensorError.self) { try jvp(of: y, along: [x: [1, 2]]) }
  }

  @Test("the Hessian times a vector is the product with the Hessian")
  func hessianProduct() throws {
    let x = variable([0.5, -1, 2], name: "x")
    let f = sum(exp(sin(x)) * x[0])
    let direction: Tensor = [1, -2, 0.5]
    let ours = try hessianVectorProduct(of: f, withRespectTo: x, along: direction)
    let expected = try hessian(of: f, withRespectTo: x).dot(direction)
    for (a, b) in zip(ours.elements, expected.elements) { #expect(abs(a - b) < 1e-13) }
  }

  @Test("the graph of a gradient can be optimised, traced and checked")
  func graphOfGradient() throws {
    let x = variable(0.5, name: "x"), y = variable(2, name: "y")
    let slope = try gradientGraph(of: sin(x) * x * y + x ** 3)[x]
    let smaller = optimized(slope)
    #expect(smaller.output.value == slope.value)
    #expect(smaller.savings.operationsAfter <= smaller.savings.operationsBefore)
    #expect(try checkGradient(of: slope).allSatisfy(\.agrees))
    #expect(try Trace(of: slope).nodes.count > 4)
  }
}
