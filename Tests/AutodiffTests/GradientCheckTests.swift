import Autodiff
import Expressions
import Tensors
import Testing

@Suite("The gradient check")
struct GradientCheckTests {
  private func agrees(_ source: String) throws -> Bool {
    let program = try Program(source)
    let checks = try checkGradient(of: program.output, variables: program.variables)
    #expect(checks.count == program.variables.count)
    return checks.allSatisfy(\.agrees)
  }

  @Test(
    "agrees on good graphs",
    arguments: [
      "x = 2; f = sin(2 ln(x))", "x = 4; const 2; f = x^2 + 2^x", "f(x, y, z) = sin(x + y) + (x*y)^z at (1, 2, 3)",
      "f(x, y, z) = sin(x^(y+z)) − 3z·ln(x²·y³) at (0.5, 4, -2.3)", "x = 0.5; a = 2x; f = a * exp(sin(a))",
      "x = [[1, 2], [3, 4]]; y = [0.5, -1]; f = sum(x * y, axis=0) / x", "x = 0; f = exp(x)", "x = 0; y = 1; f = x",
      "x = 1e6; f = x^2", "x = 1e-6; f = ln(x)", "x = -3; f = x^3 + abs(x)",
      "x = [1, 2, 3]; f = where(x > 1.5, x^2, -x)",
      "x = 300; f = sin(x)", "x = 1e-3; f = sqrt(x)", "x = 30; f = exp(x)",
    ])
  func good(_ source: String) throws {
    #expect(try agrees(source))
  }

  @Test("agrees at a point that is tiny but not 0", arguments: ["1e-9", "1e-20", "-1e-300"])
  func tiny(_ point: String) throws {
    #expect(try agrees("x = \(point); f = exp(x)"))
    #expect(try agrees("x = \(point); f = x + 1"))
  }

  @Test(
    "agrees near the border of a domain, where the first steps lead out of it", arguments: ["1.5", "1.01", "1.0001"])
  func border(_ point: String) throws {
    #expect(try agrees("x = \(point); f = ln(x - 1)"))
    #expect(try agrees("x = \(point); f = sqrt(x - 1)"))
  }

  @Test("the three numbers are there, in the variable's shape; unreached variables have zeros")
  func numbers() throws {
    let x = variable([1, 2], name: "x")
    let unused = variable([[3]], name: "unused")
    let checks = try checkGradient(of: sum(x * x), variables: [unused, x])
    #expect(checks.count == 2)
    let check = try #require(checks.first { $0.variable === x })
    #expect(check.reverse == [2, 4])
    #expect(check.forward == [2, 4])
    #expect(zip(check.difference.elements, [2, 4]).allSatisfy { isClose($0, $1, within: 1e-8) })
    let rest = try #require(checks.first { $0.variable === unused })
    #expect(rest.reverse == [[0]] && rest.agrees)
  }

  @Test("agrees on a good graph of float32")
  func float32() throws {
    let x = variable(Tensor(0.3, dtype: .float32), name: "x")
    #expect(try checkGradient(of: sin(exp(x)) * x).allSatisfy(\.agrees))
    let matrix: Tensor = [[0.5, 1.5], [2, 3]]
    let w = variable(matrix.converted(to: .float32), name: "w")
    #expect(try checkGradient(of: sum(w * w / (w + 1.0))).allSatisfy(\.agrees))
  }

  @Test("outside of the domain it finishes; NaN on all sides is no disagreement")
  func outside() throws {
    let checks = try checkGradient(of: sqrt(variable(-1, name: "x")))
    #expect(checks.count == 1)
    #expect(checks[0].reverse.scalar?.isNaN == true && checks[0].forward.scalar?.isNaN == true)
    #expect(checks[0].agrees)
    for source in ["x = 0; f = ln(x)", "x = 0; f = 1/x", "x = 1000; f = exp(x)", "x = 0; f = 0^x"] {
      _ = try agrees(source)
    }
  }

  @Test("a point where the derivative that is taken is not the slope is told apart")
  func kink() throws {
    #expect(try !agrees("x = 0; f = relu(x)"), "the slope from both sides is ½")
    #expect(try agrees("x = 0; f = abs(x)"))
  }
}
