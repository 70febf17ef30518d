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

/// Which files of a folder adviz wrote: those its manifest names, as long as they are what was written.
package struct Ownership {
  /// The files by their names within the folder; the digest is nil where an early version wrote none.
  private let digests: [String: String?]

  /// Reads the manifest; without one nothing in the folder is of adviz.
  package init(of folder: String) {
    let path = "\(folder)/\(Manifest.name)"
    guard FileKind(of: path) == .file, let data = FileManager.default.contents(atPath: path),
      let manifest = try? JSONDecoder().decode(Manifest.self, from: data)
    else {
      digests = [:]
      return
    }
    var digests: [String: String?] = [:]
    for file in manifest.files where !file.hasPrefix("/") && !file.split(separator: "/").contains("..") {
      // An early manifest has no digests. Where a later one lacks a digest, nothing fits.
      digests.updateValue(manifest.digests.map { $0[file] ?? "" }, forKey: file)
    }
    digests[Manifest.name] = manifest.isUnchanged(data) ? Digest.sha256(data) : ""
    self.digests = digests
  }

  /// The files that the manifest names.
  var names: Set<String> { Set(digests.keys) }

  /// The folders that they lie in.
  var folders: Set<String> { Ownership.folders(of: names) }

  /// Whether the file is what was written; a link or a folder never is.
  func owns(_ name: String, in folder: String) -> Bool {
    let path = "\(folder)/\(name)"
    guard let digest = digests[name], FileKind(of: path) == .file else { return false }
    guard let digest else { return true }
    guard let data = FileManager.default.contents(atPath: path) else { return false }
    return Digest.sha256(data) == digest
  }

  /// Refuses files of others under a name of the new set, or of the set that it replaces.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - calling: what errors call it.
  ///   - new: the files of the new set.
  ///   - isForced: whether files and links of others that have such names are replaced.
  /// - Throws: ``OutputError``.
  func refuseConflicts(in path: String, calling: String, names new: Set<String>, isForced: Bool) throws(OutputError) {
    guard let kind = FileKind(of: path) else { return }
    guard kind == .folder else { throw Ownership.fileExists(calling) }
    try refuseImmovable(in: path, calling: calling)
    let files = new.union(names).union([Manifest.name, Leftovers.mark])
    for folder in Ownership.folders(of: files).sorted() {
      switch FileKind(of: "\(path)/\(folder)") {
      case nil, .folder?: continue
      case .file? where isForced, .link? where isForced: continue
      default: throw .foreignFile(folder: calling, file: folder)
      }
    }
    for name in files.sorted() {
      switch FileKind(of: "\(path)/\(name)") {
      case nil: continue
      case .file? where isForced, .link? where isForced: continue
      case .file? where owns(name, in: path): continue
      default: throw .foreignFile(folder: calling, file: name)
      }
    }
  }

  /// Refuses folders that could not be moved over later: moving a folder takes the right to write into it.
  private func refuseImmovable(in path: String, calling: String) throws(OutputError) {
    for folder in [""] + folders.sorted() {
      let place = folder.isEmpty ? path : "\(path)/\(folder)"
      guard FileKind(of: place) == .folder else { continue }
      guard access(place, R_OK | W_OK | X_OK) == 0,
        let entries = try? FileManager.default.contentsOfDirectory(atPath: place)
      else { throw OutputFolder.failure(folder.isEmpty ? calling : "\(calling)/\(folder)") }
      for name in entries.sorted().map({ folder.isEmpty ? $0 : "\(folder)/\($0)" }) {
        guard FileKind(of: "\(path)/\(name)") == .folder, !folders.contains(name), access("\(path)/\(name)", W_OK) != 0
        else { continue }
        throw .cannotWrite(
          path: calling, reason: "'\(name)' in it could not be moved over, as you may not write into it")
      }
    }
  }

  /// The error where something that is no folder stands in its place.
  static func fileExists(_ path: String) -> OutputError {
    .cannotWrite(path: path, reason: "a file of that name exists")
  }

  /// The folders within a folder that files of these names lie in, without the folder itself.
  static func folders(of names: Set<String>) -> Set<String> {
    var folders: Set<String> = []
    for name in names {
      var rest = name[...]
      while let slash = rest.lastIndex(of: "/") {
        rest = rest[..<slash]
        folders.insert(String(rest))
      }
    }
    return folders
  }
}
