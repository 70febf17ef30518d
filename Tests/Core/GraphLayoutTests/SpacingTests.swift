import TestSupport
import Testing

@testable import GraphLayout

/// Phase 3: coordinates near their targets with least distances.
@Suite struct SpacingTests {
  @Test func nothingHasNoPlaces() { #expect(spaced([], weights: [], gaps: []) == []) }

  @Test func distantTargetsAreReached() { #expect(spaced([0, 10], weights: [1, 1], gaps: [5]) == [0, 10]) }

  @Test func nearTargetsPartAround() { #expect(spaced([0, 0], weights: [1, 1], gaps: [4]) == [-2, 2]) }

  @Test func heavierTargetMovesLess() { #expect(spaced([0, 0], weights: [3, 1], gaps: [4]) == [-1, 3]) }

  @Test func boundsAreKeptAndTheLowerOneCounts() {
    #expect(spaced([-9, 9], weights: [1, 1], gaps: [2], within: -3...3) == [-3, 3])
    #expect(spaced([0, 0], weights: [1, 1], gaps: [9], within: -3...3) == [-3, 6])
  }

  /// The least squares are known in closed form: the greatest of the least means (Barlow et al., 1972).
  @Test func sumOfSquaresIsTheLeast() {
    var random = SplitMix64(3)
    for count in 1...12 {
      let targets = (0..<count).map { _ in Double.random(in: -50...50, using: &random) }
      let weights = (0..<count).map { _ in Double.random(in: 0.1...5, using: &random) }
      let gaps = (1..<count).map { _ in Double.random(in: 0...20, using: &random) }
      let offsets = gaps.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
      func mean(_ range: ClosedRange<Int>) -> Double {
        range.reduce(0) { $0 + weights[$1] * (targets[$1] - offsets[$1]) } / range.reduce(0) { $0 + weights[$1] }
      }
      let places = spaced(targets, weights: weights, gaps: gaps)
      for index in 0..<count {
        let least = (0...index).map { first in (index..<count).map { mean(first...$0) }.min() ?? 0 }.max() ?? 0
        #expect(abs(places[index] - offsets[index] - least) < 1e-9)
      }
    }
  }
}
