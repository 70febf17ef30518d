import Foundation
import TestSupport
import Testing

/// Nothing that a file, an argument or the name of a file holds gets to the terminal as an order, or lies about where a
/// message ends.
@Suite struct TerminalTests {
  /// Characters that must never come out, each of another kind.
  static let hostile: [(name: String, text: String)] = [
    ("escape", "\u{1B}[31m"), ("bell", "\u{7}"), ("carriage return", "\r"), ("backspace", "\u{8}"),
    ("delete", "\u{7F}"), ("a C1 control", "\u{9B}31m"), ("override", "\u{202E}"), ("isolate", "\u{2066}"),
    ("mark", "\u{200F}"), ("Arabic mark", "\u{61C}"), ("zero width", "\u{200B}"), ("line separator", "\u{2028}"),
  ]

  /// Where something of the user's can stand, and a command that tells of it: all of them fail or warn.
  static func places(_ bad: String) -> [(files: [String: String], arguments: [String])] {
    let good = ["expr.txt": "x = 1\nf = x^2\n"]
    func trace(_ change: (String) -> String) -> [String: String] {
      let lines = [
        #"{"event":"header","version":1,"output":1,"title":"t"}"#,
        #"{"event":"node","id":0,"kind":"variable","name":"x","value":1}"#,
      ]
      return ["t.jsonl": change(lines.joined(separator: "\n"))]
    }
    var places: [(files: [String: String], arguments: [String])] = []
    for command in ["grad", "check", "graph", "animate", "trace"] {
      places += [
        (["expr.txt": "x = 1\nf = x \(bad) 2\n"], [command, "expr.txt"]),
        (["expr.txt": "x = 1\nf = sinn(x) # \(bad)\n"], [command, "expr.txt"]),
        ([:], [command, "no\(bad)where.txt"]), (good, [command, "expr.txt", "--at", "y\(bad)=2"]),
        (good, [command, "expr.txt", "--at", "q=2,x=1\(bad)"]), (good, [command, "expr.txt", "--no\(bad)"]),
        (good, [command, "expr.txt", "more\(bad)"]), (good, [command, "expr.txt", "--max-elements", "3\(bad)"]),
        (["a\(bad).txt": "x = 1\nf = q\n"], [command, "a\(bad).txt"]),
      ]
    }
    for command in ["graph", "animate"] {
      places += [
        (good, [command, "expr.txt", "--theme", "da\(bad)rk"]),
        (good, [command, "expr.txt", "--theme", "x\(bad).json"]),
        (
          good.merging(["th.json": #"{"colors": {"in\#(bad)k": "blue"}}"#]) { $1 },
          [command, "expr.txt", "--theme", "th.json"]
        ),
        (good.merging(["th.json": #"{"\#(bad)": 1}"#]) { $1 }, [command, "expr.txt", "--theme", "th.json"]),
        (good, [command, "expr.txt", "--around", "x\(bad)"]), (good, [command, "expr.txt", "--direction", "L\(bad)"]),
        (good, [command, "expr.txt", "-o", "no/\(bad)/a.svg/b.svg"]),
        (trace { $0.replacing("header", with: "he\(bad)ader") }, [command, "t.jsonl"]),
        (trace { $0.replacing("variable", with: "vari\(bad)able") }, [command, "t.jsonl"]),
        (trace { $0.replacing(#""id":0"#, with: #""id":0,"\#(bad)":1"#) }, [command, "t.jsonl"]),
      ]
    }
    places += [
      (good, ["animate", "expr.txt", "--format", "ht\(bad)ml"]), (good, ["animate", "expr.txt", "--steps", "1\(bad)"]),
      (good, ["animate", "expr.txt", "--templates", "no\(bad)folder"]),
      (good.merging(["tp/be\(bad)amer.mustache": ""]) { $1 }, ["animate", "expr.txt", "--templates", "tp"]),
      (good.merging(["tp/beamer.mustache": "{{#a\(bad)}}"]) { $1 }, ["animate", "expr.txt", "--templates", "tp"]),
      ([:], ["ops", "po\(bad)w"]), ([:], ["pa\(bad)int"]), ([:], ["train", "sp\(bad)iral"]),
      ([:], ["train", "mnist", "--data", "no\(bad)where"]), ([:], ["train", "spiral", "--hidden", "1\(bad)"]),
      ([:], ["train", "spiral", "--iterations", "1", "-o", "/proc/\(bad)/x"]), ([:], ["predict", "di\(bad)git.png"]),
      ([:], ["predict", "--checkpoint", "no\(bad)file", "x.png"]),
      (["c": "\u{8}\0\0\0\0\0\0\0{\"\(bad)\":1"], ["predict", "--checkpoint", "c", "x.png"]),
    ]
    return places
  }

  /// What may not come out: control characters but the line break, and what turns writing around or has no width.
  private static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xA: false
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  @Test("No message holds what a terminal would act upon", arguments: sampled(hostile.indices, oneIn: 3))
  func messages(kind: Int) throws {
    let bad = Self.hostile[kind].text
    let tool = try Tool()
    defer { tool.remove() }
    var (seen, told) = (0, 0)
    for (index, place) in Self.places(bad).enumerated()
    where isThorough || index % Self.hostile.count == kind && index / Self.hostile.count % 5 == kind % 5 {
      for (name, text) in place.files {
        let folder = name.hasPrefix("tp/") ? "tp" : ""
        if !folder.isEmpty {
          try? FileManager.default.removeItem(atPath: "\(tool.folder)/\(folder)")
          try FileManager.default.createDirectory(atPath: "\(tool.folder)/\(folder)", withIntermediateDirectories: true)
        }
        try tool.write(text, to: name)
      }
      let result = try tool.run(place.arguments)
      seen += 1
      told += result.errors.isEmpty ? 0 : 1
      let found = (result.errors + (result.output.hasPrefix("<?xml") ? "" : result.output)).unicodeScalars.filter(
        Self.isHostile)
      #expect(found.isEmpty, "\(place.arguments): \(result.errors.debugDescription)")
      #expect(result.code >= 0 && result.code != 70, "\(place.arguments): \(result.errors.debugDescription)")
    }
    #expect(seen >= (isThorough ? 6 : 1) && told * 10 >= seen * (isThorough ? 7 : 1), "\(told) of \(seen)")
  }

  @Test("A line break in a name does not begin a line of its own") func lineBreaks() throws {
    let tool = try Tool()
    defer { tool.remove() }
    try tool.write("x = 1\nf = q\n", to: "a\nerror: b.txt")
    let lines = [
      ["grad", "no\nerror: where"], ["grad", "a\nerror: b.txt"],
      ["graph", "a\nerror: b.txt", "--theme", "a\nerror: b"],
      ["grad", "x", "--direction\nerror: b"],
      ["ops", "a\nerror: b"], ["predict", "a\nerror: b.png"], ["a\nerror: b"],
      ["train", "mnist", "--data", "a\nerror: b"], ["graph", "a\nerror: b.txt", "--direction", "a\nerror: b"],
    ]
    for arguments in sampled(lines, oneIn: 3, from: 1) {
      let errors = try tool.run(arguments).errors
      #expect(!errors.contains("\nerror: "), "\(errors)")
      #expect(errors.contains("\\u{A}") || !errors.contains("error: b"), "\(errors)")
    }
  }

  @Test("Tables show by number what JSON escapes, and JSON stays JSON") func tablesAndJSON() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let name = "a\u{202E}\u{9B}\u{7F}b.png"
    try tool.write("x = 1\nf = x^2", to: "expr.txt")
    let missing = try tool.run("predict", name, "--json")
    #expect(missing.code == 66)
    #expect(!missing.errors.unicodeScalars.contains(where: Self.isHostile))
    let warned = try tool.run("grad", "expr.txt", "--json")
    #expect(try JSONSerialization.jsonObject(with: Data(warned.output.utf8)) is [String: Any])
  }

  @Test("A trace or a picture on a terminal does not steer it; elsewhere it is as it was made") func data() throws {
    let tool = try Tool()
    defer { tool.remove() }
    try tool.write("# a\u{9B}b\u{202E}c\nx = 1\nf = x^2\n", to: "expr.txt")
    for command in ["trace", "graph"] {
      let plain = try tool.run(command, "expr.txt").output
      #expect(plain.unicodeScalars.contains("\u{202E}"))
      // `script` runs a program on a terminal of its own.
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
      process.arguments = ["-qec", "'\(Tool.program.path)' \(command) expr.txt", "/dev/null"]
      process.currentDirectoryURL = URL(fileURLWithPath: tool.folder)
      process.standardInput = FileHandle.nullDevice
      try tool.write("", to: "shown")
      process.standardOutput = FileHandle(forWritingAtPath: "\(tool.folder)/shown")
      try process.run()
      process.waitUntilExit()
      let shown = String(decoding: try #require(tool.read("shown")), as: UTF8.self)
      #expect(process.terminationStatus == 0)
      #expect(shown.unicodeScalars.contains { Self.isHostile($0) && $0 != "\r" } == false)
      #expect(shown.contains("\\u{202E}"))
    }
  }

  @Test("What is long is cut") func longValues() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let long = String(repeating: "n", count: 60_000)
    try tool.write("x = 1\nf = x^2\n", to: "expr.txt")
    try tool.write("\(long) = -1\nf = log(\(long))\n", to: "long.txt")
    let lines = [
      ["grad", long], ["grad", "expr.txt", "--at", "\(long)=2"], ["graph", "expr.txt", "--theme", long],
      ["graph", "expr.txt", "--around", long], ["ops", long], ["grad", "expr.txt", "--\(long)"], [long],
      ["graph", "expr.txt", "--direction", long], ["grad", "long.txt"], ["predict", long],
      ["train", "mnist", "--data", long], ["graph", "expr.txt", "-o", "\(long).svg"],
    ]
    for arguments in sampled(lines, oneIn: 4) {
      let errors = try tool.run(arguments).errors
      #expect(!errors.isEmpty && errors.count < 5_000, "\(arguments.map { $0.prefix(20) }): \(errors.count)")
    }
  }
}
