#if canImport(Glibc)
  import Glibc
#endif

/// The files that a command reads.
struct InputFiles {
  private let paths: [String]

  /// Files by their paths, with `-` for standard input.
  ///
  /// What names no file, such as the name of a theme, does not matter.
  init(_ paths: [String]) { self.paths = paths }

  /// Refuses to write over one of them, whatever it is called there: another spelling, a link.
  func refuse(asOutput output: String) throws {
    guard output != "-" else { return }
    var written = stat()
    guard stat(output, &written) == 0, written.st_mode & S_IFMT == S_IFREG else { return }
    for path in paths {
      var read = stat()
      guard (path == "-" ? fstat(STDIN_FILENO, &read) : stat(path, &read)) == 0 else { continue }
      guard read.st_dev != written.st_dev || read.st_ino != written.st_ino else {
        throw CommandError(
          .cannotWrite,
          "error: \(output.shown) is what is read; writing there would replace it. Choose another name with -o")
      }
    }
  }
}
