import Autodiff
import Formulas

/// The literals of a trace that stand inside the operations that use them.
///
/// Such a literal is a number without a name that one operation uses, once. An operation keeps the nodes of its literals
/// where it has no other operand, so that none is without edges.
struct InsideLiterals {
  /// By id, whether a node is one of them; empty where none is wanted.
  private var isInside: [Bool] = []

  /// Finds them among the nodes that the output depends on.
  ///
  /// - Parameters:
  ///   - trace: the trace.
  ///   - nodes: the ids of the nodes to draw; nil for all.
  ///   - isWanted: false for none.
  init(_ trace: Trace, nodes: Set<Int>?, isWanted: Bool) {
    guard isWanted else { return }
    isInside = Array(repeating: false, count: trace.nodes.count)
    let reached = trace.reached
    var uses = Array(repeating: 0, count: trace.nodes.count)
    for node in trace.nodes where reached[node.id] {
      for operand in node.operands { uses[operand] += 1 }
    }
    for node in trace.nodes where reached[node.id] && node.kind == .operation && trace.rule(of: node.id) != nil {
      let literals = node.operands.filter { uses[$0] == 1 && trace.nodes[$0].literal != nil }
      guard literals.count < node.operands.count else { continue }
      // A literal that alone is to be drawn stays.
      for literal in literals where nodes?.contains(node.id) != false || nodes?.contains(literal) != true {
        isInside[literal] = true
      }
    }
  }

  /// Whether a node is a literal inside an operation.
  func contains(_ id: Int) -> Bool { isInside.indices.contains(id) && isInside[id] }
}
