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

/// The kind of thing at a path; a link is not followed.
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

extension FileManager {
  /// The path without links, nil where nothing is there.
  func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
