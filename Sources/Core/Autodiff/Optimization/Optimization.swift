import Formulas

/// A graph that computes what another one computed, with fewer operations.
public struct Optimization: Sendable {
  /// The node that stands for the one that was optimised; that very node where there was nothing to do.
  public let output: Node
  /// The operations that the new graph does without.
  public let savings: Savings
  /// What became of each node of the graph as it was, in the order of the ids of its trace.
  public let fates: [Fate]

  /// What became of a node.
  public enum Fate: Hashable, Sendable {
    /// The new graph has it, perhaps on other operands.
    case stays
    /// Another node, which stays, has its value; the identity tells why, nil where both are the same operation on the
    /// same operands or equal constants.
    case merged(into: Int, Identity?)
    /// It is a constant now; the identity tells why, nil where all its operands are.
    case folded(Identity?)
    /// Nothing needs it any more.
    case removed
  }
}

/// The number of operations that an optimisation saved, and by what.
public struct Savings: Hashable, Sendable {
  /// The operations of the graph as it was.
  public let operationsBefore: Int
  /// The operations that gave way to an equal one.
  public let merged: Int
  /// The operations that became constants, or were needed by such alone.
  public let folded: Int
  /// The operations that an identity made superfluous, by how many, in the order of the cases of ``Identity``.
  public let identities: [Use]
  /// The operations that nothing needs since others have gone.
  public let unneeded: Int
  /// The constants that gave way to an equal one; no operation is saved by that.
  public let mergedConstants: Int

  /// An identity and the number of operations that it saved.
  public struct Use: Hashable, Sendable {
    /// The identity.
    public let identity: Identity
    /// The operations that it made superfluous.
    public let count: Int
  }

  /// The operations that are saved.
  public var operations: Int { merged + folded + identities.reduce(0) { $0 + $1.count } + unneeded }
  /// The operations of the new graph.
  public var operationsAfter: Int { operationsBefore - operations }
}

extension Savings: CustomStringConvertible {
  /// The savings, in a line.
  public var description: String {
    guard operations > 0 else {
      return mergedConstants > 0 ? Words.constantsMerged : Words.nothingSaved
    }
    return Words.saved(
      operations, merged: merged, folded: folded, unneeded: unneeded,
      identities: identities.map { ($0.count, $0.identity.name, $0.identity.assumption) })
  }
}

/// The graph of a node without what it computes in vain, the article's "static optimisation" of `(sin x)^(sin x)`.
///
/// Equal subexpressions become one: the same operation with the same attributes on operands that are the same after
/// merging. The operands of a sum, product, maximum or minimum may be swapped if that leaves the value as it is, to the
/// bit. Constants are equal if type, shape and all bits are. An operation on constants alone becomes a constant. An
/// ``Identity`` may put an operand or a constant in an operation's place, if that has its value and shape, to the bit.
/// What is then needed by nothing is left behind.
///
/// Variables are the caller's own nodes and never merged, so that `gradient(of: optimized(f).output)[x]` is the
/// derivative with respect to the same `x`. A node keeps its name; of the names of nodes that are merged, the first.
///
/// Every value is the same to the bit. Gradients are the same up to rounding, as the contributions that two equal
/// nodes passed on one by one are added before they are passed on; so they may differ where one of them overflows, and
/// where what an identity assumes does not hold.
///
/// - Parameter output: the node whose graph is optimised; it stays as it is.
/// - Returns: the node that stands for it, and what was saved.
/// - Complexity: O(*n* + *e*) on average for *n* nodes and *e* operand edges, besides a few looks at each element of the
///   values. Nothing is computed anew.
public func optimized(_ output: Node) -> Optimization {
  var optimizer = Optimizer(output)
  optimizer.merge()
  return optimizer.result()
}
