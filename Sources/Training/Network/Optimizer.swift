import Tensors

/// How parameters follow their gradients.
public protocol Optimizer: Sendable {
  /// Changes each parameter by one step.
  ///
  /// - Throws: ``TensorError`` where gradients have other shapes than their parameters.
  mutating func step(_ parameters: inout [Tensor], _ gradients: [Tensor], rate: Double) throws(TensorError)
}

/// The ways to follow gradients that a run can choose from.
public enum OptimizerKind: String, Hashable, Sendable, CaseIterable {
  /// ``SGD``.
  case sgd
  /// ``Adam``.
  case adam
}
