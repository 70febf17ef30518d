import Synchronization
import Testing

@testable import Embedding

/// Frames as pixels for several formats at once: each is drawn once, and none stays.
@Suite struct SharedValuesTests {
  private struct Failure: Error, Equatable {
    let task: Int
  }

  /// How often each value was made.
  private final class Counts: Sendable {
    private let made = Mutex([Int: Int]())

    func count(_ number: Int) { made.withLock { $0[number, default: 0] += 1 } }
    var all: [Int: Int] { made.withLock { $0 } }
  }

  @Test("Each value is made once, whoever asks first, and none is kept", arguments: [1, 2, 4])
  func once(_ tasks: Int) async throws {
    let counts = Counts()
    let values = SharedValues<[Int]>(wanted: tasks, limit: .max, size: \.count)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<tasks {
        group.addTask {
          for place in 0..<100 {
            // In an order of its own.
            let number = (place * 7 + task * 31) % 100
            let value = try await values.value(number) {
              counts.count(number)
              return [number, 0, 0]
            }
            #expect(value == [number, 0, 0])
            await Task.yield()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(counts.all == Dictionary(uniqueKeysWithValues: (0..<100).map { ($0, 1) }))
    #expect(values.keptBytes == 0)
  }

  @Test("Where a task has ended early no more is kept than may be") func limit() async throws {
    let values = SharedValues<[Int]>(wanted: 2, limit: 10, size: \.count)
    for number in 0..<100 { _ = try await values.value(number) { [Int](repeating: number, count: 4) } }
    #expect(values.keptBytes <= 10 + 4)
  }

  @Test("An error is that of who asks") func failure() async throws {
    let values = SharedValues<[Int]>(wanted: 3, limit: .max, size: \.count)
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<3 {
        group.addTask {
          for number in 0..<20 {
            await #expect(throws: Failure(task: task)) { try await values.value(number) { throw Failure(task: task) } }
          }
        }
      }
    }
    #expect(values.keptBytes == 0)
  }
}
