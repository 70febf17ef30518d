import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The progress of work that takes longer than a second: a bar on a terminal, elsewhere a line every two seconds.
final class ProgressBar: Sendable {
  private struct State {
    var isShown = false
    var last = ContinuousClock.now
  }

  private let isOnTerminal = isatty(STDERR_FILENO) == 1
  private let state = Mutex(State())
  private let heading: String?

  /// - Parameter heading: what the lines that stand in for the bar begin with; nil for none of them.
  init(_ heading: String? = nil) {
    self.heading = heading
  }

  /// Shows the share that is done, 0 to 1, and what there is to tell beside it.
  func show(_ share: Double, _ text: @autoclosure () -> String = "") {
    guard isOnTerminal || heading != nil else { return }
    state.withLock { state in
      let interval: Duration = isOnTerminal ? .milliseconds(state.isShown ? 100 : 1000) : .seconds(2)
      guard ContinuousClock.now - state.last > interval else { return }
      state.last = .now
      state.isShown = isOnTerminal
      let percent = Int(100 * max(0, min(1, share)))
      let text = text()
      if isOnTerminal {
        let length = text.isEmpty ? 40 : 20
        let done = percent * length / 100
        let bar = String(repeating: "█", count: done) + String(repeating: "░", count: length - done)
        // A line that is longer than the terminal is wide could not be taken back.
        write("\r" + "\(bar) \(percent) % \(text)".prefix(columns - 1) + "\u{1B}[K")
      } else {
        write("\(heading ?? ""): \(percent) %\(text.isEmpty ? "" : ", ")\(text)\n")
      }
    }
  }

  /// Takes the bar away.
  func clear() {
    state.withLock { state in
      if state.isShown { write("\r\u{1B}[K") }
      state.isShown = false
    }
  }

  /// The columns of the terminal.
  private var columns: Int {
    var size = winsize()
    return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  private func write(_ text: String) {
    // A terminal that has gone need not be told.
    _ = text.withCString { Glibc.write(STDERR_FILENO, $0, strlen($0)) }
  }
}
