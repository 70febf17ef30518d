import Expressions
import TestSupport
import Testing

/// Messages are short and harmless, whatever is in the file.
@Suite struct MessageTests {
  /// What goes to a terminal as an order, or hides or turns around what is beside it.
  static let hostile: [Unicode.Scalar] =
    [0...8, 0xB...0x1F, 0x7F...0x9F, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069].flatMap { range in
      range.compactMap { Unicode.Scalar(UInt32($0)) }
    } + ["\u{61C}", "\u{200B}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{AD}", "\u{2060}"]

  @Test("No character of a file, a value or a file's name steers the terminal") func everyCharacterIsShownByNumber() {
    var seen = 0
    for scalar in sampled(Self.hostile, oneIn: 3) {
      let texts = [
        "x = 2\nf = x \(scalar) 3", "x\(scalar) = 2", "f = '\(scalar)'", "f = sinn(2) # \(scalar)", "\(scalar)",
        "# \(scalar)\n\u{3B1}\(scalar)b = [1\(scalar)",
      ]
      for text in texts {
        for report in [report(text), failure(text)?.report(file: "a\(scalar)b.txt") ?? "", "\(failure(text) as Any)"] {
          seen += 1
          let found = report.unicodeScalars.first { $0 == scalar }
          #expect(found == nil, "U+\(String(scalar.value, radix: 16)) in \(text.debugDescription)")
        }
      }
    }
    #expect(seen > (isThorough ? 1_000 : 330))
    #expect(report("x = \u{1B}[31m").contains("    x = \\u{1B}[31m\n        ^~~~~~"))
    #expect(report("x = \u{1B}[31m").contains("unexpected character '\\u{1B}'"))
    #expect(failure("f = q")?.report(file: "a\n\u{202E}b").hasPrefix("a\\u{A}\\u{202E}b:1:5: ") == true)
  }

  @Test("The caret stands under its character, also behind some that are shown by number") func caret() throws {
    for before in ["\u{1B}", "\u{202E}\u{202C}", "\t", "变量", "e\u{301}", "👩‍👩‍👧", "\u{7F}"] {
      let lines = report("# c\nx = 2 \(before) ; f = qq").split(separator: "\n").map(String.init)
      let place = try #require(lines.lastIndex { $0.contains("unknown name 'qq'") })
      try #require(lines.count > place + 2)
      let (source, mark) = (lines[place + 1], lines[place + 2])
      let column = mark.prefix { $0 == " " }.count
      #expect(Array(source)[column...].prefix(2) == ["q", "q"], "\(source)\n\(mark)")
    }
  }

  private static let long = isThorough ? 100_000 : 20_000

  @Test(
    "A message is cut as a source line is",
    arguments: [
      String(repeating: "²", count: long), String(repeating: "n", count: long) + " = 1; f = 2 +",
      "f = " + String(repeating: "n", count: long), "f = " + String(repeating: "n", count: long) + "(2)",
      "f = 2 " + String(repeating: "9", count: long), "f = e" + String(repeating: "\u{301}", count: long),
      "f = \\" + String(repeating: "n", count: long), "f = |" + String(repeating: "x", count: long) + "|",
      "f = √" + String(repeating: "x", count: long), "f = $" + String(repeating: "\u{301}", count: long),
      "x = 1; x" + String(repeating: "²", count: long) + " = 3",
      "f = \\frac{" + String(repeating: "x", count: 900) + "}{" + String(repeating: "\\sin ", count: long / 5) + "}",
      "f(" + String(repeating: "n", count: long) + ") = 2 at q=3",
      "f = sum(2, " + String(repeating: "n", count: long) + "=3)",
      String(repeating: "n", count: long) + " = 1; " + String(repeating: "n", count: long) + " = 1",
    ])
  func messagesAreCut(text: String) throws {
    let error = try #require(failure("x = 2; y = 3\n" + text))
    #expect(error.diagnostics.allSatisfy { $0.message.count < 400 }, "\(error.diagnostics.map(\.message.count))")
    #expect(error.report(file: "expr.txt").utf8.count < 10_000 * error.diagnostics.count)
    #expect(error.report(file: String(repeating: "n", count: 100_000)).utf8.count < 20_000 * error.diagnostics.count)
  }

  @Test("A value for a name of any length is told in a line") func valuesAreCut() throws {
    let point = try Point(String(repeating: "n", count: 100_000) + "=2")
    let error = try #require(failure("x = 2", at: point))
    #expect(error.report(file: "--at").count < 1_000)
  }

  @Test("Hints are sought for the mistakes that are shown, and among so many names", .timeLimit(.minutes(1)))
  func manyMistakes() throws {
    let count = isThorough ? 8_000 : 2_000
    let names = (0..<count).map { "abcd\($0)" }
    let known = names.map { "\($0) = 1" }.joined(separator: "\n")
    let unknown = (0..<count).map { "g\($0) = abcx\($0) + h" }.joined(separator: "\n")
    let error = try #require(failure(known + "\n" + unknown))
    #expect(error.diagnostics.count == 2 * count)
    #expect(error.diagnostics.count { $0.correction != nil } <= 51)
    #expect(error.diagnostics.first?.correction != nil)
    #expect(error.report(file: "expr.txt").hasSuffix("expr.txt: \(2 * count - 50) more errors are not shown"))
    #expect(error.comparisons <= 52 * 1_000)
  }

  @Test("Groups without an end are given up soon, however they are nested", .timeLimit(.minutes(1)))
  func endlessGroups() {
    for group in [
      #"\sin{"#, #"\frac{"#, #"\sqrt{"#, #"\sqrt[3]{"#, "{", #"\text{\sin "#, "|", "√", "x_{", "sin ", "-sin(",
    ] {
      let text = "x = 2; f = " + String(repeating: group, count: isThorough ? 2_000 : 600)
      #expect((failure(text)?.diagnostics.count ?? 0) > 0)
    }
    #expect(failure(#"f = \sqrt{x"#)?.diagnostics.first?.correction == nil)
  }

  @Test("Many mistakes in one long line are shown without much ado", .timeLimit(.minutes(1)))
  func manyMistakesInALine() throws {
    let error = try #require(failure("f = " + (0..<10_000).map { "q\($0)" }.joined(separator: " + ")))
    #expect(error.diagnostics.count == 10_000)
    #expect(error.report(file: "expr.txt").count < 50 * 400)
  }
}
