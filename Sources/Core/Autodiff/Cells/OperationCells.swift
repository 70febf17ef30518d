import Tensors

/// The cells of an operation's arrays and how they depend on each other, at one use of the operation.
package struct OperationCells: Hashable, Sendable {
  /// The most cells of an array that are looked at one by one.
  package static let limit = 64

  /// The sizes of the value.
  package let shape: [Int]
  /// The links from each operand to the value.
  package let operands: [CellLinks]

  /// Moves every cell of every operand alone.
  ///
  /// - Throws: ``TensorError`` where the operands do not fit.
  /// - Complexity: as many Jacobian-vector products as the operands have cells.
  package init(_ rule: any OperationRule, _ operands: Operands<Tensor>, _ result: Tensor) throws(TensorError) {
    shape = result.shape.sizes
    var links: [CellLinks] = []
    for place in operands.indices { links.append(try CellLinks(of: place, rule, operands, result)) }
    self.operands = links
  }
}

/// Why the cells of an operation are not looked at.
package enum CellError: Error, Hashable, Sendable {
  /// An array has more cells than ``OperationCells/limit``; the node's name and sizes.
  case tooLarge(name: String, shape: [Int])
  /// The operation is not known, so that its rule cannot be asked.
  case unknownOperation(String)
  /// A value of the trace is not known element by element.
  case unknownValue(name: String)
}

extension Trace {
  /// Refuses a trace with an array that has too many cells, among the nodes that the output depends on.
  ///
  /// - Throws: ``CellError/tooLarge(name:shape:)``.
  package func checkCells() throws(CellError) {
    for node in outputAndBeneath {
      guard let shape = try? Shape(node.shape), shape.count <= OperationCells.limit else {
        throw .tooLarge(name: node.name, shape: node.shape)
      }
    }
  }

  /// The only operation that the output depends on, or the output itself; nil where there are several, or none.
  package var onlyOperation: Int? {
    let operations = outputAndBeneath.filter { $0.kind == .operation }
    return operations.count == 1 ? operations[0].id : nil
  }

  /// The output and the nodes that it depends on.
  private var outputAndBeneath: [TraceNode] {
    var found = Array(repeating: false, count: nodes.count)
    var waiting = nodes.indices.contains(output) ? [output] : []
    while let id = waiting.popLast() {
      guard !found[id] else { continue }
      found[id] = true
      waiting += nodes[id].operands
    }
    return nodes.filter { found[$0.id] }
  }

  /// The cells of an operation's arrays, from the values of the trace; nil for a leaf.
  ///
  /// - Throws: ``CellError``.
  package func cells(of id: Int) throws(CellError) -> OperationCells? {
    guard nodes.indices.contains(id), let name = nodes[id].operation else { return nil }
    let node = nodes[id]
    guard let rule = Operation(name: name, attributes: node.attributes)?.rule, rule.arity.contains(node.operands.count)
    else { throw .unknownOperation(name) }
    let result = try tensor(of: id)
    var operands: [Tensor] = []
    for operand in node.operands { operands.append(try tensor(of: operand)) }
    do throws(TensorError) {
      return try OperationCells(rule, Operands(all: operands), result)
    } catch {
      throw .unknownOperation(name)
    }
  }

  /// The value of a node, where it is small enough.
  private func tensor(of id: Int) throws(CellError) -> Tensor {
    let node = nodes[id]
    guard let shape = try? Shape(node.shape), shape.count <= OperationCells.limit else {
      throw .tooLarge(name: node.name, shape: node.shape)
    }
    guard case .array(_, let elements) = node.value, let tensor = try? Tensor(elements, shape: shape) else {
      throw .unknownValue(name: node.name)
    }
    return tensor
  }
}
