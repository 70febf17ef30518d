import Autodiff
import Expressions
import Tensors
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Dual numbers, the article's part 1.
@Suite("Forward mode")
struct ForwardModeTests {
  @Test("the derivative of a function is a function")
  func function() throws {
    let slope = derivative { x in sin(x) * x }
    #expect(try #require(slope(2).scalar).isClose(to: sin(2.0) + 2 * cos(2.0)))
    #expect(try #require(slope(-1).scalar).isClose(to: sin(-1.0) - cos(-1.0)))
    // The article's first: sin(2 ln x).
    #expect(try #require(derivative { sin(2 * log($0)) }(2).scalar).isClose(to: 2 * cos(2 * log(2.0)) / 2))
  }

  @Test("of what does not depend on the variable, and of the variable itself")
  func constantFunction() throws {
    #expect(try derivative { _ in constant(3) }(2) == 0)
    #expect(try derivative { $0 }([1, 2]) == [[1, 0], [0, 1]])
  }

  @Test("with respect to a scalar the derivative has the output's shape")
  func ofArray() throws {
    let t = variable(2)
    let f = t * constant([1, 2, 3])
    #expect(try derivative(of: f, withRespectTo: t) == [1, 2, 3])
  }

  @Test("the Jacobian of a product of matrices has the output's axes, then the input's")
  func jacobian() throws {
    let x = constant([[1, 2], [3, 4], [5, 6]])
    let w = variable([[0.5], [-1]])
    // ∂(xw)ᵢ₀/∂w_k0 = xᵢ_k.
    let jacobian = try derivative(of: dot(x, w), withRespectTo: w)
    #expect(jacobian.shape.sizes == [3, 1, 2, 1])
    #expect(jacobian.elements == [1, 2, 3, 4, 5, 6])
  }

  @Test("an operation counts as a variable: what is beneath it does not move")
  func withRespectToOperation() throws {
    let x = variable(3)
    let a = x * x
    let f = a * x
    #expect(try derivative(of: f, withRespectTo: a) == 3)
    #expect(try derivative(of: f, withRespectTo: x) == 27)
    #expect(try derivative(of: f, withRespectTo: f) == 1)
  }

  @Test("what the output does not depend on has zeros in the shape of a Jacobian")
  func independent() throws {
    let jacobian = try derivative(of: variable([1, 2]) * 2, withRespectTo: variable([[1, 2, 3]]))
    #expect(jacobian.shape.sizes == [2, 1, 3])
    #expect(jacobian.elements.allSatisfy { $0 == 0 })
  }

  @Test(
    "gives the gradients of reverse mode",
    arguments: [
      "f(x, y, z) = sin(x + y) + (x*y)^z at (1, 2, 3)",
      "x = [[1, 2], [3, 4]]; y = [0.5, -1]; f = sum(x * y, axis=0) / x",
      "x = [[0, 1, 4], [0, 7, 1]]; f = max(x, axis=0)", "x = [1, 2, 3]; w = [[1, 0], [2, 1], [0, 3]]; f = tanh(x @ w)",
      "l = [[1, 2, 3], [0, -1, 2]]; f = softmax_cross_entropy(l, [[0, 1, 0], [1, 0, 0]])",
      "x = 2; y = 3; f = where(x > y, x^2, x*y)",
    ])
  func sameAsReverse(_ source: String) throws {
    let output = try Program(source).output
    let reverse = try gradient(of: output, mode: .reverse)
    let forward = try gradient(of: output, mode: .forward)
    #expect(Set(forward.variables.map(ObjectIdentifier.init)) == Set(reverse.variables.map(ObjectIdentifier.init)))
    for variable in reverse.variables {
      #expect(forward[variable].shape == variable.value.shape)
      for (a, b) in zip(forward[variable].elements, reverse[variable].elements) { #expect(a.isClose(to: b)) }
    }
  }

  @Test("the Jacobian of one that would be too large is an error")
  func tooLarge() throws {
    let x = variable(Tensor(repeating: 1, shape: try Shape([1 << 14])))
    #expect(throws: TensorError.tooManyElements([1 << 14, 1 << 14])) { try derivative(of: x * 2, withRespectTo: x) }
  }
}

extension Double {
  fileprivate func isClose(to other: Double) -> Bool { (self - other).magnitude <= 1e-12 * Swift.max(1, magnitude) }
}
