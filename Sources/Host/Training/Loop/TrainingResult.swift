/// The state of a run after a step.
public struct TrainingProgress: Hashable, Sendable {
  /// The number of steps made so far.
  public let iteration: Int
  /// The number of steps of the whole run.
  public let iterations: Int
  /// The mean loss of the last 1,000 of them.
  public let averageLoss: Double
  /// The seconds they took, without the evaluations on the test set.
  public let seconds: Double
}

/// An evaluation on the test set in the course of the run.
public struct Trial: Hashable, Sendable {
  /// The number of steps made before it.
  public let iteration: Int
  /// The share of right answers.
  public let accuracy: Double
  /// The mean cross entropy.
  public let loss: Double
}

/// The outcome of a training run.
public struct TrainingResult: Sendable {
  /// The network after the last step.
  public let network: Perceptron
  /// The mean loss of the last 1,000 steps, NaN before the first.
  public let averageLoss: Double
  /// The number of steps made.
  public let iterations: Int
  /// Whether all steps were made that were meant to be.
  public let isFinished: Bool
  /// The seconds that the steps took, without the evaluations on the test set.
  public let seconds: Double
  /// The average loss in the course of the run, every hundred steps.
  public let curve: [TrainingProgress]
  /// The evaluations on the test set, evenly spread over the run.
  public let trials: [Trial]
  /// The last evaluation in full; nil where there was no test set or the run was stopped.
  public let evaluation: Evaluation?
}
