/// The direction in which the edges of a graph point, by the letters Graphviz has for it.
public enum Direction: String, CaseIterable, Hashable, Sendable {
  /// Operands on the left, the result on the right.
  case leftToRight = "LR"
  /// Operands above, the result below.
  case topToBottom = "TB"
  /// Operands on the right, the result on the left.
  case rightToLeft = "RL"
  /// Operands below, the result above.
  case bottomToTop = "BT"

  /// Whether edges point up or down.
  package var isVertical: Bool { self == .topToBottom || self == .bottomToTop }

  /// The other way along the same line.
  package var reversed: Direction {
    switch self {
    case .leftToRight: .rightToLeft
    case .rightToLeft: .leftToRight
    case .topToBottom: .bottomToTop
    case .bottomToTop: .topToBottom
    }
  }
}

/// The options of a layout; lengths are in points.
package struct LayoutOptions: Hashable, Sendable {
  /// The direction in which the edges point.
  package var direction: Direction
  /// The distance between the boxes of neighbours in one layer that is comfortable.
  package var nodeSeparation: Double
  /// The distance between the outlines of neighbouring layers that is comfortable; more is taken where edges would be
  /// steep or their labels wide.
  package var layerSeparation: Double
  /// The size of the place for the graph, if known: a smaller graph is spread to fill it, by up to half of the
  /// comfortable distances; a larger one is drawn together, as far as what stands in the gaps allows.
  package var availableSize: PictureSize?
  /// The number of edges beyond which labels stand in the middle of their curves, whatever else is there.
  package var edgeLabelLimit: Int
  /// Whether only the size matters: curves are not smoothed and labels not placed.
  ///
  /// It takes a tenth of the time. The result may be somewhat smaller than the real layout.
  package var isDraft = false
  /// The size on the page of what stands above each row, its heading; none where rows have none.
  package var rowHeadings: [PictureSize] = []

  /// The least distances in a graph that is too large for its place.
  static let (leastNodeSeparation, leastLayerSeparation) = (14.0, 44.0)

  /// The size of what stands above a row.
  func heading(of row: Int) -> PictureSize {
    rowHeadings.indices.contains(row) ? rowHeadings[row] : PictureSize(width: 0, height: 0)
  }

  /// Makes options; those left out suit a slide of 1280×720.
  package init(
    direction: Direction = .leftToRight, nodeSeparation: Double = 32, layerSeparation: Double = 140,
    availableSize: PictureSize? = nil, edgeLabelLimit: Int = 500
  ) {
    self.direction = direction
    self.nodeSeparation = nodeSeparation
    self.layerSeparation = layerSeparation
    self.availableSize = availableSize
    self.edgeLabelLimit = edgeLabelLimit
  }
}
