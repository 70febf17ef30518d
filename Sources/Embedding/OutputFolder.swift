import CExchange
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#endif

/// What can be wrong with the place that results are written to.
public enum OutputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The folder holds a file that its manifest does not name.
  case foreignFile(folder: String, file: String)
  /// Something cannot be written.
  case cannotWrite(path: String, reason: String)

  /// The sentence a person reads.
  public var description: String {
    switch self {
    case .foreignFile(let folder, let file):
      "\(folder) holds '\(file)', which adviz did not write; nothing was changed. Move it away or choose another folder"
    case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
    }
  }
}

/// Replaces a folder as a whole.
///
/// The new folder is made beside the old one and exchanged with it in one step, so that whoever looks sees
/// either the earlier complete set or the new one, also when the run fails or is killed.
struct OutputFolder {
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
    try OutputFolder.refuseForeignFiles(in: path)
    let slash = path.lastIndex(of: "/")
    let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let last = slash.map { String(path[path.index(after: $0)...]) } ?? path
    self.path = path
    staging = "\(parent == "/" ? "" : parent)/.\(last).adviz-\(getpid())"
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

  /// Puts the new folder in the place of the old one and removes the old one.
  func exchange() throws(OutputError) {
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

/// What stands at a path; a link is a link.
private enum FileKind {
  case file, folder, link, other

  /// Nil where nothing is.
  init?(of path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    default: self = .other
    }
  }
}

/// Writes a file in one step: whoever looks sees the old contents or all of the new.
///
/// A link is followed. A pipe or a device is written to as it is.
///
/// - Throws: ``OutputError/cannotWrite(path:reason:)``.
public func writeFile(_ bytes: some ContiguousBytes, to path: String) throws(OutputError) {
  try writeFile(bytes, to: FileManager.default.realPath(path) ?? path, calling: path)
}

private func writeFile(_ bytes: some ContiguousBytes, to path: String, calling name: String) throws(OutputError) {
  let kind = FileKind(of: path)
  guard kind == nil || kind == .file else {
    try write(bytes, into: open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644), calling: name)
    return
  }
  let staging = "\(path).adviz-\(getpid())"
  var status = stat()
  let mode = stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0o644
  do throws(OutputError) {
    try write(bytes, into: open(staging, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode), calling: name)
    guard rename(staging, path) == 0 else { throw OutputFolder.failure(name) }
  } catch {
    unlink(staging)
    throw error
  }
}

/// Writes everything into an open file and closes it.
private func write(_ bytes: some ContiguousBytes, into file: Int32, calling name: String) throws(OutputError) {
  guard file >= 0 else { throw OutputFolder.failure(name) }
  let isWritten = writeAll(bytes, to: file)
  let reason = errno
  guard close(file) == 0, isWritten else {
    if !isWritten { errno = reason }
    throw OutputFolder.failure(name)
  }
}

/// Writes everything to a file descriptor; false, and `errno` set, where that fails.
public func writeAll(_ bytes: some ContiguousBytes, to file: Int32) -> Bool {
  bytes.withUnsafeBytes { bytes in
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

extension FileManager {
  /// The path without links, nil where nothing is there.
  fileprivate func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}

/// Makes the folder that a file is to be written into, and those around it.
///
/// - Throws: ``OutputError/cannotWrite(path:reason:)``.
public func makeParentFolder(of path: String) throws(OutputError) {
  guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
  do {
    try FileManager.default.createDirectory(atPath: String(path[..<slash]), withIntermediateDirectories: true)
  } catch {
    throw OutputFolder.failure(path)
  }
}
