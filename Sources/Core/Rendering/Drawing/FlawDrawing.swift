import GraphLayout

extension SVGPage {
  /// A triangle with an exclamation mark, for the first number that is not finite.
  mutating func flaw(around centre: Point, size: Double) {
    func point(_ x: Double, _ y: Double) -> Point { Point(x: centre.x + x * size, y: centre.y + y * size) }
    body.write("<g class=\"flaw\"><path fill=\"\(colors[.alert])\" stroke=\"\(colors[.background])\"")
    body.write(" stroke-width=\"1.2\" stroke-linejoin=\"round\" d=\"")
    polygon([point(0, -0.95), point(1, 0.8), point(-1, 0.8)])
    body.write("\"/><path fill=\"\(colors[.background])\" d=\"")
    polygon([point(-0.15, -0.4), point(0.15, -0.4), point(0.08, 0.22), point(-0.08, 0.22)])
    polygon([point(-0.12, 0.36), point(0.12, 0.36), point(0.12, 0.6), point(-0.12, 0.6)])
    body.write("\"/></g>")
  }

  /// The corners of a polygon, as a part of a path.
  mutating func polygon(_ corners: [Point]) {
    for (index, corner) in corners.enumerated() {
      body.write(index == 0 ? "M" : "L")
      body.write(corner.x)
      body.write(" ")
      body.write(corner.y)
    }
    body.write("z")
  }
}
