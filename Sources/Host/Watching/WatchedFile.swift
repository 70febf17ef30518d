import Dispatch
import Embedding
import Synchronization

/// The outcome of drawing what a file holds.
package enum Drawing: Sendable {
  /// A picture, and what there is to say of it.
  case picture(LivePicture, notes: [String])
  /// The reason why there is none, as a terminal shows it.
  case trouble(String)
}

/// A file that is followed: what is to be seen of it, and who looks.
package actor WatchedFile {
  /// Draws what a file holds.
  ///
  /// It throws `CancellationError` if it finds out that something newer has been saved.
  package typealias Draw = @Sendable (FileReading, _ isOutdated: @escaping @Sendable () -> Bool) throws -> Drawing

  /// What is to be seen.
  package struct State: Sendable {
    /// Counts what there was to be seen; 0 while nothing has been drawn yet.
    package var number = 0
    /// The last picture that could be drawn, and the number with which it came.
    package var picture: (number: Int, drawn: LivePicture)?
    /// Why what the file holds now cannot be drawn; nil where it can.
    package var trouble: String?
    /// What there is to say of the picture.
    package var notes: [String] = []
  }

  /// Pictures of one file that are drawn at the same time: the newest need not wait for one that takes long.
  private static let mostAtOnce = 2

  /// The path of the file.
  package nonisolated let path: String
  /// What is to be seen.
  package private(set) var state = State()

  private let draw: Draw
  private let latest = Atomic(0)
  private var underway = 0
  private var waiting: FileReading?
  private var onlookers: [Int: AsyncStream<State>.Continuation] = [:]
  private var onlookerCount = 0

  /// A file of which nothing is seen yet.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - draw: called on any thread, for several readings at the same time.
  package init(_ path: String, draw: @escaping Draw) {
    (self.path, self.draw) = (path, draw)
  }

  /// Has drawn what was saved; what was being drawn before is out of date.
  ///
  /// - Parameter reading: what the file holds.
  package func show(_ reading: FileReading) {
    let number = latest.add(1, ordering: .relaxed).newValue
    guard underway < Self.mostAtOnce else {
      waiting = reading
      return
    }
    underway += 1
    waiting = nil
    // Drawing takes long, which the few threads of tasks are not for.
    DispatchQueue.global(qos: .userInitiated).async { [draw, self] in
      let isOutdated: @Sendable () -> Bool = { self.latest.load(ordering: .relaxed) != number }
      let drawing: Drawing?
      do { drawing = try draw(reading, isOutdated) } catch { drawing = nil }
      Task { await self.drew(drawing, number) }
    }
  }

  private func drew(_ drawing: Drawing?, _ number: Int) {
    underway -= 1
    if let waiting { show(waiting) }
    guard let drawing, latest.load(ordering: .relaxed) == number else { return }
    state.number += 1
    switch drawing {
    case .picture(let picture, let notes):
      state.picture = (state.number, picture)
      (state.trouble, state.notes) = (nil, notes)
    case .trouble(let text): (state.trouble, state.notes) = (text, [])
    }
    for onlooker in onlookers.values { onlooker.yield(state) }
  }

  /// What is to be seen now, and from then on whenever it changes; whoever is slow gets the newest alone.
  package func states() -> AsyncStream<State> {
    let (stream, continuation) = AsyncStream.makeStream(of: State.self, bufferingPolicy: .bufferingNewest(1))
    let number = onlookerCount
    onlookerCount += 1
    onlookers[number] = continuation
    continuation.onTermination = { _ in Task { await self.leave(number) } }
    if state.number > 0 { continuation.yield(state) }
    return stream
  }

  private func leave(_ number: Int) { onlookers[number] = nil }
}
