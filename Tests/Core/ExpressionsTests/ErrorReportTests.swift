import Expressions
import Testing

/// Whole reports, as a user reads them.
@Suite struct ErrorReportTests {
  @Test func unknownFunctionIsReportedAsDocumented() {
    #expect(
      report("# a slip of the pen\nx = 2\n\nf = 2 * sinn(x)") == """
        expr.txt:4:9: error: unknown function 'sinn'; did you mean 'sin'?
            f = 2 * sinn(x)
                    ^~~~
        """)
  }

  @Test func unknownFunctionWithoutANeighbour() {
    #expect(
      report("f = gamma(2)") == """
        expr.txt:1:5: error: unknown function 'gamma'
            f = gamma(2)
                ^~~~~
        """)
  }

  @Test func unknownNameWithANeighbour() {
    #expect(
      report("rate = 2\nf = 3 * rat + 1") == """
        expr.txt:2:9: error: unknown name 'rat'; did you mean 'rate'?
            f = 3 * rat + 1
                    ^~~
        """)
  }

  @Test func unknownNameWithoutANeighbour() {
    #expect(
      report("rate = 2\nf = 3 * q") == """
        expr.txt:2:9: error: unknown name 'q'; define it above, as in 'q = 2'
            f = 3 * q
                    ^
        """)
  }

  @Test func nameBeingDefinedIsNotOffered() {
    #expect(
      report("f1 = f2 + 1") == """
        expr.txt:1:6: error: unknown name 'f2'; define it above, as in 'f2 = 2'
            f1 = f2 + 1
                 ^~
        """)
  }

  @Test(arguments: [
    ("x = x", "1:5 "), ("x = 1 + x", "1:9 "), ("a = 1; x = a * x", "1:16 "), ("const x = x", "1:11 "),
    ("pi = 2 * pi", "1:10 "), ("f(x) = f + x at 1", "1:8 "), ("f(x) = x^2 at x", "1:15 "),
  ])
  func nameInItsOwnDefinitionIsRefused(text: String, place: String) {
    #expect(mistakes(text).map { String($0.prefix(place.count)) } == [place])
  }

  @Test func mistakeInADefinitionIsReported() {
    // Without a report the file would be read as if the statement were not there.
    #expect(report("a = 1; f = f * a").hasPrefix("expr.txt:1:12: error: "))
  }

  @Test func redefinition() {
    #expect(
      report("x = 2\ny = 3\nx = 4\nf = x * y") == """
        expr.txt:3:1: error: 'x' is defined already, in line 1; choose another name
            x = 4
            ^
        """)
  }

  @Test func variableNamedTwiceInAFunction() {
    #expect(
      report("f(x, x) = x at (1, 2)") == """
        expr.txt:1:6: error: 'x' is defined already, in line 1; choose another name
            f(x, x) = x at (1, 2)
                 ^
        """)
  }

  @Test func wordOfTheLanguageAsAName() {
    #expect(
      report("at = 2") == """
        expr.txt:1:1: error: 'at' is a word of the language; choose another name
            at = 2
            ^~
        """)
  }

  @Test func missingOperand() {
    #expect(
      report("x = 2\nf = x + ") == """
        expr.txt:2:8: error: expected a number, a name or '(', found the end of the line
            f = x + 
                   ^
        """)
    #expect(
      report("x = 2\nf = x + * 3") == """
        expr.txt:2:9: error: expected a number, a name or '(', found '*'
            f = x + * 3
                    ^
        """)
  }

  @Test func missingEqualsSign() {
    #expect(
      report("x 2") == """
        expr.txt:1:3: error: expected '=' after the name 'x', found '2'
            x 2
              ^
        """)
  }

  @Test func statementWithoutAName() {
    #expect(
      report("2 + 3") == """
        expr.txt:1:1: error: a statement begins with a name, as in 'f = x + 1', not with '2'
            2 + 3
            ^
        """)
  }

  @Test func unexpectedCharacter() {
    #expect(
      report("x = 2 % 3") == """
        expr.txt:1:7: error: unexpected character '%'; there is no remainder operation
            x = 2 % 3
                  ^
        """)
    #expect(
      report("x = 2\nf = x'") == """
        expr.txt:2:6: error: unexpected character '''; a prime is written ′
            f = x'
                 ^
        """)
    #expect(
      report("x = 2\nf = x & 3") == """
        expr.txt:2:7: error: unexpected character '&'
            f = x & 3
                  ^
        """)
  }

  @Test func columnsCountCharacters() {
    #expect(
      report("θ′ = 2; é = 3; 变量 = 4; 👩‍👩‍👧 = 1") == """
        expr.txt:1:24: error: unexpected character '👩‍👩‍👧'
            θ′ = 2; é = 3; 变量 = 4; 👩‍👩‍👧 = 1
                                   ^
        """)
    #expect(report("e\u{301} = 2; f = e\u{301} + q").hasPrefix("expr.txt:1:16: error: unknown name 'q'"))
  }

  @Test func tabsCountAsOneCharacter() {
    #expect(
      report("x = 2\n\tf\t=\tx + q") == """
        expr.txt:2:10: error: unknown name 'q'; define it above, as in 'q = 2'
             f = x + q
                     ^
        """)
  }

  @Test func numberTooLarge() {
    #expect(
      report("x = 2 + 1e999") == """
        expr.txt:1:9: error: the number is too large: the largest is about 1.8e308
            x = 2 + 1e999
                    ^~~~~
        """)
  }

  @Test func numberInTwoParts() {
    #expect(report("x = 1 000").hasPrefix("expr.txt:1:7: error: unexpected '000'"))
  }

  @Test func listInParenthesesOutOfPlace() {
    #expect(
      report("x = 2\nf = x + (1, 2)") == """
        expr.txt:2:9: error: a list in parentheses may stand only as an argument, a shape or behind 'at'
            f = x + (1, 2)
                    ^~~~~~
        """)
  }

  @Test func nothingInParentheses() {
    #expect(
      report("x = ()") == """
        expr.txt:1:5: error: there is nothing between the parentheses
            x = ()
                ^
        """)
  }

  @Test func callOfAVariable() {
    #expect(
      report("x = 2\nf = x(3)") == """
        expr.txt:2:5: error: 'x' is not a function; multiplication is written 'x * (…)'
            f = x(3)
                ^
        """)
  }

  @Test func functionWithoutParentheses() {
    #expect(
      report("x = 2\nf = sin x") == """
        expr.txt:2:5: error: 'sin' is a function: write sin(x)
            f = sin x
                ^~~
        """)
    #expect(report("f = sin").hasPrefix("expr.txt:1:5: error: 'sin' is a function: write sin(x)"))
  }

  @Test func raggedArray() {
    #expect(
      report("x = [[1, 2], [3]]") == """
        expr.txt:1:14: error: this row has shape (1,), the first one (2,)
            x = [[1, 2], [3]]
                         ^~~
        """)
  }

  @Test(arguments: ["", "\n\n", "# only\n  # comments", "\u{FEFF}", "  \t", ";;", "const 2"])
  func fileWithoutAStatement(text: String) throws {
    let error = try #require(failure(text))
    #expect(
      error.diagnostics.map(\.message) == ["there is no statement; write what to differentiate, as in 'f = x^2'"])
    #expect(error.report(file: "expr.txt").hasPrefix("expr.txt:1:1: error: there is no statement"))
  }

  @Test func descriptionIsTheReport() throws {
    let error = try #require(failure("f = q"))
    #expect("\(error)" == error.report(file: "expression"))
  }
}
