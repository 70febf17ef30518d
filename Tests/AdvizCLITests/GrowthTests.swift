import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Twice the graph takes twice the memory, not four times: nobody keeps what nobody asked for.
@Suite struct GrowthTests {
  private let tool: Tool

  init() throws { tool = try Tool() }

  /// Graphs of about so many nodes, each of a kind that has a large queue, a great depth or many uses of one node.
  private static let kinds: [(name: String, text: @Sendable (Int) -> String)] = [
    (
      "a balanced sum of variables",
      { count in
        func sum(_ range: Range<Int>) -> String {
          guard range.count > 1 else { return "x\(range.lowerBound)" }
          let middle = (range.lowerBound + range.upperBound) / 2
          return "(\(sum(range.lowerBound..<middle)) + \(sum(middle..<range.upperBound)))"
        }
        return (0..<count / 2).map { "x\($0) = \($0)\n" }.joined() + "f = \(sum(0..<count / 2))\n"
      }
    ),
    (
      "a chain",
      { count in
        "x = 0.5\n" + (0..<count).map { "v\($0) = sin(\($0 == 0 ? "x" : "v\($0 - 1)"))\n" }.joined()
      }
    ),
    (
      "many uses of one variable",
      { count in "x = 0.5\nf = " + Array(repeating: "x", count: count).joined(separator: " + ") + "\n" }
    ),
    (
      "an operation of many operands",
      { count in
        (0..<count).map { "x\($0) = \($0)\n" }.joined()
          + "f = sum(stack([\((0..<count).map { "x\($0)" }.joined(separator: ", "))]))\n"
      }
    ),
    (
      "a chain that leaves a constant behind at each node",
      { count in
        "x = 0.5\nv0 = x\n" + (1...count / 3).map { "v\($0) = v\($0 - 1) * 0.9 + \($0)\n" }.joined()
      }
    ),
  ]

  /// The most memory a run took, in kB.
  private func peak(_ arguments: [String]) throws -> Int {
    let strings = ([Tool.program.path] + arguments).map { strdup($0) } + [nil]
    defer { for string in strings { free(string) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for file in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, file, "/dev/null", O_WRONLY, 0)
    }
    var process = pid_t()
    try #require(posix_spawn(&process, Tool.program.path, &actions, nil, strings, environ) == 0)
    var (status, usage) = (Int32(0), rusage())
    while wait4(process, &status, 0, &usage) == -1, errno == EINTR {}
    #expect(status == 0, "\(arguments)")
    return usage.ru_maxrss
  }

  @Test("The memory of grad grows with the graph", arguments: sampled(kinds.indices, oneIn: 4))
  func memory(_ kind: Int) throws {
    defer { tool.remove() }
    let (name, text) = Self.kinds[kind]
    let scale = isThorough ? 4 : 1
    try tool.write("x = 1; f = x^2\n", to: "small.txt")
    let base = try peak(["grad", "\(tool.folder)/small.txt"])
    let peaks = try [isThorough ? 2_048 : 1_024, isThorough ? 8_192 : 4_096].map { count in
      try tool.write(text(count * scale), to: "\(count).txt")
      return try peak(["grad", "\(tool.folder)/\(count).txt"]) - base
    }
    // Four times as much makes sixteen times where something is quadratic; small graphs hide in what is there anyway.
    #expect(peaks[1] < 6 * max(peaks[0], isThorough ? 4_000 : 2_000), "\(name): \(peaks) kB beyond \(base) kB")
  }

  @Test("A trace that is too large is refused before it is written, and animate as well")
  func traces() throws {
    defer { tool.remove() }
    try tool.write(Self.kinds[0].text(1_024), to: "f.txt")
    for arguments in [["trace", "f.txt", "-o", "out"], ["animate", "f.txt", "-o", "out", "--steps", "0-0"]] {
      let result = try tool.run(arguments + ["--max-output", "500kB"])
      #expect(result.code == 64, "\(result)")
      #expect(
        result.errors.contains(
          /error: the trace would take [\d.]+[kM]B or more, which is more than --max-output 500kB/),
        "\(result.errors)")
    }
    #expect(try tool.run("trace", "f.txt", "--max-output", "500kB").output == "")
    #expect(try FileManager.default.contentsOfDirectory(atPath: tool.folder) == ["f.txt"])
  }

  @Test("The size of a trace is told before it is written, and never too high")
  func size() throws {
    defer { tool.remove() }
    for (name, text) in sampled(Self.kinds, oneIn: 3) {
      try tool.write(text(isThorough ? 600 : 150), to: "f.txt")
      let size = try tool.run("trace", "f.txt").output.utf8.count
      // What stands in the trace fits; a byte less does not.
      #expect(try tool.run("trace", "f.txt", "--max-output", "\(size)").code == 0, "\(name)")
      #expect(try tool.run("trace", "f.txt", "--max-output", "\(size - 1)").code == 64, "\(name)")
    }
  }

  @Test("A trace with long queues tells what changes in them; every command reads it, and writes the old form if asked")
  func versions() throws {
    defer { tool.remove() }
    // Of 4,000 nodes, half of which wait at once.
    try tool.write(Self.kinds[0].text(4_000), to: "large.txt")
    let large = try tool.run("trace", "large.txt")
    #expect(large.code == 0 && large.errors.contains("note: the trace is written in version 2 of its format"))
    #expect(large.output.prefix(200_000).contains(#""queue":"changes""#) && large.output.utf8.count < 3_000_000)
    try tool.write(Self.kinds[0].text(300), to: "f.txt")
    #expect(try tool.run("trace", "f.txt", "--trace-version", "2", "-o", "new.jsonl").errors == "")
    #expect(try tool.run("trace", "new.jsonl", "--trace-version", "1", "-o", "old.jsonl").errors == "")
    let files = try ["new.jsonl", "old.jsonl"].map { String(decoding: try #require(tool.read($0)), as: UTF8.self) }
    #expect(files[0].contains(#""queue":"changes""#) && files[0].utf8.count < files[1].utf8.count)
    #expect(try tool.run("trace", "f.txt").output == files[1])
    #expect(try tool.run("trace", "old.jsonl", "--trace-version", "2").output == files[0])
    let difference = try tool.run("diff", "old.jsonl", "new.jsonl")
    #expect(difference.code == 0, "\(difference)")
    let parts = try ["new.jsonl", "old.jsonl"].map { file in
      try tool.run("graph", file, "--around", "x7", "--radius", "1").output
    }
    #expect(parts[0] == parts[1] && parts[0].contains("<svg"))
    // What is small is written as ever.
    try tool.write("f(x) = x^2 at 3", to: "small.txt")
    let small = try tool.run("trace", "small.txt")
    #expect(small.errors == "" && small.output.contains(#""version":1}"#))
    #expect(try tool.run("trace", "small.txt", "--trace-version", "2").output.contains(#""version":2}"#))
  }

  @Test("What is too large to be written is refused before it is laid out")
  func layout() throws {
    defer { tool.remove() }
    // Its layout would take minutes and gigabytes in a debug build.
    try tool.write(Self.kinds[1].text(isThorough ? 20_000 : 4_000), to: "f.txt")
    let result = try tool.shell(
      "exec timeout -s KILL 120 \"$0\" animate f.txt -o out --steps 0-9 --max-output \(isThorough ? 50 : 5)MB")
    #expect(result.code == 64 && result.errors.contains("the frames would take some"), "\(result)")
  }
}
