import TestSupport
import Testing

@testable import Expressions

/// Lines `#! name: value, …`.
@Suite struct FileSettingsTests {
  private static let names = FileSettings.Names(
    options: ["theme", "format", "direction", "precision", "at", "background", "url-prefix", "collapse"],
    flags: ["once", "legend", "no-legend"], reserved: ["output", "jobs"])

  private func read(_ source: String) throws -> [String] {
    try FileSettings(source, names: Self.names).settings.map { $0.name + ($0.value.map { "=\($0)" } ?? "") }
  }

  @Test(arguments: [
    (
      "#! theme: dark, format: html,svg, direction: TB, precision: 6",
      ["theme=dark", "format=html,svg", "direction=TB", "precision=6"]
    ),
    ("#!theme:dark", ["theme=dark"]), ("  #!   theme :  dark  ", ["theme=dark"]),
    ("x = 1\r\n#! theme: dark\r\n#! at: x=2, y=[1, 2]\r\n", ["theme=dark", "at=x=2, y=[1, 2]"]),
    ("#! once, no-legend, theme: dark", ["once", "no-legend", "theme=dark"]),
    ("#! format: html, svg, once", ["format=html, svg", "once"]),
    ("#! once: true, legend: false", ["once", "no-legend"]), ("#! no-legend: false, once: false", ["legend"]),
    ("#! background: #fffbe6, url-prefix: https://a.b/c", ["background=#fffbe6", "url-prefix=https://a.b/c"]),
    ("#!/usr/bin/env adviz\n#! theme: dark", ["theme=dark"]), ("#! /bin/sh", []), ("#!", []), ("#! \t", []),
    ("\u{FEFF}#!/bin/adviz", []), ("# theme: dark", []), ("x = 1 #! theme: dark", []), ("", []), (",", []),
    ("x = [1,\n#! theme: dark\n2]", ["theme=dark"]),
  ])
  func settingsAreRead(_ source: String, _ settings: [String]) throws { #expect(try read(source) == settings) }

  @Test(arguments: [
    ("#! them: dark", "1:4: error: unknown setting 'them'; did you mean 'theme'?", "   ^~~~"),
    (
      "x = 1\n #! theme: dark, Direction: TB", "2:18: error: unknown setting 'Direction'; did",
      "                 ^~~~~~~~~"
    ),
    ("#! zzz: 1", "1:4: error: unknown setting 'zzz'\n", "   ^~~"),
    ("#! output: x", "1:4: error: 'output' is given on the command line, not in a file", "   ^~~~~~"),
    ("#! theme", "1:4: error: 'theme' has no value; write 'theme: …'", "   ^~~~~"),
    ("#! theme: , once", "1:4: error: 'theme' has no value", "   ^~~~~"),
    ("#! dark, theme: dark", "1:4: error: expected a setting, as in 'theme: dark'", "   ^~~~"),
    ("#! --theme dark", "1:4: error: expected a setting", "   ^~~~~~~~~~~~"),
    ("#! once, , theme: dark", "1:10: error: expected a setting", "         ^"),
    ("#! theme: dark\n#! theme: light", "2:4: error: 'theme' is set already, in line 1", "   ^~~~~"),
    ("#! legend, no-legend", "1:12: error: 'legend' is set already", "           ^~~~~~~~~"),
    ("#! once: maybe", "1:10: error: 'once' is either true or false", "         ^~~~~"),
    ("x = 1\n#!/bin/sh", "2:3: error: expected a setting", "  ^~~~~~~"),
    ("#! ß\u{1B}: 1", "1:4: error: expected a setting", "   ^~~~~~~~~~"),
  ])
  func mistakesHaveTheirPlaces(_ source: String, _ message: String, _ caret: String) {
    let error = #expect(throws: ExpressionError.self) { try read(source) }
    let report = error?.report(file: "e.txt") ?? ""
    #expect(report.hasPrefix("e.txt:\(message)"), "\(report)")
    #expect(report.hasSuffix("\n    \(caret)") || report.contains("\n    \(caret)\n"), "\(report)")
  }

  @Test func mistakesAreToldTogether() {
    let error = #expect(throws: ExpressionError.self) { try read("#! them: dark, jobs: 2\n#! precision:") }
    #expect(error?.diagnostics.count == 3)
  }

  @Test func mistakesInValuesHaveTheirPlaces() throws {
    let settings = try FileSettings("x = 1\n#! once, at: x=2, y=[1", names: Self.names)
    let at = try #require(settings.settings.last)
    #expect(
      settings.error([(at, "no")]).report(file: "e.txt")
        == "e.txt:2:14: error: no\n    #! once, at: x=2, y=[1\n                 ^~~~~~~~~")
    let mistakes = #expect(throws: ExpressionError.self) { try Point(#require(at.value)) }
    let report = try settings.error(#require(mistakes), in: at).report(file: "e.txt")
    #expect(report.hasPrefix("e.txt:2:21: error: '[' is never closed\n"), "\(report)")
  }

  @Test(arguments: 1...4) func junkIsReadOrRefused(seed: UInt64) {
    let words = [
      "#!", "#", "!", "/", ":", ",", " ", "\n", "\r\n", "theme", "once", "no-legend", "legend", "them", "jobs", "true",
      "false", "--", "dark", "x=2", "\u{301}", "\u{FEFF}", "\t", "👩‍👩‍👧", "\0", "\"", "[1, 2]", "é", "-",
    ]
    var generator = Xorshift(seed: seed)
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 1...16, using: &generator)).reduce(into: "#!") { text, _ in
        text += words.randomElement(using: &generator) ?? ""
      }
      let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      do throws(ExpressionError) {
        for setting in try FileSettings(text, names: Self.names).settings {
          #expect(setting.value?.isEmpty != true && Self.names.options.contains(setting.name) == (setting.value != nil))
        }
      } catch {
        #expect(!error.diagnostics.isEmpty && error.report(file: "e.txt").contains("error: "))
        for place in error.diagnostics.map(\.range) {
          let isInside = place.line <= lines.count && place.column + place.length <= lines[place.line - 1].count + 2
          #expect(isInside, "\(text.debugDescription)")
        }
      }
      _ = try? Program(text)
    }
  }

  @Test func settingsAreNoTitle() throws {
    #expect(try Program("#!/bin/adviz\n#! theme: dark\n# Two\nx = 2").title == "Two")
    #expect(try Program("#! theme: dark\nx = 2").title == nil)
    #expect(try Program("#! nonsense\nx = 2").output.value.scalar == 2)
  }
}
