import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#endif

/// Which files of a folder adviz wrote: those its manifest names, as long as they are what was written.
struct Ownership {
  /// The files by their names within the folder; the digest is nil where an early version wrote none.
  private let digests: [String: String?]

  /// Reads the manifest; without one nothing in the folder is of adviz.
  init(of folder: String) {
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
