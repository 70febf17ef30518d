import Autodiff
import Expressions
import Mistakes
import Tensors
import Testing
import TraceFiles

@Suite struct MistakeTests {
  private func gradients(_ text: String, _ mistake: Mistake) throws -> [String: TraceValue] {
    let program = try Program(text)
    let trace = try Trace(of: program.output, making: mistake, variables: program.variables)
    guard case .end(let gradients)? = trace.events.last else { return [:] }
    return gradients
  }

  @Test("Ungated, the article's function gives 11.7859 where the derivative is 7.1463") func article() throws {
    let text = "x = 0.5\na = 2x\nf = a*exp(sin(a))"
    let program = try Program(text)
    let wrong = try gradients(text, .ungated)["x"]?.scalar ?? 0
    #expect((wrong * 1e4).rounded() == 117_859)
    let right = try gradient(of: program.output)[program.variables[0]].scalar ?? 0
    #expect((right * 1e4).rounded() == 71_463)
  }

  @Test("x + x, overwritten, gives 1") func overwritten() throws {
    #expect(try gradients("x = 3\nf = x + x", .overwrite)["x"]?.scalar == 1)
  }
}
