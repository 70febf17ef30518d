/// The shape drawn for a node: where its edges begin and end.
package enum Outline: Hashable, Sendable {
  /// A circle of a radius.
  case circle(radius: Double)
  /// A rectangle whose corners are quarter circles of a radius.
  case roundedRectangle(PictureSize, corner: Double)

  /// The width and height of the shape.
  package var size: PictureSize {
    switch self {
    case .circle(let radius): PictureSize(width: 2 * radius, height: 2 * radius)
    case .roundedRectangle(let size, _): size
    }
  }
}

/// The space a node takes on the page: the box kept free for it and the outline drawn inside the box, in points.
package struct NodeSpace: Hashable, Sendable {
  /// The box kept free, with room for the texts around the outline.
  package var size: PictureSize
  /// The shape where edges begin and end.
  package var outline: Outline
  /// The centre of the outline, seen from the upper left corner of the box.
  package var outlineCentre: Point

  /// Makes a space of a box and an outline somewhere inside it.
  package init(size: PictureSize, outline: Outline, outlineCentre: Point) {
    self.size = size
    self.outline = outline
    self.outlineCentre = outlineCentre
  }

  /// Makes a space that is as large as its outline with room around it.
  package init(outline: Outline, left: Double = 0, right: Double = 0, above: Double = 0, below: Double = 0) {
    let inner = outline.size
    self.init(
      size: PictureSize(width: left + inner.width + right, height: above + inner.height + below),
      outline: outline,
      outlineCentre: Point(x: left + inner.width / 2, y: above + inner.height / 2))
  }
}

/// An edge from an operand to the operation that uses it, and the space its label takes.
package struct EdgeSpace: Hashable, Sendable {
  /// The index of the node the edge leaves: the operand.
  package var from: Int
  /// The index of the node the edge enters: the operation.
  package var to: Int
  /// The index of the operand: edges enter a node in this order from top to bottom, edges of the same index in the
  /// order of the places they come from.
  package var operand: Int
  /// Whether the order of the operands is kept even where edges cross for it.
  package var isOrderFixed: Bool
  /// The size of the label to place on the edge, in points; nil for an edge without one.
  package var labelSize: PictureSize?

  /// Makes an edge.
  package init(from: Int, to: Int, operand: Int = 0, isOrderFixed: Bool = true, labelSize: PictureSize? = nil) {
    self.from = from
    self.to = to
    self.operand = operand
    self.isOrderFixed = isOrderFixed
    self.labelSize = labelSize
  }
}
