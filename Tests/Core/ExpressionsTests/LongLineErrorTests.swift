import Testing

@Suite struct LongLineErrorTests {
  /// A sum of `count` terms with an unknown name behind `place` of them.
  private func line(_ count: Int, place: Int) -> String {
    let terms = (0..<count).map { $0 == place ? "q" : "x" }
    return "x = 1\nf = " + terms.joined(separator: "+")
  }

  @Test(arguments: [0, 1, 17, 18, 19, 20, 21, 22, 30, 45, 50, 99, 250, 470, 480, 490, 497, 498, 499])
  func atMostAHundredCharactersAroundThePlaceAreShown(place: Int) throws {
    let lines = report(line(500, place: place)).split(separator: "\n").map(String.init)
    try #require(lines.count == 3)
    #expect(lines[0] == "expr.txt:2:\(5 + 2 * place): error: unknown name 'q'; define it above, as in 'q = 2'")
    #expect(lines[1].count <= 4 + 100)
    #expect(lines[1].count >= 4 + 98)
    let mark = try #require(lines[2].firstIndex(of: "^"))
    let column = lines[2].distance(from: lines[2].startIndex, to: mark)
    #expect(Array(lines[1])[column] == "q")
  }

  @Test func leftOutTextIsMarked() {
    let lines = report(line(500, place: 250)).split(separator: "\n").map(String.init)
    #expect(lines[1].hasPrefix("    …") && lines[1].hasSuffix("…"))
    let first = report(line(500, place: 0)).split(separator: "\n").map(String.init)
    #expect(first[1].hasPrefix("    f = q+x") && first[1].hasSuffix("…"))
    let last = report(line(500, place: 499)).split(separator: "\n").map(String.init)
    #expect(last[1].hasPrefix("    …") && last[1].hasSuffix("x+q"))
  }

  @Test func lineOfAHundredCharactersIsShownWhole() {
    let text = "f = " + String(repeating: "1+", count: 47) + "1+"
    #expect(text.count == 100)
    #expect(report(text).contains("    \(text)\n"))
  }

  @Test func lineOfAHundredAndOneCharactersIsShortened() throws {
    let lines = report("fg = " + String(repeating: "1+", count: 48)).split(separator: "\n")
    try #require(lines.count == 3)
    #expect(lines[1].count <= 4 + 100)
  }

  @Test func caretBehindTheEndOfALongLine() throws {
    let lines = report("f = " + String(repeating: "1+", count: 500)).split(separator: "\n").map(String.init)
    try #require(lines.count == 3)
    #expect(lines[0].hasPrefix("expr.txt:1:1005: error: expected a number"))
    #expect(lines[1].count <= 4 + 100)
    #expect(lines[2].count == lines[1].count + 1)
    #expect(lines[2].hasSuffix(" ^"))
  }

  @Test func underlineEndsWithTheExcerpt() throws {
    let name = String(repeating: "n", count: 300)
    let lines = report("f = \(name)").split(separator: "\n").map(String.init)
    try #require(lines.count == 3)
    #expect(lines[2].count <= lines[1].count)
  }
}
