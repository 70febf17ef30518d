import Adviz
import ArgumentParser
import FoundationEssentials

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a network on adviz's own differentiation.",
    discussion: """
      Example:
        adviz train mnist --data Downloads/mnist
      """,
    subcommands: [MNISTCommand.self])
}

struct MNISTCommand: AdvizCommand {
  static let configuration = CommandConfiguration(
    commandName: "mnist",
    abstract: "Train the article's network on handwritten digits.",
    discussion: """
      A network of 784, 64 and 10 units with rectifiers, batches of 32, 50,000 steps of gradient descent. The rate of \
      0.32 is for the mean of a batch's losses; the article sums them, so that its 0.01 is the same.

      Any data set of MNIST's four files can be learnt, Fashion-MNIST for one.

      Example:
        adviz train mnist --data Downloads/mnist
      """)

  @Option(help: ArgumentHelp("The folder of the four IDX files, plain or packed.", valueName: "dir"))
  var data: String

  @Option(help: "Where random numbers begin; the same seed gives the same network.")
  var seed: UInt64 = 1

  @Option(help: "How many steps there are.")
  var iterations = 50_000

  @Option(help: "How many examples a step sees.")
  var batch = 32

  @Option(help: "How many hidden units there are.")
  var hidden = 64

  @Option(help: "How far a step goes.")
  var rate = 0.32

  @Option(help: "The share of the last step's direction that is kept.")
  var momentum = 0.0

  @Flag(help: "Raise the rate and let it fall in the course of the run.")
  var oneCycle = false

  @Flag(inversion: .prefixedNo, help: "Give each epoch an order of its own; the article keeps the same.")
  var shuffle = true

  @Option(help: "How softmax and cross entropy are computed: stable or naive.")
  var loss = Loss.stable

  @Flag(help: "Print one JSON object at the end.")
  var json = false

  func execute() throws {
    Allocator.keepFreedMemory()
    let digits = try MNIST(folder: data)
    let network = try Perceptron(sizes: [digits.training.width, hidden, digits.training.classes], seed: seed)
    var plan = TrainingPlan()
    plan.batchSize = batch
    plan.iterations = iterations
    plan.rate = oneCycle ? .oneCycle(highest: rate) : .constant(rate)
    plan.momentum = momentum
    plan.isShuffled = shuffle
    plan.seed = seed
    plan.loss = loss
    let clock = ContinuousClock()
    let start = clock.now
    let result = try train(network, on: digits.training, by: plan)
    let seconds = (clock.now - start) / .seconds(1)
    let evaluation = try Evaluation(result.network, on: digits.test)
    let report = Report(
      accuracy: evaluation.accuracy, loss: result.averageLoss, seconds: seconds,
      us_per_step: seconds * 1e6 / Double(max(1, result.iterations)), iterations: result.iterations, seed: seed)
    guard !json else { return try Console.print(JSONReport.text(report)) }
    try Console.print(
      Table.text([
        ["test accuracy", "\((evaluation.accuracy * 10_000).rounded() / 100) %"],
        ["mean loss of the last 1,000 steps", NumberStyle().text(result.averageLoss)],
        ["seconds", NumberStyle().text(seconds)], ["µs a step", NumberStyle().text(report.us_per_step)],
      ]))
  }

  // The names are those of the output.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct Report: Encodable {
    let accuracy: Double
    let loss: Double
    let seconds: Double
    let us_per_step: Double
    let iterations: Int
    let seed: UInt64
  }
}

extension Loss: ExpressibleByArgument {}
