import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// A bar on the terminal for what takes longer than a second.
final class ProgressBar: Sendable {
  private struct State {
    var isShown = false
    var percent = -1
  }

  private let begin = ContinuousClock.now
  private let isOnTerminal = isatty(STDERR_FILENO) == 1
  private let state = Mutex(State())

  /// Shows the share that is done, 0 to 1.
  func show(_ share: Double) {
    guard isOnTerminal, ContinuousClock.now - begin > .seconds(1) else { return }
    let percent = Int(100 * share)
    state.withLock { state in
      guard percent != state.percent else { return }
      (state.isShown, state.percent) = (true, percent)
      let done = percent * 2 / 5
      let bar = String(repeating: "█", count: done) + String(repeating: "░", count: 40 - done)
      write("\r\(bar) \(percent) %")
    }
  }

  /// Takes the bar away.
  func clear() {
    state.withLock { state in
      if state.isShown { write("\r\u{1B}[K") }
      state = State()
    }
  }

  private func write(_ text: String) {
    // A terminal that has gone need not be told.
    _ = text.withCString { Glibc.write(STDERR_FILENO, $0, strlen($0)) }
  }
}
