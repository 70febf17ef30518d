import Autodiff
import Tensors
import Testing

@Suite("Where there is no derivative, the fixed meanings hold")
struct KinkTests {
  private func slope(_ point: Double, dtype: DType = .float64, _ function: (Node) -> Node) throws -> Double {
    let x = variable(Tensor(point, dtype: dtype))
    return try #require(gradient(of: function(x))[x].scalar)
  }

  private func slopes(_ x: Double, _ y: Double, _ function: (Node, Node) -> Node) throws -> [Double] {
    let (a, b) = (variable(Tensor(x)), variable(Tensor(y)))
    let gradients = try gradient(of: function(a, b))
    return [try #require(gradients[a].scalar), try #require(gradients[b].scalar)]
  }

  @Test("abs and relu have derivative 0 at 0", arguments: DType.allCases)
  func zero(_ dtype: DType) throws {
    for zero in [0.0, -0.0] {
      #expect(try slope(zero, dtype: dtype) { abs($0) } == 0)
      #expect(try slope(zero, dtype: dtype) { relu($0) } == 0)
    }
    #expect(try slope(1e-30) { abs($0) } == 1)
    #expect(try slope(-1e-30) { abs($0) } == -1)
    #expect(try slope(1e-30) { relu($0) } == 1)
    #expect(try slope(-1e-30) { relu($0) } == 0)
  }

  @Test("maximum and minimum share a tie half and half, at infinity too")
  func ties() throws {
    for point in [0, 1, -2.5, 1e308, .infinity, -.infinity] {
      #expect(try slopes(point, point) { maximum($0, $1) } == [0.5, 0.5], "maximum at \(point)")
      #expect(try slopes(point, point) { minimum($0, $1) } == [0.5, 0.5], "minimum at \(point)")
    }
    #expect(try slopes(0, -0.0) { maximum($0, $1) } == [0.5, 0.5])
    #expect(try slopes(2, 1) { maximum($0, $1) } == [1, 0])
    #expect(try slopes(2, 1) { minimum($0, $1) } == [0, 1])
    #expect(try slopes(.infinity, 1) { maximum($0, $1) } == [1, 0])
    #expect(try slopes(1e308, -1e308) { minimum($0, $1) } == [0, 1])
    #expect(try slope(3) { maximum($0, $0) } == 1)
  }

  @Test("ties along broadcast arrays")
  func broadcastTies() throws {
    let x = variable([1, 2, 3])
    let y = variable(2)
    let gradients = try gradient(of: maximum(x, y))
    #expect(gradients[x] == [0, 0.5, 1])
    #expect(gradients[y] == 1.5)
  }

  @Test("x^y by y is 0 at x = 0 for y > 0 and NaN for x < 0")
  func powerByExponent() throws {
    #expect(try slopes(0, 2) { $0 ** $1 }[1] == 0)
    #expect(try slopes(0, 0.5) { $0 ** $1 }[1] == 0)
    #expect(try slopes(-2, 3) { $0 ** $1 }[1].isNaN)
    #expect(try slopes(-2, 3) { $0 ** $1 }[0] == 12)
  }

  @Test("at x < 0 nobody asks for NaN where the exponent is a constant")
  func powerOfNegative() throws {
    let trace = try Trace(of: variable(-2, name: "x") ** 3)
    #expect(trace.gradients["x"]?.scalar == 12)
    #expect(trace.events.allSatisfy { if case .propagate(let step) = $0 { step.contribution.isFinite } else { true } })
    #expect(trace.warnings == [])
  }

  @Test("x^y by x at x = 0")
  func powerByBase() throws {
    #expect(try slope(0) { $0 ** 2 } == 0)
    #expect(try slope(0) { $0 ** 1 } == 1)
    #expect(try slope(0) { $0 ** 0 } == 0)
    #expect(try slope(0) { $0 ** 0.5 } == .infinity)
    #expect(try slope(0) { $0 ** -1 } == -.infinity)
    #expect(try slope(-2) { $0 ** 0 } == 0)
  }

  @Test("at the border of the domain the derivative is infinite or NaN, as IEEE has it, and the pass finishes")
  func borders() throws {
    #expect(try slope(0) { sqrt($0) } == .infinity)
    #expect(try slope(0) { log($0) } == .infinity)
    #expect(try slope(-1) { sqrt($0) }.isNaN)
    #expect(try slopes(1, 0) { $0 / $1 } == [.infinity, -.infinity])
    #expect(try slopes(0, 0) { $0 / $1 }[0] == .infinity)
    #expect(try slope(1000) { exp($0) } == .infinity)
    #expect(try slope(1000) { sigmoid($0) } == 0)
    #expect(try slope(1000) { tanh($0) } == 0)
  }

  @Test("NaN in, NaN out; other elements are left alone")
  func notANumber() throws {
    let x = variable([1, Tensor(.nan), 3])
    let gradients = try gradient(of: sum(x * x))[x].elements
    #expect(gradients[0] == 2 && gradients[1].isNaN && gradients[2] == 6)
    #expect(try slopes(.nan, 1) { maximum($0, $1) }.allSatisfy(\.isNaN))
  }

  @Test("a condition takes nothing, and what it does not choose gets zeros")
  func conditions() throws {
    let x = variable([-1, 0, 2])
    let y = variable([10, 20, 30])
    let gradients = try gradient(of: `where`(x > 0, x * y, y))
    #expect(gradients[x] == [0, 0, 30])
    #expect(gradients[y] == [1, 1, 2])
    let c = variable(1)
    let onlyCondition = try gradient(of: `where`(c, y, y))
    #expect(onlyCondition[c] == 0)
    #expect(onlyCondition[y] == [1, 1, 1])
  }

  @Test("a warning names the node where the first number that is not finite was born")
  func warnings() throws {
    let x = variable(0, name: "x")
    let log = try Trace(of: log(x) + 1)
    #expect(log.warnings.first?.hasPrefix("log: infinite at node log, from x = 0") == true)
    let root = try Trace(of: sqrt(x) * 2)
    #expect(root.warnings.count == 1)
    #expect(root.warnings == ["on the way back, sqrt hands to x: 2 · 1/(2 · 0) = ∞"])
    let many = variable(Tensor(repeating: 460, shape: try Shape([5000])), name: "w")
    #expect(try Trace(of: sum(exp(many))).warnings == [], "numbers of 1e199 are finite, however many")
  }
}
