import Autodiff
import Expressions
import Foundation
import TestSupport
import Testing

@Suite struct StatementTests {
  static let article = """
    # sin(x+y) + (xy)^z at (1, 2, 3)
    x = 1
    y = 2
    z = 3
    f = sin(x + y) + (x * y)^z
    """

  @Test func articleExampleHasItsGradients() throws {
    #expect(isClose(try number(Self.article), sin(3) + 8))
    #expect(try tree(Self.article) == "add(sin(add(x, y)), pow(mul(x, y), z))")
    let gradients = try gradients(Self.article)
    #expect(isClose(gradients["x"] ?? [], [cos(3) + 24]))
    #expect(isClose(gradients["y"] ?? [], [cos(3) + 12]))
    #expect(isClose(gradients["z"] ?? [], [8 * log(2)]))
  }

  @Test func articlesLineMeansTheSame() throws {
    let line = "f(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)"
    let (short, long) = (try trace(line), try trace(Self.article))
    #expect(short.nodes == long.nodes)
    #expect(short.events == long.events)
  }

  @Test(
    arguments: [
      ("x = 3", 3), ("x = -3", -3), ("x = +3", 3), ("x = 1e-3", 1e-3), ("x = pi/4", Double.pi / 4),
      ("x = 2e", 2 * M_E), ("x = sqrt(2)", sqrt(2)), ("x = 2^-1", 0.5), ("x = -(1 + 2) * 3", -9),
      ("x = exp(1) - ln(2)", exp(1) - log(2)),
    ] as [(String, Double)])
  func constantExpressionIsAVariable(text: String, expected: Double) throws {
    let program = try Program(text)
    #expect(program.output.kind == .variable)
    #expect(program.output.name == "x")
    #expect(program.variables.count == 1)
    #expect(isClose(try number(text), expected))
  }

  @Test(
    arguments: [
      ("x = [1, 2, 3]", [3], [1, 2, 3]), ("x = [[1, 2], [3, 4]]", [2, 2], [1, 2, 3, 4]),
      ("x = [[1], [2], [pi]]", [3, 1], [1, 2, Double.pi]), ("x = [1, 2] * 3", [2], [3, 6]),
      ("x = [-1, 1/2, sqrt(4)]", [3], [-1, 0.5, 2]), ("x = [1, 2,]", [2], [1, 2]),
      ("x = [[[1, 2]], [[3, 4]]]", [2, 1, 2], [1, 2, 3, 4]),
    ] as [(String, [Int], [Double])])
  func bracketsAreArrays(text: String, sizes: [Int], numbers: [Double]) throws {
    #expect(try Program(text).output.kind == .variable)
    #expect(try shape(text) == sizes)
    #expect(isClose(try elements(text), numbers))
  }

  @Test func lastStatementIsTheOutput() throws {
    #expect(try Program("x = 1; a = x + 1; b = a * x").output.name == "b")
    #expect(try tree("x = 1; a = x + 1; b = a * x") == "mul(add(x, 1), x)")
  }

  @Test func variableMayBeTheOutput() throws {
    #expect(try gradients("x = 3") == ["x": [1]])
    #expect(try gradients("y = 1; x = [3, 4]") == ["x": [1, 1], "y": [0]])
  }

  @Test func outputPicksAnotherStatement() throws {
    let text = "x = 2; a = x^2; b = x^3; output a"
    #expect(try tree(text) == "pow(x, 2)")
    #expect(try gradients(text) == ["x": [4]])
  }

  @Test func outputHoldsForStatementsBelowIt() throws {
    #expect(try tree("x = 2; a = x^2; output a; b = x^3") == "pow(x, 2)")
  }

  @Test func outputMayPickAVariable() throws {
    #expect(try Program("x = 2; a = x^2; output x").output.kind == .variable)
  }

  @Test func aliasIsASecondNameForOneNode() throws {
    let text = "x = 2; y = x; f = x * y"
    let trace = try trace(text)
    #expect(trace.nodes.count == 2)
    #expect(trace.nodes[1].operands == [0, 0])
    #expect(try gradients(text) == ["x": [4]])
    #expect(try Program("x = 2; a = x + 1; b = a; output b").output.name == "a")
  }

  @Test func namesOfOperationsReachTheTrace() throws {
    let trace = try trace("x = 2; product = x * 3; f = product + 1")
    #expect(trace.nodes.map(\.name) == ["x", "3", "product", "1", "f"])
    #expect(trace.nodes.map(\.kind) == [.variable, .constant, .operation, .constant, .operation])
    #expect(trace.nodes[4].operands == [2, 3])
  }

  @Test func equalTermsAreNodesOfTheirOwn() throws {
    let trace = try trace("x = 2; y = 3; f = x * y + x * y")
    #expect(trace.nodes.map(\.label) == ["x", "y", "mul_0", "mul_1", "add"])
    #expect(trace.nodes[4].operands == [2, 3])
  }

  @Test func variablesAreListedInOrder() throws {
    let text = "b = 1; a = [1, 2]; c = 3; f = b^2"
    #expect(try Program(text).variables.compactMap(\.name) == ["b", "a", "c"])
    #expect(try gradients(text) == ["a": [0, 0], "b": [2], "c": [0]])
  }
}

@Suite struct ConstantTests {
  @Test func namedConstantKeepsItsNameAndHasNoGradient() throws {
    let text = "const k = 3; x = 2; f = k * x + k"
    let trace = try trace(text)
    #expect(trace.nodes.map(\.name) == ["k", "x", "mul", "f"])
    #expect(trace.nodes[0].kind == .constant)
    #expect(trace.nodes[3].operands == [2, 0])
    #expect(try gradients(text) == ["x": [3]])
    #expect(try Program(text).variables.count == 1)
  }

  @Test func namedConstantMayBeAnArray() throws {
    #expect(try elements("const k = [1, 2]; x = 3; f = k * x") == [3, 6])
    #expect(isClose(try number("const k = pi/4; x = 2; f = k * x"), Double.pi / 2))
  }

  @Test func everyNumberIsANodeOfItsOwn() throws {
    #expect(try trace("x = 3; f = x^2 + 2^x").nodes.count == 6)
  }

  @Test func sharedNumberIsOneNode() throws {
    let trace = try trace("const 2; x = 3; f = x^2 + 2^x")
    #expect(trace.nodes.map(\.label) == ["x", "2", "pow_0", "pow_1", "add"])
    #expect(trace.nodes[2].operands == [0, 1])
    #expect(trace.nodes[3].operands == [1, 0])
  }

  @Test func sharedNumberIsSharedInSuperscriptsAndFactors() throws {
    #expect(try trace("const 2; x = 3; f = 2x + x²").nodes.count == 5)
  }

  @Test func sharedNumberMayHaveASign() throws {
    let trace = try trace("const -2; x = 3; f = -2*x + x^-2 + x*2")
    #expect(trace.nodes.filter { $0.label == "−2" }.count == 1)
    #expect(trace.nodes.filter { $0.label == "2" }.count == 1)
  }

  @Test func numberIsSharedOnlyBelowItsStatement() throws {
    #expect(try trace("x = 3; a = x * 2; const 2; f = a + 2 + x^2").nodes.filter { $0.label == "2" }.count == 2)
  }

  @Test func numberSharedTwiceIsStillOneNode() throws {
    #expect(try trace("const 2; x = 3; a = x * 2; const 2; f = a + 2").nodes.filter { $0.label == "2" }.count == 1)
  }

  @Test func sharedNumberDoesNotMakeVariablesOfThatValueConstant() throws {
    #expect(try gradients("const 2; x = 2; f = x^2") == ["x": [4]])
  }
}

@Suite struct FunctionStatementTests {
  @Test(arguments: [
    "f(a, b) = sum(a * b) at (1, [2, 3])", "f(a, b) = sum(a * b) at a = 1, b = [2, 3]",
    "f(a, b) = sum(a * b) at b = [2, 3], a = 1", "f(a, b) = sum(a * b) at (1,\n  [2, 3])",
  ])
  func variablesAndOutputAtOnce(text: String) throws {
    let program = try Program(text)
    #expect(program.variables.compactMap(\.name) == ["a", "b"])
    #expect(program.output.name == "f")
    #expect(try tree(text) == "sum(mul(a, b))")
    #expect(try number(text) == 5)
    #expect(try gradients(text) == ["a": [5], "b": [1, 1]])
  }

  @Test(arguments: ["f(x) = x^2 at 3", "f(x) = x^2 at (3)", "f(x) = x^2 at (3,)", "f(x) = x^2 at x = 3"])
  func singleVariableNeedsNoParentheses(text: String) throws {
    #expect(try number(text) == 9)
  }

  @Test func singleVariableMayBeAnArray() throws {
    #expect(try number("f(x) = sum(x) at [1, 2, 4]") == 7)
  }

  @Test func valuesMayBeExpressionsOfNumbers() throws {
    #expect(isClose(try number("f(x, y) = x * y at (pi/4, -sqrt(2))"), -Double.pi / 4 * sqrt(2)))
  }

  @Test func statementsBelowSeeTheVariablesAndTheFunctionsValue() throws {
    #expect(try tree("f(x) = x^2 at 3; g = f + x") == "add(pow(x, 2), x)")
  }

  @Test func bodySeesNamesDefinedAbove() throws {
    #expect(try number("k = 10; f(x) = k * x at 3") == 30)
  }

  @Test func numberBeforeAtIsNotMultipliedByIt() throws {
    #expect(try number("f(x) = x + 2 at 3") == 5)
  }
}
