#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files that the process may hold open.
enum FileDescriptors {
  /// The number that a command needs besides the standard three: its files, the layout's, and those of the runtime's
  /// threads, which stop the program where they get none.
  static let least = 8

  /// Whether so many may be opened now.
  static var areAvailable: Bool {
    var opened: [Int32] = []
    defer { for descriptor in opened { close(descriptor) } }
    for _ in 0..<least {
      let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { return errno != EMFILE && errno != ENFILE }
      opened.append(descriptor)
    }
    return true
  }
}
