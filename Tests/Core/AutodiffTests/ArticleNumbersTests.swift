import Autodiff
import Expressions
import Tensors
import TestSupport
import Testing

/// Derivatives to twenty digits, by mpmath with 60 digits.
///
///     from mpmath import mp, mpf, sin, cos, exp, log, diff
///     mp.dps = 60
///     diff(lambda x, y, z: sin(x**(y+z)) - 3*z*log(x**2 * y**3), (0.5, 4, mpf('-2.3')), (1, 0, 0))
///
/// and so on; the nested one by the chain rule, `d *= 1 - sin(v)*exp(cos(v)); v += exp(cos(v))`, 16 times.
@Suite("Derivatives agree with arithmetic of many digits")
struct ArticleNumbersTests {
  @Test("the article's first expression prints as in the article")
  func printed() {
    let x = variable(0.5, name: "x")
    let y = variable(4, name: "y")
    let z = variable(-2.3, name: "z")
    let f = sin(x ** (y + z)) - 3 * log((x ** 2) * (y ** 3))
    #expect("\(f)" == "-8.014816644264268")
  }

  @Test("the dense expression of three variables, from Swift and from text")
  func dense() throws {
    let x = variable(0.5, name: "x")
    let y = variable(4, name: "y")
    let z = variable(-2.3, name: "z")
    let f = sin(x ** (y + z)) - 3 * z * log(x ** 2 * y ** 3)
    #expect(isClose(try #require(f.value.scalar), 19.433811705909565911))
    let expected = [28.597295442703652728, 4.9716845516778472443, -8.5210816150414964687]
    let gradients = try gradient(of: f)
    for (node, slope) in zip([x, y, z], expected) { #expect(isClose(try #require(gradients[node].scalar), slope)) }
    let text = try Program("f(x, y, z) = sin(x^(y+z)) − 3z·ln(x²·y³) at (0.5, 4, −2.3)")
    #expect(text.output.value == f.value)
    #expect(try gradient(of: text.output)["x"] == gradients[x])
  }

  @Test("a = 2x, f = a·exp(sin a): each path counts once")
  func twoLengths() throws {
    let x = variable(0.5, name: "x")
    let a = 2 * x
    let f = a * exp(sin(a))
    #expect(isClose(try #require(gradient(of: f)[x].scalar), 7.1463151844186000219))
  }

  @Test("a = sin x, f = a + exp(cos a)")
  func shortAndLong() throws {
    let x = variable(0.7, name: "x")
    let a = sin(x)
    let f = a + exp(cos(a))
    #expect(isClose(try #require(gradient(of: f)[x].scalar), -0.25700626101351863772))
  }

  @Test(
    "v ← v + exp(cos v), sixteen times one into another",
    arguments: [
      (0.7, 15.848729799864164077, 1.0381581717777069042), (0.1, 15.664051631333721145, 3.7724842296469897089),
      (2.5, 15.306833262519531888, 2.3677026490259757309),
    ])
  func nested(_ point: Double, _ value: Double, _ slope: Double) throws {
    let x = variable(Tensor(point))
    var v = x
    for _ in 0..<16 { v = v + exp(cos(v)) }
    #expect(isClose(try #require(v.value.scalar), value))
    #expect(isClose(try #require(gradient(of: v)[x].scalar), slope))
    let trace = try Trace(of: v)
    var walked: Set<[Int]> = []
    for case .propagate(let step) in trace.events { #expect(walked.insert([step.from, step.operand]).inserted) }
    #expect(walked.count == 16 * 4)
  }

  @Test("x·x has two edges to x and the derivative 2x")
  func squareByProduct() throws {
    let x = variable(3, name: "x")
    #expect(try gradient(of: x * x)[x] == 6)
    #expect(try Trace(of: x * x).steps == ["mul→x", "mul→x", "x •"])
  }

  @Test("a variable as the output has the gradient 1, an array's is differentiated as its sum")
  func trivialOutputs() throws {
    let x = variable(3, name: "x")
    #expect(try gradient(of: x)[x] == 1)
    #expect(try Trace(of: x).steps == ["x •"])
    let w = variable([[1, 2], [3, 4]])
    #expect(try gradient(of: w)[w] == [[1, 1], [1, 1]])
    #expect(try gradient(of: w * w)[w] == [[2, 4], [6, 8]])
    let c = constant(2)
    #expect(try gradient(of: c)[c] == 0)
    #expect(try Trace(of: c).steps == ["2 •"])
    #expect(try Trace(of: exp(c)).steps == ["exp→2 ⊘", "2 •"])
  }

  @Test("a gradient has its variable's shape and type, where operands are broadcast and types mixed")
  func shapesAndTypes() throws {
    let scalar = variable(2)
    let row = variable([1, 2, 3])
    let column = variable([[1], [2]])
    let gradients = try gradient(of: scalar * row + column * row)
    #expect(gradients[scalar] == 12)
    #expect(gradients[row] == [7, 7, 7])
    #expect(gradients[column] == [[6], [6]])

    let single = variable(Tensor(3, dtype: .float32))
    let double = variable(0.1)
    let mixed = try gradient(of: single * double)
    #expect(mixed[double].dtype == .float64)
    #expect(mixed[single].dtype == .float32, "as PyTorch has it: a parameter's gradient is of the parameter's type")
  }

  @Test("a number beside a float32 node stays float32")
  func numberBeside() throws {
    let x = variable(Tensor(0.1, dtype: .float32))
    let f = 2 * x + x ** 2 - 1 / x
    #expect(f.value.dtype == .float32)
    #expect(try gradient(of: f)[x].dtype == .float32)
  }
}
