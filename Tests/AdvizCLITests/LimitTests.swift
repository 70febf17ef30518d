import Foundation
import TestSupport
import Testing
import Training

/// Each row of the article on limits: beyond the limit one gets the sentence that stands there.
@Suite struct LimitTests {
  /// What a row says.
  struct Row: Sendable, CustomTestStringConvertible {
    let limit: String
    let sentence: String

    var testDescription: String { limit }
  }

  private static let rows: [Row] = {
    let article = Document.all.first { $0.path.hasSuffix("Limits.md") }
    let lines = (try? article?.text())?.split(separator: "\n") ?? []
    return lines.filter { $0.hasPrefix("| ") && !$0.hasPrefix("| limit ") }.map { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      return Row(limit: cells[0], sentence: cells[2].replacingOccurrences(of: "`", with: ""))
    }
  }()

  /// What goes beyond each limit: makes the files it takes, and returns the command.
  private static let excesses: [String: @Sendable (Tool) throws -> [String]] = [
    "brackets, signs and powers within each other": { tool in
      try expression("f(x) = \(String(repeating: "(", count: 201))x\(String(repeating: ")", count: 201)) at 1", tool)
    },
    "calls of one's own functions within each other": { tool in
      let calls = (1...40).map { "g\($0)(x) = g\($0 - 1)(x)" }
      return try expression((["g0(x) = x + 1"] + calls + ["f = g40(2)"]).joined(separator: "\n"), tool)
    },
    "expressions within each other in such calls": { tool in
      func nested(_ inner: String) -> String {
        String(repeating: "sin(", count: 180) + inner + String(repeating: ")", count: 180)
      }
      return try expression("f0(x) = \(nested("x"))\nf1(x) = \(nested("f0(x)"))\nf = f1(2)", tool)
    },
    "parts of expressions that such calls write out": { tool in
      let calls = (1...20).map { "g\($0)(x) = g\($0 - 1)(x) * g\($0 - 1)(x)" }
      return try expression((["g0(x) = x + 1"] + calls + ["f = g20(2)"]).joined(separator: "\n"), tool)
    },
    "elements of an array": { try expression("f(x) = sum(x * ones(10000, 10000)) at 1", $0) },
    "all arrays together": { tool in
      try expression("x = zeros(1000000); f = sum(x + 1)", tool) + ["--max-memory", "20MB"]
    },
    "bytes of a text": { tool in
      try tool.write("", to: "f.txt")
      try FileHandle(forWritingTo: URL(fileURLWithPath: "\(tool.folder)/f.txt")).truncate(atOffset: 64 << 20 + 1)
      return ["grad", "f.txt"]
    },
    "axes of an array": { tool in
      let sizes = Array(repeating: "1", count: 65).joined(separator: ", ")
      return try expression("f(x) = sum(reshape(x, (\(sizes)))) at [1]", tool)
    },
    "a number": { try expression("f(x) = 1e309 * x at 1", $0) },
    "mistakes that are reported at once": { tool in
      try expression((0..<62).map { "a\($0) = sinn(1)" }.joined(separator: "\n"), tool)
    },
    "places that nodes, and the edges that pass them, take in all columns": { tool in
      // Edges from one leaf to each of so many columns.
      let chain = (1...1_500).map { "v\($0) = v\($0 - 1) * a" }
      try tool.write((["a = 0.9", "v0 = 0.5"] + chain).joined(separator: "\n"), to: "f.txt")
      return ["graph", "f.txt", "--shared-leaves", "never"]
    },
    "what `animate` writes": { tool in
      try tool.write("f(x) = x^2 at 1", to: "f.txt")
      return ["animate", "f.txt", "--max-output", "10kB"]
    },
    "passes that `compare-modes` draws": { tool in
      let names = (1...40).map { "x\($0)" }
      let values = names.map { "\($0) = 1.5" }.joined(separator: "\n")
      try tool.write("\(values)\nf = \(names.joined(separator: " * "))", to: "f.txt")
      return ["compare-modes", "f.txt"]
    },
    "entries of local Jacobians that `compare-modes` counts": { tool in
      try tool.write("x = 2 * ones(1000)\nf = sum(x * x)", to: "f.txt")
      return ["compare-modes", "f.txt", "--table-only"]
    },
    "what `trace` writes": { tool in
      try tool.write("f(x) = x^2 at 1", to: "f.txt")
      return ["trace", "f.txt", "--max-output", "100"]
    },
    "pixels of a picture": { try picture(["--size", "4000x3000", "--scale", "10"], $0) },
    "`--size`": { try picture(["--size", "30000x3000"], $0) },
    "`--scale`": { try picture(["--scale", "11"], $0) },
    "cells of an array": { tool in
      try tool.write("W = ones(9, 9)\nf = sum(W)", to: "f.txt")
      return ["graph", "f.txt", "--cells"]
    },
    "`--precision`": { try picture(["--precision", "18"], $0) },
    "`--elements-up-to`": { try picture(["--elements-up-to", "257"], $0) },
    "`--seconds-per-step`": { _ in ["animate", "f.txt", "--seconds-per-step", "61"] },
    "a size in a theme file": { tool in
      try tool.write(#"{"sizes": {"caption": 500}}"#, to: "theme.json")
      return try picture(["--theme", "theme.json"], tool)
    },
    "a template": { try template(String(repeating: "x", count: 4 << 20 + 1), $0) },
    "sections within each other in a template": { tool in
      try template(String(repeating: "{{#steps}}", count: 101), tool)
    },
    "sections and templates within each other": { tool in
      try template("{{> *title}}", tool, "# player.mustache\nf(x) = x^2 at 1")
    },
    "pieces that a template fills in": { tool in
      let (open, close) = ("{{#steps}}", "{{/steps}}")
      return try template(
        String(repeating: open, count: 12) + "{{number}}" + String(repeating: close, count: 12), tool)
    },
    "what a template makes": { tool in
      try tool.write(String(repeating: "x", count: 1 << 20), to: "page.css")
      return try template(String(repeating: "{{> page.css}}", count: 70), tool)
    },
    "a file of images, labels or a network": { tool in
      try tool.write("", to: "network")
      // A hole: nothing is written to the disk.
      try FileHandle(forWritingTo: URL(fileURLWithPath: "\(tool.folder)/network")).truncate(atOffset: 1 << 31)
      return predict
    },
    "the elements of an IDX file": { try images([0, 0, 8, 2, 0, 1, 0, 0, 0, 1, 0, 0], $0) },
    "what a packed IDX file holds": { tool in
      let packed = try #require(Data(base64Encoded: "H4sIAAAAAAACA2Ng4GBkYGBgYaADAAAzBjW0bAAAAA=="))
      return try images(Array(packed), tool)
    },
    "the header of a checkpoint": { tool in
      try write([255, 255, 255, 255, 0, 0, 0, 0], to: "network", tool)
      return predict
    },
    "a PNG file to predict from": { tool in
      try Checkpoint(Perceptron(sizes: [4, 10], seed: 1), imageSize: (2, 2)).write(to: "\(tool.folder)/network")
      try write(
        [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13] + Array("IHDR".utf8) + [0, 0, 19, 136, 0, 0, 19, 136],
        to: "image", tool)
      return predict
    },
    "`--batch`": { _ in ["train", "spiral", "--batch", "1048577"] },
    "`--hidden`": { _ in ["train", "spiral", "--hidden", "2000000"] },
    "the points of a spiral": { _ in ["train", "spiral", "--points", "2000000"] },
  ]

  private static let predict = ["predict", "image", "--checkpoint", "network"]

  private static func expression(_ text: String, _ tool: Tool) throws -> [String] {
    try tool.write(text, to: "f.txt")
    return ["grad", "f.txt"]
  }

  private static func picture(_ options: [String], _ tool: Tool) throws -> [String] {
    try tool.write("f(x) = x^2 at 1", to: "f.txt")
    return ["graph", "f.txt", "-o", "f.png"] + options
  }

  /// A page from a template of one's own.
  private static func template(
    _ text: String, _ tool: Tool, _ expression: String = "f(x) = x^2 at 1"
  ) throws -> [String] {
    try tool.write(expression, to: "f.txt")
    try tool.write(text, to: "player.mustache")
    return ["animate", "f.txt", "--format", "html", "--templates", "."]
  }

  private static func write(_ bytes: [UInt8], to name: String, _ tool: Tool) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(tool.folder)/\(name)"))
  }

  /// A folder of data whose images are these bytes.
  private static func images(_ bytes: [UInt8], _ tool: Tool) throws -> [String] {
    for name in MNIST.files { try write(bytes, to: name, tool) }
    return ["train", "mnist", "--data", "."]
  }

  @Test("Beyond a limit one gets the sentence of the table", arguments: sampled(rows, oneIn: 6))
  func sentence(_ row: Row) throws {
    let excess = try #require(Self.excesses[row.limit], "nothing goes beyond this limit")
    let tool = try Tool()
    defer { tool.remove() }
    let result = try tool.run(excess(tool))
    #expect([64, 65].contains(result.code), "\(result)")
    #expect(result.errors.contains(row.sentence), "\(result.errors)")
    #expect(result.output == "")
  }

  @Test func everyLimitIsInTheTable() {
    #expect(Set(Self.rows.map(\.limit)) == Set(Self.excesses.keys))
  }
}
