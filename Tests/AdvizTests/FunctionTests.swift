import Adviz
import Testing

/// The functions of lessons as they are called in Swift.
@Suite struct FunctionTests {
  private let x = variable([1, 2, 4], name: "x")
  private let a = variable([[1, 2, 3], [4, 5, 6]], name: "a")

  @Test func elementwise() throws {
    #expect(
      clip(x, 1.5, 3).value == [1.5, 2, 3] && sign(-x).value == [-1, -1, -1] && floor(x / 2).value == [0, 1, 2])
    #expect(try gradient(of: sum(x * stopGradient(x)))[x] == x.value)
    #expect(atan2(variable(1), variable(1)).value == Tensor(.pi / 4))
    #expect(logSigmoid(variable(-800)).value == -800 && softplus(variable(800)).value == 800)
    #expect(log1p(variable(1e-20)).value == 1e-20 && expm1(variable(1e-20)).value == 1e-20)
    #expect(erf(variable(0)).value == 0 && gelu(variable(0)).value == 0 && sinh(variable(0)).value == 0)
    #expect(cosh(variable(0)).value == 1 && asin(variable(0)).value == 0 && atan(variable(0)).value == 0)
    #expect(acos(variable(1)).value == 0 && floor(2.5 as Tensor) == 2 && sign([-2, 3] as Tensor) == [-1, 1])
  }

  @Test func overAxes() throws {
    #expect(prod(x).value == 8 && norm(variable([3, 4])).value == 5)
    #expect(variance(x, axis: 0).value.isClose(to: Tensor(14.0 / 9)))
    #expect(std(variable([1, 3])).value == 1 && cumsum(x).value == [1, 3, 7])
    #expect(cumsum(x, isReversed: true).value == [7, 6, 4] && cumsum(a, axis: 1).value == [[1, 3, 6], [4, 9, 15]])
    #expect(norm(a, axes: [1], keepDims: true).shape == [2, 1])
    let large = variable([1000, 1001])
    let slopes = try gradient(of: logsumexp(large))[large].elements
    #expect(abs(slopes[0] - 0.2689414213699951) < 1e-15 && abs(slopes[1] - 0.7310585786300049) < 1e-15)
    #expect(logSoftmax(variable([1000, -1000])).value == [0, -2000])
    let zeros = variable([0, 0])
    #expect(try gradient(of: norm(zeros))[zeros] == [0, 0] && gradient(of: std(zeros))[zeros] == [0, 0])
    // Neither overflows where the squares do.
    #expect((norm(variable([3e200, 4e200])).value * 1e-200).isClose(to: 5))
    #expect((norm(variable([3e-200, 4e-200])).value * 1e200).isClose(to: 5))
    #expect(prod(variable([] as Tensor)).value == 1)
  }

  @Test("Positions in a list, in the brackets or in a variable; those that repeat add up") func lists() throws {
    let positions = [0, 0, 2]
    #expect(x[[0, 0, 2]].value == [1, 1, 4] && x[positions].value == [1, 1, 4] && x.value[positions] == [1, 1, 4])
    #expect(
      a[.all, [2, 0]].value == [[3, 1], [6, 4]] && a[[1, 0], [0, 1]].value == [4, 2] && a[1, [0, -1]].value == [4, 6])
    #expect(try gradient(of: sum(x[positions] * constant([1, 10, 100])))[x] == [11, 0, 100])
    #expect(x[[]].shape == [0])
  }

  @Test func rowsOfLabels() throws {
    #expect(oneHot(variable([2, 0]), classes: 3).value == [[0, 0, 1], [1, 0, 0]])
    #expect(expandDims(x, axis: 0).shape == [1, 3] && expandDims(x, axis: -1).shape == [3, 1])
  }

  @Test("Products of batches, and the graph of their derivative, in every combination of ranks")
  func batches() throws {
    let shapes: [([Int], [Int])] = [
      ([2, 2, 3], [2, 3, 2]), ([2, 2, 3], [3, 2]), ([2, 3], [2, 3, 2]), ([2, 2, 3], [3]), ([3], [2, 3, 2]),
      ([2, 1, 2, 3], [3, 3, 1]),
    ]
    for (left, right) in shapes {
      let x = variable(Tensor.randn(try Shape(left), seed: 1))
      let y = variable(Tensor.randn(try Shape(right), seed: 2))
      let f = sum(square(matmul(x, y)))
      let (gradients, graph) = (try gradient(of: f), try gradientGraph(of: f))
      for node in [x, y] {
        for (a, b) in zip(graph[node].value.elements, gradients[node].elements) { #expect(abs(a - b) < 1e-12) }
      }
      // The graph's own products have transposed operands.
      let second = sum(square(graph[x])) + sum(square(graph[y]))
      #expect(try checkGradient(of: second).allSatisfy { $0.agrees }, "\(left) and \(right)")
    }
  }

  @Test func productsOfOthersAsGraphs() throws {
    let cube = variable([[[1, 2], [0, 3]], [[0.5, -1], [2, 0]]])
    for axes in [nil, [0], [1, 2], [0, -1], [-2]] as [[Int]?] {
      let f = sum(square(prod(cube, axes: axes) + 1))
      #expect(try gradientGraph(of: f)[cube].value == gradient(of: f)[cube], "\(String(describing: axes))")
    }
    let x = variable([0, 2, 3])
    #expect(try hessian(of: prod(x), withRespectTo: x) == [[0, 3, 2], [3, 0, 0], [2, 0, 0]])
  }
}
