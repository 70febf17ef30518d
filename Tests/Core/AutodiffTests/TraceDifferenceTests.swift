import Autodiff
import Expressions
import Testing

@Suite("Where two traces differ") struct TraceDifferenceTests {
  private func difference(_ first: String, _ second: String) throws -> TraceDifference {
    TraceDifference(try Program(first).trace(), try Program(second).trace())
  }

  @Test("the first adjoint that differs is the one the others come from")
  func first() throws {
    let difference = try difference("x = 2\nh = x^2\nf = 3h", "x = 2\nh = x^2\nf = h^2")
    #expect(difference.otherAdjoints.map(\.name) == ["h", "x"])
    #expect(difference.otherAdjoints.first?.adjoints.first?.scalar == 3)
    #expect(difference.otherAdjoints.first?.adjoints.second?.scalar == 8)
    #expect(difference.otherValues.map(\.name) == ["f"])
    #expect(!difference.isSame)
  }

  @Test("outputs are paired whatever they are called, other nodes by the names that the user gave them")
  func pairs() throws {
    let difference = try difference("x = 2\nu = x*x\nf = sin(u)", "x = 2\nv = x^2\ng = sin(v)")
    #expect(difference.pairs.map(\.name) == ["f", "x"])
    #expect(difference.isSame)
    #expect(difference.unpaired.first.map(\.name) == ["u"])
    #expect(difference.unpaired.second.map(\.name) == ["v"])
  }

  @Test(
    "what is the same: rounding, an order of terms, NaN; and what is not",
    arguments: [
      ("x = 2\nf = x*3", "x = 2\nf = x*3.000000001", true), ("x = 2\nf = x*3", "x = 2\nf = x*3.00000001", false),
      ("x = 2\nf = x*3", "x = 2\nf = x*3 + 1", false),
      ("x = 0.1\nf = x + 0.2 + 0.3", "x = 0.1\nf = 0.3 + (0.2 + x)", true),
      ("x = 0.1\nf = 3x - 2.9x - 0.1x", "x = 0.1\nf = 0*x", false), ("x = -1\nf = sqrt(x)", "x = -1\nf = x^0.5", true),
      ("x = 2\nf = x", "x = 2\ny = 3\nf = x + 0*y", false), ("x = [1, 2]\nf = x", "x = [[1, 2]]\nf = x", false),
      ("x = 2\nc = 3\nf = x*c", "x = 2\nconst c = 3\nf = x*c", false), ("f = 3", "f = 3", true),
    ])
  func same(_ first: String, _ second: String, _ isSame: Bool) throws {
    #expect(try difference(first, second).isSame == isSame)
    #expect(try difference(second, first).isSame == isSame)
    #expect(try difference(first, first).isSame)
  }
}
