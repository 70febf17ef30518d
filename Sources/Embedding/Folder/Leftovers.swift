import FoundationEssentials
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// What a run that was killed has left beside its output.
///
/// A file or folder is made as `name.adviz-<process>.<number>` and takes its place when it is whole. Whose process is no
/// more is in nobody's way, and is cleared by the next run that writes there.
package enum Leftovers {
  /// What this process is making, and will not finish if it is interrupted.
  private static let underway = Mutex<Set<String>>([])

  /// Something is being made at a path.
  static func began(_ staging: String) { underway.withLock { _ = $0.insert(staging) } }

  /// It is whole, and about to take its place; or it is removed.
  static func ended(_ staging: String) { underway.withLock { _ = $0.remove(staging) } }

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

  /// Where something is made before it takes its place; another at each call.
  static func staging(_ path: String) -> String {
    "\(prefix(path))\(getpid()).\(count.add(1, ordering: .relaxed).newValue)"
  }

  /// How all such places of a path begin.
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
    for name in names.sorted() where name.hasPrefix(parts.name) {
      guard isOfDeadRun(name.dropFirst(parts.name.count)) else { continue }
      let left = "\(parts.folder)\(name)"
      switch FileKind(of: left) {
      case .folder?: clearFolder(left, for: place)
      case .file?: unlink(left)
      default: continue
      }
    }
  }

  /// Whether the end of a name, `<process>.<number>` and perhaps `-old`, is of a process that is no more.
  private static func isOfDeadRun(_ end: Substring) -> Bool {
    let parts = (end.hasSuffix("-old") ? end.dropLast(4) : end).split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }),
      let process = pid_t(parts[0]), process > 0
    else { return false }
    return kill(process, 0) != 0 && errno == ESRCH
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
