/// A graph that computes what another one computed, with fewer operations.
public struct Optimization: Sendable {
  /// The node that stands for the one that was optimised; that very node where there was nothing to do.
  public let output: Node
  /// The operations that the new graph does without.
  public let savings: Savings
}

/// The number of operations that an optimisation saved, and by what.
public struct Savings: Hashable, Sendable {
  /// The operations of the graph as it was.
  public let operationsBefore: Int
  /// The operations that gave way to an equal one.
  public let merged: Int
  /// The operations that became constants, or were needed by such alone.
  public let folded: Int
  /// The constants that gave way to an equal one; no operation is saved by that.
  public let mergedConstants: Int

  /// The operations that are saved.
  public var operations: Int { merged + folded }
  /// The operations of the new graph.
  public var operationsAfter: Int { operationsBefore - operations }
}

extension Savings: CustomStringConvertible {
  /// The savings, in a line.
  public var description: String {
    guard operations > 0 else {
      return mergedConstants > 0
        ? "no operation saved: equal constants became one"
        : "nothing to save: no operation occurs twice or has constants alone"
    }
    return "\(operations) operation\(operations == 1 ? "" : "s") saved: \(merged) merged, \(folded) folded"
  }
}

/// The graph of a node without what it computes in vain, the article's "static optimisation" of `(sin x)^(sin x)`.
///
/// Equal subexpressions become one: the same operation with the same attributes on operands that are the same after
/// merging. The operands of a sum, product, maximum or minimum may be swapped if that leaves the value as it is, to the
/// bit. Constants are equal if type, shape and all bits are. An operation on constants alone becomes a constant. What
/// is then needed by nothing is left behind.
///
/// Variables are the caller's own nodes and never merged, so that `gradient(of: optimized(f).output)[x]` is the
/// derivative with respect to the same `x`. A node keeps its name; of the names of nodes that are merged, the first.
///
/// Every value is the same to the bit. Gradients are the same up to rounding, as the contributions that two equal
/// nodes passed on one by one are added before they are passed on; so they may differ where one of them overflows.
///
/// - Parameter output: the node whose graph is optimised; it stays as it is.
/// - Returns: the node that stands for it, and what was saved.
/// - Complexity: O(*n* + *e*) on average for *n* nodes and *e* operand edges, besides one look at each element of the
///   constants. Nothing is computed anew.
public func optimized(_ output: Node) -> Optimization {
  var optimizer = Optimizer(output)
  optimizer.merge()
  return optimizer.result()
}
