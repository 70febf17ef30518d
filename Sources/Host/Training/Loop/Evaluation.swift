import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The answers of a network on examples that it has not learnt from, and how good they are.
public struct Evaluation: Hashable, Sendable {
  /// By true label, then by what the network says: how often.
  public let confusion: [[Int]]
  /// The answer for each example.
  public let answers: [Int]
  /// The probability of each answer.
  public let confidences: [Double]
  /// The mean cross entropy.
  public let loss: Double

  /// The share of right answers.
  public var accuracy: Double {
    let right = confusion.indices.reduce(0) { $0 + confusion[$1][$1] }
    return answers.isEmpty ? 0 : Double(right) / Double(answers.count)
  }

  /// Looks at all examples, a hundred at a time.
  ///
  /// - Throws: ``TensorError`` where the network is made for others, or a label is no class.
  public init(_ network: Perceptron, on data: some DataSet) throws(TensorError) {
    try data.check(for: network)
    let labels = data.labels
    var confusion = Array(repeating: Array(repeating: 0, count: data.classes), count: data.classes)
    var answers: [Int] = []
    var confidences: [Double] = []
    var loss = 0.0
    for start in stride(from: 0, to: data.count, by: Perceptron.rowsAtOnce) {
      let rows = Array(start..<min(start + Perceptron.rowsAtOnce, data.count))[...]
      let shares = try network.probabilities(data.inputs(rows))
      let (elements, classes) = (shares.elements, data.classes)
      guard shares.shape.sizes == [rows.count, classes] else {
        throw .wrongElementCount(shape: try Shape([rows.count, classes]), count: elements.count)
      }
      for (place, answer) in shares.largestOfRows.enumerated() {
        let label = labels[start + place]
        confusion[label][answer] += 1
        answers.append(answer)
        confidences.append(elements[place * classes + answer])
        loss -= log(max(elements[place * classes + label], 1e-30))
      }
    }
    self.confusion = confusion
    self.answers = answers
    self.confidences = confidences
    self.loss = loss / Double(max(1, data.count))
  }
}
