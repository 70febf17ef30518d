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
    var perceptron = try Perceptron(sizes: sizes, dtype: dtype)
    let batches = try (0..<20).map { seed in
      try Batch(seed: seed, size: batch, from: sizes.first ?? 1, to: sizes.last ?? 1, dtype)
    }
    let clock = ContinuousClock()
    func steps(_ count: Int) throws -> Double {
      let time = try clock.measure {
        for step in 0..<count { try perceptron.learn(batches[step % batches.count], rate: 0.01) }
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

/// Layers of weights and biases with rectifiers between.
private struct Perceptron {
  private var weights: [Tensor]
  private var biases: [Tensor]

  init(sizes: [Int], dtype: DType) throws {
    var noise = NormalGenerator(seed: 1)
    weights = try zip(sizes, sizes.dropFirst()).map { inputs, outputs in
      let scale = (2 / Double(inputs)).squareRoot()
      return try Tensor(
        (0..<inputs * outputs).map { _ in scale * noise.next() }, shape: Shape([inputs, outputs]), dtype: dtype)
    }
    biases = try sizes.dropFirst().map { Tensor(repeating: 0, shape: try Shape([$0]), dtype: dtype) }
  }

  /// One step down the gradient.
  mutating func learn(_ batch: Batch, rate: Double) throws {
    let gradients = try gradients(batch)
    for layer in weights.indices {
      try weights[layer].subtract(gradients.weights[layer], scaledBy: rate)
      try biases[layer].subtract(gradients.biases[layer], scaledBy: rate)
    }
  }

  /// The graph lives in here only: the update finds the weights referenced by nobody else.
  private func gradients(_ batch: Batch) throws -> (weights: [Tensor], biases: [Tensor]) {
    let (w, b) = (weights.map { variable($0) }, biases.map { variable($0) })
    var activation = constant(batch.pictures)
    for layer in w.indices {
      if layer > 0 { activation = relu(activation) }
      activation = dot(activation, w[layer]) + b[layer]
    }
    let gradients = try gradient(of: softmaxCrossEntropy(logits: activation, labels: constant(batch.labels)))
    return (w.map { gradients[$0] }, b.map { gradients[$0] })
  }
}
