import Tensors

/// Examples with labels, from which batches are taken.
public protocol DataSet: Sendable {
  /// How many examples there are.
  var count: Int { get }
  /// How many numbers an example has.
  var width: Int { get }
  /// How many labels there are.
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
  /// - Throws: ``TensorError`` where that would exceed the limits of a tensor.
  public func targets(_ rows: ArraySlice<Int>) throws(TensorError) -> Tensor {
    try Tensor(oneHot: rows.map { labels[$0] }, classes: classes)
  }
}
