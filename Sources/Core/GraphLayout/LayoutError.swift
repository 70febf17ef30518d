/// Why a graph could not be laid out.
public enum LayoutError: Error, Hashable, Sendable, CustomStringConvertible {
  /// An edge names a node that does not exist.
  case noSuchNode(edge: Int, node: Int)
  /// A node has a size that is negative, not a number, or too large, or an outline outside its box.
  case unusableNode(Int)
  /// An edge's number has a size that is negative or not a number, or too large.
  case unusableNumber(edge: Int)
  /// A separation or the room is negative or not a number, or too large.
  case unusableOptions
  /// An edge lies on a cycle, so that it cannot point the way of the others.
  case cycle(edge: Int)
  /// Nodes and edges on their way take more places than can be laid out in a time that anyone waits.
  case tooLarge(places: Int)
  /// Graphviz gave up, with its own words.
  case graphviz(String)
  /// What was chosen about a picture cannot be drawn, as a sentence.
  case badOption(String)

  /// The reason as a sentence.
  public var description: String {
    switch self {
    case .noSuchNode(let edge, let node):
      "Edge \(edge) ends at node \(node), which does not exist."
    case .unusableNode(let node):
      "Node \(node) needs finite sizes that are not negative and an outline inside its box."
    case .unusableNumber(let edge):
      "The number on edge \(edge) needs a finite size that is not negative."
    case .unusableOptions:
      "The separations and the room of a layout must be finite and not negative."
    case .cycle(let edge):
      "Edge \(edge) lies on a cycle; a computational graph has none."
    case .tooLarge(let places):
      "Its nodes and the edges that pass them take \(places) places, and \(mostPlaces) is the most that can be laid "
        + "out; draw a part of it (--around NODE), or shared leaves again where they are used (--shared-leaves auto)."
    case .graphviz(let message):
      "Graphviz could not order the graph: \(message)"
    case .badOption(let sentence): sentence
    }
  }
}
