import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#endif

/// What stands at a path; a link is a link.
enum FileKind {
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

/// A path as the folder, empty or with a slash at its end, and the name in it.
struct PathParts {
  let folder: String
  let name: String

  /// The bytes are looked at: a slash that a combining character follows is a slash.
  init(_ path: String) {
    let end = path.utf8.lastIndex(of: UInt8(ascii: "/")).map(path.utf8.index(after:)) ?? path.startIndex
    folder = String(path[..<end])
    name = String(path[end...])
  }
}

/// Writes a file in one step: whoever looks sees the old contents or all of the new.
///
/// A link is followed. A pipe or a device is written to as it is.
///
/// - Parameters:
///   - bytes: the contents.
///   - path: the file.
///   - isDurable: whether to wait until the disk has them.
/// - Throws: ``OutputError/cannotWrite(path:reason:)``.
package func writeFile(
  _ bytes: some ContiguousBytes, to path: String, isDurable: Bool = false
) throws(OutputError) {
  let real = FileManager.default.realPath(path) ?? path
  if FileKind(of: real) != .other { Leftovers.clear(real, for: real) }
  try writeFile(bytes, to: real, calling: path, isDurable: isDurable)
}

func writeFile(
  _ bytes: some ContiguousBytes, to path: String, calling name: String, isDurable: Bool = false
) throws(OutputError) {
  let kind = FileKind(of: path)
  guard kind == nil || kind == .file else {
    try write(bytes, into: open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644), calling: name)
    return
  }
  var status = stat()
  let mode = stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0o644
  let staging = try Staging.file(path, mode: mode, calling: name)
  // It stays open, and by that locked, until it has its place.
  defer { withExtendedLifetime(staging) {} }
  do throws(OutputError) {
    let file = fcntl(staging.file, F_DUPFD_CLOEXEC, 0)
    try write(bytes, into: file, calling: name, isDurable: isDurable)
    Leftovers.ended(staging.path)
    guard rename(staging.path, path) == 0 else { throw OutputFolder.failure(name) }
  } catch {
    unlink(staging.path)
    Leftovers.ended(staging.path)
    throw error
  }
}

/// Writes everything into an open file and closes it.
private func write(
  _ bytes: some ContiguousBytes, into file: Int32, calling name: String, isDurable: Bool = false
) throws(OutputError) {
  guard file >= 0 else { throw OutputFolder.failure(name) }
  let isWritten = writeAll(bytes, to: file) && (!isDurable || fsync(file) == 0)
  let reason = errno
  guard close(file) == 0, isWritten else {
    if !isWritten { errno = reason }
    throw OutputFolder.failure(name)
  }
}

/// Writes everything to a file descriptor; false, and `errno` set, where that fails.
package func writeAll(_ bytes: some ContiguousBytes, to file: Int32) -> Bool {
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
  func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}

/// Makes the folder that a file is to be written into, and those around it.
///
/// - Throws: ``OutputError/cannotWrite(path:reason:)``.
package func makeParentFolder(of path: String) throws(OutputError) {
  let folder = PathParts(path).folder
  if !folder.isEmpty { try makeFolders(folder, calling: path) }
}

/// Makes a folder where there is none, and those around it.
///
/// - Parameters:
///   - path: the folder.
///   - name: what an error calls it; the path for nil.
/// - Throws: ``OutputError/cannotWrite(path:reason:)``.
func makeFolders(_ path: String, calling name: String? = nil) throws(OutputError) {
  let ends = path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") && $0 > path.startIndex } + [path.endIndex]
  for end in ends {
    if mkdir(String(path[..<end]), 0o777) == 0 { continue }
    var reason = errno
    var status = stat()
    // What is there already may be a folder or a link to one; the system's reason need not say that it is there.
    if stat(String(path[..<end]), &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { continue }
      reason = ENOTDIR
    } else if reason == EEXIST {
      // A link that leads nowhere.
      reason = errno
    }
    throw OutputFolder.failure(name ?? path, reason)
  }
}
