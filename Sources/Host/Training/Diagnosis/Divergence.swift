import Autodiff

/// A training run that came to numbers which are not finite, and stopped before they reached the parameters.
public struct Divergence: Error, Sendable {
  /// The step that could not be made, from 1.
  public let iteration: Int
  /// Its loss, which may be finite where its gradient is not.
  public let loss: Double
  /// How the loss is computed.
  public let kind: Loss
  /// The graph of that step's loss, with the values that came out.
  public let graph: Node
  /// Where the first number that is not finite was born; nil where a second computation does not find it.
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
  public var description: String {
    let what = loss.isFinite ? "the gradient" : "the loss"
    let how = loss.isFinite ? "stopped being finite" : loss.isNaN ? "became not a number" : "became infinite"
    return "\(what) \(how) at iteration \(iteration). " + (origin.map { "\($0). " } ?? "") + advice
  }

  /// What helps; no rate does where a number was not finite before anything was learnt.
  private var advice: String {
    if let node = origin?.node, node.kind == .constant || node.kind == .variable && iteration == 1 {
      return "It was there before the first step"
    }
    return "A smaller learning rate (--rate)\(kind == .naive ? " or the stable loss (--loss stable)" : "") helps"
  }
}
