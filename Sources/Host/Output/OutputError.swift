#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a result cannot be written.
public enum OutputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The folder holds a file under a name that adviz writes, which adviz did not write or which was changed since.
  case foreignFile(folder: String, file: String)
  /// Something cannot be written, for a reason of adviz.
  case cannotWrite(path: String, reason: String)
  /// The system refuses to write something; its error code (`errno`) tells why.
  case systemRefuses(path: String, code: Int32)

  /// The sentence a person reads.
  public var description: String {
    switch self {
    case .foreignFile(let folder, let file):
      "\(folder) holds '\(file)', which adviz did not write or which was changed since; nothing was changed"
    case .cannotWrite(let path, let reason): "cannot write \(path.isEmpty ? "''" : path): \(reason)"
    case .systemRefuses(let path, let code):
      "cannot write \(path.isEmpty ? "''" : path): \(String(cString: strerror(code)))"
    }
  }
}
