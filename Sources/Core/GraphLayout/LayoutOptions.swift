/// Where the edges of a graph point to, by the letters Graphviz has for it.
public enum Direction: String, CaseIterable, Hashable, Sendable {
  /// Operands on the left, the result on the right.
  case leftToRight = "LR"
  /// Operands above, the result below.
  case topToBottom = "TB"
  /// Operands on the right, the result on the left.
  case rightToLeft = "RL"
  /// Operands below, the result above.
  case bottomToTop = "BT"
}

/// What may be chosen about a layout.
public struct LayoutOptions: Hashable, Sendable {
  /// Where the edges point to.
  public var direction: Direction
  /// The distance between the boxes of neighbours in one column.
  public var nodeSeparation: Double
  /// The distance between the outlines of neighbouring columns; more is taken where edges would be steep.
  public var layerSeparation: Double
  /// The room there is, if known: a graph that is smaller is spread to use it, one that is larger is drawn together,
  /// each by up to a half of the usual distances.
  public var room: Size?
  /// The number of edges beyond which numbers stand in the middle of their curves, whatever else is there.
  public var edgeLabelLimit: Int

  /// Makes options; those left out suit a slide of 1280×720.
  public init(
    direction: Direction = .leftToRight, nodeSeparation: Double = 32, layerSeparation: Double = 140,
    room: Size? = nil, edgeLabelLimit: Int = 500
  ) {
    self.direction = direction
    self.nodeSeparation = nodeSeparation
    self.layerSeparation = layerSeparation
    self.room = room
    self.edgeLabelLimit = edgeLabelLimit
  }
}
