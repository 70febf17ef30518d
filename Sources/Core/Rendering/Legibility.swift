/// How well the graph of a picture can be read on a slide.
public struct Legibility: Hashable, Sendable {
  /// The height of the smallest text beside subscripts, in pixels, where the picture is fitted to 1920×1080.
  public let textHeight: Double
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

  /// Whether text is smaller than pictures are composed for.
  public var isBelowAim: Bool { textHeight < Legibility.aim(nodeCount: nodeCount) }
}
