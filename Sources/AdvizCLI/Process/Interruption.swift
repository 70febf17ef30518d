import Adviz
import ArgumentParser
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Ends the program on Ctrl-C and TERM within a second, whatever it is doing.
///
/// Work that can clean up is cancelled first and has a moment for it; Graphviz, a parser or a walk over a large graph need
/// not know of signals. The main thread does nothing but wait for them.
enum Interruption {
  /// The way to end work in order, and the seconds that it may take.
  private struct Work: Sendable {
    let cancel: @Sendable () -> Void
    let patience: Double
  }

  /// The signal that was heard last.
  private static let latest = Atomic<Int32>(SIGINT)
  private static let work = Mutex<Work?>(nil)
  private nonisolated(unsafe) static let heard: UnsafeMutablePointer<sem_t> = {
    let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    sem_init(semaphore, 0, 0)
    return semaphore
  }()

  /// The exit code after an interruption, as a shell has it: 130 or 143.
  static var exitCode: ExitCode { ExitCode(128 + latest.load(ordering: .relaxed)) }

  /// Has both signals wake ``wait()``.
  static func listen() {
    _ = heard
    latest.store(SIGINT, ordering: .relaxed)
    // Whoever starts the program may have blocked them.
    var both = sigset_t()
    sigemptyset(&both)
    for number in [SIGINT, SIGTERM] { sigaddset(&both, number) }
    pthread_sigmask(SIG_UNBLOCK, &both, nil)
    for number in [SIGINT, SIGTERM] {
      let earlier = signal(number) { number in
        Interruption.latest.store(number, ordering: .relaxed)
        sem_post(Interruption.heard)
      }
      // A shell has its jobs in the background ignore Ctrl-C.
      if unsafeBitCast(earlier, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(number, SIG_IGN) }
    }
  }

  /// Tells how to end what is being done; nil where there is nothing to clean up.
  static func began(patience: Double, _ cancel: @escaping @Sendable () -> Void) {
    work.withLock { $0 = Work(cancel: cancel, patience: patience) }
  }

  /// Takes note that the work is at its end.
  static func finished() {
    work.withLock { $0 = nil }
  }

  /// Waits for signals until the program ends.
  static func wait() -> Never {
    while sem_wait(heard) != 0 {}
    if let work = work.withLock({ $0 }) {
      work.cancel()
      if !isHeardAgain(within: min(work.patience, 0.6)), work.patience > 0.6 {
        Console.complain("interrupted: what has been learnt is being saved; once more ends the program at once")
        _ = isHeardAgain(within: work.patience)
      }
    }
    Leftovers.abandon(exitCode: 128 + latest.load(ordering: .relaxed))
  }

  private static func isHeardAgain(within seconds: Double) -> Bool {
    var end = timespec()
    clock_gettime(CLOCK_REALTIME, &end)
    let nanoseconds = end.tv_nsec + Int(seconds * 1e9)
    end.tv_sec += nanoseconds / 1_000_000_000
    end.tv_nsec = nanoseconds % 1_000_000_000
    while sem_timedwait(heard, &end) != 0 {
      guard errno == EINTR else { return false }
    }
    return true
  }
}

/// Runs work that Ctrl-C cancels, so that it can clean up; a second Ctrl-C ends the program at once.
///
/// - Parameters:
///   - patience: how many seconds the cleaning up may take.
///   - work: what is cancelled.
/// - Returns: what the work returns.
/// - Throws: what the work throws, and `ExitCode` 130 or 143, as a shell has it, where it was interrupted.
func untilInterrupted<Value: Sendable>(
  patience: Double = 0.6, _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  let task = Task(operation: work)
  Interruption.began(patience: patience) { task.cancel() }
  defer { Interruption.finished() }
  do {
    return try await task.value
  } catch is CancellationError {
    throw Interruption.exitCode
  }
}
