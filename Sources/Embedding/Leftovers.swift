import FoundationEssentials
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// What a run that was killed has left beside its output.
///
/// A file or folder is made as `name.adviz-<process>` and takes its place when it is whole. Whose process is no more is
/// in nobody's way, and is cleared by the next run that writes there.
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

  /// Where something is made before it takes its place.
  static func staging(_ path: String) -> String { "\(path).adviz-\(getpid())" }

  /// Clears what is left of earlier runs.
  ///
  /// - Parameters:
  ///   - staging: where this run makes its output.
  ///   - place: where the output belongs; an older one that had stepped aside goes back where there is none.
  static func clear(_ staging: String, for place: String) {
    let parts = staging.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last, let end = name.lastIndex(of: "-") else { return }
    let folder = parts.count == 1 ? "." : parts.dropLast().joined(separator: "/") + "/"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for other in names.sorted() where other.hasPrefix(name[...end]) && other != name {
      let isOld = other.hasSuffix("-old")
      let number = other.dropFirst(name[...end].count).dropLast(isOld ? 4 : 0)
      guard number.allSatisfy(\.isNumber), let process = pid_t(number), process > 0,
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      let path = parts.count == 1 ? other : folder + other
      switch FileKind(of: path) {
      case .folder? where isOld && FileKind(of: place) == nil: _ = rename(path, place)
      case .folder?, .file?: try? FileManager.default.removeItem(atPath: path)
      default: continue
      }
    }
  }
}
