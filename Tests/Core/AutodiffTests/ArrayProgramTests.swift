import Autodiff
import Foundation
import Tensors
import TestSupport
import Testing

/// No wrong gradient where every derivative that is used is finite, whatever a mask leaves out.
@Suite("Gradients of random programs on arrays")
struct ArrayProgramTests {
  private static let count = isThorough ? 3000 : 100

  /// What was looked at.
  private struct Tally {
    var (directions, undecided, elements, hidden) = (0, 0, 0, 0)
  }

  @Test("reverse mode, forward mode and central differences agree, also beside infinities that a mask leaves out")
  func agreement() throws {
    var tally = Tally()
    for seed in 0..<UInt64(Self.count) {
      let program = try ArrayProgram(seed: 1400 + seed)
      let (output, variables) = try program.graph(at: program.values)
      guard output.value.elements[0].isFinite else { continue }
      var adjoints: [ObjectIdentifier: Tensor] = [:]
      let backward = try gradient(of: output) { event in
        if case .visit(let node, let adjoint?) = event { adjoints[ObjectIdentifier(node)] = adjoint }
        guard case .propagate(let step) = event, step.from.operation?.rule.isMask == true else { return }
        let isOdd = adjoints[ObjectIdentifier(step.from)]?.elements.contains { !$0.isFinite } == true
        if isOdd, step.contribution.elements.allSatisfy(\.isFinite) { tally.hidden += 1 }
      }
      // An infinite derivative that is used, at a root of 0 that moves, is no point to compare at.
      guard variables.allSatisfy({ backward[$0].elements.allSatisfy(\.isFinite) }) else { continue }
      let unheard = try gradient(of: output), forward = try gradient(of: output, mode: .forward)
      var dice = SplitMix64(seed)
      for (position, variable) in variables.enumerated() {
        #expect(unheard[variable] == backward[variable], "seed \(seed)")
        for (a, b) in zip(forward[variable].elements, backward[variable].elements) {
          #expect(isClose(a, b, within: 1e-10), "seed \(seed), x\(position): forward \(a), reverse \(b)")
          tally.elements += 1
        }
        let direction = try dice.tensor(variable.value.shape.sizes, in: -1...1)
        let expected = inner(backward[variable], direction)
        let (difference, error) = try difference(program, position, direction)
        tally.directions += 1
        guard error <= 1e-6 * max(1, difference.magnitude) else {
          tally.undecided += 1
          continue
        }
        #expect(
          (difference - expected).magnitude <= 2e-6 * max(1, expected.magnitude),
          "seed \(seed), along x\(position): difference \(difference), reverse \(expected)")
      }
    }
    let comment = Comment(rawValue: "\(tally)")
    #expect(tally.directions > Self.count * 3 / 2, comment)
    #expect(tally.undecided * 10 < tally.directions, comment)
    #expect(tally.elements > Self.count * 5, comment)
    #expect(tally.hidden > Self.count / 4, comment)
  }

  /// The derivative along a direction, by central differences of two steps extrapolated, and how far they are apart.
  private func difference(
    _ program: ArrayProgram, _ position: Int, _ direction: Tensor
  ) throws -> (value: Double, error: Double) {
    func slope(_ step: Double) throws -> Double {
      func at(_ step: Double) throws -> Double {
        var moved = program.values
        moved[position] = try moved[position].adding(direction.multiplied(by: Tensor(step)))
        return try program.graph(at: moved).output.value.elements[0]
      }
      return try (at(step) - at(-step)) / (2 * step)
    }
    let (far, near) = (try slope(2e-4), try slope(1e-4))
    let value = (4 * near - far) / 3
    return (value, value.isNaN ? .infinity : (value - near).magnitude)
  }
}
