import Tensors

/// An operation with small operands, for a picture of it.
package struct OperationExample: Sendable {
  /// The operation with its attributes.
  package let operation: NodeOperation
  /// The operands.
  package let operands: [Tensor]
  /// What the operation makes of them.
  package let result: Tensor

  /// An example with operands of given shapes, or of the first that fit.
  ///
  /// - Returns: nil where no operands fit.
  package init?(_ operation: NodeOperation, shapes: [[Int]]? = nil) {
    let operation = shapes == nil ? operation.withAttributes : operation
    let choices = shapes.map { [$0] } ?? OperationExample.shapes(of: operation)
    for shapes in choices where operation.rule.arity.contains(shapes.count) {
      let places = Array(shapes.enumerated())
      for isPlain in [true, false] {
        let operands = places.compactMap { place, shape in
          OperationExample.operand(place, shape, operation.rule, of: shapes.count, isPlain: isPlain)
        }
        guard operands.count == shapes.count, let result = try? operation.rule.evaluate(Operands(all: operands)),
          OperationExample.isFinite(operation.rule, operands, result)
        else { continue }
        (self.operation, self.operands, self.result) = (operation, operands, result)
        return
      }
    }
    return nil
  }

  /// An example of operands that someone chose.
  ///
  /// - Throws: ``TensorError`` where they do not fit.
  package init(_ operation: NodeOperation, _ operands: [Tensor]) throws(TensorError) {
    (self.operation, self.operands) = (operation, operands)
    result = try operation.rule.evaluate(Operands(all: operands))
  }

  /// The cells of its arrays.
  ///
  /// - Throws: ``CellError`` where an array has too many.
  package func cells() throws(CellError) -> OperationCells {
    for (place, array) in (operands + [result]).enumerated() where array.shape.count > OperationCells.limit {
      throw .tooLarge(name: operandNames.indices.contains(place) ? operandNames[place] : name, shape: array.shape.sizes)
    }
    do throws(TensorError) {
      return try OperationCells(operation.rule, Operands(all: operands), result)
    } catch {
      throw .unknownOperation(name)
    }
  }

  /// The name of the operation.
  package var name: String { operation.rule.name }
  /// The operands, element by element.
  package var operandElements: [[Double]] { operands.map { $0.elements } }
  /// The result, element by element.
  package var resultElements: [Double] { result.elements }

  /// The names of the operands: those of the rule, and numbered ones behind them.
  package var operandNames: [String] { operands.indices.map(operation.operandName) }

  /// Whether the value is finite, and the derivatives of every cell.
  private static func isFinite(_ rule: any OperationRule, _ operands: [Tensor], _ result: Tensor) -> Bool {
    guard result.elements.allSatisfy({ $0.isFinite }), result.shape.count <= OperationCells.limit,
      operands.allSatisfy({ $0.shape.count <= OperationCells.limit }),
      let cells = try? OperationCells(rule, Operands(all: operands), result)
    else { return false }
    return cells.operands.allSatisfy { $0.links.allSatisfy { $0.derivative.isFinite } }
  }

  /// Shapes to try, those that show most first.
  private static func shapes(of operation: NodeOperation) -> [[[Int]]] {
    let rule = operation.rule
    if rule.isElementwise { return [[[2, 3]], [[4, 3], [3]], [[2, 3], [3], [2, 1]]] }
    if rule.arity.upperBound > 2 { return [[[3], [3]], [[2, 3], [2, 3]], [[2, 3]]] }
    return [
      rule.attributes["axis"].map { $0 == Attribute.none ? [[3]] : [[2, 3]] } ?? [[2, 3]], [[2, 3]], [[1, 3]],
      [[2, 3], [3, 2]], [[3], [3]], [[2, 3], [2, 3]], [[1, 1, 3, 3], [1, 1, 2, 2]], [[1, 1, 4, 4]],
      [[1, 1, 2, 2], [1, 1, 4, 4]], [[1, 1, 4, 4], [1, 1, 4, 4]], [[1, 1, 3, 4], [1, 1, 2, 2]],
      [[1, 1, 2, 2], [1, 1, 1, 2]], [[1, 1, 1, 2], [1, 1, 2, 2]], [[3]],
    ]
  }

  /// Small whole numbers, the article's for one array; else halves within the domain of the operation.
  private static func operand(
    _ place: Int, _ sizes: [Int], _ rule: any OperationRule, of count: Int, isPlain: Bool
  ) -> Tensor? {
    guard let shape = try? Shape(sizes), shape.count <= OperationCells.limit else { return nil }
    let numbers: [Double] =
      count > 1
      ? (place == 0 ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] : place == 1 ? [2, 1, 3, 5, 4] : [3, 4, 1])
      : shape.count == 3 ? [1, 2, 2] : [0, 1, 4, 0, 7, 1]
    var elements = (0..<shape.count).map { numbers[$0 % numbers.count] }
    if !isPlain, let last = rule.domain.last {
      let range = place < rule.domain.count ? rule.domain[place] : last
      let halves = Array(stride(from: (2 * range.lowerBound).rounded(.up), through: 2 * range.upperBound, by: 1))
        .map { $0 / 2 }.filter { $0 > range.lowerBound && $0 < range.upperBound }
      guard !halves.isEmpty else { return nil }
      elements = elements.map { halves[Int($0) % halves.count] }
    }
    return sizes.isEmpty ? Tensor(elements[0]) : try? Tensor(elements, shape: shape)
  }
}

extension NodeOperation {
  /// The operation with attributes that show something, where its defaults leave an array as it is.
  fileprivate var withAttributes: NodeOperation {
    switch self {
    case .index([]): .index([.slice(from: 1, to: nil, step: 1)])
    case .broadcast(sizes: []): .broadcast(sizes: [4, 3])
    case .place([], sizes: []): .place([.range(1..<4)], sizes: [5])
    default: self
    }
  }

  /// The name of an operand in a picture: that of the rule, or a numbered one behind those.
  package func operandName(_ place: Int) -> String {
    let names = rule.operandNames
    return names.indices.contains(place) ? names[place] : "x_\(place + 1)"
  }

  /// The operation along an axis; nil where it takes none.
  package func along(axis: Int, keepDims: Bool = false) -> NodeOperation? {
    switch self {
    case .sum: .sum(axes: [axis], keepDims: keepDims)
    case .mean: .mean(axes: [axis], keepDims: keepDims)
    case .max: .max(axes: [axis], keepDims: keepDims)
    case .min: .min(axes: [axis], keepDims: keepDims)
    case .logSumExp: .logSumExp(axes: [axis], keepDims: keepDims)
    case .norm: .norm(axes: [axis], keepDims: keepDims)
    case .product: .product(axes: [axis], keepDims: keepDims)
    case .variance: .variance(axes: [axis], keepDims: keepDims)
    case .standardDeviation: .standardDeviation(axes: [axis], keepDims: keepDims)
    case .cumulativeSum: .cumulativeSum(axis: axis)
    case .stack: .stack(axis: axis)
    case .concatenate: .concatenate(axis: axis)
    default: nil
    }
  }
}
