#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Keeps other runs from exchanging folders within one folder, for as long as it takes.
///
/// The system lets go of the lock when a run is killed. Where there are no such locks, on some network drives, the work
/// is done without.
enum FolderLock {
  /// Locks an open file or folder.
  ///
  /// - Returns: false where another has it locked; nil where it cannot be locked.
  static func take(_ file: Int32) -> Bool? {
    if flock(file, LOCK_EX | LOCK_NB) == 0 { return true }
    return errno == EWOULDBLOCK ? false : nil
  }

  /// Whether somebody has a file or folder locked; nil where that cannot be told.
  static func isHeld(_ path: String) -> Bool? {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return take(file).map(!)
  }

  /// Does work while no other run does any in the folder.
  ///
  /// - Parameters:
  ///   - folder: the folder in which things are exchanged.
  ///   - path: what is written, for errors.
  ///   - patience: how many hundredths of a second another run is waited for.
  ///   - work: the work.
  /// - Returns: what the work returns.
  /// - Throws: `CancellationError`, what the work throws, and ``OutputError`` where another run does not end.
  static func hold<Value>(
    _ folder: String, for path: String, patience: Int = 6_000, _ work: () throws -> Value
  ) throws -> Value {
    let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { return try work() }
    defer { close(file) }
    var waits = 0
    while flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR {
      try Task.checkCancellation()
      guard waits < patience else {
        throw OutputError.cannotWrite(path: path, reason: "another run has been writing there for a minute")
      }
      waits += 1
      usleep(10_000)
    }
    return try work()
  }
}
