import Adviz
import ArgumentParser
import Tensors

struct ConvolutionBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convolution",
    abstract: "Time a convolution and its adjoints, and a pooling, on one thread, in microseconds.",
    discussion: """
      Example:
        adviz-bench convolution --batch 64 --channels 16 --size 12 --filters 32 --kernel 5
      """)

  @Option(help: "How many images there are.")
  var batch = 64

  @Option(help: "How many channels an image has.")
  var channels = 1

  @Option(help: "The height and the width of an image.")
  var size = 28

  @Option(help: "How many filters there are.")
  var filters = 16

  @Option(help: "The height and the width of a filter.")
  var kernel = 5

  @Option(help: "The zeros at each side of an image.")
  var padding = 0

  @Option(help: "How often everything is measured.")
  var repeats = 30

  func run() throws {
    Allocator.keepFreedMemory()
    var noise = NormalGenerator(seed: 1)
    func random(_ sizes: [Int]) throws -> Tensor {
      let shape = try Shape(sizes)
      return try Tensor((0..<shape.count).map { _ in noise.next() }, shape: shape, dtype: .float32)
    }
    let images = try random([batch, channels, size, size])
    let kernels = try random([filters, channels, kernel, kernel])
    let convolution = Convolution(padding: [padding, padding])
    let result = try images.convolved(convolution, with: kernels)
    let pooling = Pooling(size: [2], stride: [2])
    let pooled = try result.largest(of: pooling)
    try Report(
      forward: measure { _ = try images.convolved(convolution, with: kernels) },
      weight: measure { _ = try images.convolved(convolution.of(.kernels([kernel, kernel])), with: result) },
      input: measure { _ = try result.convolved(convolution.of(.images([size, size])), with: kernels) },
      pool: measure { _ = try result.largest(of: pooling) },
      unpool: measure { _ = try pooled.placed(atLargestOf: result, in: pooling) }
    ).print()
  }

  private func measure(_ operation: () throws -> Void) rethrows -> Spread {
    let clock = ContinuousClock()
    try operation()
    return Spread(try (0..<max(1, repeats)).map { _ in try clock.measure(operation) / .microseconds(1) })
  }

  private struct Report: Encodable {
    let forward: Spread
    let weight: Spread
    let input: Spread
    let pool: Spread
    let unpool: Spread
  }
}
