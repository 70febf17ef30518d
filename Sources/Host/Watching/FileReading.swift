import Output

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

/// The outcome of reading a file that somebody edits.
package enum FileReading: Hashable, Sendable {
  /// Its bytes.
  case contents(Data)
  /// It cannot be read.
  case failed(InputError)
  /// It is something that has no contents of its own, such as a pipe.
  case special

  /// Reads a file now.
  ///
  /// - Parameter path: the file; a link is followed.
  package init(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = .failed(errno == ENOENT || errno == ENOTDIR ? .missing : .refused(errno))
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: self = .failed(.folder)
    case S_IFREG:
      do throws(InputError) {
        self = .contents(try InputFile.read(path))
      } catch {
        self = .failed(error)
      }
    // Opening a pipe would wait for a writer.
    default: self = .special
    }
  }

  /// Whether it is what an editor leaves for a moment while it saves: no file, or an empty one.
  var isPassing: Bool {
    switch self {
    case .contents(let data): data.isEmpty
    case .failed, .special: true
    }
  }
}
