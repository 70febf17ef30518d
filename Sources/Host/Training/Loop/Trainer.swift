import Autodiff
import Tensors

/// Trains a network on batches of examples.
///
/// The same network, plan and data give the same bits on one machine; another processor may round sums otherwise.
///
/// - Parameters:
///   - network: the network before the first step.
///   - data: the training set.
///   - testSet: examples held back, on which the network is evaluated now and then and at the end.
///   - plan: the settings.
///   - optimizer: the rule by which parameters follow their gradients; nil for the one that the plan names.
///   - report: is told how it goes every 100 steps; training stops after the step for which it returns false.
/// - Returns: the trained network.
/// - Throws: ``Divergence`` as soon as the loss or its gradient is not finite; ``TrainingError/badSetting(_:)`` for a
///   plan that makes no sense; ``TensorError`` where data and network do not fit, or a batch is too large.
public func train(
  _ network: Perceptron, on data: some DataSet, testing testSet: (any DataSet)? = nil, by plan: TrainingPlan,
  optimizer: (any TrainingOptimizer)? = nil, report: (TrainingProgress, Perceptron) throws -> Bool = { _, _ in true }
) throws -> TrainingResult {
  let steps = try plan.steps(for: data.count)
  try data.check(for: network)
  try testSet?.check(for: network)
  var run = TrainingRun(network, plan, optimizer ?? plan.makeOptimizer(), steps: steps)
  var batches = PreparedBatches(of: data, by: plan, count: steps)
  while run.made < run.steps {
    try run.step(batches.next())
    if let testSet { try run.evaluateIfDue(testSet) }
    guard run.made % 100 == 0 || run.made == run.steps else { continue }
    guard try report(run.recordProgress(), run.network) else { break }
  }
  return run.result
}

/// A run under way.
private struct TrainingRun {
  let steps: Int
  private let plan: TrainingPlan
  private let clock = ContinuousClock()
  private let begin = ContinuousClock.now
  private(set) var network: Perceptron
  private(set) var made = 0
  private var optimizer: any TrainingOptimizer
  private var computation: StepComputation
  private var losses = RunningMean(span: 1000)
  private var curve: [TrainingProgress] = []
  private var trials: [Trial] = []
  private var evaluation: Evaluation?
  private var timeOfTrials = Duration.zero

  init(
    _ network: Perceptron, _ plan: TrainingPlan, _ optimizer: any TrainingOptimizer, steps: Int
  ) {
    self.network = network
    self.plan = plan
    self.steps = steps
    self.optimizer = optimizer
    computation = StepComputation(by: plan.loss, plan.stepping)
  }

  mutating func step(_ batch: (inputs: Tensor, targets: Tensor)) throws {
    let (inputs, targets) = batch
    let rate = plan.rate.rate(at: made, of: steps)
    let (loss, isFinite) = try computation.step(&network, inputs, targets, &optimizer, rate: rate)
    guard isFinite else {
      throw try Divergence(
        iteration: made + 1, loss: loss, kind: plan.loss, graph: network.graph(inputs, targets, by: plan.loss),
        result: result)
    }
    losses.append(loss)
    made += 1
  }

  /// Evaluates the network on the test set where it is time to.
  mutating func evaluateIfDue(_ testSet: any DataSet) throws(TensorError) {
    let number = trials.count + 1
    // In floating point, for products of settings that no Int holds.
    guard Double(made) * Double(plan.trials) >= Double(number) * Double(steps) || made == steps else { return }
    let start = clock.now
    let evaluation = try Evaluation(network, on: testSet)
    trials.append(Trial(iteration: made, accuracy: evaluation.accuracy, loss: evaluation.loss))
    if made == steps { self.evaluation = evaluation }
    timeOfTrials += clock.now - start
  }

  /// Adds a point to the curve of the run.
  mutating func recordProgress() -> TrainingProgress {
    let progress = TrainingProgress(
      iteration: made, iterations: steps, averageLoss: losses.mean ?? .nan, seconds: seconds)
    curve.append(progress)
    return progress
  }

  private var seconds: Double { (clock.now - begin - timeOfTrials) / .seconds(1) }

  var result: TrainingResult {
    TrainingResult(
      network: network, averageLoss: losses.mean ?? .nan, iterations: made, isFinished: made == steps,
      seconds: seconds, curve: curve, trials: trials, evaluation: evaluation)
  }
}
