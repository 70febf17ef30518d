import Expressions
import Testing

@Suite struct ArgumentErrorTests {
  @Test func tooFewArguments() {
    #expect(
      report("x = 2\nf = 1 + maximum(x)") == """
        expr.txt:2:9: error: 'maximum' lacks the argument 'b': write maximum(a, b)
            f = 1 + maximum(x)
                    ^~~~~~~
        """)
    #expect(report("f = sin()").hasPrefix("expr.txt:1:5: error: 'sin' lacks the argument 'x': write sin(x)\n"))
  }

  @Test func tooManyArguments() {
    #expect(
      report("x = 2\nf = sin(x, 31)") == """
        expr.txt:2:12: error: 'sin' takes 1 argument: write sin(x)
            f = sin(x, 31)
                       ^~
        """)
    #expect(report("f = maximum(1, 2, 3)").hasPrefix("expr.txt:1:19: error: 'maximum' takes 2 arguments: "))
  }

  @Test func unknownKeyword() {
    #expect(
      report("x = [1, 2]\nf = sum(x, axes=0)") == """
        expr.txt:2:12: error: 'sum' has no argument 'axes': write sum(x, axis=…, keepdims=…)
            f = sum(x, axes=0)
                       ^~~~
        """)
  }

  @Test func keywordGivenTwice() {
    #expect(
      report("x = [1, 2]\nf = sum(x, axis=0, axis=0)") == """
        expr.txt:2:20: error: the argument 'axis' is given twice
            f = sum(x, axis=0, axis=0)
                               ^~~~
        """)
  }

  @Test func argumentWithoutANameBehindAKeyword() {
    #expect(
      report("x = [1, 2]\nf = sum(axis=0, x)") == """
        expr.txt:2:17: error: an argument without a name cannot follow 'axis='
            f = sum(axis=0, x)
                            ^
        """)
  }

  @Test func axisIsGivenByNameOnly() {
    #expect(
      report("x = [1, 2]\nf = sum(x, 0)") == """
        expr.txt:2:5: error: 'axis' is given by name: sum(x, axis=0)
            f = sum(x, 0)
                ^~~
        """)
    #expect(mistakes("x = [1, 2]\nf = sum(x, 0, true)").count == 1)
  }

  @Test(arguments: ["max", "min"])
  func maxOfTwoOffersMaximumAndTheAxis(name: String) throws {
    let message = try #require(mistakes("x = [1, 2]\nf = \(name)(x, 0)").first)
    #expect(message.hasPrefix("2:5 "))
    #expect(message.contains("\(name)imum(x, 0)"))
    #expect(message.contains("\(name)(x, axis=0)"))
  }

  @Test func axisMustBeAWholeNumber() {
    #expect(
      report("x = [1, 2]\nf = sum(x, axis=0.5)") == """
        expr.txt:2:17: error: expected a whole number
            f = sum(x, axis=0.5)
                            ^~~
        """)
    #expect(mistakes("x = [1, 2]\nf = sum(x, axis=1e300)").count == 1)
    #expect(mistakes("x = [1, 2]\nf = sum(x, axis=-9223372036854775808)").count == 1)
    #expect(mistakes("x = [1, 2]\nf = sum(x, axis=0/0)").count == 1)
  }

  @Test func axisCannotDependOnAName() {
    #expect(mistakes("x = [1, 2]\nn = 0\nf = sum(x, axis=n)").count == 1)
    #expect(report("x = [1, 2]\nn = 0\nf = sum(x, axis=n)").hasPrefix("expr.txt:3:17: error: "))
  }

  @Test func keepdimsIsTrueOrFalse() {
    #expect(
      report("x = [1, 2]\nf = sum(x, keepdims=1)") == """
        expr.txt:2:21: error: 'keepdims' is true or false
            f = sum(x, keepdims=1)
                                ^
        """)
  }

  @Test(arguments: ["x < 1", "1 + (x > 1)", "-(x == 1)", "sin(x <= 1)", "[x != 1]", "maximum(x >= 1, 2)", "(x < 1)"])
  func comparisonStandsOnlyAsACondition(expression: String) {
    let mistakes = mistakes("x = 2\nf = \(expression)")
    #expect(mistakes.count == 1)
    #expect(mistakes.first?.hasSuffix("a comparison may stand only as the condition of 'where'") == true)
  }

  @Test func comparisonOutOfPlaceIsShown() {
    #expect(
      report("x = 2\nf = x <= 1") == """
        expr.txt:2:7: error: a comparison may stand only as the condition of 'where'
            f = x <= 1
                  ^~
        """)
  }

  @Test func comparisonsAreNotChained() {
    #expect(mistakes("x = 2\nf = where(1 < x < 3, 1, 2)").count == 1)
  }

  @Test func atWithTheWrongNumberOfValues() {
    #expect(
      report("f(x, y) = x * y at (1, 2, 3)") == """
        expr.txt:1:17: error: 'f' has 2 variables, and 'at' gives 3 values
            f(x, y) = x * y at (1, 2, 3)
                            ^~
        """)
    #expect(
      report("f(x, y) = x * y at 1") == """
        expr.txt:1:17: error: 'f' has 2 variables, and 'at' gives 1 value
            f(x, y) = x * y at 1
                            ^~
        """)
  }

  @Test func functionWithoutAt() {
    #expect(
      report("f(x, y) = x * y") == """
        expr.txt:1:3: error: 'x' has no value; end the line with 'at (…)'
            f(x, y) = x * y
              ^
        """)
    #expect(report("f(x, y) = x * y at x = 1").hasPrefix("expr.txt:1:6: error: 'y' has no value; "))
  }

  @Test func atForNoVariable() {
    #expect(
      report("f(x) = x^2 at x = 1, y = 2") == """
        expr.txt:1:22: error: 'y' is not a variable of 'f'
            f(x) = x^2 at x = 1, y = 2
                                 ^
        """)
  }

  @Test func atTwiceForOneVariable() {
    #expect(mistakes("f(x) = x^2 at x = 1, x = 2").count == 1)
  }

  @Test func valuesMustBeLiterals() {
    #expect(
      report("x = 2\nf(y) = y at x + 1") == """
        expr.txt:2:13: error: the value of 'y' must be a number or an array and cannot refer to 'x'
            f(y) = y at x + 1
                        ^~~~~
        """)
    #expect(
      report("x = 2\nconst k = 3 * x") == """
        expr.txt:2:11: error: the constant 'k' must be a number or an array and cannot refer to 'x'
            const k = 3 * x
                      ^~~~~
        """)
    #expect(
      report("x = 2\nf = [1, x]") == """
        expr.txt:2:9: error: an element of an array must be a number or an array and cannot refer to 'x'
            f = [1, x]
                    ^
        """)
  }

  @Test func constWithoutANumber() {
    #expect(report("const (2)").hasPrefix("expr.txt:1:7: error: expected a number or a name after 'const'\n"))
  }

  @Test func unknownOutput() {
    #expect(
      report("value = 2\noutput valeu") == """
        expr.txt:2:8: error: unknown name 'valeu'; did you mean 'value'?
            output valeu
                   ^~~~~
        """)
  }
}
