import Expressions
import Testing

/// How the text lies on its lines.
@Suite struct LayoutTests {
  @Test func semicolonsSeparateStatements() throws {
    #expect(try tree("x = 2; y = 3;; f = x * y;") == "mul(x, y)")
    #expect(try tree(";x = 2\n;\nf = x + 1") == "add(x, 1)")
  }

  @Test(arguments: [
    "x = 2\nf = (x +\n  1)", "x = 2\nf = (\nx\n+ 1\n)", "x = 2\nf = (x # the variable\n  + 1) # done",
    "x = 2\n\n\n   f = x + 1   ", "\tx = 2\n\tf\t=\tx + 1", "x=2\nf=x+1",
  ])
  func spaceIsFreeAndBracketsMayBeBroken(text: String) throws {
    #expect(try tree(text) == "add(x, 1)")
  }

  @Test func arraysMayBeBroken() throws {
    #expect(try elements("x = [\n  [1, 2],\n  [3, 4], # the last\n]") == [1, 2, 3, 4])
  }

  @Test func callsMayBeBroken() throws {
    #expect(try tree("x = 2\nf = maximum(\n  x,\n  1\n)") == "maximum(x, 1)")
  }

  @Test func windowsLineEndsAreLineEnds() throws {
    let text = "# Title\r\nx = 2\r\nf = (x +\r\n  1)\r\n"
    #expect(try tree(text) == "add(x, 1)")
    #expect(try Program(text).title == "Title")
    #expect(mistakes("x = 2\r\nf = x +\r\n") == mistakes("x = 2\nf = x +\n"))
  }

  @Test func byteOrderMarkIsSkipped() throws {
    #expect(try tree("\u{FEFF}x = 2\nf = x + 1") == "add(x, 1)")
    #expect(try Program("\u{FEFF}# Title\nx = 2").title == "Title")
  }

  @Test func byteOrderMarkIsNoCharacterOfTheLine() {
    #expect(report("\u{FEFF}f = 2 + sinn(1)") == report("f = 2 + sinn(1)"))
  }

  @Test func sourceIsKeptAsItIs() throws {
    let text = "\u{FEFF}x = 2\r\n# end"
    #expect(try Program(text).source == text)
    #expect(try Program(text).trace().source == text)
  }
}

@Suite struct TitleTests {
  @Test(
    arguments: [
      ("# Two paths\nx = 1", "Two paths"), ("#Two paths  \nx = 1", "Two paths"),
      ("\n\n  # Two paths\n# Second\nx = 1", "Two paths"), ("#\n#   \n# Two paths\nx = 1", "Two paths"),
      ("# f = x; g = y # z\nx = 1", "f = x; g = y # z"), ("x = 1\n# Late", nil), ("x = 1 # Beside", nil),
      ("x = 1", nil),
      ("x = (1 # Within\n)", nil),
    ] as [(String, String?)])
  func firstCommentAboveTheStatementsIsTheTitle(text: String, title: String?) throws {
    #expect(try Program(text).title == title)
  }

  @Test func withoutATitleTheTraceHasTheFormula() throws {
    #expect(try trace("x = 2; f = x + 1").title == "f = x + 1")
    #expect(try trace("# Sum\nx = 2; f = x + 1").title == "Sum")
  }

  @Test func commentsMeanNothing() throws {
    #expect(try tree("x = 2 # = 3\n# f = 7\nf = x + 1 # + 2; f = 9") == "add(x, 1)")
  }
}
