import Autodiff
import Expressions
import Tensors
import TestSupport
import Testing

/// Each of these the code of the article gets wrong; the numbers are worked out by hand unless said otherwise.
@Suite("Where the article's code is wrong")
struct ArticleFaultTests {
  private let matrix: Tensor = [[1, 2, 3], [4, 5, 6]]

  /// The numbers from 0 in a shape.
  private func counting(_ sizes: [Int]) throws -> Tensor {
    let shape = try Shape(sizes)
    return try Tensor((0..<shape.count).map(Double.init), shape: shape)
  }

  @Test("a mean hands each of three elements a third")
  func mean() throws {
    let x = variable([1, 2, 4])
    let f = Autodiff.mean(x)
    #expect(isClose(try #require(f.value.scalar), 7.0 / 3))
    #expect(try gradient(of: f)[x] == Tensor(repeating: 1.0 / 3, shape: x.value.shape))
  }

  @Test("a mean along an axis divides by the length of that axis")
  func meanAlongAxis() throws {
    let x = variable([[1, 2, 3], [3, 5, 10]])
    let means = Autodiff.mean(x, axes: [1])
    #expect(means.value == [2, 6])
    #expect(try gradient(of: means * constant([3, 30]))[x] == [[1, 1, 1], [10, 10, 10]])
  }

  @Test("a column, a row and a single element against a matrix get back their own shape")
  func broadcastOfOneRank() throws {
    func slope(_ value: Tensor) throws -> Tensor {
      let x = variable(value)
      return try gradient(of: sum(x * constant(matrix)))[x]
    }
    #expect(try slope([[7], [8]]) == [[6], [15]])
    #expect(try slope([[7, 8, 9]]) == [[5, 7, 9]])
    #expect(try slope([[7]]) == [[21]])
  }

  @Test("axes that an operand lacks are summed over, beside its axes of size 1")
  func missingLeadingAxes() throws {
    func slope(_ sizes: [Int], against other: [Int]) throws -> Tensor {
      let x = variable(Tensor(repeating: 5, shape: try Shape(sizes)))
      return try gradient(of: sum(x * constant(counting(other))))[x]
    }
    #expect(try slope([3, 1], against: [2, 3, 2]) == [[14], [22], [30]])
    #expect(try slope([1, 2], against: [2, 3, 2]) == [[30, 36]])
    #expect(try slope([1, 2, 1], against: [2, 3, 2, 2]) == [[[126], [150]]])
  }

  @Test("a bias that is broadcast twice adds up both")
  func biasUsedTwice() throws {
    let x = variable([[1, 2], [3, 4]])
    let b = variable([10, 20])
    for f in [sum((x + b) ** 2), sum(square(x + b)), sum((x + b) * (x + b))] {
      let gradients = try gradient(of: f)
      #expect(gradients[b] == [48, 92])
      #expect(gradients[x] == [[22, 44], [26, 48]])
    }
    let a = variable(matrix)
    let c = variable([1, 2, 3])
    let gradients = try gradient(of: sum(c * a + c * a ** 2))
    #expect(gradients[c] == [22, 36, 54])
    #expect(gradients[a] == [[3, 10, 21], [9, 22, 39]])
  }

  @Test("a sum along the last axis hands each row its own adjoint", arguments: [1, -1])
  func sumAlongLastAxis(_ axis: Int) throws {
    let weights = constant([10, 100])
    let wide = variable(matrix)
    #expect(try gradient(of: sum(wide, axes: [axis]) * weights)[wide] == [[10, 10, 10], [100, 100, 100]])
    // A square would hide rows taken for columns behind a fitting shape.
    let square = variable([[1, 2], [3, 4]])
    let sums = sum(square, axes: [axis])
    #expect(sums.value == [3, 7])
    #expect(try gradient(of: sums * weights)[square] == [[10, 10], [100, 100]])
  }

  @Test("a maximum along axis 1 hands its adjoint to the largest of each row, shared among ties")
  func maxAlongAxis() throws {
    let x = variable([[1, 5, 2], [7, 3, 7]])
    let largest = Autodiff.max(x, axes: [1])
    #expect(largest.value == [5, 7])
    #expect(try gradient(of: largest * constant([10, 100]))[x] == [[0, 10, 0], [50, 0, 50]])
  }

  @Test("dot of two vectors, of a matrix and a vector, of a number and a matrix")
  func dot() throws {
    let (u, v) = (variable([1, 2, 3]), variable([4, 5, 6]))
    let inner = try gradient(of: Autodiff.dot(u, v))
    #expect(inner[u] == [4, 5, 6])
    #expect(inner[v] == [1, 2, 3])

    let a = variable(matrix)
    let product = Autodiff.dot(a, v)
    #expect(product.value == [32, 77])
    let gradients = try gradient(of: product * constant([10, 100]))
    #expect(gradients[a] == [[40, 50, 60], [400, 500, 600]])
    #expect(gradients[v] == [410, 520, 630])

    let s = variable(2)
    let scaled = Autodiff.dot(s, a)
    #expect(scaled.value == [[2, 4, 6], [8, 10, 12]])
    let shares = try gradient(of: scaled * constant([[1, 0, 1], [0, 0, 10]]))
    #expect(shares[s] == 64)
    #expect(shares[a] == [[2, 0, 2], [0, 0, 20]])
  }

  @Test("a softmax by hand, where eˣ is used above and below the line; by decimal arithmetic of 40 digits")
  func softmaxByHand() throws {
    let x = variable([0.1, 0.2, 0.3])
    let e = exp(x)
    let f = sum(e / sum(e) * constant([1, 2, 3]))
    #expect(isClose(try #require(f.value.scalar), 2.066555795755198183))
    let expected = [-0.320616916851833801, -0.022111498814377496, 0.342728415666211298]
    for (ours, digits) in zip(try gradient(of: f)[x].elements, expected) { #expect(isClose(ours, digits)) }
  }

  @Test("a fraction in a branch of where stays a fraction")
  func whereKeepsFractions() throws {
    let x = variable([-1, 2, 0])
    let chosen = `where`(x > 0, x, constant(0.5))
    #expect(chosen.value == [0.5, 2, 0.5])
    #expect(try gradient(of: chosen)[x] == [0, 1, 0])
    let text = try Program("x = [-1, 2, 0]; f = where(x > 0, x, 0.5)")
    #expect(text.output.value == chosen.value)
    // Whole numbers in the branches do not round what is chosen either.
    #expect(try Program("x = [0.25, 2]; f = where(x < 1, x, 3)").output.value == [0.25, 3])
  }

  @Test("a negative can be taken and differentiated")
  func negative() throws {
    let x = variable([3, -2])
    #expect((-x).value == [-3, 2])
    #expect(try gradient(of: -x)[x] == [-1, -1])
    #expect(try gradient(of: x * -x)[x] == [-6, 4])
  }

  @Test("two variables of one name keep apart")
  func oneNameTwice() throws {
    let (first, second) = (variable(2, name: "x"), variable(5, name: "x"))
    let gradients = try gradient(of: first * first * second)
    #expect(gradients[first] == 20)
    #expect(gradients[second] == 4)
    #expect(gradients["x"] == nil, "there is no telling which")
    #expect(try Trace(of: first * first * second).gradients.mapValues(\.scalar) == ["x": 20, "x#1": 4])
  }

  @Test("a variable may be called as the library calls an operation")
  func namedLikeAnOperation() throws {
    let program = try Program("mul_0 = 3; x = 2; f = mul_0 * x * mul_0")
    #expect(program.output.value == 18)
    let gradients = try gradient(of: program.output)
    #expect(gradients["mul_0"] == 12)
    #expect(gradients["x"] == 9)
    #expect(try program.trace().gradients.mapValues(\.scalar) == ["mul_0": 12, "x": 9])
  }
}
