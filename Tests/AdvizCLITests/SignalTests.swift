import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Ctrl-C and TERM end a command soon, whatever it is doing, and nothing is left of what it was making.
@Suite(.serialized) struct SignalTests {
  private let tool: Tool

  init() throws {
    tool = try Tool()
    let chain = (1...(isThorough ? 100_000 : 20_000)).map { "v\($0) = sin(v\($0 - 1))" }.joined(separator: "\n")
    try tool.write("v0 = 0.5\n\(chain)\n", to: "chain.txt")
    try tool.write("f(x, y) = sin(x * y) + x^2 at (1, 2)\n", to: "f.txt")
    try tool.write("x = ones(1200, 1200); f = sum(x @ x @ x @ x @ x @ x @ x @ x @ x @ x @ x @ x)\n", to: "m.txt")
  }

  /// What takes long, in one phase or another: reading, walking, estimating, laying out, drawing, learning, computing.
  private static let commands: [[String]] = [
    ["grad", "chain.txt"], ["trace", "chain.txt", "-o", "t.jsonl"], ["graph", "chain.txt", "-o", "g.svg"],
    ["animate", "chain.txt", "-o", "out", "--steps", "0-0"],
    ["animate", "chain.txt", "-o", "out", "--steps", "0-9", "--max-output", "100GB"],
    ["animate", "f.txt", "-o", "out", "--format", "png,pdf,gif", "--scale", "6"],
    ["animate", "f.txt", "chain.txt", "-o", "out", "--format", "png", "--scale", "6", "--jobs", "1"],
    ["train", "spiral", "--iterations", "100000000", "--no-report"], ["grad", "m.txt"],
  ]

  @Test(arguments: sampled(commands, oneIn: 4))
  func endsSoon(_ arguments: [String]) throws {
    defer { tool.remove() }
    let moments: [UInt32] =
      isThorough
      ? [0, 50, 200, 500, 1_000, 2_000, 4_000, 8_000, 12_000, 20_000] : [arguments[0] == "graph" ? 900 : 300]
    var looked = 0
    for (number, moment) in moments.enumerated() {
      let signal = (number + arguments.count) % 2 == 0 ? SIGINT : SIGTERM
      let process = try tool.start(arguments)
      usleep(moment * 1_000)
      guard process.isRunning else { break }
      looked += 1
      kill(process.processIdentifier, signal)
      let heard = ContinuousClock.now
      while process.isRunning, ContinuousClock.now - heard < .seconds(20) { usleep(10_000) }
      // A second on a machine that has nothing else to do.
      #expect(!process.isRunning, "\(arguments) still runs 20 s after signal \(signal) at \(moment) ms")
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
      // Before the program has said that it listens, the system ends it.
      let isOfSystem = process.terminationReason == .uncaughtSignal && process.terminationStatus == signal
      // Its own end may come first: 64 where the frames would take more than may be written.
      let isOurs = process.terminationReason == .exit && [128 + signal, 0, 64].contains(process.terminationStatus)
      #expect(isOurs || moment <= 1_000 && isOfSystem, "\(arguments) at \(moment): \(process.terminationStatus)")
    }
    #expect(looked >= 1)
    let left = try FileManager.default.contentsOfDirectory(atPath: tool.folder).filter { $0.contains(".adviz-") }
    #expect(left == [], "\(arguments)")
  }

  @Test func silentPipeIsInterruptible() throws {
    defer { tool.remove() }
    let path = "\(tool.folder)/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    let process = try tool.start(["grad", "pipe"])
    usleep(300_000)
    #expect(process.isRunning)
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    // Before the program has said that it listens, the system ends it.
    #expect(process.terminationReason == .uncaughtSignal || process.terminationStatus == 143)
  }
}
