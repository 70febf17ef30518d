import Tensors

/// The entries of the local Jacobians of a graph's operations that are not 0, by which the work of a pass is counted.
///
/// They are found by pushing unit tangents through each operation's rule (``CellLinks``), so no operation declares what it
/// costs. The rule of counting, the same for both modes (A. Griewank, A. Walther, *Evaluating Derivatives*, 2nd ed.,
/// chapter 4, counts in this way):
///
/// - An entry of 0 hands nothing on and costs nothing.
/// - An entry of 1 or −1 hands on what arrives, or its negative, and costs nothing.
/// - Any other entry costs a multiplication, in forward mode for each tangent that moves, in reverse mode for each adjoint
///   that something has arrived at; the 1 that a pass begins with is such a number.
/// - Where *k* contributions meet in one number they cost *k* − 1 additions, be they the shares of several operands, the
///   terms of a matrix product or what a broadcast array gives back.
///
/// The values of the entries, `cos(x)` say, are needed once by either mode and are not counted.
package struct LocalJacobians: Sendable {
  /// An entry: the cell of the operand, that of the value, and whether it costs a multiplication.
  private struct Entry: Sendable {
    let operand: Int
    let value: Int
    let isProduct: Bool
  }

  /// By node and operand.
  private let entries: [[[Entry]]]

  /// Pushes unit tangents through the rule of each operation of a graph.
  ///
  /// - Throws: ``TensorError`` where a result would exceed the limits of a tensor.
  /// - Complexity: a Jacobian-vector product for each element of each operand; ``size(of:)`` tells how many numbers.
  package init(of output: Node) throws(TensorError) {
    var entries: [[[Entry]]] = []
    for node in output.operandsFirst() {
      var own: [[Entry]] = []
      if let rule = node.operation?.rule {
        let values = node.operandValues
        for place in values.indices {
          let isWalked = node.operands[place].dependsOnVariable && rule.isDifferentiable(in: place)
          let links = isWalked ? try CellLinks(of: place, rule, values, node.value).links : []
          own.append(
            links.filter { $0.derivative != 0 }.map { link in
              Entry(operand: link.operand, value: link.value, isProduct: link.derivative.magnitude != 1)
            })
        }
      }
      entries.append(own)
    }
    self.entries = entries
  }

  /// The number of elements of the local Jacobians that passes walk through, zeros included; `Int.max` where that
  /// overflows.
  package static func size(of output: Node) -> Int {
    var size = 0
    for node in output.operandsFirst() where node.operation != nil {
      for operand in node.operands where operand.dependsOnVariable {
        let (product, overflow) = operand.value.shape.count.multipliedReportingOverflow(by: node.value.shape.count)
        let (sum, overflowOfSum) = size.addingReportingOverflow(product)
        guard !overflow, !overflowOfSum else { return Int.max }
        size = sum
      }
    }
    return size
  }

  /// The work of a recorded pass over this graph, either mode, up to and with each of its events.
  ///
  /// - Complexity: O(*e*) for *e* entries, and the events.
  package func running(_ trace: Trace) -> [OperationCount] {
    // By node: how many numbers have met in each cell.
    var arrived = trace.nodes.map { Array(repeating: 0, count: $0.shape.reduce(1, *)) }
    var count = OperationCount()
    return trace.events.map { event in
      switch event {
      case .seed(let node, let value), .tangentSeed(let node, let value):
        if case .array(_, let elements) = value {
          for (cell, element) in elements.enumerated() where element != 0 { arrived[node][cell] = 1 }
        }
      case .pushForward(let step):
        for entry in entries[step.to][step.operand] where arrived[step.from][entry.operand] > 0 {
          if entry.isProduct { count.multiplications += 1 }
          if arrived[step.to][entry.value] > 0 { count.additions += 1 }
          arrived[step.to][entry.value] += 1
        }
      case .propagate(let step):
        for entry in entries[step.from][step.operand] where arrived[step.from][entry.value] > 0 {
          if entry.isProduct { count.multiplications += 1 }
          if arrived[step.to][entry.operand] > 0 { count.additions += 1 }
          arrived[step.to][entry.operand] += 1
        }
      default: break
      }
      return count
    }
  }
}
