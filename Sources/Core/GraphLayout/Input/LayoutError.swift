/// The reasons why a graph cannot be laid out.
public enum LayoutError: Error, Hashable, Sendable, CustomStringConvertible {
  /// An edge names a node that does not exist.
  case noSuchNode(edge: Int, node: Int)
  /// A node has a size that is negative, not a number, or too large, or an outline outside its box.
  case unusableNode(Int)
  /// An edge's label has a size that is negative or not a number, or too large.
  case unusableLabel(edge: Int)
  /// A separation or the available size is negative or not a number, or too large.
  case unusableOptions
  /// An edge lies on a cycle, so that it cannot point the way of the others.
  case cycle(edge: Int)
  /// Nodes and dummy nodes take more slots than can be laid out in a time that anyone waits.
  case tooLarge(slots: Int)
  /// The nodes could not be ordered, with a sentence that says why.
  case orderingFailed(String)
  /// An option of a picture has a value that cannot be drawn, with a sentence that says which.
  case badOption(String)

  /// The reason as a sentence.
  public var description: String {
    switch self {
    case .noSuchNode(let edge, let node):
      "Edge \(edge) ends at node \(node), which does not exist."
    case .unusableNode(let node):
      "Node \(node) needs finite sizes that are not negative and an outline inside its box."
    case .unusableLabel(let edge):
      "The number on edge \(edge) needs a finite size that is not negative."
    case .unusableOptions:
      "The separations and the room of a layout must be finite and not negative."
    case .cycle(let edge):
      "Edge \(edge) lies on a cycle; a computational graph has none."
    case .tooLarge(let slots):
      "Its nodes and the edges that pass them take \(slots) places, and \(mostSlots) is the most that can be laid out; "
        + "draw a part of it, or shared leaves again where they are used."
    case .orderingFailed(let sentence), .badOption(let sentence): sentence
    }
  }
}
