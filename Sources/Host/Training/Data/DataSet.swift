import Tensors

/// Examples with labels, from which batches are taken.
public protocol DataSet: Sendable {
  /// The number of examples.
  var count: Int { get }
  /// The numbers of an example: its features.
  var width: Int { get }
  /// The number of classes, from which labels are taken.
  var classes: Int { get }
  /// The label of each example.
  var labels: [Int] { get }

  /// Some examples, of shape (rows, width).
  ///
  /// - Throws: ``TensorError`` where that would exceed the limits of a tensor.
  func inputs(_ rows: ArraySlice<Int>) throws(TensorError) -> Tensor

  /// Some examples to learn from, of shape (rows, width): a set may show them differently each time.
  ///
  /// - Throws: ``TensorError`` where that would exceed the limits of a tensor.
  func variedInputs(
    _ rows: ArraySlice<Int>, by bits: inout RandomBits
  ) throws(TensorError) -> Tensor
}

extension DataSet {
  /// The examples as they are.
  public func variedInputs(
    _ rows: ArraySlice<Int>, by bits: inout RandomBits
  ) throws(TensorError) -> Tensor {
    try inputs(rows)
  }

  /// The labels of some examples as rows of zeros with a 1, of shape (rows, classes).
  ///
  /// - Throws: ``TensorError`` where that would exceed the limits of a tensor, for a row that is not there, and for a
  ///   label that is no class.
  public func targets(_ rows: ArraySlice<Int>) throws(TensorError) -> Tensor {
    let labels = labels
    try check(rows, count: labels.count)
    return try Tensor(oneHot: rows.map { labels[$0] }, classes: classes)
  }

  /// Checks that some rows are there.
  func check(_ rows: ArraySlice<Int>, count: Int) throws(TensorError) {
    for row in rows where row < 0 || row >= count {
      throw .invalidIndex("there is no row \(row)", try Shape([count, max(0, width)]))
    }
  }

  /// Checks that a network takes these examples and has a logit for each of their labels.
  ///
  /// - Throws: ``TensorError``.
  package func check(for network: Perceptron) throws(TensorError) {
    let (inputs, outputs) = (network.sizes[0], network.sizes[network.sizes.count - 1])
    guard width == inputs else {
      throw .innerDimensionsDiffer(try Shape([count, width]), network.parameters[0].shape)
    }
    guard classes == outputs else {
      throw .unfitLabels(logits: try Shape([count, outputs]), labels: try Shape([count, classes]))
    }
    let labels = labels
    guard labels.count == count else { throw .wrongElementCount(shape: try Shape([count]), count: labels.count) }
    for label in labels where label < 0 || label >= classes {
      throw .invalidIndex("\(label) is no class", try Shape([classes]))
    }
  }
}
