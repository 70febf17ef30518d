import CExchange
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#endif

/// Replaces a folder as a whole.
///
/// The new folder is made beside the old one and exchanged with it in one step, so that whoever looks sees
/// either the earlier complete set or the new one, also when the run fails or is killed.
struct OutputFolder: Sendable {
  private let path: String
  private let staging: String

  /// Checks that the folder may be replaced and makes an empty one beside it.
  init(_ path: String) throws(OutputError) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard let name = path.split(separator: "/").last, name != ".", name != ".." else {
      throw .cannotWrite(path: path, reason: "it is not the name of a folder")
    }
    // A link to a folder stands for the folder.
    if let real = FileManager.default.realPath(path) { path = real }
    let slash = path.lastIndex(of: "/")
    let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let last = slash.map { String(path[path.index(after: $0)...]) } ?? path
    self.path = path
    staging = Leftovers.staging("\(parent == "/" ? "" : parent)/.\(last)")
    Leftovers.clear(staging, for: path)
    Leftovers.began(staging)
    try OutputFolder.refuseForeignFiles(in: path)
    try OutputFolder.attempt(path) {
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
      if FileManager.default.fileExists(atPath: staging) { try FileManager.default.removeItem(atPath: staging) }
      try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: false)
    }
  }

  /// Makes a folder inside.
  func makeFolder(_ name: String) throws(OutputError) {
    try OutputFolder.attempt("\(path)/\(name)") {
      try FileManager.default.createDirectory(atPath: "\(staging)/\(name)", withIntermediateDirectories: true)
    }
  }

  /// Writes a file inside.
  func write(_ bytes: some ContiguousBytes, to name: String) throws(OutputError) {
    try writeFile(bytes, to: "\(staging)/\(name)", calling: "\(path)/\(name)")
  }

  /// Where a program writes a file inside.
  func stagingPath(_ name: String) -> String { "\(staging)/\(name)" }

  /// Removes a file inside that was begun and cannot be finished.
  func remove(_ name: String) { unlink(stagingPath(name)) }

  /// Puts the new folder in the place of the old one and removes the old one.
  func exchange() throws(OutputError) {
    Leftovers.ended(staging)
    guard FileManager.default.fileExists(atPath: path) else {
      guard rename(staging, path) == 0 else { throw OutputFolder.failure(path) }
      return
    }
    if adviz_exchange(staging, path) == 0 {
      discard()
      return
    }
    // A file system without exchange: the old folder steps aside first, and back if the new one cannot take its place.
    let old = staging + "-old"
    guard rename(path, old) == 0 else { throw OutputFolder.failure(path) }
    guard rename(staging, path) == 0 else {
      let failure = OutputFolder.failure(path)
      _ = rename(old, path)
      throw failure
    }
    try? FileManager.default.removeItem(atPath: old)
  }

  /// Removes what was made beside the folder.
  func discard() {
    Leftovers.ended(staging)
    try? FileManager.default.removeItem(atPath: staging)
  }

  /// What lies in a folder that exists must be a file that its manifest names, or a folder of such files.
  private static func refuseForeignFiles(in path: String) throws(OutputError) {
    guard let kind = FileKind(of: path) else { return }
    guard kind == .folder else { throw .cannotWrite(path: path, reason: "a file of that name exists") }
    let data = FileManager.default.contents(atPath: "\(path)/\(Manifest.name)")
    let manifest = data.flatMap { try? JSONDecoder().decode(Manifest.self, from: $0) }
    let files = Set(manifest?.files ?? [])
    let folders = Set(files.compactMap { file in file.lastIndex(of: "/").map { String(file[..<$0]) } })
    var waiting = [""]
    while let folder = waiting.popLast() {
      let names: [String]
      do {
        names = try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")
      } catch {
        throw .cannotWrite(path: path, reason: "its contents cannot be listed")
      }
      for name in names.sorted() {
        let inside = folder.isEmpty ? name : "\(folder)/\(name)"
        switch FileKind(of: "\(path)/\(inside)") {
        case .folder? where folders.contains(inside): waiting.append(inside)
        case .file? where files.contains(inside): continue
        default: throw .foreignFile(folder: path, file: inside)
        }
      }
    }
  }

  private static func attempt(_ path: String, _ body: () throws -> Void) throws(OutputError) {
    do {
      try body()
    } catch {
      throw failure(path)
    }
  }

  /// The system's last error as a sentence.
  static func failure(_ path: String) -> OutputError {
    .cannotWrite(path: path, reason: String(cString: strerror(errno)))
  }
}
