import TestSupport
import Testing

@testable import GraphLayout

/// Phase 2: the number of crossings between two layers.
@Suite struct CrossingTests {
  /// Compares every pair.
  private func countPairs(_ segments: [CrossingCounter.Segment]) -> Int {
    var count = 0
    for (index, a) in segments.enumerated() {
      for b in segments[..<index] {
        let (portA, portB) = ((4 * a.right).rounded(), (4 * b.right).rounded())
        if a.left < b.left && portA > portB || a.left > b.left && portA < portB { count += 1 }
      }
    }
    return count
  }

  private func count(_ ends: [(Int, Double)], _ rightCount: Int) -> Int {
    CrossingCounter(rightCount: rightCount)
      .crossings(of: ends.map { CrossingCounter.Segment(left: $0.0, right: $0.1) })
  }

  @Test func parallelSegmentsDoNotCross() { #expect(count([(0, 0), (1, 1), (2, 2)], 3) == 0) }

  @Test func reversedOrderCrossesEveryPair() { #expect(count([(0, 3), (1, 2), (2, 1), (3, 0)], 4) == 6) }

  @Test func sharedEndsDoNotCross() {
    #expect(count([(0, 0), (0, 1)], 2) == 0)
    #expect(count([(0, 1), (1, 1)], 2) == 0)
  }

  @Test func portsOfOneSlotAreToldApart() {
    #expect(count([(0, 0.4), (1, -0.4)], 1) == 1)
    #expect(count([(0, -0.4), (1, 0.4)], 1) == 0)
  }

  @Test func countIsThatOfAllPairs() {
    var random = SplitMix64(7)
    for size in 1...40 {
      let segments = (0..<3 * size).map { _ in
        CrossingCounter.Segment(
          left: .random(in: 0..<size, using: &random),
          right: Double(Int.random(in: 0..<size, using: &random)) + .random(in: -0.4...0.4, using: &random))
      }
      #expect(CrossingCounter(rightCount: size).crossings(of: segments) == countPairs(segments))
    }
  }
}
