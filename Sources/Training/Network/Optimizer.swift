import Tensors

/// How parameters follow their gradients.
public protocol Optimizer: Sendable {
  /// Changes each parameter by one step.
  ///
  /// - Throws: ``TensorError`` where gradients have other shapes than their parameters.
  mutating func step(_ parameters: inout [Tensor], _ gradients: [Tensor], rate: Double) throws(TensorError)
}

/// Stochastic gradient descent, with momentum if wanted: `v ← μ·v + g`, `w ← w − rate·v`.
public struct SGD: Optimizer {
  private let momentum: Double
  private var velocities: [Tensor] = []

  /// Plain descent for a momentum of 0.
  public init(momentum: Double = 0) {
    self.momentum = momentum
  }

  public mutating func step(
    _ parameters: inout [Tensor], _ gradients: [Tensor], rate: Double
  ) throws(TensorError) {
    guard momentum != 0 else {
      for place in parameters.indices { try parameters[place].subtract(gradients[place], scaledBy: rate) }
      return
    }
    if velocities.isEmpty { velocities = parameters.map { Tensor(repeating: 0, shape: $0.shape, dtype: $0.dtype) } }
    for place in parameters.indices {
      try velocities[place].average(with: gradients[place], keeping: momentum, taking: 1)
      try parameters[place].subtract(velocities[place], scaledBy: rate)
    }
  }
}

/// Adam: steps by the mean of recent gradients over the root of the mean of their squares (D. P. Kingma and J. Ba, ICLR
/// 2015, algorithm 1).
public struct Adam: Optimizer {
  private let decay: (first: Double, second: Double)
  private let epsilon: Double
  private var first: [Tensor] = []
  private var second: [Tensor] = []
  private var count = 0

  /// The defaults of the paper.
  public init(firstDecay: Double = 0.9, secondDecay: Double = 0.999, epsilon: Double = 1e-8) {
    decay = (firstDecay, secondDecay)
    self.epsilon = epsilon
  }

  public mutating func step(
    _ parameters: inout [Tensor], _ gradients: [Tensor], rate: Double
  ) throws(TensorError) {
    if first.isEmpty {
      first = parameters.map { Tensor(repeating: 0, shape: $0.shape, dtype: $0.dtype) }
      second = first
    }
    count += 1
    let corrections = (1 - power(decay.first, count), 1 - power(decay.second, count))
    for place in parameters.indices {
      let gradient = gradients[place]
      try first[place].average(with: gradient, keeping: decay.first, taking: 1 - decay.first)
      try second[place].average(with: gradient.squared, keeping: decay.second, taking: 1 - decay.second)
      let root = try second[place].divided(by: Tensor(corrections.1, dtype: gradient.dtype)).squareRoot
      let change = try first[place].divided(by: root.adding(Tensor(epsilon, dtype: gradient.dtype)))
      try parameters[place].subtract(change, scaledBy: rate / corrections.0)
    }
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, square, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }
}
