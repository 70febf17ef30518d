import GraphLayout
import Graphviz
import TestSupport

/// A graph to lay out, with sizes like those of a slide.
struct Sample {
  var nodes: [NodeSpace]
  var edges: [EdgeSpace]

  static let variable = NodeSpace(
    outline: .roundedRectangle(Size(width: 60, height: 60), corner: 10), left: 110, below: 22)
  static let constant = NodeSpace(
    outline: .roundedRectangle(Size(width: 60, height: 60), corner: 10), below: 22)
  static let operation = NodeSpace(outline: .circle(radius: 30), below: 22)
  static let labelSize = Size(width: 52, height: 20)

  /// Edges given as operand and operation, in the order of the operands.
  init(nodes: [NodeSpace], edges: [(Int, Int)], labelSize: Size? = Sample.labelSize) {
    self.nodes = nodes
    self.edges = []
    var operands: [Int: Int] = [:]
    for (from, to) in edges {
      self.edges.append(EdgeSpace(from: from, to: to, operand: operands[to, default: 0], labelSize: labelSize))
      operands[to, default: 0] += 1
    }
  }

  /// The graph of x² + 2ˣ.
  static let twoPaths = Sample(
    nodes: [variable, constant, operation, operation, operation],
    edges: [(0, 2), (1, 2), (1, 3), (0, 3), (2, 4), (3, 4)])

  /// The graph of sin(x + y) + (x y)ᶻ.
  static let multi = Sample(
    nodes: [variable, variable, variable] + Array(repeating: operation, count: 5),
    edges: [(0, 3), (1, 3), (0, 4), (1, 4), (4, 5), (2, 5), (3, 6), (6, 7), (5, 7)])

  /// The graph of sin(x x).
  static let square = Sample(
    nodes: [variable, operation, operation], edges: [(0, 1), (0, 1), (1, 2)])

  /// A graph that grows like an expression: each operation takes one or two of the nodes shortly before it.
  static func random(nodes count: Int, seed: UInt64) -> Sample {
    var random = SplitMix64(seed &* 0x9E37_79B9 &+ UInt64(count))
    let leaves = max(2, count / 5)
    let nodes = (0..<count).map { index in
      index >= leaves ? operation : Bool.random(using: &random) ? variable : constant
    }
    var edges: [(Int, Int)] = []
    for node in leaves..<max(leaves, count) {
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let back = min(Int.random(in: 1...12, using: &random), Int.random(in: 1...node, using: &random))
        edges.append((node - back, node))
      }
    }
    return Sample(nodes: nodes, edges: edges)
  }

  /// `v = v·a + sin(v)` again and again: a, x, then three operations a step.
  static func ladder(steps: Int) -> Sample {
    var edges: [(Int, Int)] = []
    var last = 1
    for step in 0..<steps {
      let first = 2 + 3 * step
      edges += [(last, first), (0, first), (last, first + 1), (first, first + 2), (first + 1, first + 2)]
      last = first + 2
    }
    let operations = Array(repeating: operation, count: 3 * steps)
    return Sample(nodes: [variable, variable] + operations, edges: edges)
  }

  func laidOut(_ options: LayoutOptions = LayoutOptions()) throws -> PlacedGraph {
    try layOut(nodes: nodes, edges: edges, options: options, ordering: GraphvizOrdering.shared)
  }
}
