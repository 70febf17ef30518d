import Foundation
import TestSupport
import Testing

@testable import AdvizCLI

/// Several files, and folders, in one command.
@Suite struct ManyTests {
  private let tool: Tool

  init() throws {
    tool = try Tool()
    for (name, text) in [
      ("course/week1/a.txt", "f(x) = x^2 at 3\n"), ("course/week1/b.txt", "#! format: svg\nf(x) = log(x) at 0\n"),
      ("course/week 2/$c#.txt", "f(x, y) = x*y at (2, 3)\n"), ("course/bad.txt", "f(x) = sinn(x) at 3\n"),
      ("course/notes.md", "no expression"), ("course/.hidden/x.txt", "f = 1"), ("course/.x.txt", "f = 1"),
    ] {
      try write(text, to: name)
    }
  }

  private func write(_ text: String, to name: String) throws {
    let url = URL(fileURLWithPath: "\(tool.folder)/\(name)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// All files below a folder, with their contents.
  private func files(in folder: String) -> [String: Data] {
    let names = FileManager.default.enumerator(atPath: "\(tool.folder)/\(folder)")?.compactMap { $0 as? String } ?? []
    return Dictionary(
      uniqueKeysWithValues: names.compactMap { name in tool.read("\(folder)/\(name)").map { (name, $0) } })
  }

  @Test func filesAreToldInTheirOrderWhateverTheJobs() throws {
    defer { tool.remove() }
    // The last to be done is not the last to be told of.
    try write(
      "f(x, y) = sin(x)^2*exp(y) + tanh(x*y) at (2, 3)", to: "course/week 2/$c#.txt")
    var results: [(Tool.Result, [String: Data])] = []
    for jobs in isThorough ? ["1", "2", "3", "8"] : ["1", "3"] {
      let result = try tool.run("animate", "course", "--jobs", jobs, "-o", "out")
      results.append((result, files(in: "out")))
      try FileManager.default.removeItem(atPath: "\(tool.folder)/out")
    }
    let (first, written) = try #require(results.first)
    #expect(first.code == 65)
    #expect(
      first.output == "out/course/week 2/$c#: 15 frames\nout/course/week1/a: 5 frames\n"
        + "out/course/week1/b: 3 frames, animation.svg\n")
    let (bad, log) = ("course/bad.txt", "course/week1/b.txt")
    #expect(first.errors.hasPrefix("\(bad):1:8: error: unknown function 'sinn'; did you mean 'sin'?\n"))
    #expect(first.errors.contains("\n\(log): warning: log: infinite at node f"), "\(first.errors)")
    for (result, files) in results.dropFirst() {
      #expect(result.output == first.output && result.errors == first.errors && result.code == first.code)
      #expect(files == written)
    }
    // One by one they are the same.
    #expect(try tool.run("animate", "course/week1/b.txt", "-o", "one").code == 0)
    #expect(files(in: "one") == files(in: "out", "course/week1/b", of: written))
  }

  private func files(in folder: String, _ path: String, of all: [String: Data]) -> [String: Data] {
    Dictionary(
      uniqueKeysWithValues: all.filter { $0.key.hasPrefix("\(path)/") }.map {
        (String($0.key.dropFirst(path.count + 1)), $0.value)
      })
  }

  @Test("Where -o is a file, that is told once and nothing is drawn", arguments: ["animate", "graph"])
  func folderIsAFile(command: String) throws {
    defer { tool.remove() }
    try write("mine", to: "out")
    let result = try tool.run(command, "course", "-o", "out")
    #expect(result.code == 73 && result.output == "")
    #expect(result.errors.hasPrefix("error: cannot write into out: a file of that name exists"), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
    #expect(tool.read("out") == Data("mine".utf8))
  }

  @Test func graphsOfAFolder() throws {
    defer { tool.remove() }
    let result = try tool.run(
      "graph", "course/week1", "../\(URL(fileURLWithPath: tool.folder).lastPathComponent)/course/bad.txt")
    #expect(result.code == 65 && result.output == "Output/course/week1/a.svg\nOutput/course/week1/b.svg\n")
    #expect(tool.read("Output/course/week1/a.svg") == Data(try tool.run("graph", "course/week1/a.txt").output.utf8))
    // A folder with one file is a folder.
    try FileManager.default.removeItem(atPath: "\(tool.folder)/course/week1/b.txt")
    #expect(try tool.run("graph", "course/week1", "-o", "o/p", "--ending", "dot").output == "o/p/course/week1/a.dot\n")
    #expect(tool.read("o/p/course/week1/a.dot")?.starts(with: Data("digraph".utf8)) == true)
    #expect(try tool.run("graph", "course/week1/a.txt", "--ending", "dot").output.hasPrefix("digraph"))
    #expect(try tool.run("graph", "course/week1/a.txt", "-o", "a.svg", "--ending", "dot").code == 0)
    #expect(tool.read("a.svg")?.starts(with: Data("<?xml".utf8)) == true)
  }

  private static let mistakes: [(line: [String], code: Int32, sentence: String)] = [
    (
      ["animate", "course/week1/a.txt", "./course/week1/a.jsonl"], 64,
      "would both be written to Output/course/week1/a; draw them one by one"
    ),
    (["graph", "course/week1", "course/week1/a.txt"], 64, "error: course/week1/a.txt is named twice"),
    (["graph", "-", "-"], 64, "Standard input holds one file"),
    (["graph", "course", "-o", "-"], 64, "Standard output holds one picture"),
    (
      ["graph", "course/.hidden/empty", "course/week1/a.txt", "--theme", "drak"], 64, "error: there is no theme 'drak'"
    ),
    (["graph", "course", "-o", "x.svg"], 64, "several go into a folder"),
    (["animate", "empty"], 66, "error: the folder empty holds no expression file"),
    (["course"], 64, "but a folder; 'adviz animate course' draws the files in it."),
    (["grad", "course"], 66, "error: cannot read course: it is a folder"),
  ]

  @Test(arguments: isThorough ? mistakes.indices : 0..<2)
  func mistakesAreReportedBeforeAnythingIsWritten(_ index: Int) throws {
    let (line, code, sentence) = Self.mistakes[index]
    defer { tool.remove() }
    try FileManager.default.createDirectory(atPath: "\(tool.folder)/empty", withIntermediateDirectories: true)
    let result = try tool.run(line)
    #expect(result.code == code && result.output == "" && result.errors.contains(sentence), "\(result)")
    #expect(Set(try FileManager.default.contentsOfDirectory(atPath: tool.folder)) == ["course", "empty"])
  }

  @Test func whatFailsKeepsNothingElseBack() throws {
    defer { tool.remove() }
    try FileManager.default.createDirectory(atPath: "\(tool.folder)/empty", withIntermediateDirectories: true)
    let result = try tool.run(
      "graph", "none.txt", "course/bad.txt", "empty", "-", "course/week1/a.txt", "-o", "o", input: "f(x) = x at 1")
    #expect(result.code == 66 && result.output == "o/stdin.svg\no/course/week1/a.svg\n", "\(result)")
    #expect(result.errors.hasPrefix("error: cannot read none.txt: there is no such file\ncourse/bad.txt:1:8: "))
    #expect(result.errors.hasSuffix("the names of those that are looked for end in .txt\n"))
  }

  @Test func ownOutputIsNoInput() throws {
    defer { tool.remove() }
    #expect(try tool.run("animate", "course/week1/a.txt", "-o", "course/out").code == 0)
    try write("words", to: "course/out/transcript.txt")
    try FileManager.default.createSymbolicLink(atPath: "\(tool.folder)/course/loop", withDestinationPath: ".")
    let found = try ExpressionFolder.files(in: "\(tool.folder)/course").files
    let names = found.map { $0.dropFirst(tool.folder.count + 8) }
    #expect(names == ["bad.txt", "week 2/$c#.txt", "week1/a.txt", "week1/b.txt"])
  }

  @Test(arguments: [
    ("a.txt", "a"), ("./a.b.txt", "a.b"), ("/x/y/a.txt", "x/y/a"), ("../../x//a", "x/a"), ("-", "stdin"),
    ("x/../a.txt", "x/a"), ("x/.txt", "x/expression"), ("e\u{301}/é.txt", "e\u{301}/é"),
  ])
  func pathsOfResults(_ file: String, _ path: String) {
    #expect(Array(OutputPlan.path(of: file).utf8) == Array(path.utf8))
  }

  @Test func placesWithinOthersTakeTurns() throws {
    defer { tool.remove() }
    let names = ["a.txt", "a/b.txt", "ab.txt", "a/b/c.txt", "x/y.txt"]
    #expect(try OutputPlan(names, below: "o").lanes == [[0, 1, 3], [2], [4]])
    #expect(try OutputPlan(names.reversed(), below: "o").lanes == [[0], [2], [4, 3, 1]])
    try write("f(x) = x^2 at 3\n", to: "course/week1.txt")
    for _ in 0..<(isThorough ? 3 : 1) {
      #expect(try tool.run("animate", "course/week1.txt", "course/week1/a.txt", "--jobs", "4").code == 0)
    }
    #expect(files(in: "Output/course").count == 2 * 7)
  }

  @Test(.enabled(if: isThorough)) func manyVideosOnOneThread() throws {
    defer { tool.remove() }
    try FileManager.default.createDirectory(atPath: "\(tool.folder)/bin", withIntermediateDirectories: true)
    let script = "#!/bin/sh\nfor out; do :; done\ncat > /dev/null\nprintf 'GIF89a' > \"${out#file:}\"\n"
    try tool.write(script, to: "bin/ffmpeg")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(tool.folder)/bin/ffmpeg")
    let path = "\(tool.folder)/bin:\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
    let result = try tool.run(
      ["animate", "course/week1", "--jobs", "1", "--format", "gif,html", "--scale", "0.1"], environment: ["PATH": path])
    #expect(result.code == 0 && result.output.contains("a: 5 frames, player.html, animation.gif\n"), "\(result)")
  }

  @Test("The limit of memory is that of one file, however many are drawn at once") func memory() throws {
    defer { tool.remove() }
    for name in ["p", "q", "r", "s"] { try write("x = ones(100, 100); f = sum(x * x)\n", to: "m/\(name).txt") }
    let line = ["graph", "m", "--jobs", "4", "--max-memory"]
    #expect(try tool.run(line + ["400kB"]).code == 0)
    let refused = try tool.run(line + ["300kB"])
    #expect(refused.code == 65 && refused.output == "" && refused.errors.contains("m/p.txt:1:"), "\(refused)")
  }

  // MARK: Rules for Make

  @Test(arguments: [
    ("a b", #"a\ b"#), ("a$b", "a$$b"), ("a#b", ##"a\#b"##), (#"a\ b"#, #"a\\\ b"#), (#"a\b"#, #"a\b"#),
    ("a:b", #"a\:b"#),
  ])
  func namesInRules(_ name: String, _ escaped: String) { #expect(DependencyRule.escaped(name) == escaped) }

  @Test func rulesNameOutputsAndInputs() throws {
    defer { tool.remove() }
    try tool.write(#"{"base": "print"}"#, to: "my theme.json")
    let line = ["animate", "course/week 2", "course/bad.txt", "--theme", "my theme.json", "--depfile", "deps/all.d"]
    #expect(try tool.run(line).code == 65)
    let rules = try String(decoding: #require(tool.read("deps/all.d")), as: UTF8.self)
    let place = ##"Output/course/week\ 2/$$c\#/"##
    #expect(rules.hasPrefix("\(place)manifest.json \(place)trace.jsonl \(place)frames/frame-0000.svg "), "\(rules)")
    let end = ##"frame-0004.svg: course/week\ 2/$$c\#.txt my\ theme.json"##
    #expect(rules.hasSuffix(end + "\n" + ##"my\ theme.json:"## + "\n"), "\(rules)")
    #expect(rules.split(separator: "\n").count == 2)
    // Make understands them.
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/make") else { return }
    let target = "'Output/course/week 2/$c#/manifest.json'"
    try tool.write("include deps/all.d\n%.json:\n\t@touch '$@'; echo made\n", to: "Makefile")
    let fresh = try tool.shell("touch -d '2001-01-01' course/week*/* 'my theme.json'; make -q \(target); echo $?")
    #expect(fresh.output == "0\n", "\(fresh)")
    let stale = try tool.shell("touch -d '2101-01-01' 'my theme.json'; make -q \(target); echo $?")
    #expect(stale.output == "1\n", "\(stale)")
  }

  @Test func rulesStayOfAFileThatCannotBeDrawnAnyMore() throws {
    defer { tool.remove() }
    let line = ["graph", "course/week1", "--depfile", "all.d"]
    #expect(try tool.run(line).code == 0)
    let before = try #require(tool.read("all.d"))
    try write("f = (", to: "course/week1/a.txt")
    #expect(try tool.run(line).code == 65)
    let lines = { (data: Data) in Set(String(decoding: data, as: UTF8.self).split(separator: "\n")) }
    #expect(try lines(#require(tool.read("all.d"))) == lines(before))
  }

  @Test func namesThatMakeCannotReadAreTold() throws {
    defer { tool.remove() }
    for name in ["a;b", "a=b", "50%", "a|b", "c"] { try write("x = 1; f = x^2", to: "odd/\(name).txt") }
    let result = try tool.run("graph", "odd", "--depfile", "odd.d")
    #expect(result.code == 0 && result.errors.contains("note: odd.d leaves out odd/50%.txt"), "\(result)")
    #expect(tool.read("odd.d") == Data("Output/odd/c.svg: odd/c.txt\n".utf8))
  }

  @Test func rulesReplaceNoResult() throws {
    defer { tool.remove() }
    let file = "course/week1/a.txt"
    let result = try tool.run("graph", file, "-o", "a.svg", "--depfile", "a.svg")
    #expect(result.code == 73 && result.errors.contains("choose another name with --depfile"), "\(result)")
    #expect(tool.read("a.svg")?.starts(with: Data("<?xml".utf8)) == true)
    #expect(try tool.run("graph", file, "-o", "a.svg", "--depfile", file).errors.contains("name with --depfile"))
  }

  @Test func aPipeInAFolderIsNoExpressionFile() throws {
    defer { tool.remove() }
    #expect(try tool.shell("mkfifo course/week1/pipe.txt").code == 0)
    #expect(try tool.run("graph", "course/week1").code == 0)
  }

  @Test func rulesOfOnePicture() throws {
    defer { tool.remove() }
    #expect(try tool.run("graph", "course/week1/a.txt", "-o", "a.svg", "--depfile", "a.d").code == 0)
    #expect(tool.read("a.d") == Data("a.svg: course/week1/a.txt\n".utf8))
  }
}
