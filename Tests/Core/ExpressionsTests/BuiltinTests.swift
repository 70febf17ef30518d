import Autodiff
import Tensors
import Testing

@testable import Expressions

/// The functions of the language come from the list of operations.
@Suite struct BuiltinTests {
  /// Operations that are written with signs, or that have a form of their own.
  private static let others: Set<String> = [
    "add", "sub", "mul", "div", "pow", "neg", "less", "lessEqual", "greater", "greaterEqual", "equal", "notEqual",
    "index", "place", "conv2d_input", "conv2d_weight", "max_unpool2d", "max_pool2d_at",
  ]

  @Test(arguments: Operation.all)
  func operationIsFunctionOrSign(operation: Operation) {
    #expect((Builtin.named(operation.name) == nil) == Self.others.contains(operation.name), "\(operation.name)")
  }

  @Test(arguments: [
    "exp", "log", "sin", "cos", "tan", "sqrt", "tanh", "sigmoid", "relu", "abs", "square", "softplus",
    "log_sigmoid", "log1p", "expm1", "gelu", "erf", "asin", "acos", "atan", "sinh", "cosh", "sign", "floor",
    "stop_gradient",
  ])
  func unaryFunctionIsItsOperation(name: String) throws {
    #expect(try Program("x = 0.5; f = \(name)(x)").output.operation?.name == name)
  }

  @Test(arguments: ["maximum", "minimum", "atan2"])
  func binaryFunctionIsItsOperation(name: String) throws {
    #expect(try Program("x = 0.5; y = 2; f = \(name)(x, y)").output.operation?.name == name)
  }

  @Test func reportNamesTheRemedyOfALimit() throws {
    let error = try #require(failure("x = zeros(10000, 10000)"))
    #expect(error.report(file: "f").contains("the limit of \(Shape.maximumCount), which Shape.maximumCount raises"))
    #expect(error.report(file: "f") { "-\($0)-" }.contains("the limit of \(Shape.maximumCount), which -elements-"))
  }
}
