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
  /// Whether small arrays are drawn as grids of cells, and steps tell how one cell comes about.
  public var showsCells = false
  /// What the colours of nodes stand for in frames, in place of their kinds; nil for the kinds.
  public var heat: Heat?
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
  public var size: PictureSize?
  /// The colours and sizes; a size is from 1 to 200 points.
  public var theme = Theme.light
  /// The beginning of every id and class of the picture, for pages with several; nil for letters from a hash of what is
  /// drawn.
  ///
  /// A letter of the alphabet first, then letters, digits, `-` and `_`, at most 40.
  public var idPrefix: String?

  /// The options by which a page is measured: where any number must have room, each is the widest.
  var measure: PictureOptions {
    guard room == .widest else { return self }
    var options = self
    options.numbers = numbers.widest
    return options
  }

  /// The defaults: everything is shown, four digits, the direction that fits, the light theme.
  public init() {}

  /// The defaults but for what is given: `PictureOptions(theme: .dark, direction: .topToBottom)`.
  ///
  /// - Parameters:
  ///   - theme: the colours and sizes.
  ///   - direction: the direction of the edges; nil for the one that fits the picture.
  ///   - size: the size the picture is drawn at, in points; nil for what the page needs.
  ///   - numbers: the rounding of numbers.
  ///   - elementsUpTo: the most elements of an array that is written out.
  ///   - edgeNumbers: the number on each edge.
  ///   - showsValues: whether the forward value stands beside each node.
  ///   - showsQueue: whether frames show the queue.
  ///   - showsLegend: whether a legend explains the kinds of nodes.
  ///   - showsCaption: whether frames have a caption.
  ///   - hasBackground: whether the page has a background.
  ///   - idPrefix: the beginning of every id and class; nil for letters from a hash.
  public init(
    theme: Theme = .light, direction: Direction? = nil, size: PictureSize? = nil, numbers: NumberStyle = NumberStyle(),
    elementsUpTo: Int? = nil, edgeNumbers: EdgeNumbers = .adjoint, showsValues: Bool = true, showsQueue: Bool = true,
    showsLegend: Bool = true, showsCaption: Bool = true, hasBackground: Bool = true, idPrefix: String? = nil
  ) {
    (self.theme, self.direction, self.size, self.numbers) = (theme, direction, size, numbers)
    (self.elementsUpTo, self.edgeNumbers) = (elementsUpTo, edgeNumbers)
    (self.showsValues, self.showsQueue, self.showsLegend) = (showsValues, showsQueue, showsLegend)
    (self.showsCaption, self.hasBackground, self.idPrefix) = (showsCaption, hasBackground, idPrefix)
  }
}
