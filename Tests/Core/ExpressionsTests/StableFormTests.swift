import Autodiff
import Expressions
import Testing

/// A warning about what overflows offers the function that does not.
@Suite struct StableFormTests {
  @Test(
    "What is written out, the values, and what is offered for it",
    arguments: [
      ("x = -800; f = 1/(1 + e^-x)", "sigmoid(x)"), ("x = -800; f = 1/(exp(-x) + 1)", "sigmoid(x)"),
      ("x = 800; f = exp(x)/(1 + exp(x))", "sigmoid(x)"), ("x = 800; f = 1/(1 + exp(x))", "sigmoid(-x)"),
      ("x = -800; f = 1/(1 + exp(-1*x))", "sigmoid(x)"),
      ("x = -800; f = log(sigmoid(x))", "log_sigmoid(x)"), ("x = -800; f = log(1/(1 + e^-x))", "log_sigmoid(x)"),
      ("x = 800; f = log(1 - sigmoid(x))", "log_sigmoid(-x)"),
      ("x = [-800, 1]; f = mean(log(sigmoid(x)))", "log_sigmoid(x)"),
      ("x = 800; f = log(1 + exp(x))", "softplus(x)"), ("x = [1000, 1001]; f = log(sum(exp(x)))", "logsumexp(x)"),
      ("x = [-1000, -1001]; f = log(sum(exp(x)))", "logsumexp(x)"),
      ("x = [[1000, 1001]]; f = log(sum(exp(x), axis=1))", "logsumexp(x)"),
      ("x = [1000, 1001]; f = exp(x)/sum(exp(x))", "softmax(x)"),
      ("x = [1000, 0]; f = log(softmax(x))", "log_softmax(x)"), ("x = [0, 0]; f = sqrt(sum(x^2))", "norm(x)"),
      ("x = [1e200, 0]; f = sqrt(sum(square(x)))", "norm(x)"), ("x = [0, 0]; f = sqrt(sum(x*x))", "norm(x)"),
      ("w = [1, 2]; x = [-800, 0]; f = log(sigmoid(w @ x))", "log_sigmoid(…)"),
      ("w = [1, 2]; x = [-800, 0]; z = w @ x; f = log(sigmoid(z))", "log_sigmoid(z)"),
    ])
  func offers(source: String, name: String) throws {
    let warnings = try Program(source).trace().warnings
    #expect(warnings.contains { $0.hasSuffix("; written \(name), it stays finite") }, "\(warnings)")
    guard !name.contains("…") else { return }
    // It does stay finite.
    let lines = source.split(separator: ";").dropLast().joined(separator: ";")
    #expect(try Program(lines + "; f = sum(\(name))").trace().warnings == [])
  }

  @Test(
    "Nothing is offered for other expressions",
    arguments: [
      "x = 0; f = log(x)", "x = 800; f = exp(x)", "x = 800; f = 1/(2 + exp(x))", "x = 0; f = sqrt(x)",
      "x = [800, 1]; y = [1, 2]; f = exp(x)/sum(exp(y))", "x = [1, 2]; f = 1/(sum(x) - 3)",
      "x = 800; f = 3/(1 + exp(x))",
    ])
  func offersNothing(source: String) throws {
    let warnings = try Program(source).trace().warnings
    #expect(!warnings.isEmpty && warnings.allSatisfy { !$0.contains("; written") }, "\(warnings)")
  }
}
