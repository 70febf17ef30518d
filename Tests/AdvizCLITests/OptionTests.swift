import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import AdvizCLI

/// Every option of every command, with values that mean nothing.
@Suite("An option that makes no sense is named") struct OptionTests {
  /// Values that are refused, by option.
  static let refused: [String: [String]] = [
    "seconds-per-step": ["nan", "inf", "-1", "0", "60.1", "1e300", "x", ""],
    "scale": ["nan", "inf", "-1", "0", "10.1", "1e300", "x", ""],
    "jobs": ["0", "-1", "1025", "1.5", "x", ""], "every": ["0", "-1", "1.5", "9223372036854775808", "x", ""],
    "max-output": ["-5MB", "nan", "inf", "1e400GB", "9999999999999999999GB", "x", ""],
    "max-memory": ["-5MB", "nan", "inf", "1e400GB", "x", ""],
    "max-elements": ["0", "-1", "1.5", "2147483648", "x", ""],
    "elements-up-to": ["-1", "257", "1.5", "nan", "x", ""],
    "elements": ["-1", "1.5", "2147483648", "nan", "x", ""],
    "port": ["0", "-1", "65536", "1.5", "nan", "x", ""],
    "radius": ["-1", "1.5", "nan", "x", ""],
    "precision": ["0", "-3", "18", "nan", "x", ""],
    "size": ["-5x10", "0x0", "nanxnan", "20001x20001", "1920", "16x20000", "1920x1080x1", "1e3x1e3", "x", ""],
    "steps": ["5-2", "-1", "nan", "1-", "x", ""],
    "direction": ["up", ""], "literals": ["outside", ""], "edge-numbers": ["all", ""],
    "shared-leaves": ["perhaps", ""], "layering": ["rows", ""], "room": ["large", ""],
    "background": ["blue", "#12345", ""],
    "format": ["jpeg", "svg,", ""], "ending": ["jpeg", "..svg", "svg,png", ""],
    "order": ["0", "-1", "65", "1.5", "nan", "x", ""], "headings": ["one", "a,b,c", ""],
    "groups": ["some", ""], "mode": ["sideways", ""], "mistake": ["overrite", "gated", ""],
    "heat": ["norm", ""], "trace-version": ["0", "3", "-1", "1.0", "x", ""],
    "axis": ["1.5", "nan", "x", ""], "shapes": ["x", "3x", "4x3,", "-1", "1.5", "3,,3", ""],
    "arms": ["0", "-1", "1025", "9223372036854775807", "nan", "x", ""],
    "points": ["0", "-1", "1048577", "9223372036854775807", "nan", "x", ""],
    "noise": ["nan", "-nan", "inf", "-inf", "-1", "-0.001", "1e300", "x", ""],
    "checkpoint-every": ["nan", "inf", "-1", "x", ""],
    "seed": ["-1", "1.5", "18446744073709551616", "nan", "x", ""],
    "iterations": ["0", "-1", "1.5", "nan", "x", ""], "epochs": ["0", "-1", "1.5", "nan", "x", ""],
    "batch": ["0", "-1", "1048577", "nan", "x", ""],
    "hidden": ["0", "-1", "8,,8", "8,", "1048577", "nan", "x", ""],
    "rate": ["nan", "inf", "-inf", "0", "-1", "x", ""], "momentum": ["nan", "inf", "1", "-0.1", "x", ""],
    "shifts": ["-1", "1.5", "nan", "x", ""],
    "url-prefix": ["a b", "<x>", "\"", "back\\slash", "line\nbreak", "tab\t"], "markdown": ["html", ""],
    "formulas": ["mathml", ""], "paper": ["a5", ""], "variants": ["0", "-1", "501", "1.5", "nan", "x", ""],
    "optimizer": ["newton", ""], "loss": ["zero", ""], "recipe": ["cake", ""],
  ]

  /// Options that take any text: names, files, and points, which are read later.
  private static let texts: Set<String> = [
    "at", "output", "templates", "around", "theme", "data", "checkpoint", "labels", "collapse", "depfile",
    "derivative", "expect", "wrt",
  ]

  /// The rest of a command line that each command needs.
  private static let arguments: [String: [String]] = [
    "animate": ["e.txt", "--around", "x"], "graph": ["e.txt", "--around", "x"], "trace": ["e.txt"],
    "watch": ["e.txt", "--no-open"],
    "compare-modes": ["e.txt"], "ops": ["max", "-o", "x.svg"], "grad": ["e.txt"], "check": ["e.txt"],
    "diff": ["e.txt", "e.txt"], "worksheet": ["e.txt"],
    "predict": ["p.png"], "mnist": [],
    "spiral": [],
  ]

  private struct Help: Decodable {
    struct Command: Decodable {
      struct Argument: Decodable {
        struct Name: Decodable { let name: String }
        let kind: String
        let preferredName: Name?
      }
      let commandName: String
      let subcommands: [Command]?
      let arguments: [Argument]?
    }
    let command: Command
  }

  /// Every command with the options it takes.
  private static func commands() throws -> [(path: [String], options: [String])] {
    let tool = try Tool()
    defer { tool.remove() }
    let help = try JSONDecoder().decode(Help.self, from: Data(tool.run("--experimental-dump-help").output.utf8))
    func walk(_ command: Help.Command, _ path: [String]) -> [(path: [String], options: [String])] {
      let options = (command.arguments ?? []).filter { $0.kind == "option" }.compactMap(\.preferredName?.name)
      return [(path, options)] + (command.subcommands ?? []).flatMap { walk($0, path + [$0.commandName]) }
    }
    return walk(help.command, [])
  }

  @Test func optionsRefuseNonsense() throws {
    var (count, seen) = (0, 0)
    for (path, options) in try Self.commands() {
      for option in options where !Self.texts.contains(option) {
        let values = try #require(Self.refused[option], "there are no values to refuse for --\(option)")
        // Some of the values at each command, all of them where there is time.
        for (index, value) in values.enumerated() where isThorough || (index + seen) % 64 == 0 {
          let line = path + (Self.arguments[path.last ?? ""] ?? []) + ["--\(option)=\(value)"]
          do {
            _ = try AdvizTool.parseAsRoot(line)
            Issue.record("accepted: \(line)")
          } catch {
            #expect(AdvizTool.exitCode(for: error).rawValue == 64, "\(line)")
            let message = AdvizTool.message(for: error)
            #expect(message.contains("--\(option)") && !message.contains("\n"), "\(line): \(message)")
          }
          count += 1
        }
        seen += 1
      }
    }
    #expect(count > (isThorough ? 300 : 4))
  }

  @Test func runTimeErrorsNameOptions() throws {
    let tool = try Tool()
    defer { tool.remove() }
    try tool.write("f(x) = x^2 at 3", to: "e.txt")
    let mistakes = [
      (["train", "spiral", "--epochs", "9223372036854775807"], "epochs"),
      (["train", "spiral", "--arms", "1024", "--points", "1048576"], "points"),
      (["train", "spiral", "--noise", "nan"], "--noise"),
      (["graph", "e.txt", "-o", "x.jpeg"], ".svg, .png, .pdf or .dot"),
      (["graph", "e.txt", "--theme", "blue"], "theme"), (["animate", "e.txt", "--steps", "7-9"], "steps"),
    ]
    for (line, name) in sampled(mistakes, oneIn: 2) {
      let result = try tool.run(line)
      #expect(result.code == 64 && result.output == "", "\(line): \(result)")
      #expect(result.errors.contains(name) && !result.errors.contains("rate"), "\(line): \(result.errors)")
    }
    #expect(try tool.run("graph", "e.txt", "-o", "x.PNG").code == 0)
    #expect(tool.read("x.PNG")?.starts(with: [0x89, 0x50, 0x4E, 0x47]) == true)
  }

  @Test("A command that is read by itself says and is what it would be as a part of the program")
  func commandByItself() throws {
    func outcome(_ parse: () throws -> any ParsableCommand) -> String {
      do {
        var command = try parse()
        let name = "\(type(of: command))"
        // What tells of options has no effect but a text.
        if name.hasPrefix("Help") { try command.run() }
        return name
      } catch {
        return AdvizTool.fullMessage(for: error)
      }
    }
    let endings = [
      [], ["f.txt"], ["a.txt", "b.txt", "c.txt"], ["--help"], ["-h"], ["f.txt", "--help"], ["help"], ["--version"],
      ["--nonsense"], ["--at", "x=1"], ["--generate-completion-script", "zsh"], ["--experimental-dump-help"], ["--"],
    ]
    let commands = AdvizTool.configuration.subcommands.compactMap { $0.configuration.commandName }
    for command in commands + ["", "nothing", "help"] {
      for ending in endings {
        let arguments = [command] + ending
        #expect(
          outcome { try AdvizTool.parsed(arguments) } == outcome { try AdvizTool.parseAsRoot(arguments) },
          "\(arguments)")
      }
    }
  }
}
