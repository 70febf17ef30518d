import Testing

@Suite struct BracketErrorTests {
  @Test func bracketThatIsNeverClosed() {
    #expect(
      report("x = 2\nf = sin(x + 1") == """
        expr.txt:2:8: error: '(' is never closed
            f = sin(x + 1
                   ^
        """)
    #expect(
      report("x = [1, 2") == """
        expr.txt:1:5: error: '[' is never closed
            x = [1, 2
                ^
        """)
  }

  @Test func openBracketIsReportedOnce() {
    #expect(mistakes("x = 2\ng = (x + 1\nh = x * 2\nf = h") == ["2:5 '(' is never closed"])
  }

  @Test func bracketThatClosesNothing() {
    #expect(
      report("x = 2\nf = x + 1)") == """
        expr.txt:2:10: error: ')' closes nothing
            f = x + 1)
                     ^
        """)
  }

  @Test func bracketOfTheWrongKind() {
    #expect(
      report("x = [1, 2)") == """
        expr.txt:1:10: error: ')' cannot close '['
            x = [1, 2)
                     ^
        """)
    #expect(
      report("x = 2\nf = sin(x]") == """
        expr.txt:2:10: error: ']' cannot close '('
            f = sin(x]
                     ^
        """)
  }

  @Test func curlyBracket() {
    #expect(
      report("x = 2\nf = 3 * {x}").hasPrefix("expr.txt:2:9: error: unexpected character '{'; use ( )\n"))
  }

  @Test func everyBracketOutOfPlaceIsNamedOnce() {
    #expect(
      mistakes("a = (1]\nb = 2)\nc = [3") == [
        "1:7 ']' cannot close '('", "2:6 ')' closes nothing", "3:5 '[' is never closed",
      ])
  }

  @Test func missingCommaInACall() {
    #expect(
      report("x = 2\nf = maximum(x 3)") == """
        expr.txt:2:15: error: expected ')' after the arguments of 'maximum', found '3'
            f = maximum(x 3)
                          ^
        """)
  }
}
