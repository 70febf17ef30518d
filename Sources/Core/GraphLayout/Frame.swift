/// The layout's own view of the page, in which every edge points along, from left to right.
///
/// Everything is computed in this view: `x` is the distance along the edges, `y` the distance across them.
struct Frame {
  var direction: Direction

  private var isSideways: Bool { direction == .topToBottom || direction == .bottomToTop }
  private var isReversed: Bool { direction == .rightToLeft || direction == .bottomToTop }

  func size(_ size: Size) -> Size { isSideways ? size.transposed : size }

  /// A place in the frame as a place on the page, still to be shifted to where the page begins.
  func page(_ point: Point) -> Point {
    let along = isReversed ? -point.x : point.x
    return isSideways ? Point(x: point.y, y: along) : Point(x: along, y: point.y)
  }

  func page(_ rectangle: Rectangle) -> Rectangle {
    let a = page(Point(x: rectangle.minX, y: rectangle.minY))
    let b = page(Point(x: rectangle.maxX, y: rectangle.maxY))
    return Rectangle(minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y))
  }

  func body(_ node: NodeSpace) -> Body {
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
    return Body(before: before, after: after, above: over, below: under, shape: shape(node.outline))
  }

  private func shape(_ outline: Outline) -> Shape {
    switch outline {
    case .circle(let radius):
      return Shape(half: Size(width: radius, height: radius), corner: radius)
    case .roundedRectangle(let outer, let corner):
      let half = Size(width: size(outer).width / 2, height: size(outer).height / 2)
      return Shape(half: half, corner: max(0, min(corner, half.width, half.height)))
    }
  }
}

/// A node in the frame: how far its box reaches from the centre of its outline, and the outline.
struct Body {
  var before: Double
  var after: Double
  var above: Double
  var below: Double
  var shape: Shape

  func box(at centre: Point) -> Rectangle {
    Rectangle(
      minX: centre.x - before, minY: centre.y - above, maxX: centre.x + after, maxY: centre.y + below)
  }

  /// The parts of the box above and below the outline, which the node's own edges must leave alone too.
  func margins(at centre: Point) -> [Rectangle] {
    let box = box(at: centre)
    var upper = box
    upper.maxY = centre.y - shape.half.height
    var lower = box
    lower.minY = centre.y + shape.half.height
    return [upper, lower].filter { $0.maxY - $0.minY > 1 }
  }
}

/// An outline in the frame: a rectangle with round corners, which a circle is too.
struct Shape {
  var half: Size
  var corner: Double

  /// The farthest from the middle that an edge may begin or end.
  var reach: Double { corner == half.height ? 0.8 * corner : half.height - 0.7 * corner }

  /// How far the outline is from the line through its centre, at a distance from the middle.
  func extent(at offset: Double) -> Double {
    let over = max(0, min(abs(offset) - (half.height - corner), corner))
    return half.width - corner + max(0, corner * corner - over * over).squareRoot()
  }

  /// Tells whether a line of some slope, seen away from the shape, leaves it well clear of its tangent.
  func isNatural(slope: Double, at offset: Double) -> Bool {
    let over = abs(offset) - (half.height - corner)
    let sine = over > 0 && corner > 0 ? min(1, over / corner) * (offset < 0 ? -1 : 1) : 0
    let cosine = max(0, 1 - sine * sine).squareRoot()
    return (cosine + slope * sine) / (1 + slope * slope).squareRoot() > 0.45
  }

  /// Where a line from the centre in some direction meets the outline, as a distance from the middle.
  func offset(toward direction: Point) -> Double {
    let length = (direction.x * direction.x + direction.y * direction.y).squareRoot()
    guard length > 0 else { return 0 }
    guard corner < min(half.width, half.height) else {
      return direction.y / length * half.height
    }
    guard abs(direction.y) * half.width < abs(direction.x) * half.height else {
      return direction.y < 0 ? -reach : reach
    }
    return direction.y / abs(direction.x) * half.width
  }
}
