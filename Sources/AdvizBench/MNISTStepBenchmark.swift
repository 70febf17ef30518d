import Adviz
import ArgumentParser

struct MNISTStepBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mnist-step",
    abstract: "Time a step of training a perceptron: forward, backward and an update in place, on one thread.",
    discussion: """
      The pictures are random, of the size of MNIST's and as sparse.

      Example:
        adviz-bench mnist-step --batch 256 --layers 784,512,256,10
      """)

  @Option(help: "How many pictures are learned from at once.")
  var batch = 32

  @Option(help: "The sizes of the layers, from the pictures to the classes.")
  var layers = "784,64,10"

  @Option(help: "float32 or float64.")
  var dtype = DType.float32

  @Option(
    help: """
      How a step is computed: by graphs, each built anew; by a plan that is made of the first of them; or fused, by a plan \
      whose products add the step to the weights.
      """)
  var stepping = Stepping.fused

  @Option(help: "How often a second's worth of steps is measured.")
  var repeats = 7

  /// As they are written, 0 for what is no number.
  private var sizes: [Int] { layers.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 } }

  func validate() throws {
    guard batch > 0, sizes.count >= 2, sizes.allSatisfy({ $0 > 0 }) else {
      throw ValidationError("Layers are positive numbers, 784,64,10 say, and so is the batch.")
    }
  }

  func run() throws {
    Allocator.keepFreedMemory()
    var network = try Perceptron(sizes: sizes, seed: 1, dtype: dtype)
    var computation = StepComputation(by: .stable, stepping)
    var optimizer: any TrainingOptimizer = SGD()
    let batches = try (0..<20).map { seed in
      try Batch(seed: seed, size: batch, from: sizes.first ?? 1, to: sizes.last ?? 1, dtype)
    }
    let clock = ContinuousClock()
    func steps(_ count: Int) throws -> Double {
      let time = try clock.measure {
        for step in 0..<count {
          let batch = batches[step % batches.count]
          guard try computation.step(&network, batch.pictures, batch.labels, &optimizer, rate: 0.01).isFinite else {
            throw ValidationError("The loss is no longer finite.")
          }
        }
      }
      return time / .microseconds(1) / Double(count)
    }
    let warm = try steps(20)
    let count = max(1, Int(200_000 / warm))
    _ = try steps(count)
    let faults = ResidentMemory.pageFaults
    let times = try (0..<max(1, repeats)).map { _ in try steps(count) }
    let perStep = Double(ResidentMemory.pageFaults - faults) / Double(count * times.count)
    try Report(us_per_step: Spread(times), page_faults_per_step: perStep).print()
  }

  // The names are those of the output.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct Report: Encodable {
    let us_per_step: Spread
    let page_faults_per_step: Double
  }
}

extension DType: ExpressibleByArgument {}
extension Stepping: ExpressibleByArgument {}

/// Pictures and what they show.
private struct Batch {
  let pictures: Tensor
  let labels: Tensor

  init(seed: Int, size: Int, from inputs: Int, to classes: Int, _ dtype: DType) throws {
    var noise = NormalGenerator(seed: UInt64(seed))
    // As in MNIST, four of five pixels are black.
    pictures = try Tensor(
      (0..<size * inputs).map { _ in max(0, noise.next() - 0.88) }, shape: Shape([size, inputs]), dtype: dtype)
    labels = try Tensor(
      (0..<size * classes).map { $0 % classes == ($0 / classes * 7 + seed) % classes ? 1 : 0 },
      shape: Shape([size, classes]), dtype: dtype)
  }
}
