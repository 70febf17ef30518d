import Testing

@Suite struct IndependentMistakesTests {
  @Test func allAreReportedInTheOrderOfTheText() {
    #expect(
      report("x = 2 $\ny = x + q\nz = sinn(x)\nx = 3\nw = 4 +\nf = x * y") == """
        expr.txt:1:7: error: unexpected character '$'
            x = 2 $
                  ^
        expr.txt:2:9: error: unknown name 'q'; define it above, as in 'q = 2'
            y = x + q
                    ^
        expr.txt:3:5: error: unknown function 'sinn'; did you mean 'sin'?
            z = sinn(x)
                ^~~~
        expr.txt:4:1: error: 'x' is defined already, in line 1; choose another name
            x = 3
            ^
        expr.txt:5:8: error: expected a number, a name or '(', found the end of the line
            w = 4 +
                   ^
        """)
  }

  @Test(arguments: [
    ("y = q\nf = y + 1\ng = f * y", "1:5"), ("a = [[1], [2, 3]]\nf = sum(a)", "1:11"),
    ("a = [1, 2]; b = [1, 2, 3]; c = a + b; f = c * 2", "1:34"), ("const k = q\nf = k + 1", "1:11"),
    ("x = 1\nx = 2\nf = x", "2:1"), ("f(a, b) = a * b + q at (1, 2)\ng = f + a + b", "1:19"),
  ])
  func failedDefinitionIsReportedOnce(text: String, place: String) {
    #expect(mistakes(text).map { String($0.prefix(place.count + 1)) } == ["\(place) "])
  }

  @Test(arguments: ["a = 2 +\nf = a * 3", "a = $\nf = a * 3", "a = 1 2\nf = a", "const a = \nf = a", "a = (1]\nf = a"])
  func unreadableDefinitionIsReportedOnce(text: String) {
    #expect(mistakes(text).count == 1)
  }

  @Test(arguments: [
    "f(a, b) = a + b at (q, 2)\ng = b + f", "f(a, b) = a + b at 1\ng = f + a + b", "f(a, b) = a b at (1, 2)\ng = a",
  ])
  func failedFunctionIsReportedOnce(text: String) {
    #expect(mistakes(text).count == 1)
  }

  @Test func statementsOnOneLineFailIndependently() {
    #expect(mistakes("a = 2 $; b = 3 +").map { String($0.prefix(5)) } == ["1:7 u", "1:17 "])
    #expect(mistakes("a = q; b = r").count == 2)
  }

  @Test func lineBreakInTheReportIsOnlyBetweenLines() {
    #expect(report("a = q\r\nb = r\r\n").split(separator: "\n", omittingEmptySubsequences: false).count == 6)
    #expect(!report("a = q\r\nb = r\r\n").unicodeScalars.contains("\r"))
  }
}
