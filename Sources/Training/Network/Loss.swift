import Autodiff

/// How the distance of logits from labels is computed.
public enum Loss: String, Hashable, Sendable, CaseIterable {
  /// Softmax and cross entropy as one operation, which cannot overflow.
  case stable
  /// Softmax and cross entropy built of exp, log and sum, as they are written on paper: the article's example of
  /// numerical instability.
  case naive

  /// The mean over the rows of logits and labels of one shape.
  public func node(_ logits: Node, _ labels: Node) -> Node {
    switch self {
    case .stable: return softmaxCrossEntropy(logits: logits, labels: labels)
    case .naive:
      let powers = exp(logits)
      let shares = powers / sum(powers, axes: [-1], keepDims: true)
      return -mean(sum(labels * log(shares), axes: [-1]))
    }
  }
}
