import GraphLayout
import TestSupport
import Testing

@Suite struct DeterminismTests {
  @Test func sameInputHasTheSameLayout() throws {
    let (a, b) = (Sample.random(nodes: isThorough ? 30 : 15, seed: 11), Sample.multi)
    let first = try a.laidOut()
    let between = try b.laidOut()
    #expect(try a.laidOut() == first)
    #expect(try b.laidOut() == between)
  }

  @Test func layoutIsTheSameInEveryRun() throws {
    // Dictionary order changes with every run; a place that depended on it would change too.
    let placed = try Sample.multi.laidOut()
    #expect(placed.size == Size(width: 770, height: 310))
    #expect(placed.nodes[7].x == 740)
  }

  @Test func tasksLayOutAtTheSameTime() async throws {
    let samples = (0..<(isThorough ? 12 : 6)).map { Sample.random(nodes: 5 + $0, seed: UInt64($0)) }
    let alone = try samples.map { try $0.laidOut() }
    let together = try await withThrowingTaskGroup(of: (Int, PlacedGraph).self) { group in
      for _ in 0..<3 {
        for (index, sample) in samples.enumerated() {
          group.addTask { (index, try sample.laidOut()) }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(together.count == 3 * samples.count)
    for (index, placed) in together { #expect(placed == alone[index]) }
  }
}
