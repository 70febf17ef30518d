/// A place on the page, in points; y grows downward.
public struct Point: Hashable, Sendable {
  /// The distance from the left edge.
  public var x: Double
  /// The distance from the upper edge.
  public var y: Double

  /// Makes a point of its coordinates.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  static func + (a: Point, b: Point) -> Point { Point(x: a.x + b.x, y: a.y + b.y) }
  static func - (a: Point, b: Point) -> Point { Point(x: a.x - b.x, y: a.y - b.y) }
  static func * (a: Point, factor: Double) -> Point { Point(x: a.x * factor, y: a.y * factor) }

  /// The point that is `share` of the way to another.
  func toward(_ other: Point, _ share: Double) -> Point { self + (other - self) * share }

  func distance(to other: Point) -> Double {
    let step = other - self
    return (step.x * step.x + step.y * step.y).squareRoot()
  }
}

/// A width and a height, in points.
public struct PictureSize: Hashable, Sendable {
  /// The extent from left to right.
  public var width: Double
  /// The extent from top to bottom.
  public var height: Double

  /// Makes a size of its extents.
  public init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  var transposed: PictureSize { PictureSize(width: height, height: width) }
}

/// An upright rectangle, in points.
public struct Rectangle: Hashable, Sendable {
  /// The left edge.
  public var minX: Double
  /// The upper edge.
  public var minY: Double
  /// The right edge.
  public var maxX: Double
  /// The lower edge.
  public var maxY: Double

  /// Makes a rectangle of its four edges.
  public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  /// Makes the rectangle of a size around a point.
  public init(centre: Point, size: PictureSize) {
    self.init(
      minX: centre.x - size.width / 2, minY: centre.y - size.height / 2,
      maxX: centre.x + size.width / 2, maxY: centre.y + size.height / 2)
  }

  /// The point in the middle.
  public var centre: Point { Point(x: (minX + maxX) / 2, y: (minY + maxY) / 2) }

  /// The extents.
  public var size: PictureSize { PictureSize(width: maxX - minX, height: maxY - minY) }

  /// Tells whether a point lies inside or on an edge.
  public func contains(_ point: Point) -> Bool {
    minX <= point.x && point.x <= maxX && minY <= point.y && point.y <= maxY
  }

  /// Tells whether two rectangles share more than an edge.
  public func intersects(_ other: Rectangle) -> Bool {
    minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY
  }

  /// The smallest rectangle that holds both.
  public func union(_ other: Rectangle) -> Rectangle {
    Rectangle(
      minX: min(minX, other.minX), minY: min(minY, other.minY),
      maxX: max(maxX, other.maxX), maxY: max(maxY, other.maxY))
  }

  /// The rectangle with every edge moved outward.
  public func outset(by margin: Double) -> Rectangle {
    Rectangle(minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin)
  }
}

/// The short name within the package; for users it would be that of types of other libraries.
package typealias Size = PictureSize
