import Formulas
import GraphLayout

/// What may be chosen about pictures.
///
/// What is drawn with a size that is not in the range its documentation gives throws ``LayoutError/badOption(_:)``.
public struct PictureOptions: Hashable, Sendable {
  /// Whether the forward value stands beside each node.
  public var showsValues = true
  /// Whether frames show the queue.
  public var showsQueue = true
  /// Whether the kinds of nodes are explained.
  public var showsLegend = true
  /// Whether frames tell their step in formulas.
  public var showsCaption = true
  /// How numbers are rounded.
  public var numbers = NumberStyle()
  /// Arrays of up to so many elements are written by them; nil for matrices up to 4×4 and vectors up to 6.
  public var elementsUpTo: Int?
  /// Where the edges point to.
  public var direction = Direction.leftToRight
  /// How often leaves are drawn that several operations use.
  public var sharedLeaves = SharedLeaves.auto
  /// Whether the page has a ground; without one the picture is transparent.
  public var hasBackground = true
  /// The size the picture is drawn at, in points, whose proportions the page takes; nil for what the page needs, at
  /// least 1280×720 for a frame.
  ///
  /// From 16 to 20,000 on a side, one side at most 10 times as long as the other.
  public var size: Size?
  /// The colours and sizes; a size is from 1 to 200 points.
  public var theme = Theme.light

  /// The defaults: everything is shown, four digits, from left to right, the light theme.
  public init() {}
}
