#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files that a command reads, or has written.
struct InputFiles {
  private let paths: [String]

  /// Files by their paths, with `-` for standard input.
  ///
  /// What names no file, such as the name of a theme, does not matter.
  init(_ paths: [String]) { self.paths = paths }

  /// Refuses to write over one of them.
  ///
  /// - Parameters:
  ///   - output: the file to be written.
  ///   - option: the option that gives it another name.
  /// - Throws: `CommandError`.
  func refuse(asOutput output: String, option: String = "-o") throws {
    guard !holds(output) else {
      throw CommandError(
        .cannotWrite,
        "error: \(output.shown) is what is read; writing there would replace it. Choose another name with \(option)")
    }
  }

  /// Whether a file is one of them, whatever it is called there: another spelling, a link.
  func holds(_ file: String) -> Bool {
    var written = stat()
    guard file != "-", stat(file, &written) == 0, written.st_mode & S_IFMT == S_IFREG else { return false }
    return paths.contains { path in
      var read = stat()
      guard (path == "-" ? fstat(STDIN_FILENO, &read) : stat(path, &read)) == 0 else { return false }
      return read.st_dev == written.st_dev && read.st_ino == written.st_ino
    }
  }
}
