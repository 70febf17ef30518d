import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#endif

/// Standard output for results, standard error for everything else.
enum Console {
  static func print(_ text: String) {
    write(Data((text + "\n").utf8), to: STDOUT_FILENO)
  }

  static func print(_ data: some ContiguousBytes) {
    write(data, to: STDOUT_FILENO)
  }

  static func complain(_ text: String) {
    write(Data((text + "\n").utf8), to: STDERR_FILENO)
  }

  static func warn(_ warnings: [String]) {
    for warning in warnings { complain("warning: \(warning)") }
  }

  private static func write(_ bytes: some ContiguousBytes, to file: Int32) {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno != EINTR { return }
        rest = rest.dropFirst(max(0, count))
      }
    }
  }
}
