import Synchronization

/// The progress of a run: counts pieces of work, from any thread.
final class Progress: Sendable {
  private let done = Mutex(0)
  private let total: Int
  private let report: (@Sendable (Double) -> Void)?

  /// - Parameters:
  ///   - total: how much there is to make.
  ///   - report: is told the share that is done, 0 to 1, ascending.
  init(total: Int, report: (@Sendable (Double) -> Void)?) {
    self.total = max(1, total)
    self.report = report
  }

  /// Counts one more as done.
  func advance() {
    done.withLock { done in
      done += 1
      report?(min(1, Double(done) / Double(total)))
    }
  }
}
