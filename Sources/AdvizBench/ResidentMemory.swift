#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The memory of the process.
enum ResidentMemory {
  /// The most it has held so far, in bytes.
  static var peak: Int { usage.ru_maxrss * 1024 }

  /// The pages that the kernel has handed over so far, without reading any from a disk.
  static var pageFaults: Int { usage.ru_minflt }

  private static var usage: rusage {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #else
      getrusage(RUSAGE_SELF, &usage)
    #endif
    return usage
  }
}
