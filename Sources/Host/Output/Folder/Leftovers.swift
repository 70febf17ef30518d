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

/// Files and folders that a killed run has left beside its output.
///
/// A file or folder is made as `name.adviz-<process>.<number>` and takes its place when it is whole. What no living
/// run is making is cleared by the next run that writes there.
package enum Leftovers {
  /// The paths that this process is making; an interruption leaves them unfinished.
  private static let underway = Mutex<Set<String>>([])

  /// The numbers in the names that this process has in use.
  private static let held = Mutex<Set<Int>>([])

  /// Takes note that the name with this number is no longer in use.
  static func release(_ number: Int) { held.withLock { _ = $0.remove(number) } }

  /// Takes note that a path is whole and about to take its place, or was removed.
  static func ended(_ staging: String) { underway.withLock { _ = $0.remove(staging) } }

  /// Makes something within a folder that is being made; nothing is made any more while that is removed.
  ///
  /// - Parameter make: makes it.
  /// - Returns: what it returns; `errno` is as it was left.
  static func making(_ make: () -> Int32) -> Int32 {
    let (made, reason) = underway.withLock { _ in (make(), errno) }
    errno = reason
    return made
  }

  /// Removes what is being made and ends the process; nothing takes its place any more.
  package static func abandon(exitCode: Int32) -> Never {
    underway.withLock { paths in
      for path in paths { try? FileManager.default.removeItem(atPath: path) }
      // Whoever is about to finish waits here for the end.
      _exit(exitCode)
    }
  }

  /// Lies in a folder that is being made: whatever else is in it is ours.
  static let mark = ".adviz-unfinished"

  private static let count = Atomic(0)

  /// Makes something beside a path, where nothing is.
  ///
  /// - Parameters:
  ///   - path: after which it is named.
  ///   - name: what an error calls it.
  ///   - make: makes it and opens it. Returns nil, and sets `errno`, where it was not made.
  /// - Returns: the file or folder, locked.
  /// - Throws: ``OutputError``.
  static func stage(
    _ path: String, calling name: String, _ make: (String) -> Int32?
  ) throws(OutputError) -> Staging {
    let start = "\(prefix(path))\(getpid())."
    for _ in 0..<10_000 {
      let number = count.add(1, ordering: .relaxed).newValue
      let place = "\(start)\(number)"
      held.withLock { _ = $0.insert(number) }
      // In one step for whoever ends the process: what was there before is not ours to remove.
      let (file, reason) = underway.withLock { paths in
        let file = make(place)
        let reason = errno
        if file != nil { paths.insert(place) }
        return (file, reason)
      }
      guard let file else {
        release(number)
        guard reason == EEXIST else { throw OutputFolder.failure(name, reason) }
        continue
      }
      let staging = Staging(place, number: number, file: file)
      if FolderLock.take(file) != false, FileKind(of: place) != nil { return staging }
      // Another run has taken it for left over before it was locked.
      _ = remove(place)
      ended(place)
    }
    throw OutputFolder.failure(name, EEXIST)
  }

  /// The beginning of all such names of a path.
  ///
  /// A name that leaves no room within the 255 bytes of a file's name is cut, and told apart by its digest.
  private static func prefix(_ path: String) -> String {
    let parts = PathParts(path)
    guard parts.name.utf8.count > 200 else { return "\(path).adviz-" }
    let digest = Digest.sha256(Data(parts.name.utf8)).prefix(16)
    var name = Substring(parts.name)
    while name.utf8.count > 180 { name.removeLast() }
    return "\(parts.folder)\(name)~\(digest).adviz-"
  }

  /// Clears what is left of earlier runs; what is not of adviz in it goes to where it belongs.
  ///
  /// - Parameters:
  ///   - path: of which staging places were made.
  ///   - place: where the output belongs; an older one that had stepped aside goes back where there is none.
  static func clear(_ path: String, for place: String) {
    let parts = PathParts(prefix(path))
    let folder = parts.folder.isEmpty ? "." : parts.folder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    // Few have it: a folder of temporary files has thousands of others.
    for name in names.filter({ $0.hasPrefix(parts.name) }).sorted() {
      guard let process = ProcessName(name.dropFirst(parts.name.count)) else { continue }
      let left = "\(parts.folder)\(name)"
      switch FileKind(of: left) {
      // Who makes a folder has it locked. Its process number tells only where there are no locks: it may be of a process
      // elsewhere, or be given again.
      case .folder? where !(FolderLock.isHeld(left) ?? isAlive(process)): clearFolder(left, for: place)
      case .file? where !isAlive(process) && FolderLock.isHeld(left) != true: unlink(left)
      default: continue
      }
    }
  }

  /// The end of a name: `<process>.<number>`, the number perhaps missing, and perhaps `-old`.
  private struct ProcessName {
    let process: pid_t
    let number: Int?

    init?(_ end: Substring) {
      let end = end.hasSuffix("-old") ? end.dropLast(4) : end
      let parts = end.split(separator: ".", omittingEmptySubsequences: false)
      guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }),
        let process = pid_t(parts[0]), process > 0
      else { return nil }
      self.process = process
      number = parts.count == 2 ? Int(parts[1]) : nil
    }
  }

  /// Whether there is such a process; of this one, whether it has the number in use.
  private static func isAlive(_ name: ProcessName) -> Bool {
    if name.process == getpid() { return name.number.map { number in held.withLock { $0.contains(number) } } ?? false }
    return kill(name.process, 0) == 0 || errno != ESRCH
  }

  private static func clearFolder(_ left: String, for place: String) {
    if FileKind(of: "\(left)/\(mark)") != nil {
      try? FileManager.default.removeItem(atPath: left)
    } else if FileKind(of: place) == nil {
      _ = rename(left, place)
    } else {
      var carryOver = CarryOver(from: left, to: place, Ownership(of: left))
      carryOver.names = Ownership(of: place).names
      // What cannot be moved stays where it is.
      try? carryOver.run()
    }
  }
}
