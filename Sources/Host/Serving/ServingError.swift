#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why pages cannot be served.
package enum ServingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Another program listens at the port.
  case portInUse(UInt16)
  /// The system refuses, with its number for the reason; nil for the port where any free one would do.
  case refused(port: UInt16?, code: Int32)

  /// The sentence a person reads.
  package var description: String {
    switch self {
    case .portInUse(let port): "port \(port) is in use by another program"
    case .refused(let port, let code):
      "the system refused \(port.map { "port \($0)" } ?? "a port") at 127.0.0.1: \(String(cString: strerror(code)))"
    }
  }
}
