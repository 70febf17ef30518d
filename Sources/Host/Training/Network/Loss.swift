import Autodiff
import Tensors

/// The loss: how the distance of logits from labels is computed.
public enum Loss: String, Hashable, Sendable, CaseIterable {
  /// Softmax and cross entropy as one operation, which cannot overflow.
  case stable
  /// Softmax and cross entropy built of exp, log and sum, as they are written on paper: the article's example of
  /// numerical instability.
  case naive

  /// The mean over the rows of logits and labels of one shape; other shapes stop the program.
  public func node(_ logits: Node, _ labels: Node) -> Node {
    .trusting { () throws(TensorError) in try graph(logits, labels) }
  }

  /// The mean over the rows of logits and labels of one shape.
  ///
  /// - Throws: ``TensorError/unfitLabels(logits:labels:)``.
  func graph(_ logits: Node, _ labels: Node) throws(TensorError) -> Node {
    switch self {
    case .stable: return try .applying(.softmaxCrossEntropy, to: Operands(logits, labels))
    case .naive:
      let shape = logits.value.shape
      guard shape == labels.value.shape, (1...2).contains(shape.rank), shape.count > 0 else {
        throw .unfitLabels(logits: shape, labels: labels.value.shape)
      }
      let powers = exp(logits)
      let shares = powers / sum(powers, axes: [-1], keepDims: true)
      return -mean(sum(labels * log(shares), axes: [-1]))
    }
  }
}
