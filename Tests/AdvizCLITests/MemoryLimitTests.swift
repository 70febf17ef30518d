import Foundation
import TestSupport
import Testing

/// All arrays together have a limit, and the place in the text is told where they would go beyond it.
@Suite struct MemoryLimitTests {
  private let tool: Tool

  init() throws { tool = try Tool() }

  /// What grows, with the place of the operation that is one too many where 10 MB are allowed.
  ///
  /// Each variable or operation on one of 50,000 numbers takes 400 kB for its value and as much for its adjoint.
  private static let growing: [(text: String, place: String)] = [
    ("x = zeros(2000000)\nf = x\n", "f.txt:1:5"),
    ("x = zeros(50000)\n" + (0..<20).map { "v\($0) = x + \($0)\n" }.joined() + "f = sum(v0)\n", "f.txt:13:9"),
    ("x = zeros(50000)\nf = sum(" + Array(repeating: "x", count: 20).joined(separator: " + ") + ")\n", "f.txt:2:55"),
    ("x = ones(2000, 1); y = ones(1, 2000)\nf = sum(x * y)\n", "f.txt:2:11"),
    ("x = ones(2000, 1); y = ones(1, 2000)\nf = sum(x @ y)\n", "f.txt:2:11"),
    ("x = ones(300000)\nf = sum(stack([x, x, x]))\n", "f.txt:2:9"),
    ("x = ones(300000)\nf = sum(concatenate([x, x, x]))\n", "f.txt:2:9"),
    ("x = ones(2000, 1); y = ones(1, 2000)\nf = sum(where(x > 0, x, y))\n", "f.txt:2:9"),
    ("x = ones(2000, 1); y = ones(1, 2000)\nf = sum(where(x > y, 1, 2))\n", "f.txt:2:17"),
    ("x = ones(2000, 1); y = ones(1, 2000)\nf = sum(maximum(x, y))\n", "f.txt:2:9"),
  ]

  /// Every text with every command; by default some texts with one command, and every command with one text.
  private static let cases: [(number: Int, command: String)] = growing.indices.flatMap { number in
    ["grad", "graph", "trace", "animate", "check"].filter { command in
      isThorough || command == "grad" && number % 3 == 0 || number == command.count - 4
    }.map { (number, $0) }
  }

  @Test(arguments: cases)
  func placeIsTold(_ number: Int, _ command: String) throws {
    defer { tool.remove() }
    let (text, place) = Self.growing[number]
    try tool.write(text, to: "f.txt")
    let result = try tool.run(command, "f.txt", "--max-memory", "10MB")
    #expect(result.code == 65 && result.output == "", "\(result)")
    #expect(
      result.errors.hasPrefix("\(place): error: all arrays together would take "), "\(result.errors.prefix(300))")
    #expect(result.errors.contains("more than the limit of 10MB, which --max-memory raises"))
    #expect(result.errors.ranges(of: "error:").count == 1, "once is enough")
    #expect(!FileManager.default.fileExists(atPath: "\(tool.folder)/Output"))
  }

  /// Each step of the pass records arrays of 32 kB, which the graph of numbers does not hold.
  @Test func recordedArraysCount() throws {
    defer { tool.remove() }
    let text = "x = zeros(4096)\nf = " + Array(repeating: "x[0]", count: 200).joined(separator: " + ")
    try tool.write(text, to: "f.txt")
    #expect(try tool.run("grad", "f.txt", "--max-memory", "50MB").code == 0)
    let result = try tool.run("grad", "f.txt", "--max-memory", "5MB")
    #expect(result.code == 65 && result.output == "", "\(result)")
    #expect(result.errors.contains("more than the limit of 5MB, which --max-memory raises"), "\(result)")
  }

  @Test func freedArraysDoNotCount() throws {
    defer { tool.remove() }
    // Each literal is freed before the next is made.
    let many = (0..<50).map { "c\($0) = 2 * x[\($0)]" }.joined(separator: "\n")
    try tool.write("x = zeros(30000)\n\(many)\nf = sum(zeros(50000) * c1)\n", to: "f.txt")
    #expect(try tool.run("grad", "f.txt", "--max-memory", "2MB").code == 0)
  }

  @Test func sizesAreRead() throws {
    defer { tool.remove() }
    try tool.write("x = zeros(1000); f = sum(x + 1)", to: "f.txt")
    for size in sampled(["100kB", "500MB", "2GB", "1.5GB", "1000000"], oneIn: 3) {
      #expect(try tool.run("grad", "f.txt", "--max-memory", size).code == 0, "\(size)")
    }
    for size in sampled(["much", "-1MB", "0"], oneIn: 3) {
      #expect(try tool.run("grad", "f.txt", "--max-memory", size).code == 64, "\(size)")
    }
  }
}
