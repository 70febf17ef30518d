import Adviz
import ArgumentParser

/// The options that every training run has.
struct TrainingOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write; Output/<name> by default.", valueName: "dir"))
  var output: String?

  @Option(
    help: ArgumentHelp("Where the network is kept; network.safetensors in the folder by default.", valueName: "file"))
  var checkpoint: String?

  @Option(help: ArgumentHelp("How often it is written in the course of the run.", valueName: "seconds"))
  var checkpointEvery = 5.0

  @Option(
    help: ArgumentHelp(
      "Where random numbers begin; on one machine the same seed gives the same network, bit by bit.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("How many steps there are.", valueName: "n"))
  var iterations: Int?

  @Option(help: ArgumentHelp("How often each example is seen, in place of --iterations.", valueName: "n"))
  var epochs: Int?

  @Option(help: ArgumentHelp("How many examples a step sees.", valueName: "n"))
  var batch: Int?

  @Option(help: ArgumentHelp("The sizes of the hidden layers.", valueName: "n,n"))
  var hidden: Sizes?

  @Option(
    help: ArgumentHelp(
      "How parameters follow their gradients: \(OptimizerKind.allCases.map(\.rawValue).alternatives).",
      valueName: "name"))
  var optimizer: OptimizerKind?

  @Option(help: ArgumentHelp("How far a step goes; the highest with --one-cycle.", valueName: "rate"))
  var rate: Double?

  @Option(help: ArgumentHelp("The share of the last step's direction that sgd keeps.", valueName: "share"))
  var momentum: Double?

  @Flag(inversion: .prefixedNo, help: "Raise the rate and let it fall in the course of the run.")
  var oneCycle: Bool?

  @Flag(inversion: .prefixedNo, help: "Give each epoch an order of its own.")
  var shuffle: Bool?

  @Option(
    help: ArgumentHelp(
      "How softmax and cross entropy are computed: \(Loss.allCases.map(\.rawValue).alternatives).", valueName: "name"))
  var loss: Loss?

  @Flag(inversion: .prefixedNo, help: "Draw how it went: report.html and its pictures, in the folder.")
  var report = true

  @Option(help: MemoryLimit.help)
  var maxMemory: ByteCount?

  @Flag(help: "Print one JSON object at the end.")
  var json = false

  func validate() throws {
    func check(_ isRight: Bool, _ sentence: String) throws {
      guard isRight else { throw ValidationError(sentence) }
    }
    try check(iterations == nil || epochs == nil, "--iterations and --epochs cannot both be given.")
    try check(iterations ?? 1 > 0, "--iterations is a number from 1.")
    try check(epochs ?? 1 > 0, "--epochs is a number from 1.")
    try check((1...1 << 20).contains(batch ?? 1), "--batch is a number from 1 to \(1 << 20).")
    try check(rate.map { $0 > 0 && $0.isFinite } ?? true, "--rate is a number greater than 0.")
    try check((0..<1).contains(momentum ?? 0), "--momentum is a number from 0, less than 1.")
    try check(
      checkpointEvery >= 0 && checkpointEvery.isFinite, "--checkpoint-every is a number of seconds from 0.")
    try check(output != "-" && checkpoint != "-", "The network is a file, which standard output is not.")
  }

  /// What was given takes the place of what a recipe says.
  func override(_ recipe: inout Recipe) {
    if let hidden { recipe.hidden = hidden.sizes }
    if let iterations { (recipe.plan.iterations, recipe.plan.epochs) = (iterations, nil) }
    if let epochs { recipe.plan.epochs = epochs }
    if let batch { recipe.plan.batchSize = batch }
    if let optimizer {
      // The rates that suit sgd are far too large for Adam; this is its paper's.
      if optimizer == .adam, recipe.plan.optimizer != .adam { recipe.plan.rate = recipe.plan.rate.with(highest: 0.001) }
      recipe.plan.optimizer = optimizer
    }
    if let rate { recipe.plan.rate = recipe.plan.rate.with(highest: rate) }
    if let momentum { recipe.plan.momentum = momentum }
    if let oneCycle {
      let highest = recipe.plan.rate.highest
      recipe.plan.rate = oneCycle ? .oneCycle(highest: highest) : .constant(highest)
    }
    if let shuffle { recipe.plan.isShuffled = shuffle }
    if let loss { recipe.plan.loss = loss }
    recipe.plan.seed = seed
  }
}

/// The sizes of layers, `64` or `16,16`.
struct Sizes: ExpressibleByArgument {
  let sizes: [Int]

  init?(argument: String) {
    sizes = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard sizes.allSatisfy({ (1...1 << 20).contains($0) }), sizes.count <= 64 else { return nil }
  }
}

extension Loss: ExpressibleByArgument {}
extension OptimizerKind: ExpressibleByArgument {}
