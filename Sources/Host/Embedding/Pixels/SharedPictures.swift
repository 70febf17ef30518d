import Rendering
import Synchronization

/// The frames as pixels that several formats need: each is drawn once.
struct SharedPictures: Sendable {
  /// Frames at their own size; for GIF, APNG and videos.
  private let rasters: SharedValues<Raster>
  /// Frames as PNG files at the scale that is asked for; for those beside the frames and those of slides.
  private let files: SharedValues<[UInt8]>

  /// The frames for formats that are written at the same time.
  init(for formats: [OutputFormat]) {
    rasters = SharedValues(
      wanted: formats.count { [.gif, .mp4, .webm, .apng].contains($0) }, limit: 1 << 26, size: \.pixels.count)
    files = SharedValues(wanted: formats.count { [.png, .pptx].contains($0) }, limit: 1 << 30, size: \.count)
  }

  /// A frame at its own size, on nothing.
  ///
  /// - Throws: ``EmbedError``.
  func raster(_ step: Int, of renderer: FrameRenderer, calling name: String) async throws -> Raster {
    try await rasters.value(step) { try Raster(renderer.svg(step), size: renderer.size, calling: name) }
  }

  /// A frame as a PNG file.
  ///
  /// - Throws: ``EmbedError``.
  func png(_ step: Int, of renderer: FrameRenderer, scale: Double, calling name: String) async throws -> [UInt8] {
    try await files.value(step) {
      try Raster(renderer.svg(step), size: renderer.size, scale: scale, calling: name).png()
    }
  }
}

/// Values that several tasks ask for by their numbers: the first makes one, the others wait for it, and the last takes it
/// away.
///
/// Where too much is kept already, because a task lags behind or has ended early, each makes its own. So does each where
/// making fails, as an error tells what it was for.
final class SharedValues<Value: Sendable>: Sendable {
  private struct Entry {
    /// Nil while it is being made.
    var value: Value?
    var waiting: [CheckedContinuation<Value?, Never>] = []
    /// The tasks that have not taken it yet.
    var left: Int
  }

  private struct State {
    var entries: [Int: Entry] = [:]
    /// The bytes that are kept.
    var kept = 0
  }

  private enum Turn {
    case take(Value)
    case wait
    case make(isShared: Bool)
  }

  private let wanted: Int
  private let limit: Int
  private let size: @Sendable (Value) -> Int
  private let state = Mutex(State())

  /// - Parameters:
  ///   - wanted: how many tasks ask for each value.
  ///   - limit: the bytes of values from which on no more are kept.
  ///   - size: the bytes of a value.
  init(wanted: Int, limit: Int, size: @escaping @Sendable (Value) -> Int) {
    (self.wanted, self.limit, self.size) = (wanted, limit, size)
  }

  /// The bytes of the values that are kept.
  var keptBytes: Int { state.withLock { $0.kept } }

  /// A value.
  ///
  /// - Parameters:
  ///   - number: which one.
  ///   - make: makes it, if nobody has.
  /// - Returns: the value.
  /// - Throws: what making throws.
  func value(_ number: Int, make: @Sendable () throws -> Value) async throws -> Value {
    switch state.withLock({ turn(&$0, number) }) {
    case .take(let value): return value
    case .make(isShared: false): return try make()
    case .make(isShared: true):
      let result = Result { try make() }
      let value = try? result.get()
      for task in state.withLock({ keep(&$0, number, value) }) { task.resume(returning: value) }
      return try result.get()
    case .wait:
      let made: Value? = await withCheckedContinuation { task in
        let made: Value?? = state.withLock { state in
          guard let entry = state.entries[number] else { return .some(nil) }
          guard entry.value == nil else { return take(&state, number) }
          state.entries[number]?.waiting.append(task)
          return nil
        }
        if let made { task.resume(returning: made) }
      }
      return try made ?? make()
    }
  }

  private func turn(_ state: inout State, _ number: Int) -> Turn {
    guard state.entries[number] != nil else {
      guard wanted > 1, state.kept < limit else { return .make(isShared: false) }
      state.entries[number] = Entry(left: wanted - 1)
      return .make(isShared: true)
    }
    return take(&state, number).map(Turn.take) ?? .wait
  }

  /// Takes a value that has been made; it goes when it is the last time.
  private func take(_ state: inout State, _ number: Int) -> Value? {
    guard let entry = state.entries[number], let value = entry.value else { return nil }
    state.entries[number]?.left -= 1
    if entry.left <= 1 {
      state.entries[number] = nil
      state.kept -= size(value)
    }
    return value
  }

  /// Takes note of what was made, nil where that failed; returns who waits for it.
  private func keep(_ state: inout State, _ number: Int, _ value: Value?) -> [CheckedContinuation<Value?, Never>] {
    guard let entry = state.entries[number] else { return [] }
    let left = entry.left - entry.waiting.count
    guard let value, left > 0 else {
      state.entries[number] = nil
      return entry.waiting
    }
    state.entries[number] = Entry(value: value, left: left)
    state.kept += size(value)
    return entry.waiting
  }
}
