import GraphLayout
import Storyboard

/// All steps of a storyboard in one picture: one geometry, and what of it is to be seen at which step.
///
/// Whatever looks the same in several steps is drawn once. At each step, the pieces that are visible then are exactly
/// what ``FrameRenderer/svg(_:)`` draws, in the same order.
public struct MovingPicture: Sendable {
  /// How colours are written.
  public enum Coloring: Sendable {
    /// In the theme's colours, as presentation attributes that any program understands.
    case theme
    /// As variables of CSS, `var(--ink)`, by the names of ``Theme/paints``.
    case variables
  }

  /// Something that looks the same whenever it is to be seen.
  public struct Piece: Sendable {
    /// The steps it is to be seen at, ascending, none next to another.
    public let steps: [ClosedRange<Int>]
    /// SVG elements.
    public let svg: [UInt8]

    /// Whether it is to be seen at a step.
    public func isVisible(at step: Int) -> Bool { steps.contains { $0.contains(step) } }
  }

  /// What the pieces of a part belong to.
  public enum Subject: Hashable, Sendable {
    /// A node, by its id.
    case node(Int)
    /// An edge: the operation's id and which of its operands.
    case edge(to: Int, operand: Int)
    /// A variable's adjoint, by the variable's id.
    case gradient(Int)
    /// The page.
    case page
  }

  /// A thing and how it appears.
  public struct Part: Sendable {
    /// What it is.
    public let subject: Subject
    /// Its pieces, from bottom to top.
    public let pieces: [Piece]
  }

  /// What lies on one level.
  public struct Layer: Sendable {
    /// Which level.
    public let kind: PictureLayer
    /// The room it takes.
    public let bounds: Rectangle
    /// What is on it, from bottom to top.
    public let parts: [Part]
  }

  /// The size it is drawn at.
  public let size: Size
  /// The size of the page that coordinates refer to, from (0, 0).
  public let page: Size
  /// How many steps it shows, the start included.
  public let count: Int
  /// What stands before every id.
  public let prefix: String
  /// What references refer to, as elements for `<defs>`: the outlines of glyphs and the chips of the queue.
  public let definitions: [UInt8]
  /// The ground as an element; empty where the page has none.
  public let ground: [UInt8]
  /// The levels, from bottom to top.
  public let layers: [Layer]
}

extension FrameRenderer {
  /// All steps in one picture, on the geometry of the frames.
  ///
  /// - Parameters:
  ///   - prefix: what stands before every id; a letter first.
  ///   - coloring: how colours are written.
  ///   - isSpoken: whether formulas carry what is read aloud of them.
  /// - Returns: the picture.
  /// - Complexity: O(*n* · *s*) for *n* nodes and edges and *s* steps.
  public func moving(
    prefix: String, coloring: MovingPicture.Coloring = .theme, isSpoken: Bool = true
  ) -> MovingPicture {
    let colors = coloring == .theme ? ColorSyntax(layout.theme) : .variables
    let dialect = SVGDialect.moving(colors, isSpoken: isSpoken)
    return VisibilityRuns(layout, PrerenderedParts(layout, dialect), dialect).picture(prefix)
  }
}
