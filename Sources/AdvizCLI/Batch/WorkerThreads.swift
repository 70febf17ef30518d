import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// So many threads for tasks, which take turns on them.
final class WorkerThreads: TaskExecutor {
  private struct Waiting: Sendable {
    var jobs: [UnownedJob] = []
    /// The jobs at the beginning that have been taken.
    var taken = 0

    mutating func next() -> UnownedJob? {
      guard taken < jobs.count else { return nil }
      let job = jobs[taken]
      taken += 1
      // Taking the first one out each time would move all others.
      if taken == jobs.count || taken > 1_000 {
        jobs.removeFirst(taken)
        taken = 0
      }
      return job
    }
  }

  private let waiting = Mutex(Waiting())
  private nonisolated(unsafe) let signal = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  /// Starts the threads; they last as long as the process.
  ///
  /// - Throws: `CommandError` where the system refuses the first of them; with fewer than were wanted the work takes longer.
  init(_ count: Int) throws {
    sem_init(signal, 0, 0)
    for number in 0..<count where !Threads.start(work) {
      guard number > 0 else { throw CommandError(.systemRefused, "error: the system refused a thread") }
      return
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    waiting.withLock { $0.jobs.append(job) }
    sem_post(signal)
  }

  @Sendable private func work() {
    while true {
      guard sem_wait(signal) == 0 else { continue }
      waiting.withLock { $0.next() }?.runSynchronously(on: asUnownedTaskExecutor())
    }
  }
}
