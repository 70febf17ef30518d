import GraphLayout

/// How well the graph of a picture can be read on a slide, or on a page of the size that was asked for.
public struct Legibility: Hashable, Sendable {
  /// The height of the smallest text beside subscripts, in pixels, where the picture is fitted to ``target``.
  public let textHeight: Double
  /// The size that the picture is fitted to, in pixels: 1920×1080; for pictures that are less wide than a slide, their
  /// own.
  public let target: PictureSize
  /// The number of nodes that are drawn.
  public let nodeCount: Int
  /// Whether there are groups, each of which can be drawn as one node.
  public let hasGroups: Bool
  /// The most elements of an array that is written out, where larger ones gave way to their shapes; nil where none did.
  public let elementsUpTo: Int?

  /// The height of text that pictures are composed for: 16 pixels up to 25 nodes, 14 up to 40, 12 beyond.
  public static func aim(nodeCount: Int) -> Double { nodeCount <= 25 ? 16 : nodeCount <= 40 ? 14 : 12 }

  /// Whether there are so many nodes that the page grows with the graph, in the usual direction.
  public var isHuge: Bool { nodeCount > GraphComposer.mostNodes }

  /// Whether text is smaller than pictures are composed for: on a page that is less wide than a slide, by 2 pixels less.
  ///
  /// A twentieth of a pixel is nothing: it would not show in a note either.
  public var isBelowAim: Bool { textHeight < Legibility.aim(nodeCount: nodeCount) - (isOnSlide ? 0 : 2) - 0.05 }

  /// Whether the picture is fitted to a slide.
  public var isOnSlide: Bool { target == Legibility.slide }

  /// A slide, in pixels.
  static let slide = PictureSize(width: 1920, height: 1080)

  /// The size that a picture is fitted to.
  static func target(of size: PictureSize?) -> PictureSize {
    guard let size, size.width / size.height < 1.6 else { return slide }
    return size
  }
}
