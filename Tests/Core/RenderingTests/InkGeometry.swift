/// A point on the page, in points.
struct InkPoint: Hashable {
  var x: Double
  var y: Double

  func distance(to other: InkPoint) -> Double {
    ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
  }

  /// How far it is from a part of a straight line.
  func distance(toLineFrom start: InkPoint, to end: InkPoint) -> Double {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let square = dx * dx + dy * dy
    guard square > 0 else { return distance(to: start) }
    let along = max(0, min(1, ((x - start.x) * dx + (y - start.y) * dy) / square))
    return distance(to: InkPoint(x: start.x + along * dx, y: start.y + along * dy))
  }
}

/// An upright box; one that holds nothing has its low corner beyond the high one.
struct InkBox: Hashable {
  var minX = Double.infinity
  var minY = Double.infinity
  var maxX = -Double.infinity
  var maxY = -Double.infinity

  var isEmpty: Bool { minX > maxX || minY > maxY }
  var centre: InkPoint { InkPoint(x: (minX + maxX) / 2, y: (minY + maxY) / 2) }
  var corners: [InkPoint] {
    [
      InkPoint(x: minX, y: minY), InkPoint(x: maxX, y: minY), InkPoint(x: maxX, y: maxY), InkPoint(x: minX, y: maxY),
    ]
  }

  mutating func add(_ point: InkPoint) {
    minX = min(minX, point.x)
    minY = min(minY, point.y)
    maxX = max(maxX, point.x)
    maxY = max(maxY, point.y)
  }

  mutating func add(_ box: InkBox) {
    minX = min(minX, box.minX)
    minY = min(minY, box.minY)
    maxX = max(maxX, box.maxX)
    maxY = max(maxY, box.maxY)
  }

  func grown(by margin: Double) -> InkBox {
    InkBox(minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin)
  }

  func meets(_ other: InkBox) -> Bool {
    minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY
  }
}

/// A convex area: all that lies within a radius of the polygon between some corners.
///
/// A disk has one corner, a piece of a line two, an arrowhead three, a box four; a rounded box is a smaller box with a
/// radius.
struct InkHull {
  /// The corners, in their order around the polygon.
  let corners: [InkPoint]
  let radius: Double
  let bounds: InkBox

  init(_ corners: [InkPoint], radius: Double = 0) {
    self.corners = corners
    self.radius = radius
    var box = InkBox()
    for corner in corners { box.add(corner) }
    bounds = box.grown(by: radius)
  }

  /// A box, which may be no higher or no wider than a line.
  init(_ box: InkBox, radius: Double = 0) {
    let (isFlat, isThin) = (box.maxY - box.minY < 1e-6, box.maxX - box.minX < 1e-6)
    let corners = box.corners
    switch (isFlat, isThin) {
    case (true, true): self.init([box.centre], radius: radius)
    case (true, false): self.init([corners[0], corners[1]], radius: radius)
    case (false, true): self.init([corners[0], corners[3]], radius: radius)
    case (false, false): self.init(corners, radius: radius)
    }
  }

  /// A piece of a line that ends square.
  init(lineFrom start: InkPoint, to end: InkPoint, halfWidth: Double) {
    let length = max(start.distance(to: end), 1e-9)
    let (x, y) = ((end.x - start.x) / length * halfWidth, (end.y - start.y) / length * halfWidth)
    self.init([
      InkPoint(x: start.x - y, y: start.y + x), InkPoint(x: end.x - y, y: end.y + x),
      InkPoint(x: end.x + y, y: end.y - x), InkPoint(x: start.x + y, y: start.y - x),
    ])
  }

  /// The distance between the rims; below zero, by how much the areas would have to move apart.
  func gap(to other: InkHull) -> Double { between(other) - radius - other.radius }

  /// How far the farthest point of another area lies outside this one; below zero, how much room is left.
  func overrun(of other: InkHull) -> Double {
    other.corners.map { distance(to: $0) }.reduce(-.infinity, max) + other.radius - radius
  }

  /// The distance between the polygons; below zero, how deep they are in each other.
  private func between(_ other: InkHull) -> Double {
    if corners.count == 1 { return other.distance(to: corners[0]) }
    if other.corners.count == 1 { return distance(to: other.corners[0]) }
    let separation = max(separation(from: other), other.separation(from: self))
    if separation <= 0 { return separation }
    var least = Double.infinity
    for (one, two) in [(self, other), (other, self)] {
      for corner in one.corners { least = min(least, two.rimDistance(to: corner)) }
    }
    return least
  }

  /// The distance of a point from the polygon; below zero within it.
  private func distance(to point: InkPoint) -> Double {
    guard corners.count > 2 else { return rimDistance(to: point) }
    let separation = separation(from: InkHull([point]))
    return separation <= 0 ? separation : rimDistance(to: point)
  }

  private func rimDistance(to point: InkPoint) -> Double {
    var (least, previous) = (Double.infinity, corners[corners.count - 1])
    for corner in corners {
      least = min(least, point.distance(toLineFrom: previous, to: corner))
      previous = corner
    }
    return least
  }

  /// The widest gap across one of this polygon's sides: convex areas are apart where such a gap is above zero.
  private func separation(from other: InkHull) -> Double {
    var widest = -Double.infinity
    var previous = corners[corners.count - 1]
    for corner in corners {
      let length = previous.distance(to: corner)
      if length > 0 {
        let (x, y) = ((corner.x - previous.x) / length, (corner.y - previous.y) / length)
        widest = max(widest, InkHull.gap(corners, other.corners, x: -y, y: x))
        // Two lines of the same direction are apart lengthwise.
        if corners.count == 2 { widest = max(widest, InkHull.gap(corners, other.corners, x: x, y: y)) }
      }
      previous = corner
    }
    return widest
  }

  /// The gap between two sets of points as seen along an axis.
  private static func gap(_ one: [InkPoint], _ two: [InkPoint], x: Double, y: Double) -> Double {
    var (low, high) = (Double.infinity, -Double.infinity)
    for point in one {
      let place = point.x * x + point.y * y
      low = min(low, place)
      high = max(high, place)
    }
    var (otherLow, otherHigh) = (Double.infinity, -Double.infinity)
    for point in two {
      let place = point.x * x + point.y * y
      otherLow = min(otherLow, place)
      otherHigh = max(otherHigh, place)
    }
    return max(otherLow - high, low - otherHigh)
  }
}
