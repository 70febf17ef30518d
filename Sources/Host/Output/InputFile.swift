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

/// Why a file, or standard input, cannot be read.
package enum InputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no such file.
  case missing
  /// It is a folder.
  case folder
  /// It has more bytes than are read.
  case tooLarge(limit: Int)
  /// The system refuses, with its number for the reason.
  case refused(Int32)

  package var description: String {
    switch self {
    case .missing: "there is no such file"
    case .folder: "it is a folder"
    case .tooLarge(let limit): "it has more than \(limit >> 20) MiB, which are the most that are read"
    case .refused(let code): String(cString: strerror(code))
    }
  }

  /// Whether it is for want of memory or open files.
  package var isOfSystem: Bool {
    if case .refused(let code) = self { [EMFILE, ENFILE, ENOMEM, EAGAIN].contains(code) } else { false }
  }
}

/// Reading what somebody named: a file, a pipe or a device, which may have no end.
package enum InputFile {
  /// The most bytes of a text: an expression, a trace, a theme, a template.
  package static let mostTextBytes = 64 << 20

  /// All bytes of a file.
  ///
  /// - Complexity: no more memory is taken than the limit.
  package static func read(_ path: String, atMost limit: Int = mostTextBytes) throws(InputError) -> Data {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw errno == ENOENT ? .missing : .refused(errno) }
    defer { close(file) }
    return try readAll(file, atMost: limit)
  }

  /// All bytes that an open file still has.
  package static func readAll(_ file: Int32, atMost limit: Int = mostTextBytes) throws(InputError) -> Data {
    var status = stat()
    if fstat(file, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { throw .folder }
      if status.st_mode & S_IFMT == S_IFREG, status.st_size > limit { throw .tooLarge(limit: limit) }
    }
    var data = Data()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw errno == EISDIR ? .folder : .refused(errno) }
      guard count > 0 else { return data }
      guard data.count + count <= limit else { throw .tooLarge(limit: limit) }
      data.append(contentsOf: chunk[..<count])
    }
  }
}
