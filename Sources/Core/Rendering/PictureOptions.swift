import Formulas
import GraphLayout
import Storyboard

/// The options of a picture.
///
/// A size out of the range given here makes the renderers throw ``LayoutError/badOption(_:)``.
public struct PictureOptions: Hashable, Sendable {
  /// Whether the forward value stands beside each node.
  public var showsValues = true
  /// Whether frames show the queue.
  public var showsQueue = true
  /// Whether a legend explains the kinds of nodes.
  public var showsLegend = true
  /// Whether frames have a caption.
  public var showsCaption = true
  /// The rounding of numbers.
  public var numbers = NumberStyle()
  /// The most elements of an array that is written out; nil for matrices up to 4×4 and vectors up to 6.
  public var elementsUpTo: Int?
  /// How nodes come into layers, and into an order within them.
  public var layering = LayeringMethod.dot
  /// The room that numbers have.
  public var room = NumberRoom.shown
  /// The number on each edge.
  public var edgeNumbers = EdgeNumbers.adjoint
  /// Where a number that is used once is drawn.
  public var literals = Literals.auto
  /// The direction of the edges; nil for the one that fits the picture, from left to right where both do.
  public var direction: Direction?
  /// Whether a leaf that several operations use is drawn once, or again where it is used.
  public var sharedLeaves = SharedLeaves.auto
  /// The groups whose hulls are drawn.
  public var groups = ShownGroups.none
  /// The groups that are drawn as one node each.
  public var closedGroups = ClosedGroups.none
  /// Whether the page has a background; without one the picture is transparent.
  public var hasBackground = true
  /// The size the picture is drawn at, in points, whose proportions the page takes; nil for what the page needs, at
  /// least 1280×720 for a frame.
  ///
  /// From 16 to 20,000 on a side, one side at most 10 times as long as the other.
  public var size: Size?
  /// The colours and sizes; a size is from 1 to 200 points.
  public var theme = Theme.light

  /// The options by which a page is measured: where any number must have room, each is the widest.
  var measure: PictureOptions {
    guard room == .widest else { return self }
    var options = self
    options.numbers = numbers.widest
    return options
  }

  /// The defaults: everything is shown, four digits, the direction that fits, the light theme.
  public init() {}
}
