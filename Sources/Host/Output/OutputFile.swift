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

/// Writes a file in one step: whoever looks sees the old contents or all of the new.
///
/// A link is followed. A pipe or a device is written to as it is.
///
/// - Parameters:
///   - bytes: the contents.
///   - path: the file.
///   - isDurable: whether to wait until the disk has them.
/// - Throws: ``OutputError``.
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

/// Writes a file where nobody looks yet, in a folder that will take its place as a whole.
///
/// - Parameters:
///   - bytes: the contents.
///   - path: the file.
///   - name: what an error calls it.
/// - Throws: ``OutputError``.
func writeUnseenFile(_ bytes: some ContiguousBytes, to path: String, calling name: String) throws(OutputError) {
  let file = Leftovers.making { open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644) }
  try write(bytes, into: file, calling: name)
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
