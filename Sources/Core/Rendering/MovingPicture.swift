import GraphLayout
import Storyboard

/// All steps of a storyboard in one picture: pieces of SVG, each with the steps at which it is visible.
///
/// A piece that looks the same in several steps is drawn once. At each step the visible pieces are exactly those that
/// ``FrameRenderer/svg(_:)`` draws, in the same order.
public struct MovingPicture: Sendable {
  /// The way colours are written.
  public enum Coloring: Sendable {
    /// As values of the theme, in presentation attributes that any program understands.
    case theme
    /// As variables of CSS, `var(--ink)`, by the names of ``Theme/paints``.
    case variables
  }

  /// A drawing that looks the same whenever it is visible.
  public struct Piece: Sendable {
    /// The steps at which it is visible: ascending ranges with gaps between them.
    public let steps: [ClosedRange<Int>]
    /// SVG elements.
    public let svg: [UInt8]

    /// Whether it is visible at a step.
    public func isVisible(at step: Int) -> Bool { steps.contains { $0.contains(step) } }
  }

  /// The node, edge or other thing that a part draws.
  public enum Subject: Hashable, Sendable {
    /// A node, by its id.
    case node(Int)
    /// An edge, by the operation's id and the position of the operand.
    case edge(to: Int, operand: Int)
    /// A variable's adjoint, by the variable's id.
    case gradient(Int)
    /// The hull of a group, by the names of the groups it stands in and its own.
    case group([String])
    /// The page.
    case page
  }

  /// All pieces of one node, edge or other thing.
  public struct Part: Sendable {
    /// The thing it draws.
    public let subject: Subject
    /// Its pieces, from bottom to top.
    public let pieces: [Piece]
  }

  /// The parts on one level.
  public struct Layer: Sendable {
    /// The level.
    public let kind: PictureLayer
    /// The area it covers.
    public let bounds: Rectangle
    /// Its parts, from bottom to top.
    public let parts: [Part]
  }

  /// A number on its way back along an edge, which no frame shows.
  public struct Travel: Sendable {
    /// The step that it belongs to, as a position among the frames.
    public let step: Int
    /// The place of its edge in ``Storyboard/edges``.
    public let edge: Int
    /// The way from the operation to the operand, as the corners of a line that keeps to the edge.
    public let points: [Point]
    /// SVG elements around the origin.
    public let svg: [UInt8]
  }

  /// The size it is drawn at.
  public let size: PictureSize
  /// The size of the page that coordinates refer to, from (0, 0).
  public let page: PictureSize
  /// The number of frames it shows, the start included.
  public let count: Int
  /// The prefix of every id.
  public let prefix: String
  /// Elements for `<defs>`, which the pieces refer to: the outlines of glyphs and the chips of the queue.
  public let definitions: [UInt8]
  /// The background as an element; empty where the page has none.
  public let ground: [UInt8]
  /// The levels, from bottom to top.
  public let layers: [Layer]
  /// The numbers that travel, in the order of their steps.
  public let travels: [Travel]
}

extension FrameRenderer {
  /// All steps in one picture, on the geometry of the frames.
  ///
  /// - Parameters:
  ///   - prefix: the prefix of every id; a letter first.
  ///   - coloring: the way colours are written.
  ///   - isSpoken: whether formulas have labels for screen readers.
  /// - Returns: the picture.
  /// - Complexity: O(*n* · *s*) for *n* nodes and edges and *s* steps.
  public func moving(
    prefix: String, coloring: MovingPicture.Coloring = .theme, isSpoken: Bool = true
  ) -> MovingPicture {
    moving(prefix: prefix, coloring: coloring, isSpoken: isSpoken, steps: layout.story.frames.indices)
  }

  /// Some steps in one picture, on the geometry of the frames.
  ///
  /// - Parameters:
  ///   - prefix: the prefix of every id; a letter first.
  ///   - coloring: the way colours are written.
  ///   - isSpoken: whether formulas have labels for screen readers.
  ///   - steps: the places of the frames.
  /// - Returns: the picture, which has nothing that is to be seen at other steps alone.
  package func moving(
    prefix: String, coloring: MovingPicture.Coloring, isSpoken: Bool, steps: Range<Int>
  ) -> MovingPicture {
    let colors = coloring == .theme ? ColorSyntax(layout.theme) : .variables
    let dialect = SVGDialect.moving(colors, isSpoken: isSpoken)
    let steps = steps.clamped(to: layout.story.frames.indices)
    let parts = PrerenderedParts(layout, dialect, steps: steps == layout.story.frames.indices ? nil : steps)
    return VisibilityRuns(layout, parts, dialect, steps: steps).picture(prefix)
  }
}
