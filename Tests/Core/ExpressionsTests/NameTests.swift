import Expressions
import Foundation
import TestSupport
import Testing

@Suite struct NameTests {
  @Test(arguments: [
    "x", "θ", "w_1", "x₁", "x′", "x₁′", "x′₁", "Δt", "длина", "变量", "_x", "x_", "été", "n0", "X", "ñ", "at_2", "Pi",
    "constant", "outputs", "ex", "lnx", "ω₁₂″".replacingOccurrences(of: "″", with: "′′"),
  ])
  func nameOfManyScriptsIsKept(name: String) throws {
    let program = try Program("\(name) = 3; f = \(name)^2")
    #expect(program.variables.first?.name == name)
    #expect(try number("\(name) = 3; f = \(name)^2") == 9)
  }

  @Test func composedAndDecomposedAccentsAreOneName() throws {
    #expect(try number("\u{E9} = 3; f = e\u{301} * 2") == 6)
  }

  @Test func smallAndCapitalLettersDiffer() throws {
    #expect(try number("x = 3; X = 4; f = x * X") == 12)
  }

  @Test func piAndEAreKnown() throws {
    #expect(isClose(try number("x = 2; f = pi * x"), 2 * Double.pi))
    #expect(isClose(try number("x = 2; f = e^x"), exp(2)))
    #expect(try gradients("x = 2; f = pi * x") == ["x": [Double.pi]])
    #expect(try trace("x = 2; f = pi * x + e").nodes.map(\.label) == ["π", "x", "mul", "e", "add"])
  }

  @Test func piAndEMayBeDefined() throws {
    #expect(try number("pi = 3; x = 2; f = pi * x") == 6)
    #expect(try gradients("e = 2; f = e^3") == ["e": [12]])
    #expect(try gradients("f(e) = e^3 at 2") == ["e": [12]])
    #expect(try number("const pi = 3; x = 2; f = pi * x") == 6)
  }

  @Test func piIsKnownUntilItIsDefined() throws {
    #expect(isClose(try number("x = 2; a = pi * x; pi = 3; f = a + pi"), 2 * Double.pi + 3))
  }

  @Test func lnIsLog() throws {
    #expect(try tree(of: "ln(x)") == "log(x)")
    #expect(isClose(try value(of: "ln(x) + log(x)"), 2 * log(2)))
  }

  @Test(arguments: ["at", "const", "output", "true", "True", "false", "False"])
  func wordsOfTheLanguageAreNoNames(word: String) {
    #expect(mistakes("\(word) = 3").count == 1)
    #expect(mistakes("\(word) = 3").first?.contains(word) == true)
    #expect(mistakes("f(\(word)) = 3 at 1").count == 1)
  }

  @Test func functionNameMayBeAVariable() throws {
    #expect(try number("sum = 3; f = sum * 2") == 6)
  }

  @Test("a name of one's own is no function, whatever it is called") func ownNames() throws {
    for name in ["max", "where", "sin", "stack"] {
      #expect(try Program("\(name) = 4\nf = \(name)^-1 + \(name)⁻¹").output.value.elements == [0.5])
    }
  }
}
