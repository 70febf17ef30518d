#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The memory of this process, by what the system tells.
enum ProcessMemory {
  #if canImport(WASILibc)
    /// The most bytes it may have: as many as an `Int` can count.
    static let available = Int.max
  #else
    /// The most bytes it may have: those of the machine, or fewer where there is a limit (`ulimit -v`).
    static var available: Int {
      let machine = max(1, sysconf(Int32(_SC_PHYS_PAGES))).multipliedReportingOverflow(
        by: max(1, sysconf(Int32(_SC_PAGESIZE))))
      let physical = machine.overflow ? Int.max : machine.partialValue
      var limit = rlimit()
      #if canImport(Glibc)
        let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0
      #else
        let isKnown = getrlimit(RLIMIT_AS, &limit) == 0
      #endif
      return isKnown ? min(physical, Int(clamping: limit.rlim_cur)) : physical
    }
  #endif
}
