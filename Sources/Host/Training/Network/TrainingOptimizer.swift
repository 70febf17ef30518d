import Tensors

/// A rule by which parameters follow their gradients.
public protocol TrainingOptimizer: Sendable {
  /// Changes each parameter by one step.
  ///
  /// - Throws: ``TensorError/unfitGradients(parameters:gradients:)`` where there are fewer or more gradients than
  ///   parameters, they have other shapes, or the parameters are others than in the steps before; nothing is changed.
  mutating func step(_ parameters: inout [Tensor], _ gradients: [Tensor], rate: Double) throws(TensorError)
}

extension TrainingOptimizer {
  /// Checks that arrays, gradients or what is remembered from the steps before, are as many and of the same shapes as
  /// the parameters.
  func check(_ arrays: [Tensor], fit parameters: [Tensor]) throws(TensorError) {
    guard arrays.count == parameters.count, zip(arrays, parameters).allSatisfy({ $0.shape == $1.shape }) else {
      throw .unfitGradients(parameters: parameters.map(\.shape), gradients: arrays.map(\.shape))
    }
  }
}

/// The ways to follow gradients that a run can choose from.
public enum OptimizerKind: String, Hashable, Sendable, CaseIterable {
  /// ``SGD``.
  case sgd
  /// ``Adam``.
  case adam
}

/// The short name within the package; for users it would be that of types of other libraries.
package typealias Optimizer = TrainingOptimizer
