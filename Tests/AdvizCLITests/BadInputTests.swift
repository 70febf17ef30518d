import Foundation
import TestSupport
import Testing

/// What is wrong gets a sentence and an exit code, and nothing is written.
@Suite struct BadInputTests {
  private let tool: Tool

  init() throws {
    tool = try Tool()
  }

  private func expect(
    _ arguments: [String], code: Int32, saying sentence: String, input: String? = nil,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let result =
      switch arguments.count {
      case 2: try tool.run(arguments[0], arguments[1], input: input)
      default: try tool.run(arguments[0], arguments[1], arguments[2], arguments[3], input: input)
      }
    #expect(result.code == code, "\(result.errors)", sourceLocation: location)
    #expect(result.errors.contains(sentence), "\(result.errors)", sourceLocation: location)
    #expect(result.output == "", sourceLocation: location)
    #expect(tool.read("Output") == nil, sourceLocation: location)
    #expect(!FileManager.default.fileExists(atPath: "\(tool.folder)/Output"), sourceLocation: location)
  }

  @Test func missingFileOrFolder() throws {
    defer { tool.remove() }
    try expect(["animate", "nowhere.txt"], code: 66, saying: "error: cannot read nowhere.txt: there is no such file")
    try expect(["grad", "."], code: 66, saying: "error: cannot read .: it is a folder")
  }

  @Test func folderWithoutDataIsNamed() throws {
    defer { tool.remove() }
    let result = try tool.run("train", "mnist", "--data", "nowhere")
    #expect(result.code == 66)
    #expect(result.errors.contains("error: nowhere lacks train-images-idx3-ubyte"), "\(result.errors)")
  }

  @Test func emptyFile() throws {
    defer { tool.remove() }
    let sentence = "there is no statement; write what to differentiate, as in 'f = x^2'"
    for text in sampled(["", "\n\n", "# only a comment\n", "const 2\n"], oneIn: 3) {
      try tool.write(text, to: "empty.txt")
      try expect(["animate", "empty.txt"], code: 65, saying: "empty.txt:1:1: error: \(sentence)")
    }
  }

  @Test func bytesThatAreNotText() throws {
    defer { tool.remove() }
    try Data([0x66, 0x3D, 0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: "\(tool.folder)/bytes.txt"))
    try expect(["grad", "bytes.txt"], code: 65, saying: "error: bytes.txt is not UTF-8 text; save it in that encoding")
  }

  @Test func limitOfElementsIsAnOption() throws {
    defer { tool.remove() }
    try tool.write("x = [1, 2, 3, 4]\nf = sum(x)\n", to: "expr.txt")
    try expect(
      ["grad", "expr.txt", "--max-elements", "3"], code: 65,
      saying: "an array of shape (4,) has more elements than the limit of 3, which --max-elements raises")
    try expect(["grad", "expr.txt", "--max-elements", "0"], code: 64, saying: "a number from 1 to 2147483647")
    #expect(try tool.run("grad", "expr.txt", "--max-elements", "4").code == 0)
  }

  @Test func mistakesInTheExpression() throws {
    defer { tool.remove() }
    try tool.write("# t\n\nx = 1\nf = 2 * sinn(x)\ng = y\nx = 3\n", to: "expr.txt")
    let result = try tool.run("animate", "expr.txt")
    #expect(result.code == 65)
    #expect(
      result.errors == """
        expr.txt:4:9: error: unknown function 'sinn'; did you mean 'sin'?
            f = 2 * sinn(x)
                    ^~~~
        expr.txt:5:5: error: unknown name 'y'; define it above, as in 'y = 2'
            g = y
                ^
        expr.txt:6:1: error: 'x' is defined already, in line 3; choose another name
            x = 3
            ^

        """)
    #expect(!FileManager.default.fileExists(atPath: "\(tool.folder)/Output"))
  }

  @Test func nestingBeyondTheLimit() throws {
    defer { tool.remove() }
    let deep = "f = " + String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000)
    try tool.write(deep, to: "deep.txt")
    try expect(["grad", "deep.txt"], code: 65, saying: "the expression is nested deeper than the limit of 200")
  }

  @Test func divisionByZeroWarns() throws {
    defer { tool.remove() }
    try tool.write("x = 0; f = 1/x", to: "zero.txt")
    let result = try tool.run("animate", "zero.txt")
    #expect(result.code == 0)
    #expect(
      result.errors == """
        warning: div: infinite at node f, from 1 and x = 0
        warning: on the way back, div hands to x: 1 · (−1/0^2) = −∞, at node f

        """)
    #expect(tool.read("Output/zero/frames/frame-0004.svg") != nil)
    let json = try tool.run("grad", "zero.txt", "--json").output
    #expect(json.contains("\"value\":\"Infinity\"") && json.contains("\"value\":\"-Infinity\""))
  }

  @Test func valuesForUnknownVariables() throws {
    defer { tool.remove() }
    try tool.write("x = 1; f = x^2", to: "expr.txt")
    try expect(["grad", "expr.txt", "--at", "y=2"], code: 64, saying: "there is no variable 'y' to give a value")
    try expect(["grad", "expr.txt", "--at", "f=2"], code: 64, saying: "'f' is no variable and cannot be given a value")
    try expect(["grad", "expr.txt", "--at", "x=)"], code: 64, saying: "--at:1:3: error: ')' closes nothing")
  }

  @Test func impossibleTraces() throws {
    defer { tool.remove() }
    try tool.write("x = 1; f = x^2", to: "expr.txt")
    let lines = try tool.run("trace", "expr.txt").output.split(separator: "\n").map(String.init)
    try tool.write(lines.dropLast().joined(separator: "\n"), to: "cut.jsonl")
    try expect(["animate", "cut.jsonl"], code: 65, saying: "the trace breaks off: there is no event 'end'")
    try tool.write(lines.joined(separator: "\n").replacing("\"version\":1", with: "\"version\":2"), to: "new.jsonl")
    try expect(["graph", "new.jsonl"], code: 65, saying: "new.jsonl:1: error: the trace has version 2")
    try tool.write("{\"event\":\"header\"", to: "half.jsonl")
    try expect(["graph", "half.jsonl"], code: 65, saying: "half.jsonl:1: error: this is not a JSON object")
    try expect(["graph", "cut.jsonl", "--at", "x=2"], code: 64, saying: "--at needs an expression file")
    let large = #""shape":[100000,100000]"#
    try tool.write(
      lines.joined(separator: "\n").replacing("\"shape\":[]", with: large, maxReplacements: 1), to: "large.jsonl")
    let limit = "the limit of 67108864, which --max-elements raises"
    try expect(["graph", "large.jsonl"], code: 65, saying: limit)
    try expect(
      ["graph", "large.jsonl", "--max-elements", "70000000"], code: 65, saying: "the limit of 70000000, which")
  }

  @Test func tracesWithStepsTakenOut() throws {
    defer { tool.remove() }
    try tool.write("f(x, y) = x * y + x at (2, 3)", to: "expr.txt")
    let lines = try tool.run("trace", "expr.txt").output.split(separator: "\n").map(String.init)
    for event in sampled(["propagate", "visit", "finish", "seed", "enqueue"], oneIn: 3) {
      try tool.write(lines.filter { !$0.contains("\"\(event)\"") }.joined(separator: "\n"), to: "cut.jsonl")
      #expect(try tool.run("graph", "cut.jsonl").code == 65, "without '\(event)'")
    }
    try tool.write(lines.joined(separator: "\n").replacing("\"expected\":2", with: "\"expected\":3"), to: "odd.jsonl")
    try expect(["graph", "odd.jsonl"], code: 65, saying: "is visited before all its contributions have arrived")
  }

  @Test func inputThatIsNoExpression() throws {
    defer { tool.remove() }
    try tool.write("x = 1; f = x^2", to: "expr.txt")
    try tool.write(tool.run("trace", "expr.txt").output, to: "t.jsonl")
    try expect(
      ["grad", "t.jsonl"], code: 65, saying: "t.jsonl is a saved trace; 'adviz animate' and 'adviz graph' draw it")
  }

  @Test func unwritableResultsFail() throws {
    defer { tool.remove() }
    try tool.write("x = 1; f = x^2", to: "expr.txt")
    let result = try tool.run("trace", "expr.txt", "-o", "/dev/full")
    #expect(result.code == 73 && result.errors.contains("cannot write /dev/full: No space left on device"))
  }

  @Test func linksAreFollowedAndDevicesKept() throws {
    defer { tool.remove() }
    try tool.write("x = 1; f = x^2", to: "expr.txt")
    try tool.write("", to: "target.svg")
    try FileManager.default.createSymbolicLink(
      atPath: "\(tool.folder)/link.svg", withDestinationPath: "target.svg")
    #expect(try tool.run("graph", "expr.txt", "-o", "link.svg").code == 0)
    #expect(try #require(tool.read("target.svg")).starts(with: Data("<?xml".utf8)))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(tool.folder)/link.svg") == "target.svg")
    #expect(try tool.run("trace", "expr.txt", "-o", "/dev/stdout").output.hasPrefix("{\"event\":\"header\""))
  }

  @Test func titlesThatHoldMarkupOrDOT() throws {
    defer { tool.remove() }
    try tool.write("# \"}; evil [label=\"<b>&amp;'\\\nx = 1\nf = x^2", to: "expr.txt")
    #expect(try tool.run("animate", "expr.txt", "-o", "a").code == 0)
    #expect(try tool.run("graph", "expr.txt", "-o", "g.dot").code == 0)
    let svg = String(decoding: try #require(tool.read("a/frames/frame-0000.svg")), as: UTF8.self)
    #expect(svg.contains("&quot;}; evil [label=&quot;&lt;b&gt;&amp;amp;&#39;\\"))
  }

  @Test func unwritablePlace() throws {
    defer { tool.remove() }
    try tool.write("x = 1; f = x^2", to: "expr.txt")
    let result = try tool.run("animate", "expr.txt", "-o", "expr.txt")
    #expect(result.code == 73 && result.errors.contains("a file of that name exists"))
    #expect(tool.read("expr.txt") == Data("x = 1; f = x^2".utf8))
    #expect(try tool.run("trace", "expr.txt", "-o", "/proc/adviz/t.jsonl").code == 73)
    #expect(try tool.run("animate", "expr.txt", "-o", "/proc/adviz").code == 73)
  }

  @Test func unknownFlagsAndCommands() throws {
    defer { tool.remove() }
    #expect(try tool.run("paint", "x").code == 64)
    #expect(try tool.run("animate", "x.txt", "--colour").code == 64)
    #expect(try tool.run("animate", "x.txt", "--precision", "0").code == 64)
    let mistakes = [
      ["--direction", "up"], ["--size", "1280"], ["--size", "0x720"], ["--size", "99999999999x720"],
      ["--size", "9000x20"], ["--background", "white"],
    ]
    for flags in sampled(mistakes, oneIn: 3) {
      #expect(try tool.run(["animate", "x.txt"] + flags).code == 64, "\(flags)")
    }
  }

  @Test func unreadableThemes() throws {
    defer { tool.remove() }
    try tool.write("x = 1; f = x^2", to: "expr.txt")
    try tool.write(#"{"colors": {"ink": "blue"}}"#, to: "bad.json")
    let cases: [(String, Int32, String)] = [
      ("drak", 64, "error: there is no theme 'drak'; use light, dark, print, or the path of a theme file (.json)"),
      ("none.json", 66, "error: cannot read none.json: there is no such file"),
      ("bad.json", 65, "bad.json: error: the colour 'ink' is 'blue'; write it as #rrggbb"),
      ("expr.txt", 65, "expr.txt: error: it is not valid JSON"),
    ]
    for (theme, code, message) in sampled(cases, oneIn: 2) {
      let result = try tool.run("animate", "expr.txt", "--theme", theme)
      #expect(result.code == code && result.errors == message + "\n" && result.output == "", "\(result.errors)")
      #expect(tool.read("Output/expr/manifest.json") == nil)
    }
  }
}
