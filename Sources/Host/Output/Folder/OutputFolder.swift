import CExchange
import Synchronization

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

/// Replaces what adviz wrote in a folder as a whole.
///
/// The new folder is made beside the old one and exchanged with it in one step, so that whoever looks sees
/// either the earlier complete set or the new one, also when the run fails or is killed. What others have put into the
/// folder is moved into the new one right after the exchange; a run that is killed before it comes to that leaves it in
/// the old folder, `.<name>.adviz-<process>.<number>` beside the new one, from where the next run moves it.
package final class OutputFolder: Sendable {
  /// The files of the old folder that are not where they were.
  package struct Exchanged {
    /// The files of adviz that the old folder had and the new one does not.
    package var removed: Set<String> = []
    /// The new names of files of others whose own names the new set has.
    package var renamed: [String] = []
  }

  /// The folder as it was named, for errors.
  private let calling: String
  private let path: String
  private let parent: String
  private let made: Staging
  private var staging: String { made.path }
  private let isForced: Bool
  /// The digests of the files that were written.
  private let written = Mutex<[String: String]>([:])

  /// Checks that the folder may be written into and makes an empty one beside it.
  ///
  /// - Parameters:
  ///   - path: the folder; a link to a folder stands for it.
  ///   - names: the files that will be written.
  ///   - isForced: whether files of others that have such names are replaced.
  /// - Throws: ``OutputError``, `CancellationError`.
  package init(_ path: String, names: [String], isForced: Bool = false) throws {
    calling = path
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard path.isEmpty || !OutputFolder.isSame(path, ".") else {
      throw OutputError.cannotWrite(
        path: calling, reason: "it is the folder this command runs in, which cannot be exchanged; name another")
    }
    guard let name = path.split(separator: "/").last, name != ".", name != ".." else {
      throw OutputError.cannotWrite(path: calling, reason: "it is not the name of a folder")
    }
    if let real = FileManager.default.realPath(path) { path = real }
    let parts = PathParts(path)
    parent = parts.folder.isEmpty ? "." : parts.folder
    self.path = path
    self.isForced = isForced
    let hidden = "\(parts.folder).\(parts.name)"
    try makeFolders(parent, calling: calling)
    made = try FolderLock.hold(parent, for: calling) { [path, calling] in
      Leftovers.clear(hidden, for: path)
      try Ownership(of: path).refuseConflicts(in: path, calling: calling, names: Set(names), isForced: isForced)
      return try Staging.folder(hidden, calling: calling)
    }
    do {
      try markUnfinished()
    } catch {
      discard()
      rmdir(staging)
      throw error
    }
  }

  /// Creates the mark directly, not by a temporary file that is renamed: after a kill, that file alone would be carried
  /// over as a user's.
  private func markUnfinished() throws(OutputError) {
    let file = open(stagingPath(Leftovers.mark), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0, close(file) == 0 else { throw OutputFolder.failure(calling) }
  }

  /// Makes a folder inside.
  package func makeFolder(_ name: String) throws(OutputError) {
    try makeFolders("\(staging)/\(name)", calling: "\(calling)/\(name)")
  }

  /// Writes a file inside.
  package func write(_ bytes: some ContiguousBytes, to name: String) throws(OutputError) {
    try writeUnseenFile(bytes, to: "\(staging)/\(name)", calling: "\(calling)/\(name)")
    written.withLock { $0[name] = Digest.sha256(bytes) }
  }

  /// The path to which a program writes a file inside.
  package func stagingPath(_ name: String) -> String { "\(staging)/\(name)" }

  /// Takes a file that a program has written inside.
  ///
  /// - Returns: the file's first bytes, nil where there is no file.
  package func adopt(_ name: String) -> [UInt8]? {
    let path = stagingPath(name)
    guard FileKind(of: path) == .file, let data = FileManager.default.contents(atPath: path) else { return nil }
    written.withLock { $0[name] = Digest.sha256(data) }
    return Array(data.prefix(64))
  }

  /// Removes a file inside that was begun and cannot be finished.
  package func remove(_ name: String) {
    try? FileManager.default.removeItem(atPath: stagingPath(name))
    _ = written.withLock { $0.removeValue(forKey: name) }
  }

  /// The SHA-256 of each file that was written.
  package var digests: [String: String] { written.withLock { $0 } }

  /// Puts the new folder in the place of the old one, moves over what is not of adviz, and removes the old one.
  ///
  /// - Throws: ``OutputError``, `CancellationError`. Nothing is changed where a file has come to have a name of the new
  ///   set. Where the old folder cannot be emptied, the error names what remains of it.
  package func exchange() throws -> Exchanged {
    try FolderLock.hold(parent, for: calling) {
      let names = Set(digests.keys)
      let ownership = Ownership(of: path)
      try ownership.refuseConflicts(in: path, calling: calling, names: names, isForced: isForced)
      keepMode()
      Leftovers.ended(staging)
      unlink("\(staging)/\(Leftovers.mark)")
      guard let old = try takePlace() else { return Exchanged() }
      var carryOver = CarryOver(from: old, to: path, ownership)
      carryOver.names = names
      carryOver.isForced = isForced
      try carryOver.run()
      return Exchanged(removed: ownership.names.subtracting(names), renamed: carryOver.renamed)
    }
  }

  /// Puts the new folder in the place of the old one.
  ///
  /// - Returns: where the old one is now; nil where there was none.
  /// - Throws: ``OutputError``, also where a file or link has come to stand there meanwhile.
  package func takePlace() throws(OutputError) -> String? {
    if FileKind(of: path) == nil, rename(staging, path) == 0 { return nil }
    if adviz_exchange(staging, path) == 0 {
      if FileKind(of: staging) == .folder { return staging }
      guard adviz_exchange(staging, path) == 0 else { throw OutputFolder.failure(staging) }
      try abandon(Ownership.fileExists(calling))
    }
    var reason = errno
    // A file system without exchange: the old folder steps aside first, and back if the new one cannot take its place.
    let old = staging + "-old"
    if reason == ENOSYS || reason == EINVAL {
      guard FileKind(of: path) == .folder else { try abandon(Ownership.fileExists(calling)) }
      if rename(path, old) == 0 {
        if rename(staging, path) == 0 { return old }
        reason = errno
        _ = CarryOver.rename(old, to: path)
      }
    }
    try abandon(OutputFolder.failure(calling, reason))
  }

  /// Removes the new folder, which could not take its place.
  private func abandon(_ error: OutputError) throws(OutputError) -> Never {
    if FileKind(of: staging) == .folder { try? FileManager.default.removeItem(atPath: staging) }
    throw error
  }

  /// Gives the new folder the old one's permissions.
  private func keepMode() {
    var status = stat()
    if stat(path, &status) == 0 { chmod(staging, status.st_mode & 0o7777) }
  }

  /// Removes what was made beside the folder.
  package func discard() {
    Leftovers.ended(staging)
    // After an exchange it is the old folder, in which there may be files of others.
    guard FileKind(of: "\(staging)/\(Leftovers.mark)") != nil else { return }
    try? FileManager.default.removeItem(atPath: staging)
  }

  /// Whether two paths name one thing.
  private static func isSame(_ first: String, _ second: String) -> Bool {
    var (one, other) = (stat(), stat())
    return stat(first, &one) == 0 && stat(second, &other) == 0 && one.st_dev == other.st_dev
      && one.st_ino == other.st_ino
  }

  /// The system's last error.
  static func failure(_ path: String, _ code: Int32 = errno) -> OutputError { .systemRefuses(path: path, code: code) }
}
