import Embedding
import Foundation
import TestSupport
import Testing

@testable import AdvizCLI

@Suite struct CommandTests {
  private let tool: Tool
  private let example = "f(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)\n"

  init() throws {
    tool = try Tool()
  }

  @Test func animateNamesFolderByFile() throws {
    defer { tool.remove() }
    try tool.write(example, to: "lesson.txt")
    let result = try tool.run("animate", "lesson.txt")
    #expect(result.code == 0)
    #expect(result.output == "Output/lesson: 13 frames\n")
    #expect(result.errors == "")
    #expect(tool.read("Output/lesson/frames/frame-0012.svg") != nil)
  }

  @Test func formatsAreWritten() throws {
    defer { tool.remove() }
    try tool.write("f(x) = x^2 at 3", to: "expr.txt")
    let result = try tool.run("animate", "expr.txt", "-o", "out", "--format", "svg,html")
    #expect(result.code == 0 && result.errors == "")
    #expect(result.output == "out: 5 frames, player.html, animation.svg\n")
    #expect(tool.read("out/player.html") != nil && tool.read("out/snippet.html") == nil)
    let formats = isThorough ? OutputFormat.allCases : [.svg, .latex, .reveal, .markdown]
    let list = isThorough ? "all" : formats.map(\.rawValue).joined(separator: ",")
    let slow = try tool.run(
      "animate", "expr.txt", "-o", "all", "--format", list, "--seconds-per-step", "4", "--scale", "0.2")
    #expect(slow.code == 0)
    #expect(try #require(tool.read("all/animation.svg")).range(of: Data("animation:20s".utf8)) != nil)
    // The Lab is among them where its engine has been made.
    for format in formats where format != .lab { #expect(tool.read("all/\(format.fileName)") != nil) }
    for wrong in sampled([["--format", "docx"], ["--format", "svg,,html"], ["--seconds-per-step", "0"]], oneIn: 3) {
      #expect(try tool.run(["animate", "expr.txt", "-o", "no"] + wrong).code == 64, "\(wrong)")
    }
    #expect(tool.read("no/manifest.json") == nil)
  }

  @Test func ownTemplatesAreUsed() throws {
    defer { tool.remove() }
    try tool.write(example, to: "expr.txt")
    try tool.write("Mine: {{title}}\n", to: "player.mustache")
    #expect(try tool.run("animate", "expr.txt", "-o", "out", "--format", "html", "--templates", ".").code == 0)
    #expect(tool.read("out/player.html") == Data("Mine: f = sin(x + y) + (x × y)^z\n".utf8))
    #expect(try tool.run("animate", "expr.txt", "-o", "out", "--templates", "nowhere").code == 66)
    try tool.write("{{#open}}", to: "player.mustache")
    let bad = try tool.run("animate", "expr.txt", "-o", "out", "--format", "html", "--templates", ".")
    #expect(bad.code == 65 && bad.errors.contains("player.mustache:1"), "\(bad.errors)")
  }

  @Test func savedTraceGivesSameBytes() throws {
    defer { tool.remove() }
    try tool.write(example, to: "expr.txt")
    #expect(try tool.run("trace", "expr.txt", "-o", "saved.jsonl").code == 0)
    #expect(try tool.run("animate", "expr.txt", "-o", "a").code == 0)
    #expect(try tool.run("animate", "saved.jsonl", "-o", "b").code == 0)
    for name in ["trace.jsonl", "manifest.json", "frames/frame-0000.svg", "frames/frame-0008.svg"] {
      let written = try #require(tool.read("a/\(name)"))
      #expect(written == tool.read("b/\(name)"))
    }
    #expect(tool.read("saved.jsonl") == tool.read("a/trace.jsonl"))
    #expect(try tool.run("graph", "expr.txt").output == tool.run("graph", "saved.jsonl").output)
  }

  @Test func graphPicksFormatByEnding() throws {
    defer { tool.remove() }
    try tool.write(example, to: "expr.txt")
    let result = try tool.run("graph", "expr.txt")
    #expect(result.code == 0 && result.output.hasPrefix("<?xml"))
    #expect(try tool.run("graph", "expr.txt", "-o", "g.svg").code == 0)
    #expect(try tool.run("graph", "expr.txt", "-o", "g.dot").code == 0)
    #expect(tool.read("g.svg") == Data(result.output.utf8))
    #expect(try #require(tool.read("g.dot")).starts(with: Data("digraph".utf8)))
    #expect(try tool.run("graph", "expr.txt", "-o", "g.bmp").code == 64)
  }

  @Test func gradPrintsATableAndJSON() throws {
    defer { tool.remove() }
    try tool.write(example, to: "expr.txt")
    let table = try tool.run("grad", "expr.txt")
    #expect(
      table.output == """
        f      8.141120008059866
        ∂f/∂x  23.010007503399553
        ∂f/∂y  11.010007503399555
        ∂f/∂z  5.545177444479562

        """)
    let json = try tool.run("grad", "expr.txt", "--json", "--at", "x=2,y=1")
    #expect(
      json.output
        == "{\"gradients\":{\"x\":{\"shape\":[],\"value\":11.010007503399555},"
        + "\"y\":{\"shape\":[],\"value\":23.010007503399553},\"z\":{\"shape\":[],\"value\":5.545177444479562}},"
        + "\"output\":{\"name\":\"f\",\"shape\":[],\"value\":8.141120008059866},\"warnings\":[]}\n")
  }

  @Test func checkComparesThreeWays() throws {
    defer { tool.remove() }
    try tool.write("f(x, y, z) = sin(x^(y + z)) - 3z * ln(x^2 * y^3) at (0.5, 4, -2.3)", to: "dense.txt")
    let result = try tool.run("check", "dense.txt")
    #expect(result.code == 0)
    #expect(result.output.split(separator: "\n").count == 4)
    #expect(!result.output.contains("DISAGREES"))
    let json = try tool.run("check", "dense.txt", "--json").output
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let gradients = try #require(object["gradients"] as? [String: [String: Any]])
    #expect(gradients["x"]?["agrees"] as? Bool == true)
    #expect(Set(try #require(gradients["z"]).keys) == ["reverse", "forward", "difference", "agrees"])
  }

  @Test(arguments: [
    // relu has no derivative at 0: reverse mode says 0 by convention, differences say one half.
    ("x = 0; f = relu(x)", "at a kink: adviz returns 0; the slopes to the left and to the right are 0 and 1"),
    ("x = 0; f = x * x^0.5", "not decided: reverse and forward mode both give NaN"),
  ])
  func checkSaysWhereItCannotDecide(_ source: String, _ sentence: String) throws {
    defer { tool.remove() }
    try tool.write(source, to: "f.txt")
    let result = try tool.run("check", "f.txt")
    #expect(result.code == 0 && result.output.hasSuffix("  \(sentence)\n"), "\(result)")
    let json = try tool.run("check", "f.txt", "--json")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let x = try #require((object["gradients"] as? [String: [String: Any]])?["x"])
    #expect(json.code == 0 && x["agrees"] is NSNull)
    #expect((x["reason"] as? String).map { sentence.hasSuffix($0) } == true)
  }

  @Test func checkMovesLargeVariablesAtRandom() throws {
    defer { tool.remove() }
    try tool.write("w = randn(20, 20, seed=1); f = sum(tanh(w @ w))", to: "f.txt")
    let table = try tool.run("check", "f.txt")
    #expect(table.code == 0 && table.output.hasSuffix("  agrees, along 4 random directions\n"), "\(table)")
    let json = try tool.run("check", "f.txt", "--json").output
    #expect(json.contains(#""agrees":true"#) && json.contains(#""directions":4"#), "\(json)")
    #expect(try tool.run("check", "f.txt", "--elements", "-1").code == 64)
    try tool.write("w = ones(3); f = sum(w * w)", to: "g.txt")
    #expect(try tool.run("check", "g.txt", "--elements", "2").output.contains("along 4 random directions"))
    #expect(try !tool.run("check", "g.txt").output.contains("directions"))
  }

  @Test func checkEndsOnSignal() throws {
    defer { tool.remove() }
    try tool.write("w = randn(200, 200, seed=1); f = sum(w @ w)", to: "f.txt")
    let process = try tool.start("check", "f.txt", "--elements", "1000000")
    Thread.sleep(forTimeInterval: isThorough ? 1 : 0.3)
    #expect(process.isRunning, "it takes hours")
    process.terminate()
    process.waitUntilExit()
  }

  @Test func opsListsTheOperations() throws {
    defer { tool.remove() }
    let all = try tool.run("ops").output
    for name in ["add", "softmax_cross_entropy", "where", "tanh"] { #expect(all.contains("\n\(name) ")) }
    let pow = try tool.run("ops", "pow")
    #expect(pow.output.contains("∂pow/∂x = y · x^(y − 1)"))
    #expect(pow.output.contains("x == 0 and y == 0: ∂pow/∂x = 0, ∂pow/∂y = −∞"))
    #expect(try tool.run("ops", "max").output.contains("a tie, x = [3, 1, 3]: max = 3, ∂max/∂x = [0.5, 0, 0.5]"))
    #expect(try tool.run("ops", "softmax_cross_entropy").output.contains("∂f/∂y += "))
    #expect(try tool.run("ops", "softmax").output.contains("max, sub, exp, sum and div"))
    #expect(try tool.run("ops", "nothing").code == 64)
  }

  @Test func examplesAreListedAndPrinted() throws {
    defer { tool.remove() }
    let names = try tool.run("examples").output.split(separator: "\n").compactMap { $0.split(separator: " ").first }
    let folder = Repository.url("Templates/expressions")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
    #expect(Set(names.map { "\($0).txt" }) == Set(files))
    for file in sampled(files.sorted(), oneIn: 5) {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      #expect(try tool.run("examples", file).output == text)
    }
    #expect(try tool.run("examples", "two-paths", "-o", "new/e.txt").code == 0)
    #expect(try tool.run("grad", "new/e.txt").code == 0)
    let mistyped = try tool.run("examples", "two-path")
    #expect(mistyped.code == 64 && mistyped.errors.contains("did you mean 'two-paths'?"))
    let unknown = try tool.run("examples", "q")
    #expect(unknown.code == 64 && unknown.errors.contains("the examples are single-path, two-paths"))
    #expect(try tool.run("examples", "-o", "e.txt").code == 64)
  }

  @Test func dashIsStandardInput() throws {
    defer { tool.remove() }
    #expect(try tool.run("grad", "-", input: "x = 3; f = x^2").output == "f      9.0\n∂f/∂x  6.0\n")
    #expect(try tool.run("animate", "-", input: "x = 3; f = x^2").output == "Output/stdin: 5 frames\n")
  }

  @Test func helpHasExamples() throws {
    defer { tool.remove() }
    for command in sampled(["animate", "graph", "trace", "grad", "check", "ops", "examples"], oneIn: 3) {
      let help = try tool.run(command, "--help")
      #expect(help.code == 0)
      #expect(help.output.contains("adviz \(command)"))
      #expect(help.output.contains("Example:"))
    }
    #expect(try tool.run("--version").output.contains("."))
  }

  @Test func unknownCommandGetsSuggestion() throws {
    defer { tool.remove() }
    try tool.write(example, to: "expr.txt")
    let mistakes = [
      (["animat", "expr.txt"], "There is no command 'animat'. Did you mean 'animate'?"),
      (["help", "nosuch"], "There is no command 'nosuch'; the commands are animate, graph,"),
      (["train", "mnits"], "There is no command 'train mnits'. Did you mean 'train mnist'?"),
      (["help", "train", "spirla"], "There is no command 'train spirla'. Did you mean 'train spiral'?"),
      (["expr.txt"], "There is no command 'expr.txt', but a file; 'adviz animate expr.txt' draws it."),
    ]
    for (line, sentence) in sampled(mistakes, oneIn: 2) {
      let result = try tool.run(line)
      #expect(result.code == 64 && result.output == "", "\(line)")
      #expect(result.errors.contains("Error: " + sentence), "\(result.errors)")
    }
    for line in sampled([["help", "train", "mnist"], ["help"], ["help", "animate"], ["--help"]], oneIn: 4) {
      #expect(try tool.run(line).code == 0, "\(line)")
    }
  }

  @Test func helpShowsDefaultsAsTyped() throws {
    defer { tool.remove() }
    for command in AdvizTool.configuration.subcommands + TrainCommand.configuration.subcommands {
      let help = AdvizTool.helpMessage(for: command)
      #expect(help.matches(of: /default:\s+\w+\(/).isEmpty, "\(help)")
    }
    #expect(AdvizTool.helpMessage(for: AnimateCommand.self).contains("200MB"))
  }

  @Test func resultsMakeTheirFolder() throws {
    defer { tool.remove() }
    try tool.write(example, to: "expr.txt")
    for line in [["graph", "expr.txt", "-o", "new/a/g.svg"], ["trace", "expr.txt", "-o", "new/b/t.jsonl"]] {
      let result = try tool.run(line)
      #expect(result.code == 0 && result.errors == "", "\(result.errors)")
    }
    #expect(tool.read("new/a/g.svg") != nil && tool.read("new/b/t.jsonl") != nil)
    #expect(try tool.run("graph", "missing.txt", "-o", "other/g.svg").code == 66)
    #expect(!FileManager.default.fileExists(atPath: "\(tool.folder)/other"))
    for name in [".", "./", tool.folder] {
      let result = try tool.run("animate", "expr.txt", "-o", name)
      #expect(result.code == 73 && result.errors.contains("the folder this command runs in"), "\(result.errors)")
    }
  }

  @Test func whatOneWorksWithStays() throws {
    defer { tool.remove() }
    try tool.write(example, to: "expr.txt")
    #expect(try tool.run("animate", "expr.txt", "-o", "out", "--format", "html,markdown").code == 0)
    let left = [
      "beamer.aux", "beamer.log", "beamer.pdf", ".DS_Store", ".ipynb_checkpoints/a.ipynb", "frames/Thumbs.db",
    ]
    try FileManager.default.createDirectory(
      atPath: "\(tool.folder)/out/.ipynb_checkpoints", withIntermediateDirectories: true)
    for name in left { try tool.write(name, to: "out/\(name)") }
    let result = try tool.run("animate", "expr.txt", "-o", "out", "--format", "html")
    #expect(result.code == 0, "\(result.errors)")
    #expect(
      result.errors == "note: of an earlier run, no longer in the folder: animation.svg, snippet.md; "
        + "--format svg,markdown writes them\n")
    for name in left { #expect(tool.read("out/\(name)") == Data(name.utf8), "\(name)") }
  }

  @Test func decimalCommaChangesNothing() throws {
    defer { tool.remove() }
    try tool.write("x = 1.5; f = x^2.5", to: "expr.txt")
    let plain = try tool.run("trace", "expr.txt").output
    #expect(try tool.run("trace", "expr.txt", environment: ["LC_ALL": "de_DE.UTF-8"]).output == plain)
  }

  @Test func pictureOptionsChangePicture() throws {
    defer { tool.remove() }
    try tool.write(example, to: "expr.txt")
    try tool.write(#"{"base": "print", "sizes": {"label": 24}}"#, to: "mine.json")
    let options = [
      [], ["--no-values"], ["--no-legend"], ["--precision", "2"], ["--direction", "tb"], ["--theme", "dark"],
      ["--theme", "mine.json"], ["--background", "none"], ["--background", "#fffbe6"], ["--size", "640x480"],
    ]
    var pictures = Set<String>()
    for flags in sampled(options, oneIn: 3) {
      let result = try tool.run(["graph", "expr.txt"] + flags)
      #expect(result.code == 0 && result.errors == "", "\(flags): \(result.errors)")
      pictures.insert(result.output)
    }
    #expect(pictures.count == sampled(options, oneIn: 3).count)
    for flag in sampled(["--no-queue", "--no-caption"], oneIn: 2) {
      #expect(try tool.run(["animate", "expr.txt", "-o", "out", flag]).code == 0)
      let frame = try String(decoding: #require(tool.read("out/frames/frame-0003.svg")), as: UTF8.self)
      #expect(!frame.contains("class=\"\(flag.dropFirst(5))\""))
    }
  }

  @Test func faintThemeWarns() throws {
    defer { tool.remove() }
    try tool.write(example, to: "expr.txt")
    let result = try tool.run("graph", "expr.txt", "--background", "#808080")
    #expect(result.code == 0 && result.output.hasPrefix("<?xml"))
    #expect(result.errors.contains("warning: ink on background has a contrast of"))
  }
}
