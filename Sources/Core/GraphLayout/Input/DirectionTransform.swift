/// The transform between the page and the layout's own coordinates, in which every edge points to the right.
///
/// All phases compute in these coordinates: `x` is the distance along the edges, `y` the distance across them.
struct DirectionTransform {
  var direction: Direction

  private var isVertical: Bool { direction.isVertical }
  private var isReversed: Bool { direction == .rightToLeft || direction == .bottomToTop }

  /// A size of the page in the layout's coordinates.
  func size(_ size: PictureSize) -> PictureSize { isVertical ? size.transposed : size }

  /// A point of the layout on the page, up to a shift.
  func page(_ point: Point) -> Point {
    let along = isReversed ? -point.x : point.x
    return isVertical ? Point(x: point.y, y: along) : Point(x: along, y: point.y)
  }

  /// A rectangle of the layout on the page, up to a shift.
  func page(_ rectangle: Rectangle) -> Rectangle {
    let a = page(Point(x: rectangle.minX, y: rectangle.minY))
    let b = page(Point(x: rectangle.maxX, y: rectangle.maxY))
    return Rectangle(minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y))
  }

  /// The extents of a node in the layout's coordinates.
  func extents(_ node: NodeSpace) -> NodeExtents {
    let left = node.outlineCentre.x
    let right = node.size.width - left
    let above = node.outlineCentre.y
    let below = node.size.height - above
    let (before, after, over, under) =
      switch direction {
      case .leftToRight: (left, right, above, below)
      case .rightToLeft: (right, left, above, below)
      case .topToBottom: (above, below, left, right)
      case .bottomToTop: (below, above, left, right)
      }
    return NodeExtents(before: before, after: after, above: over, below: under, outline: outline(node.outline))
  }

  private func outline(_ outline: Outline) -> OutlineShape {
    switch outline {
    case .circle(let radius):
      return OutlineShape(half: PictureSize(width: radius, height: radius), corner: radius)
    case .roundedRectangle(let outer, let corner):
      let half = PictureSize(width: size(outer).width / 2, height: size(outer).height / 2)
      return OutlineShape(half: half, corner: max(0, min(corner, half.width, half.height)))
    }
  }
}
