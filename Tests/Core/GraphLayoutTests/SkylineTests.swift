import TestSupport
import Testing

@testable import GraphLayout

/// Phase 3: how far everything reaches at each height.
@Suite struct SkylineTests {
  @Test func nothingReachesNowhere() {
    #expect(Skyline().reach(over: 0...10) == -.infinity)
  }

  @Test func reachIsThatOfEverythingAtTheHeight() {
    var random = SplitMix64(17)
    for _ in 0..<20 {
      var skyline = Skyline()
      var raised: [(heights: ClosedRange<Double>, x: Double)] = []
      for _ in 0..<30 {
        let start = Double(Int.random(in: -20...20, using: &random))
        let heights = start...start + Double(Int.random(in: 1...12, using: &random))
        let x = Double(Int.random(in: 0...9, using: &random))
        skyline.raise(heights, to: x)
        raised.append((heights, x))
        let asked = start + 2.5...start + 7.5
        let met = raised.filter {
          $0.heights.lowerBound < asked.upperBound && asked.lowerBound < $0.heights.upperBound
        }
        #expect(skyline.reach(over: asked) == met.map(\.x).max() ?? -.infinity)
      }
    }
  }

  @Test func wholeLayersMayBeRaised() {
    var skyline = Skyline()
    skyline.raise(0...1, to: 5)
    skyline.raise(-Double.infinity...Double.infinity, to: 3)
    #expect(skyline.reach(over: 4...5) == 3)
    #expect(skyline.reach(over: -Double.infinity...Double.infinity) == 5)
  }
}
