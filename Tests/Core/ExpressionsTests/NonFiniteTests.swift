import Expressions
import Testing

@Suite struct NonFiniteTests {
  @Test(arguments: [
    ("x = 0; f = 1 / x", "div: infinite at node f, from 1 and x = 0"),
    ("x = -1; f = 2 * sqrt(x)", "sqrt: not a number at node sqrt, from x = −1"),
    ("x = 0; f = log(x)", "log: infinite at node f, from x = 0"),
    ("x = 1000; f = exp(x)", "exp: infinite at node f, from x = 1000"),
  ])
  func runFinishesWithAWarning(text: String, warning: String) throws {
    let warnings = try trace(text).warnings
    #expect(warnings.first == warning)
    // The derivative is not finite either, and that is told on its own.
    #expect(warnings.count == 2 && warnings.last?.hasPrefix("on the way back, ") == true)
  }

  @Test(arguments: ["x = 0/0", "x = 1/0", "x = [1/0, 0/0]", "f(x) = x at -1/0", "x = log(0)", "x = 1e308 * 10"])
  func valueThatIsNotFiniteIsAccepted(text: String) throws {
    _ = try trace(text)
  }

  @Test func infinityPropagates() throws {
    #expect(try number("x = 1/0; f = x + 1") == .infinity)
    #expect(try number("x = 0/0; f = x + 1").isNaN)
    #expect(try elements("x = [0, 1]; f = 1 / x") == [.infinity, 1])
  }
}
