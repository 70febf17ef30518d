import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Follows files that somebody edits.
///
/// The system tells of changes in their folders. It tells nothing of those that another machine makes on a shared disk;
/// so every file is also looked at twice a second, and more often where nothing can be heard at all.
package enum FileObserver {
  /// A file as it was saved.
  package struct Saved: Sendable {
    /// The place of the file among those that are followed.
    package let file: Int
    /// What it holds.
    package let reading: FileReading
  }

  /// How often files are looked at where changes are heard, and where they are not.
  private static let (interval, shortInterval) = (Duration.milliseconds(500), Duration.milliseconds(40))

  /// What is in files now, and again each time one is saved, until nobody listens any more.
  ///
  /// - Parameter paths: the files, whether or not they are there.
  /// - Returns: each file as it is, and whenever it becomes another.
  package static func saves(of paths: [String]) -> AsyncStream<Saved> {
    let isEnded = Flag()
    return AsyncStream { continuation in
      continuation.onTermination = { _ in isEnded.raise() }
      // It waits most of the time, which tasks must not do.
      DispatchQueue(label: "adviz.files").async {
        observe(paths, until: { isEnded.isRaised }, tell: { continuation.yield($0) })
        continuation.finish()
      }
    }
  }

  private static func observe(_ paths: [String], until isEnded: () -> Bool, tell: (Saved) -> Void) {
    let start = ContinuousClock.now
    var files = paths.map { _ in FollowedFile() }
    var events = FolderEvents(paths)
    var nextLook = Duration.zero
    while !isEnded() {
      var (changed, whole): (Set<Int>, Set<Int>) = ([], [])
      for news in events.news() {
        guard let news else {
          nextLook = .zero
          continue
        }
        if news.isWhole { whole.insert(news.file) } else { changed.insert(news.file) }
      }
      let now = ContinuousClock.now - start
      let looksAtAll = now >= nextLook
      if looksAtAll {
        events.renew()
        nextLook = now + (events.isListening ? interval : shortInterval)
      }
      for (place, path) in paths.enumerated() {
        let reading = files[place].look(
          path, isWhole: whole.contains(place), isChanged: changed.contains(place), looksByItself: looksAtAll, at: now)
        if let reading { tell(Saved(file: place, reading: reading)) }
      }
      let due = files.compactMap(\.due).reduce(nextLook, min)
      events.wait(atMost: due - (ContinuousClock.now - start))
    }
  }

  /// Something that one thread raises and another sees.
  private final class Flag: Sendable {
    private let value = Atomic(false)

    var isRaised: Bool { value.load(ordering: .relaxed) }

    func raise() { value.store(true, ordering: .relaxed) }
  }
}

/// A file, and when it is to be read again.
private struct FollowedFile {
  private var detector = SaveDetector()
  /// When something was heard of it that does not say that it is whole.
  private var changeDue: Duration?
  /// The file as it was when it was read last.
  private var signature: Signature?

  /// The time of the next look; nil where there is no need of one.
  var due: Duration? { [detector.due, changeDue].compactMap(\.self).min() }

  /// Looks at the file if there is a reason.
  ///
  /// - Parameters:
  ///   - path: its name.
  ///   - isWhole: whether a writer has closed it, or it was renamed to its name.
  ///   - isChanged: whether something else was heard of it.
  ///   - looksByItself: whether it is time to look without having heard anything.
  ///   - now: the time.
  /// - Returns: what it holds, where that counts as saved.
  mutating func look(
    _ path: String, isWhole: Bool, isChanged: Bool, looksByItself: Bool, at now: Duration
  ) -> FileReading? {
    // A large file is written in many pieces, each of which is heard.
    if isChanged, changeDue == nil { changeDue = now + SaveDetector.patience }
    let isDue = due.map { now >= $0 } ?? false
    guard isWhole || isDue || looksByItself else { return nil }
    let signature = Signature(path)
    guard isWhole || isDue || self.signature == nil || signature != self.signature || signature.isFresh else {
      return nil
    }
    if isDue || isWhole { changeDue = nil }
    self.signature = signature
    let reading = FileReading(path)
    return detector.isSaved(reading, isWhole: isWhole, at: now) ? reading : nil
  }

  /// What tells that a file has been written, without reading it.
  private struct Signature: Equatable {
    private let numbers: [Int]
    /// The time at which the file was written last.
    private let seconds: Int

    init(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else {
        (numbers, seconds) = ([Int(errno)], 0)
        return
      }
      seconds = status.st_mtim.tv_sec
      numbers = [
        Int(truncatingIfNeeded: status.st_dev), Int(truncatingIfNeeded: status.st_ino), Int(status.st_size), seconds,
        status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
      ]
    }

    /// Whether the file may be written again without a difference: its times are no finer than some milliseconds.
    var isFresh: Bool { time(nil) - seconds < 2 }
  }
}
