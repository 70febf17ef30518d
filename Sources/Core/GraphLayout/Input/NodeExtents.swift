/// The outline of a node and how far its box reaches from the outline's centre, in the layout's coordinates.
struct NodeExtents {
  var before: Double
  var after: Double
  var above: Double
  var below: Double
  var outline: OutlineShape

  /// The box with the outline's centre at a point.
  func box(at centre: Point) -> Rectangle {
    Rectangle(
      minX: centre.x - before, minY: centre.y - above, maxX: centre.x + after, maxY: centre.y + below)
  }

  /// The parts of the box above and below the outline, which the node's own edges must not meet either.
  func margins(at centre: Point) -> [Rectangle] {
    let box = box(at: centre)
    var upper = box
    upper.maxY = centre.y - outline.half.height
    var lower = box
    lower.minY = centre.y + outline.half.height
    return [upper, lower].filter { $0.maxY - $0.minY > 1 }
  }
}

/// An outline in the layout's coordinates: a rectangle with round corners, which a circle is too.
struct OutlineShape {
  var half: PictureSize
  var corner: Double

  /// The greatest distance from the middle of a side at which an edge may begin or end.
  var reach: Double { corner == half.height ? 0.8 * corner : half.height - 0.7 * corner }

  /// The distance of the outline from the vertical line through its centre, at a distance from the middle of the side.
  func extent(at offset: Double) -> Double {
    let over = max(0, min(abs(offset) - (half.height - corner), corner))
    return half.width - corner + max(0, corner * corner - over * over).squareRoot()
  }

  /// Tells whether a line of some slope, followed away from the outline, leaves it at a clear angle to its tangent.
  func isClear(slope: Double, at offset: Double) -> Bool {
    let over = abs(offset) - (half.height - corner)
    let sine = over > 0 && corner > 0 ? min(1, over / corner) * (offset < 0 ? -1 : 1) : 0
    let cosine = max(0, 1 - sine * sine).squareRoot()
    return (cosine + slope * sine) / (1 + slope * slope).squareRoot() > 0.5
  }

  /// Where a line from the centre in some direction meets the outline, as a distance from the middle of the side.
  func offset(toward direction: Point) -> Double {
    let length = (direction.x * direction.x + direction.y * direction.y).squareRoot()
    guard length > 0 else { return 0 }
    guard corner < min(half.width, half.height) else {
      return direction.y / length * half.height
    }
    guard abs(direction.y) * half.width < abs(direction.x) * half.height else {
      return direction.y < 0 ? -reach : reach
    }
    return max(-reach, min(reach, direction.y / abs(direction.x) * half.width))
  }
}
