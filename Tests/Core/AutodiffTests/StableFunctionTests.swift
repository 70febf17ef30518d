import Autodiff
import Tensors
import Testing

/// Functions that are there because what is written out loses digits or overflows.
@Suite("Values and derivatives keep their digits where formulas lose them")
struct StableFunctionTests {
  private func of(_ point: Double, dtype: DType = .float64, _ function: (Node) -> Node) throws -> [Double] {
    let x = variable(Tensor(point, dtype: dtype))
    let y = function(x)
    let array = variable(Tensor(repeating: point, shape: try Shape([3]), dtype: dtype))
    let result = [try #require(y.value.scalar), try #require(gradient(of: y)[x].scalar)]
    // As an array, and forward.
    let many = function(array)
    #expect(many.value.elements.allSatisfy { $0 == result[0] || $0.isNaN && result[0].isNaN })
    #expect(try gradient(of: many)[array].elements == Array(repeating: result[1], count: 3))
    #expect(try gradient(of: y, mode: .forward)[x].scalar == result[1])
    return result
  }

  private func isClose(_ found: Double, _ exact: Double, within tolerance: Double = 1e-15) -> Bool {
    exact == 0 ? found == 0 : (found / exact - 1).magnitude <= tolerance
  }

  // By mpmath with 40 digits.
  @Test func slopesDoNotCancel() throws {
    #expect(isClose(try of(40) { sigmoid($0) }[1], 4.2483542552915890e-18))
    #expect(isClose(try of(-40) { sigmoid($0) }[1], 4.2483542552915890e-18))
    #expect(isClose(try of(700) { sigmoid($0) }[1], 9.8596765437597708e-305, within: 1e-13))
    #expect(isClose(try of(20) { tanh($0) }[1], 1.6993417021166356e-17))
    #expect(isClose(try of(-20) { tanh($0) }[1], 1.6993417021166356e-17))
    #expect(isClose(try of(0.25) { tanh($0) }[1], 0.94001484880637796))
    #expect(isClose(try of(40, dtype: .float32) { sigmoid($0) }[1], 4.2483542552915890e-18, within: 1e-6))
    #expect(isClose(try of(20, dtype: .float32) { tanh($0) }[1], 1.6993417021166356e-17, within: 1e-6))
    for function in [sigmoid, tanh] as [(Node) -> Node] {
      for point in [-.infinity, .infinity, 1e308] { #expect(try of(point, function)[1] == 0) }
    }
  }

  @Test func logarithmsDoNotOverflow() throws {
    #expect(try of(-800) { logSigmoid($0) } == [-800, 1])
    #expect(try of(800) { logSigmoid($0) } == [0, 0])
    #expect(try of(800) { softplus($0) } == [800, 1])
    #expect(try of(-800) { softplus($0) } == [0, 0])
    #expect(isClose(try of(-40) { softplus($0) }[0], 4.2483542552915890e-18))
    #expect(isClose(try of(40) { logSigmoid($0) }[0], -4.2483542552915890e-18))
    #expect(isClose(try of(0) { softplus($0) }[0], 0.69314718055994531))
    #expect(try of(-800, dtype: .float32) { logSigmoid($0) } == [-800, 1])
    #expect(try of(.infinity) { softplus($0) } == [.infinity, 1])
    #expect(try of(-.infinity) { logSigmoid($0) } == [-.infinity, 1])
  }

  @Test func smallNumbersStay() throws {
    #expect(try of(1e-20) { log1p($0) } == [1e-20, 1])
    #expect(try of(1e-20) { expm1($0) } == [1e-20, 1])
    #expect(isClose(try of(1e-10) { erf($0) }[0], 1.1283791670955126e-10))
    #expect(isClose(try of(-10) { gelu($0) }[0], -7.6198530241605261e-23, within: 1e-14))
    #expect(isClose(try of(-10) { gelu($0) }[1], -7.6184000964648141e-22, within: 1e-13))
    #expect(gelu(variable(Tensor(-.infinity))).value == 0)
    #expect(try of(-1e200) { gelu($0) } == [0, 0])
    #expect(try of(1e200) { gelu($0) } == [1e200, 1])
  }

  @Test func slopesAtTheEndsAreExact() throws {
    // 1 − x² would have lost half of the digits.
    #expect(isClose(try of(1 - 0x1p-40) { asin($0) }[1], 741455.20018963384, within: 1e-15))
    #expect(isClose(try of(0x1p-40 - 1) { acos($0) }[1], -741455.20018963384, within: 1e-15))
  }

  @Test func anglesDoNotOverflow() throws {
    for size in [1e-200, 1, 1e200] {
      let (y, x) = (variable(Tensor(3 * size)), variable(Tensor(-4 * size)))
      let angle = atan2(y, x)
      let gradients = try gradient(of: angle)
      #expect(isClose(try #require(angle.value.scalar), 2.4980915447965089))
      #expect(isClose(try #require(gradients[y].scalar), -0.16 / size))
      #expect(isClose(try #require(gradients[x].scalar), -0.12 / size))
    }
  }

  @Test("at both ends of clip, and beyond, nothing is handed on; a bound gets what it is chosen for")
  func clipping() throws {
    let x = variable([-2, -1, 0, 1, 2])
    #expect(clip(x, -1, 1).value == [-1, -1, 0, 1, 1])
    #expect(try gradient(of: clip(x, -1, 1))[x] == [0, 0, 1, 0, 0])
    let (low, high) = (variable(-1), variable(1))
    let gradients = try gradient(of: clip(x, low, high))
    #expect(gradients[low] == 2 && gradients[high] == 2)
    // Bounds that are not in order: the upper one.
    #expect(try gradient(of: clip(x, high, low))[low] == 5)
  }

  @Test func nothingPassesThroughAStop() throws {
    let x = variable(3)
    #expect(try gradient(of: x * stopGradient(x))[x] == 3)
    #expect(try gradient(of: x * stopGradient(x), mode: .forward)[x] == 3)
    #expect(try gradient(of: stopGradient(x * x))[x] == 0)
    // The optimiser must not take it for its operand.
    #expect(try gradient(of: optimized(x * stopGradient(x) + x * x).output)[x] == 9)
    let trace = try Trace(of: x * stopGradient(x))
    #expect(
      trace.events.contains { if case .blocked(_, _, _, .notDifferentiable) = $0 { true } else { false } })
  }
}
