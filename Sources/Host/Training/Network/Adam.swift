import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Steps of a size that adapts to each parameter.
///
/// After D. P. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, algorithm 1, with the bias
/// corrected.
public struct Adam: TrainingOptimizer {
  private let decay: (first: Double, second: Double)
  private let epsilon: Double
  private var means: [Tensor] = []
  private var squares: [Tensor] = []
  private var steps = 0

  /// The paper's β₁, β₂ and ε by default.
  ///
  /// A decay that is not a number from 0, less than 1, or an ε that is negative or not finite stops the program.
  public init(decay: (first: Double, second: Double) = (0.9, 0.999), epsilon: Double = 1e-8) {
    guard (0..<1).contains(decay.first), (0..<1).contains(decay.second) else {
      fatalError("the decays are shares from 0, less than 1, not \(decay.first) and \(decay.second)")
    }
    guard epsilon >= 0, epsilon.isFinite else { fatalError("epsilon is a finite number from 0, not \(epsilon)") }
    self.decay = decay
    self.epsilon = epsilon
  }

  /// One step against the gradients.
  ///
  /// - Throws: ``TensorError/unfitGradients(parameters:gradients:)``.
  public mutating func step(
    _ parameters: inout [Tensor], _ gradients: [Tensor], rate: Double
  ) throws(TensorError) {
    try check(gradients, fit: parameters)
    if means.isEmpty {
      means = parameters.map { Tensor(repeating: 0, shape: $0.shape, dtype: $0.dtype) }
      squares = means
    }
    try check(means, fit: parameters)
    steps += 1
    // The corrections of m and v go into the rate and ε, which are two numbers: m̂/(√v̂ + ε) = c·m/(√v + ε·√(1 − β₂ᵗ)).
    let root = (1 - pow(decay.second, Double(steps))).squareRoot()
    let corrected = rate * root / (1 - pow(decay.first, Double(steps)))
    for place in parameters.indices {
      try means[place].average(with: gradients[place], keeping: decay.first, taking: 1 - decay.first)
      try squares[place].averageSquares(with: gradients[place], keeping: decay.second, taking: 1 - decay.second)
      let direction = try means[place].divided(byRootsOf: squares[place], plus: epsilon * root)
      try parameters[place].subtract(direction, scaledBy: corrected)
    }
  }
}
