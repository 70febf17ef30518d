import Adviz
import ArgumentParser
import Training

struct MNISTRunBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mnist-run",
    abstract: "Time a run of training on MNIST by the article's recipe: batches, steps, and evaluations apart.",
    discussion: """
      Example:
        adviz-bench mnist-run --data ~/.cache/adviz/mnist --iterations 5000
      """)

  @Option(help: "The folder of MNIST's four files.")
  var data: String

  @Option(help: "How many steps are made.")
  var iterations = 5000

  @Option(help: "How a step is computed: graphs, plan or fused.")
  var stepping = Stepping.fused

  @Option(help: "How often the network is evaluated on the test set.")
  var trials = 2

  func run() throws {
    Allocator.keepFreedMemory()
    let digits = try MNIST(folder: data)
    var plan = Recipe.article.plan
    (plan.iterations, plan.epochs, plan.stepping, plan.trials) = (iterations, nil, stepping, trials)
    let network = try Perceptron(sizes: [digits.training.width, 64, 10], seed: plan.seed)
    let clock = ContinuousClock()
    let start = clock.now
    let result = try train(network, on: digits.training, testing: digits.test, by: plan)
    let time = clock.now - start
    try Report(
      us_per_step: result.seconds * 1e6 / Double(result.iterations), seconds: time / .seconds(1),
      accuracy: result.evaluation?.accuracy ?? 0
    ).print()
  }

  // The names are those of the output.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct Report: Encodable {
    let us_per_step: Double
    let seconds: Double
    let accuracy: Double
  }
}
