#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Threads with stacks that do not depend on `ulimit -s`.
enum Threads {
  private static let stackSize = 8 << 20

  /// Gives every thread that is made from now on, also those of libraries, room for nested expressions.
  static func enlargeStacks() {
    // Of the C library of GNU; Swift does not show it.
    typealias SetDefault = @convention(c) (UnsafePointer<pthread_attr_t>) -> Int32
    guard let function = dlsym(nil, "pthread_setattr_default_np") else { return }
    withAttributes { attributes in unsafeBitCast(function, to: SetDefault.self)(attributes) }
  }

  /// Whether as many threads can be made as the program needs; the system's own queues would wait for them for ever.
  static var areAvailable: Bool {
    let wanted = ProcessInfo.processInfo.activeProcessorCount + 4
    // Each waits until the last one is there: they are to be had at the same time.
    let gate = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    sem_init(gate, 0, 0)
    var threads: [pthread_t] = []
    while threads.count < wanted {
      var thread = pthread_t()
      let wait: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { gate in
        if let gate { while sem_wait(gate.assumingMemoryBound(to: sem_t.self)) != 0 {} }
        return nil
      }
      guard pthread_create(&thread, nil, wait, gate) == 0 else { break }
      threads.append(thread)
    }
    for _ in threads { sem_post(gate) }
    for thread in threads { pthread_join(thread, nil) }
    sem_destroy(gate)
    gate.deallocate()
    return threads.count == wanted
  }

  /// Runs something on a new thread; false where there is none to be had.
  static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    final class Box {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let box = Unmanaged.passRetained(Box(body))
    var thread = pthread_t()
    return pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, box.toOpaque()) == 0
  }

  private static func withAttributes(_ body: (UnsafeMutablePointer<pthread_attr_t>) -> Int32) {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return }
    defer { pthread_attr_destroy(&attributes) }
    if pthread_attr_setstacksize(&attributes, stackSize) == 0 { _ = body(&attributes) }
  }
}
