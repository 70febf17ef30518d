import Autodiff
import Formulas

/// The frames of an animation as values: the nodes and edges to draw, and the state of each at every step.
///
/// It holds what is highlighted, written and queued, without sizes, places and colours.
///
/// ```swift
/// let x = variable(2, name: "x")
/// let story = try Storyboard(Trace(of: sin(x) * x))
/// for frame in story.frames {
///   print(frame.step, frame.caption.text(NumberStyle()))
/// }
/// ```
public struct Storyboard: Sendable {
  /// The heading.
  public let title: Heading
  /// The output as mathematics with the point it is differentiated at, under a heading in words.
  public let subtitle: Formula?
  /// The nodes the output is computed from, by their ids in the trace.
  public internal(set) var nodes: [StoryNode]
  /// The edges, one for each operand of each operation.
  public internal(set) var edges: [StoryEdge]
  /// The groups of which more than one node is drawn, each before those within it.
  public let groups: [StoryGroup]
  /// A short name of this trace, a hash that prefixes the ids in its pictures.
  public let identifier: String
  /// A frame for the start and one for each step, *n* + 1 for *n* steps, or an excerpt of them; none where only the
  /// graph is drawn.
  public internal(set) var frames: Frames
  /// The number of steps after the start, drawn or not; 0 where only the graph is drawn.
  public let stepCount: Int
  /// The id of the first node whose value is not finite, where it is drawn; of several graphs one of each.
  package let flawedNodes: Set<Int>
  /// The place in ``edges`` of the first edge on which a number that is not finite is made, where it is drawn; of several
  /// graphs one of each.
  package let flawedEdges: Set<Int>
  /// The numbers of edges of each of ``nodes`` that an excerpt leaves out.
  package let cutEdges: [CutEdges]
  /// The number of nodes without an excerpt.
  package let wholeCount: Int
  /// The cells that its steps tell of; nil where they tell of arrays as wholes.
  package internal(set) var cells: StoryCells?
  /// The graphs that share the clock; empty for a single one.
  package let panels: [StoryPanel]
  /// The same story of several graphs with arrays up to so many elements written out, and with literals inside or not;
  /// nil of a single graph, which is told anew by its source.
  let retold: (@Sendable (Int?, Bool) -> Storyboard)?
  /// What it was made of; of several graphs what the first was made of.
  let source: Source

  /// Edges of a node to nodes that are not drawn.
  package struct CutEdges: Hashable, Sendable {
    /// The number of edges from operands.
    package var operands = 0
    /// The number of edges to operations.
    package var uses = 0

    /// Whether there is none.
    package var isEmpty: Bool { operands + uses == 0 }
  }

  /// A heading in words, or a formula.
  public enum Heading: Hashable, Sendable {
    /// The title the source gave.
    case words(String)
    /// The output's formula, where the source gave no title.
    case formula(Formula)
  }

  /// The node with an id; nil where it is not drawn.
  ///
  /// - Complexity: O(log *n*), as ids ascend.
  public func node(_ id: Int) -> StoryNode? {
    var (low, high) = (0, nodes.count)
    while low < high {
      let middle = (low + high) / 2
      if nodes[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < nodes.count && nodes[low].id == id ? nodes[low] : nil
  }
}
