import Tensors

/// Stochastic gradient descent, with momentum if wanted: `v ← μ·v + g`, `w ← w − rate·v`.
public struct SGD: TrainingOptimizer {
  private let momentum: Double
  /// Whether a step needs nothing but the gradient.
  var isPlain: Bool { momentum == 0 }
  private var velocities: [Tensor] = []

  /// Plain descent for a momentum of 0.
  ///
  /// A momentum that is not a number from 0, less than 1, stops the program.
  public init(momentum: Double = 0) {
    guard (0..<1).contains(momentum) else {
      fatalError("the momentum is a share from 0, less than 1, not \(momentum)")
    }
    self.momentum = momentum
  }

  /// One step against the gradients.
  ///
  /// - Throws: ``TensorError/unfitGradients(parameters:gradients:)``.
  public mutating func step(
    _ parameters: inout [Tensor], _ gradients: [Tensor], rate: Double
  ) throws(TensorError) {
    try check(gradients, fit: parameters)
    guard momentum != 0 else {
      for place in parameters.indices { try parameters[place].subtract(gradients[place], scaledBy: rate) }
      return
    }
    if velocities.isEmpty { velocities = parameters.map { Tensor(repeating: 0, shape: $0.shape, dtype: $0.dtype) } }
    try check(velocities, fit: parameters)
    for place in parameters.indices {
      try velocities[place].average(with: gradients[place], keeping: momentum, taking: 1)
      try parameters[place].subtract(velocities[place], scaledBy: rate)
    }
  }
}
