import Testing

@testable import GraphLayout

/// Phase 5: paths that turn only at what is in their way, and the looks of curves.
@Suite struct TautPathTests {
  private func path(_ rectangles: [Rectangle], above: Bool = true) -> [Point] {
    let height = above ? -60.0 : 60
    let guide = Curve(through: [
      Point(x: 0, y: 0), Point(x: 40, y: height), Point(x: 160, y: height), Point(x: 200, y: 0),
    ])
    return TautPath(
      from: Point(x: 0, y: 0), to: Point(x: 200, y: 0), along: guide, among: rectangles, margin: 5
    ).points
  }

  @Test func freePathIsStraight() {
    #expect(path([]).count == 2)
    // An obstacle beside the line is not in its way.
    #expect(path([Rectangle(minX: 80, minY: 20, maxX: 120, maxY: 40)]).count == 2)
  }

  @Test func pathTurnsAtTheCornersOfAnObstacle() {
    let box = Rectangle(minX: 80, minY: -20, maxX: 120, maxY: 20)
    #expect(path([box]) == [0, 80, 120, 200].map { Point(x: $0, y: $0 == 0 || $0 == 200 ? 0 : -25) })
    #expect(path([box], above: false)[1].y == 25)
  }

  @Test func cornerBehindAHigherOneIsPassedStraight() {
    let boxes = [
      Rectangle(minX: 90, minY: -50, maxX: 110, maxY: 20), Rectangle(minX: 130, minY: -20, maxX: 140, maxY: 20),
    ]
    #expect(path(boxes).map(\.x) == [0, 90, 110, 200])
  }

  @Test func straightCurveCostsLessThanABentOneAndThatLessThanAJog() {
    func cost(_ heights: [Double]) -> Double {
      let curve = Curve(through: heights.enumerated().map { Point(x: 50 * Double($0), y: $1) })
      return RouteShape.cost(curve, startSlope: curve.startSlope, endSlope: curve.endSlope)
    }
    #expect(cost([0, 10, 20, 30]) < 1e-9)
    #expect(cost([0, 0, 20, 50]) > 0.1)
    #expect(cost([0, 20, 0, 20]) > cost([0, 0, 20, 50]))
  }
}
