import CExchange

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

/// Empties a folder that another has taken the place of: what adviz wrote is removed, everything else is moved over.
///
/// Nothing is removed that is not known to be of adviz. The folder itself goes only when it is empty, so that a file
/// which is put there meanwhile is moved over as well.
package struct CarryOver {
  /// The folder to be emptied.
  let old: String
  /// The folder that has its place.
  let new: String
  /// Tells which files of the old folder are of adviz.
  let ownership: Ownership
  /// The files of the new folder.
  var names: Set<String> = []
  /// Whether a file or link that has the name of a new file is removed, whoever wrote it.
  var isForced = false
  /// Under which names files stay whose own names the new folder has.
  private(set) var renamed: [String] = []

  package init(from old: String, to new: String, _ ownership: Ownership) {
    (self.old, self.new, self.ownership) = (old, new, ownership)
  }

  /// Empties the folder and removes it.
  ///
  /// - Throws: ``OutputError``; it names what could not be moved, which is still in
  ///   the old folder.
  package mutating func run() throws(OutputError) {
    let shared = ownership.folders.union(Ownership.folders(of: names))
    try empty("", shared)
  }

  private mutating func empty(_ folder: String, _ shared: Set<String>) throws(OutputError) {
    let path = folder.isEmpty ? old : "\(old)/\(folder)"
    // A program that goes on writing there ends in an error.
    for _ in 0..<1000 {
      let entries = try list(path).map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
      // What is not ours is out of its place until it is moved: it comes first. The manifest comes last, as without it
      // the next run would not know what is ours.
      func turn(_ name: String) -> Int { name == Manifest.name ? 2 : ownership.names.contains(name) ? 1 : 0 }
      // What cannot be moved keeps nothing else from being moved.
      var failure: OutputError?
      for name in entries.sorted(by: { (turn($0), $0) < (turn($1), $1) }) {
        // The manifest stays with what is left.
        if name == Manifest.name, failure != nil { continue }
        do throws(OutputError) { try take(name, shared) } catch { failure = failure ?? error }
      }
      if let failure { throw failure }
      if rmdir(path) == 0 || errno == ENOENT { return }
      guard errno == ENOTEMPTY || errno == EEXIST else { throw OutputFolder.failure(path) }
    }
    throw .cannotWrite(path: path, reason: "files are put there without end")
  }

  /// Removes or moves one entry of the old folder.
  private mutating func take(_ name: String, _ shared: Set<String>) throws(OutputError) {
    switch FileKind(of: "\(old)/\(name)") {
    case nil: return
    case .folder? where shared.contains(name): try empty(name, shared)
    case .file? where ownership.owns(name, in: old): try remove(name)
    case .file? where isForced && names.contains(name), .link? where isForced && names.contains(name):
      try remove(name)
    default: try move(name)
    }
  }

  private func list(_ path: String) throws(OutputError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw .cannotWrite(path: path, reason: "its contents cannot be listed")
    }
  }

  private func remove(_ name: String) throws(OutputError) {
    guard unlink("\(old)/\(name)") == 0 || errno == ENOENT else { throw OutputFolder.failure("\(old)/\(name)") }
  }

  /// Moves a file, link or folder to the same name, or one beside it where that is taken.
  private mutating func move(_ name: String) throws(OutputError) {
    if let slash = name.lastIndex(of: "/") { try makeFolders("\(new)/\(name[..<slash])", calling: "\(old)/\(name)") }
    for number in 0... {
      let place = number == 0 ? name : "\(name).kept" + (number == 1 ? "" : "-\(number)")
      if CarryOver.rename("\(old)/\(name)", to: "\(new)/\(place)") {
        if number > 0 { renamed.append(place) }
        return
      }
      if errno == ENOENT, FileKind(of: "\(old)/\(name)") == nil { return }
      guard errno == EEXIST, number < 10_000 else { throw OutputFolder.failure("\(old)/\(name)") }
    }
  }

  /// Renames where nothing has the new name; false, and `errno` set, where that fails.
  static func rename(_ path: String, to place: String) -> Bool {
    if adviz_rename_to_free(path, place) == 0 { return true }
    guard errno == ENOSYS || errno == EINVAL else { return false }
    // A file system that cannot say so in one step.
    guard FileKind(of: place) == nil else {
      errno = EEXIST
      return false
    }
    return Glibc.rename(path, place) == 0
  }
}
