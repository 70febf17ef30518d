import Autodiff
import Expressions
import Testing

@Suite struct ExampleTests {
  /// The example in the comment of `Program`.
  @Test func programIsDifferentiated() throws {
    let program = try Program("f(x, y) = x * y + sin(x) at (2, 3)")
    #expect(try gradient(of: program.output)[program.variables[1]] == 2)
  }
}
