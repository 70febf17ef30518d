/// How well a curve looks by itself: the less, the better.
struct RouteShape {
  /// The cost of a turn of a right angle, of a second bend, and of arriving beside the direction to the centre.
  private static let (turn, bend, arrival) = (1.0, 0.7, 0.8)

  /// The cost of a curve.
  ///
  /// - Parameters:
  ///   - curve: the curve.
  ///   - startSlope: the slope of the straight line from the centre of its first node.
  ///   - endSlope: that of the line to the centre of its last node.
  /// - Returns: the cost, 0 for a straight line between the centres.
  static func cost(_ curve: Curve, startSlope: Double, endSlope: Double) -> Double {
    var cost = 0.0
    // Sines of the direction, which change like the angle where it is not steep.
    func sine(_ slope: Double) -> Double { slope / (1 + slope * slope).squareRoot() }
    var last = sine(curve.startSlope)
    var (bend, bends) = (0.0, 0)
    for piece in curve.knots.indices.dropLast() {
      let (a, b) = (curve.knots[piece], curve.knots[piece + 1])
      let width = b.x - a.x
      let secant = (b.y - a.y) / width
      let (first, second) = (curve.slopes[piece], curve.slopes[piece + 1])
      for step in 1...4 {
        let t = Double(step) / 4
        let slope = first * (1 - t) * (1 - 3 * t) + 6 * secant * t * (1 - t) + second * t * (3 * t - 2)
        let sine = sine(slope)
        let turn = sine - last
        let length = max(1, width / 4 * (1 + slope * slope).squareRoot())
        cost += Self.turn * abs(turn) + 14 * turn * turn / length
        if turn * bend < 0 {
          if abs(bend) > 0.08 { bends += 1 }
          bend = 0
        }
        bend += turn
        last = sine
      }
    }
    if abs(bend) > 0.08 { bends += 1 }
    cost += Self.bend * Double(max(0, bends - 1))
    cost += Self.arrival * abs(sine(curve.endSlope) - sine(endSlope))
    cost += Self.arrival / 3 * abs(sine(curve.startSlope) - sine(startSlope))
    return cost
  }
}
