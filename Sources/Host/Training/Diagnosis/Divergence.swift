import Autodiff

/// A training run that came to numbers which are not finite, and stopped before they reached the parameters.
public struct Divergence: Error, Sendable {
  /// The step that could not be made, from 1.
  public let iteration: Int
  /// Its loss, which may be finite where its gradient is not.
  public let loss: Double
  /// The kind of loss.
  public let kind: Loss
  /// The graph of that step's loss, with the values that came out.
  public let graph: Node
  /// The origin of the first number that is not finite; nil where a second computation does not find it.
  public let origin: NonFiniteOrigin?
  /// The run up to the step before.
  public let result: TrainingResult

  init(iteration: Int, loss: Double, kind: Loss, graph: Node, result: TrainingResult) throws {
    self.iteration = iteration
    self.loss = loss
    self.kind = kind
    self.graph = graph
    self.result = result
    origin = try NonFiniteOrigin(in: graph)
  }
}

extension Divergence: CustomStringConvertible {
  /// The sentences a person reads.
  public var description: String { sentence(naming: \.rawValue) }
}

extension Divergence {
  /// A change that may help against divergence.
  package enum Remedy: String {
    case smallerRate = "a smaller learning rate"
    case stableLoss = "the stable loss"
  }

  /// The sentences a person reads, with what helps as somebody calls it.
  package func sentence(naming name: (Remedy) -> String) -> String {
    let what = loss.isFinite ? "the gradient" : "the loss"
    let how = loss.isFinite ? "stopped being finite" : loss.isNaN ? "became not a number" : "became infinite"
    return "\(what) \(how) at iteration \(iteration). " + (origin.map { "\($0). " } ?? "") + advice(name)
  }

  /// The advice at the end; no rate helps where a number was not finite before anything was learnt.
  private func advice(_ name: (Remedy) -> String) -> String {
    if let node = origin?.node, node.kind == .constant || node.kind == .variable && iteration == 1 {
      return "It was there before the first step"
    }
    let remedies: [Remedy] = kind == .naive ? [.smallerRate, .stableLoss] : [.smallerRate]
    let names = remedies.map(name).joined(separator: " or ")
    return names.prefix(1).uppercased() + names.dropFirst() + " helps"
  }
}
