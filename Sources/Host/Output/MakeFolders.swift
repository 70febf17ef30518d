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

/// Makes the folder that a file is to be written into, and those around it.
///
/// - Throws: ``OutputError``.
package func makeParentFolder(of path: String) throws(OutputError) {
  let folder = PathParts(path).folder
  if !folder.isEmpty { try makeFolders(folder, calling: path) }
}

/// Makes a folder where there is none, and those around it.
///
/// - Parameters:
///   - path: the folder.
///   - name: what an error calls it; the path for nil.
/// - Throws: ``OutputError``.
func makeFolders(_ path: String, calling name: String? = nil) throws(OutputError) {
  // Nothing is made of a path that cannot be made as a whole.
  var status = stat()
  guard stat(path, &status) == 0 || errno != ENAMETOOLONG else { throw OutputFolder.failure(name ?? path) }
  let ends = path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") && $0 > path.startIndex } + [path.endIndex]
  for end in ends {
    if mkdir(String(path[..<end]), 0o777) == 0 { continue }
    var reason = errno
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
