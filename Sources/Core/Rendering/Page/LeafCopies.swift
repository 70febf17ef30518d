import GraphLayout
import Storyboard

/// The nodes to lay out: every node, plus a copy of a shared leaf for each distant use.
struct LeafCopies {
  /// The edges between nodes and copies, by position; without numbers on them.
  private(set) var edges: [EdgeSpace]
  /// For every node, the positions of its copies.
  private(set) var copies: [[Int]]
  /// For every copy, the position of the node it copies.
  private(set) var originals: [Int] = []

  init(_ story: Storyboard, _ positions: [Int: Int], _ sharing: SharedLeaves) throws(LayoutError) {
    edges = story.edges.map { edge in
      EdgeSpace(
        from: positions[edge.from] ?? 0, to: positions[edge.to] ?? 0, operand: edge.operand,
        isOrderFixed: story.node(edge.to)?.isCommutative != true)
    }
    copies = Array(repeating: [], count: story.nodes.count)
    let numbers = try GraphLayout.leafCopies(nodeCount: story.nodes.count, edges: edges, sharing: sharing)
    for (index, number) in numbers.enumerated() where number > 0 {
      let original = edges[index].from
      while copies[original].count < number {
        copies[original].append(story.nodes.count + originals.count)
        originals.append(original)
      }
      edges[index].from = copies[original][number - 1]
    }
  }
}
