/// How a network is trained.
public struct TrainingPlan: Hashable, Sendable {
  /// How many examples a step sees.
  public var batchSize = 32
  /// How many steps there are, unless ``epochs`` says it.
  public var iterations = 50_000
  /// How often each example is seen; nil for as often as ``iterations`` make.
  public var epochs: Int?
  /// How far steps go.
  public var rate = LearningRate.constant(0.32)
  /// How parameters follow their gradients.
  public var optimizer = OptimizerKind.sgd
  /// The share of the last step's direction that ``SGD`` keeps.
  public var momentum = 0.0
  /// Whether each epoch has an order of its own.
  public var isShuffled = true
  /// Where random numbers begin: the order; weights begin with a seed of their own.
  public var seed: UInt64 = 1
  /// What is made small.
  public var loss = Loss.stable
  /// How often in the course of a run the network is tried on what is held back.
  public var trials = 20

  /// The article's: batches of 32, 50,000 steps, a rate of 0.32 for the mean loss, which is its 0.01 for the sum.
  public init() {}

  /// How many steps there are for so many examples.
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

  func makeOptimizer() -> any Optimizer {
    switch optimizer {
    case .sgd: SGD(momentum: momentum)
    case .adam: Adam()
    }
  }
}
