import Autodiff
import Formulas

/// A trace told as pictures: what there is to draw, and how it stands at each step.
///
/// Knows what is highlighted, written and queued, and nothing of sizes, places or colours.
public struct Storyboard: Sendable {
  /// The heading.
  public let title: Heading
  /// The output as mathematics with the point it is differentiated at, under a heading in words.
  public let subtitle: Formula?
  /// The nodes the output is computed from, by their ids in the trace.
  public let nodes: [StoryNode]
  /// One edge an operand of an operation.
  public let edges: [StoryEdge]
  /// A short name for exactly this story, to tell the ids of its pictures from others'.
  public let identifier: String
  /// The start and every step after it, N steps being N + 1 frames, or an excerpt; none where only the graph is drawn.
  public let frames: Frames
  /// How many steps there are after the start, whichever of them are drawn; 0 where only the graph is.
  public let stepCount: Int
  /// How many nodes there would be without an excerpt.
  public let wholeCount: Int

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
