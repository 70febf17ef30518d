import ArgumentParser
import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Runs work that Ctrl-C cancels, so that it can clean up; a second Ctrl-C ends the program at once.
///
/// - Throws: what the work throws, and `ExitCode` 130 or 143, as a shell has it, where it was interrupted.
func untilInterrupted<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
  let task = Task(operation: work)
  let heard = Mutex(SIGINT)
  let sources = [SIGINT, SIGTERM].map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number)
    source.setEventHandler {
      if task.isCancelled { _exit(128 + number) }
      heard.withLock { $0 = number }
      task.cancel()
    }
    source.resume()
    return (number, source)
  }
  defer {
    for (number, source) in sources {
      source.cancel()
      signal(number, SIG_DFL)
    }
  }
  do {
    return try await task.value
  } catch is CancellationError {
    throw ExitCode(128 + heard.withLock { $0 })
  }
}
