import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// What is said to be written is written, and nothing else is touched.
@Suite struct OutputTests {

  private let tool: Tool

  init() throws {
    tool = try Tool()
    try tool.write("f(x) = x^2 at 3\n", to: "expr.txt")
  }

  private func text(_ name: String) -> String? { tool.read(name).map { String(decoding: $0, as: UTF8.self) } }

  private var names: Set<String> {
    get throws { Set(try FileManager.default.contentsOfDirectory(atPath: tool.folder)) }
  }

  /// Puts a program of this name before all others.
  private func pretend(_ script: String, to name: String) throws -> [String: String] {
    try FileManager.default.createDirectory(atPath: "\(tool.folder)/bin", withIntermediateDirectories: true)
    try tool.write("#!/bin/sh\n\(script)\n", to: "bin/\(name)")
    chmod("\(tool.folder)/bin/\(name)", 0o755)
    return ["PATH": "\(tool.folder)/bin:\(ProcessInfo.processInfo.environment["PATH"] ?? "")"]
  }

  // MARK: Videos

  /// Programs that end without an error and have not done what they were asked; `$out` is the file.
  @Test(
    arguments: sampled(
      [
        ("cat > /dev/null", "it ended without an error and wrote nothing"),
        ("exit 0", "it ended without an error and wrote nothing"),
        ("cat > /dev/null; : > \"$out\"", "it ended without an error and wrote nothing"),
        ("cat > /dev/null; mkdir \"$out\"", "it ended without an error and wrote nothing"),
        ("cat > /dev/null; ln -s /etc/passwd \"$out\"", "it ended without an error and wrote nothing"),
        ("cat > /dev/null; echo text > \"$out\"", "what it wrote is not of the format"),
      ], oneIn: 5))
  func missingVideoIsReported(_ script: String, _ reason: String) throws {
    defer { tool.remove() }
    let path = try pretend("for out; do :; done; out=${out#file:}; \(script)", to: "ffmpeg")
    let formats = sampled(["gif", "mp4", "webm"], oneIn: 2)
    let result = try tool.run(
      ["animate", "expr.txt", "-o", "f", "--scale", "0.2", "--format", "svg,\(formats.joined(separator: ","))"],
      environment: path)
    #expect(result.code == 69)
    for format in formats {
      #expect(result.errors.contains("animation.\(format) was not written: ffmpeg failed: \(reason)"))
      #expect(
        !(try FileManager.default.contentsOfDirectory(atPath: "\(tool.folder)/f").contains("animation.\(format)")))
      #expect(text("f/manifest.json")?.contains("animation.\(format)") == false)
    }
    #expect(result.output == "f: 5 frames, animation.svg\n" && tool.read("f/animation.svg") != nil)
  }

  // MARK: Folders

  @Test func foreignFilesAreKeptUnlessForced() throws {
    defer { tool.remove() }
    try FileManager.default.createDirectory(atPath: "\(tool.folder)/f", withIntermediateDirectories: false)
    try tool.write("mine", to: "f/notes.txt")
    #expect(try tool.run("animate", "expr.txt", "-o", "f", "--format", "html,svg").code == 0)
    let fewer = try tool.run("animate", "expr.txt", "-o", "f")
    #expect(fewer.code == 0 && text("f/notes.txt") == "mine")
    let note = "of an earlier run, no longer in the folder: player.html, animation.svg; --format html,svg writes them"
    #expect(fewer.errors == "note: \(note)\n")
    try tool.write("mine", to: "f/frames/frame-0002.svg")
    let refused = try tool.run("animate", "expr.txt", "-o", "f")
    #expect(refused.code == 73 && refused.errors.contains("f holds 'frames/frame-0002.svg'"), "\(refused)")
    #expect(refused.errors.contains("--force") && text("f/frames/frame-0002.svg") == "mine")
    #expect(try tool.run("animate", "expr.txt", "-o", "f", "--force").code == 0)
    #expect(text("f/frames/frame-0002.svg") != "mine" && text("f/notes.txt") == "mine")
    #expect(try names == ["expr.txt", "f"])
  }

  @Test(arguments: sampled([".", "./", "../$", "/", "..", "", "f/../.", "link"], oneIn: 4)) func noFolderToReplace(
    _ name: String
  )
    throws
  {
    defer { tool.remove() }
    try tool.write("mine", to: "notes.txt")
    try FileManager.default.createSymbolicLink(atPath: "\(tool.folder)/link", withDestinationPath: ".")
    try FileManager.default.createDirectory(atPath: "\(tool.folder)/f", withIntermediateDirectories: false)
    let folder = URL(fileURLWithPath: tool.folder).lastPathComponent
    let result = try tool.run("animate", "expr.txt", "-o", name.replacingOccurrences(of: "$", with: folder))
    #expect(result.code == 73 && result.errors.hasPrefix("error: cannot write "), "\(result)")
    #expect(text("notes.txt") == "mine")
    #expect(try names == ["expr.txt", "notes.txt", "link", "f"])
  }

  @Test func concurrentRunsSucceed() throws {
    defer { tool.remove() }
    try tool.write("f(x, y) = sin(x + y) * x at (1, 2)\n", to: "other.txt")
    try tool.write("mine", to: "notes.txt")
    for source in ["expr", "other"] { #expect(try tool.run("animate", "\(source).txt", "-o", source).code == 0) }
    let wholes = ["expr", "other"].map { contents($0) }
    let processes = try (0..<(isThorough ? 40 : 4)).map { number in
      try tool.start("animate", number.isMultiple(of: 2) ? "expr.txt" : "other.txt", "-o", "f")
    }
    for process in processes {
      process.waitUntilExit()
      #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    }
    #expect(wholes.contains(contents("f")))
    #expect(try names == ["expr.txt", "other.txt", "notes.txt", "expr", "other", "f"])
  }

  private func contents(_ folder: String) -> [String: Data] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: "\(tool.folder)/\(folder)")) ?? []
    return Dictionary(
      uniqueKeysWithValues: names.compactMap { name in tool.read("\(folder)/\(name)").map { (name, $0) } })
  }

  /// Files that are put into the folder while runs are killed, the moment of death moving through the whole run.
  @Test func killedRunLosesNoForeignFile() throws {
    defer { tool.remove() }
    let start = ContinuousClock.now
    #expect(try tool.run("animate", "expr.txt", "-o", "f").code == 0)
    let duration = (ContinuousClock.now - start) / .microseconds(1)
    let count = isThorough ? 300 : 4
    var put: [String] = []
    for number in 0..<count {
      let process = try tool.start("animate", "expr.txt", "-o", "f")
      let moment = 1.1 * duration * Double(number + 1) / Double(count)
      for part in 0..<4 {
        usleep(UInt32(moment / 4))
        let name = part.isMultiple(of: 2) ? "note-\(number)-\(part)" : "frames/note-\(number)-\(part)"
        let file = open("\(tool.folder)/f/\(name)", O_WRONLY | O_CREAT | O_EXCL, 0o644)
        guard file >= 0 else { continue }
        close(file)
        put.append(name)
      }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    #expect(put.count > 3 * count)
    #expect(try tool.run("animate", "expr.txt", "-o", "f").code == 0)
    let lost = put.filter { access("\(tool.folder)/f/\($0)", F_OK) != 0 }
    #expect(lost.isEmpty, "\(lost)")
    #expect(try names == ["expr.txt", "f"])
  }

  /// A process that has the number of one that was killed, as in containers, comes to the same names.
  ///
  /// The files of others in what is there, and what a link there leads to, stay.
  @Test(arguments: ["folder", "locked folder", "link"], [false, true])
  func reusedProcessNumberLosesNoFile(_ kind: String, fails: Bool) throws {
    defer { tool.remove() }
    guard isThorough || fails == (kind == "folder") else { return }
    let place = kind == "link" ? "mine" : ".f.adviz-$$.1"
    var line = "mkdir -p \(place)/frames; echo mine > \(place)/notes.txt; "
    if kind == "link" { line += "ln -s mine .f.adviz-$$.1; " }
    if kind == "locked folder" { line += "exec 9< \(place); flock -n 9 || exit 1; " }
    if fails { line += "trap '' XFSZ; ulimit -f 4; " }
    let result = try tool.shell(line + "exec \"$0\" animate expr.txt -o f --format html")
    #expect(result.code == (fails ? 73 : 0), "\(result)")
    let left = try names.filter { $0.hasPrefix(".f.adviz-") }
    #expect(left.count == (kind == "folder" ? 0 : 1))
    let home = kind == "link" ? "mine" : kind == "folder" ? "f" : left.first ?? ""
    #expect(text("\(home)/notes.txt") == "mine\n")
    #expect((text("f/manifest.json") != nil) == !fails)
    if kind == "locked folder" {
      #expect(try tool.run("animate", "expr.txt", "-o", "f").code == 0)
      #expect(text("f/notes.txt") == "mine\n")
      #expect(try names == ["expr.txt", "f"])
    }
  }

  @Test func linkNamedLikeTemporaryFileIsNotFollowed() throws {
    defer { tool.remove() }
    try tool.write("mine", to: "notes.txt")
    #expect(try tool.shell("ln -s notes.txt f.svg.adviz-$$.1; exec \"$0\" graph expr.txt -o f.svg").code == 0)
    #expect(text("notes.txt") == "mine" && text("f.svg")?.contains("<svg") == true)
    #expect(throws: (any Error).self) {
      try FileManager.default.destinationOfSymbolicLink(atPath: "\(tool.folder)/f.svg")
    }
  }

  // MARK: Inputs

  /// Each command that writes a file, each of its inputs, and each way to write its name.
  @Test func inputIsNeverOverwritten() throws {
    defer { tool.remove() }
    let theme = #"{"base": "dark"}"#
    let spellings: [(String) throws -> String] = [
      { $0 }, { "./\($0)" }, { "\(tool.folder)/\($0)" },
      { "../\(URL(fileURLWithPath: tool.folder).lastPathComponent)/\($0)" },
      { name in
        try FileManager.default.createSymbolicLink(
          atPath: "\(tool.folder)/soft-\(name)", withDestinationPath: name)
        return "soft-\(name)"
      },
      { name in
        link("\(tool.folder)/\(name)", "\(tool.folder)/hard-\(name)")
        return "hard-\(name)"
      },
    ]
    let calls: [(command: [String], input: String, contents: String)] = [
      (["trace", "in.txt"], "in.txt", "f(x) = x^2 at 3\n"), (["graph", "in.svg"], "in.svg", "f(x) = x^2 at 3\n"),
      (["graph", "expr.txt", "--theme", "in.dot"], "in.dot", theme),
    ]
    for (number, (command, input, contents)) in calls.enumerated() {
      try tool.write(contents, to: input)
      for spell in sampled(spellings, oneIn: calls.count, from: number) {
        let result = try tool.run(command + ["-o", spell(input)])
        #expect(result.code == 73 && result.errors.contains("is what is read"), "\(command) \(result)")
        #expect(text(input) == contents)
      }
    }
    #expect(try tool.run("trace", "-", "-o", ".stdin", input: "f(x) = x^2 at 3\n").code == 73)
    #expect(try tool.run("trace", "expr.txt", "-o", "/dev/null").code == 0)
    #expect(try tool.run("graph", "expr.txt", "-o", "expr.svg").code == 0)
  }

  // MARK: Reasons

  /// What keeps a file or folder from being written, and what is said.
  @Test func writeFailuresHaveReasons() throws {
    defer { tool.remove() }
    try tool.write("text", to: "file.svg")
    for folder in ["folder.svg", "f/frames.svg"] {
      try FileManager.default.createDirectory(atPath: "\(tool.folder)/\(folder)", withIntermediateDirectories: true)
    }
    try FileManager.default.createSymbolicLink(atPath: "\(tool.folder)/loop.svg", withDestinationPath: "loop.svg")
    let long = String(repeating: "n", count: 300), deep = String(repeating: "d/", count: 3000)
    let cases: [(name: String, reason: String)] = [
      ("folder.svg", "Is a directory"), ("/proc/no/such/file.svg", "No such file or directory"),
      ("file.svg/g.svg", "Not a directory"), ("\(long).svg", "File name too long"),
      ("\(deep)g.svg", "File name too long"), ("loop.svg", "Too many levels of symbolic links"),
      ("/proc/g.svg", "No such file or directory"), ("/dev/full", "No space left on device"),
    ]
    for (name, reason) in sampled(cases, oneIn: 3) {
      let command = name == "/dev/full" ? ["trace", "expr.txt"] : ["graph", "expr.txt"]
      let result = try tool.run(command + ["-o", name])
      #expect(result.code == 73 && result.errors.hasSuffix("\(reason)\n"), "\(name.prefix(40)): \(result)")
    }
    let folders: [(name: String, reason: String)] = [
      ("file.svg", "a file of that name exists"), ("file.svg/g", "Not a directory"), (long, "File name too long"),
      ("\(deep)g", "File name too long"), ("loop.svg", "a file of that name exists"), ("loop.svg/g", "Too many levels"),
      ("/proc/g", "No such file or directory"), ("/dev/null/g", "Not a directory"),
    ]
    for (name, reason) in sampled(folders, oneIn: 3, from: 1) {
      let result = try tool.run("animate", "expr.txt", "-o", name)
      #expect(result.code == 73 && result.errors.contains(reason), "\(name.prefix(40)): \(result)")
      #expect(!result.errors.contains("Success"))
    }
    #expect(!FileManager.default.fileExists(atPath: "\(tool.folder)/d"), "of a path that is too long nothing is made")
    for name in sampled(["file.svg", "file.svg/g"], oneIn: 2) {
      let result = try tool.run("train", "spiral", "--iterations", "1", "-o", name)
      #expect(result.code == 73 && result.errors.hasSuffix("Not a directory\n"), "\(name): \(result)")
    }
  }

  /// Root may do everything: the program runs as somebody else.
  @Test func immovableFolderIsRefusedFirst() throws {
    let tool = try Tool()
    defer { tool.remove() }
    try tool.write("x = 3; f = x^2", to: "f.txt")
    let result = try tool.shell(
      """
      cp "$0" ./program && chmod 777 . && as=''
      [ "$(id -u)" -ne 0 ] || as='setpriv --reuid=65534 --regid=65534 --clear-groups'
      $as ./program animate f.txt -o out >/dev/null && $as mkdir out/own && $as touch out/own/file out/zz || exit 1
      $as chmod 555 out/own; $as ./program animate f.txt -o out; code=$?
      ls out out/own; $as chmod 755 out/own; exit $code
      """)
    #expect(result.code == 73 && result.errors.contains("'own' in it could not be moved over"), "\(result)")
    #expect(["own", "zz", "file", "manifest.json"].allSatisfy(result.output.contains), "\(result)")
  }
}
