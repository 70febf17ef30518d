import Autodiff
import Tensors

/// How the steps of a run are computed.
///
/// A loss is the same to the bit for the same parameters, and so are gradients.
package enum Stepping: String, Hashable, Sendable, CaseIterable {
  /// Each by a graph and its backward pass.
  case graphs
  /// By a plan where the graph of the step before repeats.
  case plan
  /// By a plan, in which the product that makes the gradient of weights adds their step, too, where the optimizer is plain
  /// descent. The last bits of the weights may differ from those of a gradient that is subtracted.
  case fused
}

/// Computes step after step, by a plan as soon as a graph repeats.
package struct StepComputation {
  private let loss: Loss
  private let stepping: Stepping
  private var plan: StepPlan?
  /// The shapes of the last batch that was computed by a graph.
  private var shapes: [Shape] = []

  /// - Parameters:
  ///   - loss: what is minimised.
  ///   - stepping: what may be used for it.
  package init(by loss: Loss, _ stepping: Stepping = .fused) {
    self.loss = loss
    self.stepping = stepping
  }

  /// One step of a network on a batch, unless the loss or a gradient is not finite: then nothing is changed.
  ///
  /// - Returns: the loss before the step, and whether all is finite.
  /// - Throws: ``TensorError`` where the batch or the optimizer does not fit the network.
  package mutating func step(
    _ network: inout Perceptron, _ inputs: Tensor, _ targets: Tensor, _ optimizer: inout any TrainingOptimizer,
    rate: Double
  ) throws -> (loss: Double, isFinite: Bool) {
    if stepping != .graphs { try makePlan(network, inputs, targets) }
    guard plan?.fits([inputs, targets], network.parameters) == true else {
      let (value, gradients) = try network.gradients(inputs, targets, by: loss)
      guard isHarmless(value) || value.isFinite && gradients.allSatisfy(\.isFinite) else { return (value, false) }
      try optimizer.step(&network.parameters, gradients, rate: rate)
      return (value, true)
    }
    let value = try plan?.evaluate([inputs, targets], network.parameters).scalar ?? .nan
    guard value.isFinite else { return (value, false) }
    if stepping == .fused, isHarmless(value), plan?.canDescend == true, (optimizer as? SGD)?.isPlain == true {
      try plan?.descend(&network.parameters, rate: rate)
      return (value, true)
    }
    let gradients = try plan?.gradients(network.parameters) ?? []
    guard isHarmless(value) || gradients.allSatisfy(\.isFinite) else { return (value, false) }
    try optimizer.step(&network.parameters, gradients, rate: rate)
    return (value, true)
  }

  /// Makes a plan where a batch has the shapes of the one before.
  private mutating func makePlan(_ network: Perceptron, _ inputs: Tensor, _ targets: Tensor) throws {
    guard plan?.fits([inputs, targets], network.parameters) != true else { return }
    let shapes = [inputs.shape, targets.shape]
    if shapes == self.shapes { plan = try network.stepPlan(inputs, targets, by: loss) }
    self.shapes = shapes
  }

  /// Whether gradients need not be looked at: those of the stable loss are finite where it is not huge itself.
  private func isHarmless(_ value: Double) -> Bool { loss == .stable && value.isFinite && value < 1e4 }
}
