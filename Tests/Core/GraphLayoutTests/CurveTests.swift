import TestSupport
import Testing

@testable import GraphLayout

/// Phase 5: curves through points.
@Suite struct CurveTests {
  private static let curves: [Curve] = {
    var random = SplitMix64(11)
    return (2...9).map { count in
      Curve(
        through: (0..<count).map { Point(x: 40 * Double($0), y: .random(in: -100...100, using: &random)) })
    }
  }()

  private func xs(_ curve: Curve, step: Double = 0.25) -> [Double] {
    Array(stride(from: curve.start.x, through: curve.end.x, by: step))
  }

  @Test(arguments: curves) func curveGoesThroughItsKnots(_ curve: Curve) {
    for knot in curve.knots { #expect(abs(curve.y(at: knot.x) - knot.y) < 1e-9) }
    #expect(curve.y(at: curve.start.x - 5) == curve.start.y)
    #expect(curve.y(at: curve.end.x + 5) == curve.end.y)
  }

  @Test(arguments: curves) func curveIsMonotoneBetweenKnots(_ curve: Curve) {
    for (a, b) in zip(curve.knots, curve.knots.dropFirst()) {
      let heights = stride(from: a.x, through: b.x, by: 0.5).map { curve.y(at: $0) }
      #expect(zip(heights, heights.dropFirst()).allSatisfy { ($1 - $0) * (b.y - a.y) >= -1e-9 })
    }
  }

  @Test(arguments: curves) func béziersAreTheCurve(_ curve: Curve) {
    let points = PlacedEdge(curve: curve.bezier, labelCentre: nil).samples
    #expect(points.allSatisfy { abs(curve.y(at: $0.x) - $0.y) < 1e-6 })
  }

  @Test(arguments: curves) func rangeIsThatOfAllPoints(_ curve: Curve) throws {
    let (low, high) = (curve.start.x + 13, curve.start.x + 35)
    let range = try #require(curve.range(from: low, to: high))
    let heights = stride(from: low, through: high, by: 0.25).map { curve.y(at: $0) }
    #expect(abs(range.lowerBound - (heights.min() ?? 0)) < 1e-9)
    #expect(abs(range.upperBound - (heights.max() ?? 0)) < 1e-9)
    #expect(curve.range(from: curve.end.x + 1, to: curve.end.x + 2) == nil)
  }

  @Test(arguments: curves) func rectanglesAreMetWhereAPointLiesInside(_ curve: Curve) {
    var random = SplitMix64(5)
    for _ in 0..<50 {
      let centre = Point(
        x: .random(in: curve.start.x...curve.end.x, using: &random), y: .random(in: -120...120, using: &random))
      let rectangle = Rectangle(centre: centre, size: Size(width: 20, height: 16))
      let isInside = xs(curve).contains { x in
        rectangle.outset(by: -0.01).contains(Point(x: x, y: curve.y(at: x)))
      }
      if isInside { #expect(curve.meets(rectangle)) }
      if curve.meets(rectangle) {
        #expect(xs(curve).contains { rectangle.outset(by: 2).contains(Point(x: $0, y: curve.y(at: $0))) })
      }
    }
  }

  @Test func givenSlopesAreTakenAsFarAsTheCurveStaysMonotone() {
    let points = [Point(x: 0, y: 0), Point(x: 10, y: 10)]
    #expect(Curve(through: points, startSlope: 2, endSlope: 0).slopes == [2, 0])
    #expect(Curve(through: points, startSlope: -1, endSlope: 9).slopes == [0, 3])
  }

  @Test func crossingsAreChangesOfSides() {
    func line(_ heights: [Double]) -> Curve {
      Curve(through: heights.enumerated().map { Point(x: 50 * Double($0), y: $1) })
    }
    #expect(line([0, 100]).crossings(with: line([100, 0])) == 1)
    #expect(line([0, 100, 0]).crossings(with: line([50, 50, 50])) == 2)
    #expect(line([0, 100]).crossings(with: line([20, 120])) == 0)
  }

  @Test func overlapIsTheLengthAlongAnother() {
    let level = Curve(through: [Point(x: 0, y: 0), Point(x: 200, y: 0)])
    let near = Curve(through: [Point(x: 0, y: 5), Point(x: 200, y: 5)])
    let far = Curve(through: [Point(x: 0, y: 9), Point(x: 200, y: 9)])
    #expect(abs(level.overlap(with: near) - 140) <= 6)
    #expect(level.overlap(with: far) == 0)
  }

  @Test func levelKnotsAreNeedless() {
    let curve = Curve(through: [0, 0, 0, 20, 20, 20, 30].enumerated().map { Point(x: 10 * Double($0), y: $1) })
    let fewer = curve.withoutLevelKnots
    #expect(fewer.knots.map(\.x) == [0, 20, 30, 50, 60])
    #expect(xs(curve).allSatisfy { abs(curve.y(at: $0) - fewer.y(at: $0)) < 1e-9 })
  }

  @Test func simplificationKeepsThePointAndAsksForEveryCurve() {
    let curve = Curve(through: [0, 9, -9, 9, 0].enumerated().map { Point(x: 10 * Double($0), y: $1) })
    #expect(curve.simplified(keeping: nil) { _ in true }.knots.count == 2)
    #expect(curve.simplified(keeping: nil) { _ in false }.knots == curve.knots)
    let kept = curve.simplified(keeping: Point(x: 25, y: 3)) { _ in true }
    #expect(kept.knots == [Point(x: 0, y: 0), Point(x: 25, y: 3), Point(x: 40, y: 0)])
  }
}
