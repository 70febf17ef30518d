#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file or folder that is made beside its place, under a name that nothing else has.
///
/// It is locked until this object or the process ends; by that other runs know that it is not left over.
final class Staging: Sendable {
  let path: String
  /// The open file or folder; negative where it cannot be opened.
  let file: Int32
  private let number: Int

  init(_ path: String, number: Int, file: Int32) {
    (self.path, self.number, self.file) = (path, number, file)
  }

  deinit {
    if file >= 0 { close(file) }
    Leftovers.release(number)
  }

  /// Makes an empty folder beside a path.
  ///
  /// - Parameters:
  ///   - path: after which it is named.
  ///   - name: what an error calls it.
  /// - Returns: the folder.
  /// - Throws: ``OutputError``.
  static func folder(_ path: String, calling name: String) throws(OutputError) -> Staging {
    try Leftovers.stage(path, calling: name) { staging in
      mkdir(staging, 0o777) == 0 ? open(staging, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : nil
    }
  }

  /// Makes an empty file beside a path.
  ///
  /// - Parameters:
  ///   - path: after which it is named.
  ///   - mode: its permissions.
  ///   - name: what an error calls it.
  /// - Returns: the file.
  /// - Throws: ``OutputError``.
  static func file(_ path: String, mode: mode_t, calling name: String) throws(OutputError) -> Staging {
    try Leftovers.stage(path, calling: name) { staging in
      let file = open(staging, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
      return file >= 0 ? file : nil
    }
  }
}
