import GraphLayout

/// The path of an edge, cut off where its arrowhead begins, and the arrowhead.
struct EdgePath: Sendable {
  private(set) var line = SVGBuffer()
  private(set) var arrow = SVGBuffer()

  /// Draws a curve on the page, a start and three points for every cubic Bézier after it, with an arrowhead of a size.
  init(_ curve: [Point], arrow size: (length: Double, width: Double)) {
    guard let tip = curve.last, let start = curve.first, curve.count >= 4 else { return }
    let shaft = EdgePath.cut(curve, before: tip, by: size.length * 0.8)
    line.move(to: start)
    var end = start
    for position in stride(from: 1, to: shaft.count - 2, by: 3) {
      line.write("c")
      line.write(shaft[position], from: end)
      line.write(" ")
      line.write(shaft[position + 1], from: end)
      line.write(" ")
      line.write(shaft[position + 2], from: end)
      end = shaft[position + 2]
    }
    // The head points from where the shaft ends to the tip, so that it follows the curve.
    let distance = max(EdgePath.distance(end, tip), 1e-6)
    let (x, y) = ((tip.x - end.x) / distance, (tip.y - end.y) / distance)
    let back = Point(x: tip.x - x * size.length, y: tip.y - y * size.length)
    let left = Point(x: back.x - y * size.width / 2, y: back.y + x * size.width / 2)
    let right = Point(x: back.x + y * size.width / 2, y: back.y - x * size.width / 2)
    arrow.move(to: tip)
    arrow.write("l")
    arrow.write(left, from: tip)
    arrow.write(" ")
    arrow.write(right, from: left)
    arrow.write("z")
  }

  /// The curve without its last part, whose length as the crow flies is given.
  private static func cut(_ curve: [Point], before tip: Point, by length: Double) -> [Point] {
    var curve = curve
    // Short last pieces go as a whole.
    while curve.count > 4, distance(curve[curve.count - 4], tip) < length { curve.removeLast(3) }
    let first = curve.count - 4
    let (a, b, c, d) = (curve[first], curve[first + 1], curve[first + 2], curve[first + 3])
    var (low, high) = (0.0, 1.0)
    for _ in 0..<24 {
      let middle = (low + high) / 2
      if distance(split(a, b, c, d, middle).end, tip) > length { low = middle } else { high = middle }
    }
    let part = split(a, b, c, d, low)
    curve.replaceSubrange(first + 1..<first + 4, with: [part.second, part.third, part.end])
    return curve
  }

  /// The last three control points of the part of a Bézier before a parameter, by de Casteljau's construction.
  private static func split(
    _ a: Point, _ b: Point, _ c: Point, _ d: Point, _ t: Double
  ) -> (second: Point, third: Point, end: Point) {
    func mix(_ p: Point, _ q: Point) -> Point { Point(x: p.x + (q.x - p.x) * t, y: p.y + (q.y - p.y) * t) }
    let (ab, bc, cd) = (mix(a, b), mix(b, c), mix(c, d))
    let (abc, bcd) = (mix(ab, bc), mix(bc, cd))
    return (ab, abc, mix(abc, bcd))
  }

  private static func distance(_ a: Point, _ b: Point) -> Double {
    ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
  }
}

extension SVGBuffer {
  fileprivate mutating func move(to point: Point) {
    write("M")
    write(point.x)
    write(",")
    write(point.y)
  }

  /// A point of a path as it lies from another, `dx,dy`, shorter on a large page; both are rounded first, so that
  /// nothing adds up.
  fileprivate mutating func write(_ point: Point, from start: Point) {
    write(point.x.toHundredths - start.x.toHundredths)
    write(",")
    write(point.y.toHundredths - start.y.toHundredths)
  }
}

extension Double {
  /// As ``SVGBuffer`` writes it.
  fileprivate var toHundredths: Double { (self * 100).rounded() / 100 }
}
