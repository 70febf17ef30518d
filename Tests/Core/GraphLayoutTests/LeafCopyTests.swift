import Testing

@testable import GraphLayout

/// Before all phases: the copies of leaves that several operations use.
@Suite struct LeafCopyTests {
  @Test func distantUsesInALargeGraphGetCopies() throws {
    let large = Sample.ladder(steps: 40)
    let copies = try leafCopies(nodeCount: large.nodes.count, edges: large.edges, sharing: .auto)
    let ofParameter = zip(large.edges, copies).filter { $0.0.from == 0 }.map(\.1)
    #expect(Set(ofParameter).count == 40)
    #expect(zip(large.edges, copies).allSatisfy { $0.from == 0 || $1 == 0 })
    let small = Sample.ladder(steps: 5)
    #expect(
      try leafCopies(nodeCount: small.nodes.count, edges: small.edges, sharing: .auto).allSatisfy { $0 == 0 })
    #expect(
      try leafCopies(nodeCount: large.nodes.count, edges: large.edges, sharing: .never).allSatisfy { $0 == 0 })
  }

  @Test func everyOperationGetsACopy() throws {
    // x·x, then the square times x.
    let edges = [(0, 1, 0), (0, 1, 1), (1, 2, 0), (0, 2, 1)].map { EdgeSpace(from: $0.0, to: $0.1, operand: $0.2) }
    #expect(try leafCopies(nodeCount: 3, edges: edges, sharing: .always) == [0, 0, 0, 1])
    #expect(throws: LayoutError.cycle(edge: 0)) {
      try leafCopies(nodeCount: 1, edges: [EdgeSpace(from: 0, to: 0)], sharing: .always)
    }
  }
}
