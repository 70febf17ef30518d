import Adviz
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#endif

/// Standard output for results, standard error for everything else.
enum Console {
  static func print(_ text: String) throws(OutputError) {
    try print(Data((text + "\n").utf8))
  }

  static func print(_ data: some ContiguousBytes) throws(OutputError) {
    guard writeAll(data, to: STDOUT_FILENO) else {
      throw .cannotWrite(path: "standard output", reason: String(cString: strerror(errno)))
    }
  }

  /// Nobody can be told when even this fails.
  static func complain(_ text: String) {
    _ = writeAll(Data((text + "\n").utf8), to: STDERR_FILENO)
  }

  static func warn(_ warnings: [String]) {
    for warning in warnings { complain("warning: \(warning)") }
  }
}
