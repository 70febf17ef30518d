import Adviz
import ArgumentParser

struct ElementwiseBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "elementwise",
    abstract: "Time operations on arrays, in nanoseconds an element.",
    discussion: """
      Example:
        adviz-bench elementwise --count 100000 --dtype float64
      """)

  @Option(help: "How many elements the arrays have.")
  var count: Int

  @Option(help: "float32 or float64.")
  var dtype = DType.float32

  @Option(help: "How often everything is measured.")
  var repeats = 7

  func validate() throws {
    guard count > 0 else { throw ValidationError("An array to be timed has elements.") }
  }

  func run() throws {
    Allocator.keepFreedMemory()
    var noise = NormalGenerator(seed: 1)
    let shape = try Shape([count])
    let x = try Tensor((0..<count).map { _ in noise.next() }, shape: shape, dtype: dtype)
    let y = try Tensor((0..<count).map { _ in noise.next() }, shape: shape, dtype: dtype)
    var target = x
    try Report(
      ns_per_element: [
        "add": try measure { _ = try x.adding(y) },
        "mul": try measure { _ = try x.multiplied(by: y) },
        "exp": try measure { _ = x.exponential },
        "tanh": try measure { _ = x.hyperbolicTangent },
        "relu": try measure { _ = x.rectified },
        "where": try measure { _ = try x.select(y, x) },
        "sum": try measure { _ = try x.sum() },
        "update": try measure { try target.subtract(y, scaledBy: 1e-9) },
      ]
    ).print()
  }

  private func measure(_ operation: () throws -> Void) throws -> Spread {
    let clock = ContinuousClock()
    let rounds = max(1, 2_000_000 / count)
    func round() throws -> Double {
      let time = try clock.measure { for _ in 0..<rounds { try operation() } }
      return time / .nanoseconds(1) / Double(rounds) / Double(count)
    }
    _ = try round()
    return Spread(try (0..<max(1, repeats)).map { _ in try round() })
  }

  // The names are those of the output.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct Report: Encodable {
    let ns_per_element: [String: Spread]
  }
}
