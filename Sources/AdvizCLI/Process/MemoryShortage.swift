#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Says why the program ends when the system refuses memory.
///
/// Swift, and the libraries that draw, stop a program that gets no memory without a word. The allocator has set `errno`
/// before; what stops the program for another reason takes its usual course.
enum MemoryShortage {
  private static let signals = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS]
  private nonisolated(unsafe) static let earlier = UnsafeMutablePointer<sigaction>.allocate(capacity: 32)
  private static let sentence: StaticString =
    "error: the system refused memory; free some, or make the arrays or the graph smaller\n"

  /// The bytes of addresses that the libraries need; with fewer some of them try for ever.
  static let leastRoom = 384 << 20

  /// Whether the process may take as much; none of it is touched.
  static var hasRoom: Bool {
    let room = mmap(nil, leastRoom, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    guard let room, room != MAP_FAILED else { return false }
    munmap(room, leastRoom)
    return true
  }

  static func listen() {
    _ = sentence
    for number in signals {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        guard errno == ENOMEM else {
          sigaction(number, MemoryShortage.earlier + Int(number), nil)
          return
        }
        _ = write(STDERR_FILENO, MemoryShortage.sentence.utf8Start, MemoryShortage.sentence.utf8CodeUnitCount)
        _exit(SystemExit.systemRefused.rawValue)
      }
      sigaction(number, &action, earlier + Int(number))
    }
  }
}
