/// The settings of a training run.
public struct TrainingPlan: Hashable, Sendable {
  /// The examples of a batch.
  public var batchSize = 32
  /// The number of steps, unless ``epochs`` says it.
  public var iterations = 50_000
  /// The number of times that each example is seen; nil for as many as ``iterations`` make.
  public var epochs: Int?
  /// The learning rate.
  public var rate = LearningRate.constant(0.32)
  /// A rule by which parameters follow their gradients.
  public var optimizer = OptimizerKind.sgd
  /// The share of the last step's direction that ``SGD`` keeps.
  public var momentum = 0.0
  /// Whether each epoch has an order of its own.
  public var isShuffled = true
  /// The seed of the order of the examples; weights have a seed of their own.
  public var seed: UInt64 = 1
  /// The loss that is minimised.
  public var loss = Loss.stable
  /// The number of evaluations on the test set in the course of a run.
  public var trials = 20

  /// How the steps are computed.
  package var stepping = Stepping.fused

  /// The article's: batches of 32, 50,000 steps, a rate of 0.32 for the mean loss, which is its 0.01 for the sum.
  public init() {}

  /// The number of steps for so many examples.
  ///
  /// - Throws: ``TrainingError/badSetting(_:)`` for a setting that makes no sense, which it names.
  public func steps(for count: Int) throws(TrainingError) -> Int {
    try check()
    guard count > 0 else { throw .badSetting("a run needs examples, and there are \(count)") }
    guard let epochs else { return iterations }
    let size = min(batchSize, count)
    let (steps, overflow) = epochs.multipliedReportingOverflow(by: (count - 1) / size + 1)
    guard !overflow else { throw .badSetting("\(epochs) epochs are more steps than can be counted") }
    return steps
  }

  /// Checks each setting alone.
  private func check() throws(TrainingError) {
    func check(_ isRight: Bool, _ sentence: @autoclosure () -> String) throws(TrainingError) {
      guard isRight else { throw .badSetting(sentence()) }
    }
    try check(batchSize > 0, "the batch size is a number from 1, not \(batchSize)")
    try check(iterations >= 0, "the number of steps is a number from 0, not \(iterations)")
    try check(epochs ?? 0 >= 0, "the number of epochs is a number from 0, not \(epochs ?? 0)")
    try check(
      rate.highest >= 0 && rate.highest.isFinite, "the rate is a finite number from 0, not \(rate.highest)")
    if case .oneCycle(_, let rise) = rate {
      try check((0...1).contains(rise), "the rise of the rate is a share of the steps from 0 to 1, not \(rise)")
    }
    try check((0..<1).contains(momentum), "the momentum is a share from 0, less than 1, not \(momentum)")
    try check(trials >= 0, "the number of trials is a number from 0, not \(trials)")
  }

  func makeOptimizer() -> any TrainingOptimizer {
    switch optimizer {
    case .sgd: SGD(momentum: momentum)
    case .adam: Adam()
    }
  }
}
