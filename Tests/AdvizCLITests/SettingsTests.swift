import Expressions
import Foundation
import TestSupport
import Testing

@testable import AdvizCLI

/// Settings in expression files, as options of commands.
@Suite struct SettingsTests {
  private let tool: Tool

  init() throws { tool = try Tool() }

  private func settled(_ text: String, _ arguments: [String] = []) throws -> Settled<AnimateCommand> {
    try tool.write(text, to: "e.txt")
    let line = ["animate", "\(tool.folder)/e.txt"] + arguments
    let command = try #require(AdvizTool.parseAsRoot(line) as? AnimateCommand)
    return try Settled(command, Input("\(tool.folder)/e.txt"), arguments: line)
  }

  @Test func settingsAreDefaults() throws {
    defer { tool.remove() }
    let text = "#! theme: dark, format: html,svg, direction: TB, precision: 6\n#! once, no-legend, at: x=2\nf = 1"
    let file = try settled(text).command
    #expect(file.picture.theme == "dark" && file.format?.formats == [.html, .svg] && file.once)
    #expect(file.picture.direction == .topToBottom && file.picture.precision == 6 && !file.picture.legend)
    #expect(file.evaluation.point == "x=2")
    let arguments = ["--precision", "3", "--legend", "--at=x=5", "--format", "png"]
    let both = try settled(text, arguments).command
    #expect(both.picture.precision == 3 && both.picture.legend && both.evaluation.point == "x=5")
    #expect(both.format?.formats == [.png] && both.picture.theme == "dark")
    // What does not go together with the command line gives way.
    let clicked = try settled(text, ["--on-click"]).command
    #expect(clicked.onClick && !clicked.once && clicked.picture.theme == "dark")
  }

  @Test func pathsBeginAtTheFile() throws {
    defer { tool.remove() }
    let file = try settled("#! theme: mine.json, templates: t\nf = 1").command
    #expect(file.picture.theme == "\(tool.folder)/mine.json" && file.player.templates == "\(tool.folder)/t")
    #expect(try settled("#! theme: /mine.json\nf = 1").command.picture.theme == "/mine.json")
  }

  @Test("Every value that an option refuses is refused in a file, in the same words") func refusals() throws {
    defer { tool.remove() }
    let names = SettingNames.names(of: AnimateCommand.self)
    var count = 0
    let options = names.options.filter { OptionTests.refused[$0] != nil }.sorted()
    for (number, option) in options.enumerated() where isThorough || number % 16 == 0 {
      guard let value = OptionTests.refused[option]?.first(where: { $0.count == $0.utf8.count && !$0.isEmpty }) else {
        continue
      }
      let text = "f(x) = x^2 at 3\n#! \(option): \(value)"
      let error = #expect(throws: CommandError.self) { try settled(text) }
      var words = ""
      do { _ = try AdvizTool.parseAsRoot(["animate", "e.txt", "--\(option)=\(value)"]) } catch {
        words = ArgumentMessage.sentence(for: error)
      }
      let place = "e.txt:2:\(option.count + 6): error: \(words)\n"
      #expect(error?.message.contains(place) == true && !words.isEmpty, "\(option): \(error?.message ?? "")")
      #expect(error?.code == .badInput)
      count += 1
    }
    #expect(count >= (isThorough ? 15 : 1))
  }

  @Test func settingsThatDoNotGoTogetherAreRefused() throws {
    defer { tool.remove() }
    let error = #expect(throws: CommandError.self) { try settled("#! once, on-click\nf = 1") }
    #expect(error?.message.contains("e.txt:1:10: error: --once and --on-click do not go together.") == true)
  }

  @Test("No option of a run is a setting") func names() {
    let all = SettingNames.all
    #expect(all.options.isSuperset(of: ["at", "precision", "theme", "format", "steps", "collapse", "templates"]))
    #expect(all.flags.isSuperset(of: ["once", "no-legend", "queue", "optimize"]))
    let names = all.options.union(all.flags)
    for name in ["output", "force", "jobs", "json", "max-memory", "depfile", "help", "open", "no-open"] {
      #expect(!names.contains(name))
    }
  }

  @Test("What reads files without the program knows the same names") func namesOfProgram() {
    let (all, program) = (SettingNames.all, FileSettings.Names.program)
    #expect(all.options == program.options && all.flags == program.flags && all.reserved == program.reserved)
  }

  /// Values that are refused, and the sentence about them.
  private static let values = [
    ("precision: abc", "15: error: 'abc' is no value of --precision: significant digits of numbers, 1 to 17\n"),
    ("direction: up", "15: error: 'up' is no value of --direction; use 'LR', 'TB', 'RL' or 'BT'\n"),
    ("steps: a", "11: error: 'a' is no value of --steps: draw only these steps; they keep their numbers\n"),
  ]

  @Test(
    "A value that is refused is told in own words, with what the option takes", arguments: sampled(values, oneIn: 3))
  func words(setting: String, sentence: String) throws {
    defer { tool.remove() }
    let error = #expect(throws: CommandError.self) { try settled("#! \(setting)\nf = 1") }
    #expect(error?.message.contains("e.txt:1:\(sentence)") == true, "\(error?.message ?? "")")
    let words = setting.split(separator: " ").map(String.init)
    let result = try tool.run("animate", "e.txt", "--\(words[0].dropLast())", words[1])
    #expect(result.code == 64 && !result.errors.contains("is invalid for"), "\(result.errors)")
    #expect(result.errors.hasPrefix("Error: '\(words[1])' is no value of --\(words[0].dropLast())"))
  }

  @Test func commandsReadSettings() throws {
    defer { tool.remove() }
    try tool.write("#! at: x=5, direction: TB, precision: 3\n# Square\nf(x) = x^2 at 3\n", to: "e.txt")
    #expect(try tool.run("grad", "e.txt").output == "f      25.0\n∂f/∂x  10.0\n")
    // A mistake of the command line is not the file's.
    #expect(try tool.run("grad", "e.txt", "--at", "y=2").errors.hasPrefix("--at:1:1: error: "))
    #expect(try tool.run("check", "e.txt").output.contains("10.0"))
    let trace = try tool.run("trace", "e.txt", "-o", "t.jsonl")
    let graph = try tool.run("graph", "e.txt")
    #expect(try tool.run("grad", "-", input: "#! at: x=5\nf(x) = x^2 at 3").output.hasPrefix("f      25.0\n"))
    #expect(trace.code == 0 && graph.output.contains("25") && graph.output.contains(">Square<"))
    #expect(graph.output == (try tool.run("graph", "t.jsonl", "--direction", "TB", "--precision", "3").output))
  }

  /// What a value means is found out late.
  private static let late: [(command: String, setting: String, message: String)] = [
    ("graph", "theme: drak", "11: error: there is no theme 'drak'; use"),
    ("graph", "around: q", "12: error: there is no node 'q'"),
    ("graph", "theme: no.json", "11: error: cannot read no.json"),
    ("animate", "steps: 7-9", "11: error: none of these steps"),
    ("graph", "collapse: q", "14: error: "), ("grad", "at: x=1,y=2", "12: error: there is no variable 'y'"),
    ("graph", "at: x=[1", "10: error: '[' is never closed"),
    ("check", "precison: 3", "4: error: unknown setting 'precison'; did you mean 'precision'?"),
  ]

  @Test(arguments: isThorough ? late.indices : 0..<1)
  func lateMistakesHaveTheirPlaces(_ index: Int) throws {
    let (command, setting, message) = Self.late[index]
    defer { tool.remove() }
    try tool.write("#! \(setting)\nf(x) = x^2 at 3\n", to: "e.txt")
    let result = try tool.run(command, "e.txt")
    #expect(result.code == (setting.hasSuffix(".json") ? 66 : 65) && result.output == "")
    #expect(
      result.errors.hasPrefix("e.txt:1:\(message)") && result.errors.contains("    #! \(setting)\n"), "\(result.errors)"
    )
  }
}
