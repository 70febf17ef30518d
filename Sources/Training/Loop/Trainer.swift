import Autodiff
import Tensors

/// How a network is trained.
public struct TrainingPlan: Sendable {
  /// How many examples a step sees.
  public var batchSize = 32
  /// How many steps there are.
  public var iterations = 50_000
  /// How far they go.
  public var rate = LearningRate.constant(0.32)
  /// The share of the last step's direction that is kept.
  public var momentum = 0.0
  /// Whether each epoch has an order of its own.
  public var isShuffled = true
  /// Where random numbers begin: the order; weights begin with a seed of their own.
  public var seed: UInt64 = 1
  /// What is made small.
  public var loss = Loss.stable

  /// The article's: batches of 32, 50,000 steps, a rate of 0.32 for the mean loss, which is its 0.01 for the sum.
  public init() {}
}

/// What is known after a step.
public struct TrainingProgress: Sendable {
  /// How many steps have been made.
  public let iteration: Int
  /// The mean loss of the last 1,000 of them.
  public let averageLoss: Double
}

/// What came out.
public struct TrainingResult: Sendable {
  /// The network after the last step.
  public let network: Perceptron
  /// The mean loss of the last 1,000 steps.
  public let averageLoss: Double
  /// How many steps were made.
  public let iterations: Int
  /// The average loss in the course of the run, with the number of steps made.
  public let curve: [TrainingProgress]
}

/// Trains a network on batches of examples.
///
/// The same network, plan and data give the same bits.
///
/// - Parameters:
///   - network: where to begin.
///   - data: what is learnt from.
///   - plan: how.
///   - report: is told how it goes every 100 steps; training stops after the step for which it returns false.
/// - Returns: the trained network.
/// - Throws: ``TrainingError/diverged(iteration:loss:)`` as soon as the loss is not finite; ``TensorError`` where data and
///   network do not fit.
public func train(
  _ network: Perceptron, on data: some DataSet, by plan: TrainingPlan,
  report: (TrainingProgress, Perceptron) throws -> Bool = { _, _ in true }
) throws -> TrainingResult {
  guard data.count > 0, plan.batchSize > 0, plan.iterations >= 0 else {
    throw TrainingError.badSetting("a run needs examples, a batch size and a number of steps")
  }
  var network = network
  var optimizer = SGD(momentum: plan.momentum)
  var batches = Batches(count: data.count, size: plan.batchSize, seed: plan.isShuffled ? plan.seed : nil)
  var losses = RunningMean(span: 1000)
  var curve: [TrainingProgress] = []
  var made = 0
  while made < plan.iterations {
    let rows = batches.take()
    let (loss, gradients) = try network.gradients(data.inputs(rows), data.targets(rows), by: plan.loss)
    guard loss.isFinite else { throw TrainingError.diverged(iteration: made + 1, loss: loss) }
    try optimizer.step(&network.parameters, gradients, rate: plan.rate.rate(at: made, of: plan.iterations))
    losses.append(loss)
    made += 1
    guard made % 100 == 0 || made == plan.iterations else { continue }
    let progress = TrainingProgress(iteration: made, averageLoss: losses.mean ?? loss)
    curve.append(progress)
    guard try report(progress, network) else { break }
  }
  return TrainingResult(network: network, averageLoss: losses.mean ?? .nan, iterations: made, curve: curve)
}
