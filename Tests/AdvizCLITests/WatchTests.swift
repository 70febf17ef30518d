import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// `adviz watch` as a program: its address, what it answers and what it refuses, and how it ends.
///
/// The pages themselves are tried in `ServingTests`.
@Suite struct WatchTests {
  private let tool: Tool

  init() throws {
    tool = try Tool()
    try tool.write("# First\nf(x) = x^2 at 3", to: "f.txt")
  }

  /// The program while it runs, in the folder of its files.
  private struct Running {
    let tool: Tool
    let address: String

    /// What curl gives for a path: the status, and the answer behind it.
    func get(_ path: String, host: String? = nil) throws -> String {
      let host = host.map { "-H 'Host: \($0)'" } ?? ""
      return try tool.shell("curl -s --path-as-is -w '%{http_code}' \(host) '\(address)\(path)'").output
    }

    /// Asks again until the answer has something in it.
    func wait(for text: String) throws { try WatchTests.wait { try get("").contains(text) } }
  }

  /// Begins to watch, does something and ends it with Ctrl-C.
  ///
  /// - Returns: what it told on standard error.
  private func watch(
    _ arguments: [String], opens: Bool = false, environment: [String: String] = [:], body: (Running) throws -> Void
  ) throws -> String {
    let process = Process()
    process.executableURL = Tool.program
    process.arguments = ["watch"] + arguments + (opens ? [] : ["--no-open"])
    process.currentDirectoryURL = URL(fileURLWithPath: tool.folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    for name in ["told.out", "told.err"] { try tool.write("", to: name) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: "\(tool.folder)/told.out")
    process.standardError = FileHandle(forWritingAtPath: "\(tool.folder)/told.err")
    try process.run()
    defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    try Self.wait { !text("told.out").isEmpty || !process.isRunning }
    let address = text("told.out")
    #expect(address.wholeMatch(of: /http:\/\/127\.0\.0\.1:\d+\/\n/) != nil, "\(address)")
    try body(Running(tool: tool, address: String(address.dropLast())))
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 130)
    return text("told.err")
  }

  /// Waits, but not for ever.
  private static func wait(for condition: () throws -> Bool) throws {
    for _ in 0..<3_000 {
      if try condition() { return }
      usleep(20_000)
    }
    throw Waited()
  }

  private struct Waited: Error {}

  private func text(_ name: String) -> String { String(decoding: tool.read(name) ?? Data(), as: UTF8.self) }

  @Test("It shows the file, and after a save the new one") func follows() throws {
    defer { tool.remove() }
    let told = try watch(["f.txt", "--verbose"]) { running in
      try running.wait(for: "<title>First</title>")
      try tool.write("# Second\nf(x) = x^3 at 3", to: "new.txt")
      #expect(rename("\(tool.folder)/new.txt", "\(tool.folder)/f.txt") == 0)
      try running.wait(for: "<title>Second</title>")
      try tool.write("# Third\nf(x) = x^4 at", to: "f.txt")
      try Self.wait { text("told.err").contains("error") }
      // The last picture stays.
      #expect(try running.get("").contains("<title>Second</title>"))
    }
    let lines = told.split(separator: "\n")
    #expect(lines.count == 3, "\(told)")
    #expect(lines[0].wholeMatch(of: /f\.txt: drawn in \d+ ms/) != nil)
    #expect(lines[2].hasPrefix("f.txt:2:14: error: "))
  }

  @Test("Nothing else can be had, nor by another name") func refuses() throws {
    defer { tool.remove() }
    let told = try watch(["f.txt"]) { running in
      try running.wait(for: "<title>First</title>")
      #expect(try running.get("", host: "evil.example").hasSuffix("403"))
      #expect(try running.get("../../../../etc/passwd").hasSuffix("404"))
      #expect(try running.get("..%2f..%2f..%2fetc/passwd").hasSuffix("404"))
      #expect(try running.get("f.txt").hasSuffix("404"))
      // At the port no other program can listen.
      let port = String(running.address.dropLast().split(separator: ":").last ?? "")
      let second = try tool.run("watch", "f.txt", "--no-open", "--port", port)
      #expect(second.code == 71 && second.output.isEmpty)
      #expect(
        second.errors
          == "error: port \(port) is in use by another program; choose another with --port, or leave it out "
          + "for one that is free\n")
    }
    #expect(told == "")
  }

  @Test(
    "Mistakes are told in a line, or not at all; settings in the file hold",
    arguments: sampled([[], ["--quiet"]], oneIn: 2))
  func quiet(_ arguments: [String]) throws {
    defer { tool.remove() }
    try tool.write("f(x) = ", to: "f.txt")
    let told = try watch(["f.txt"] + arguments) { running in
      try running.wait(for: "Drawing")
      if arguments.isEmpty { try Self.wait { !text("told.err").isEmpty } }
      try tool.write("#! theme: dark\n# Right\nf(x) = x at 1", to: "f.txt")
      try running.wait(for: "<title>Right</title>")
      #expect(try running.get("").contains("<html lang=\"en\" data-theme=\"dark\">"))
    }
    #expect(told.split(separator: "\n").count == (arguments.isEmpty ? 1 : 0), "\(told)")
  }

  @Test("What cannot be watched is refused") func refusals() throws {
    defer { tool.remove() }
    try FileManager.default.createDirectory(atPath: tool.folder + "/folder", withIntermediateDirectories: false)
    let mistakes: [([String], Int32, String)] = [
      (["nosuch.txt"], 66, "error: cannot read nosuch.txt: there is no such file\n"),
      (["f.txt", "folder"], 66, "error: cannot read folder: it is a folder\n"),
      (["/dev/null"], 66, "error: cannot watch /dev/null: it is no file that can be saved\n"),
      (["-"], 64, "Error: Standard input cannot be watched; name a file that you save.\n"),
      (["f.txt", "--verbose", "--quiet"], 64, "Error: --verbose and --quiet do not go together.\n"),
      (["f.txt", "--theme", "nosuch"], 64, "error: there is no theme 'nosuch'"),
      (["f.txt", "--templates", "nosuch"], 66, "error: there is no folder of templates at nosuch\n"),
    ]
    for (arguments, code, sentence) in sampled(mistakes, oneIn: 3) {
      let result = try tool.run(["watch", "--no-open"] + arguments)
      #expect(result.code == code && result.errors.hasPrefix(sentence), "\(arguments): \(result)")
    }
  }

  @Test("The browser is opened with the address") func opener() throws {
    defer { tool.remove() }
    try tool.write("#!/bin/sh\necho \"$1\" > opened\n", to: "xdg-open")
    #expect(chmod("\(tool.folder)/xdg-open", 0o755) == 0)
    _ = try watch(["f.txt"], opens: true, environment: ["PATH": "\(tool.folder):/usr/bin:/bin"]) { running in
      try Self.wait { !text("opened").isEmpty }
      #expect(text("opened") == running.address + "\n")
    }
  }

  @Test("Where there is no program to open it, the address is enough") func noOpener() throws {
    defer { tool.remove() }
    let told = try watch(["f.txt"], opens: true, environment: ["PATH": "/nonexistent"]) { running in
      try running.wait(for: "<title>First</title>")
    }
    #expect(told == "")
  }
}
