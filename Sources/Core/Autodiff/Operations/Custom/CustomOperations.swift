import Synchronization

/// The operations that were declared outside of adviz, by their names.
enum CustomOperations {
  private static let isLocked = Atomic(false)
  // Read and written while the lock is held.
  nonisolated(unsafe) private static var byName: [String: CustomOperation] = [:]

  /// Adds an operation; false where another one has its name.
  static func insert(_ operation: CustomOperation) -> Bool {
    locked {
      guard byName[operation.name] == nil else { return false }
      byName[operation.name] = operation
      return true
    }
  }

  /// Removes an operation.
  static func remove(_ operation: CustomOperation) {
    locked { if byName[operation.name] === operation { byName[operation.name] = nil } }
  }

  /// The operation of a name.
  static func named(_ name: String) -> CustomOperation? { locked { byName[name] } }

  /// The work is so short that waiting for it needs no help of the system.
  private static func locked<Value>(_ work: () -> Value) -> Value {
    while !isLocked.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged {}
    defer { isLocked.store(false, ordering: .releasing) }
    return work()
  }
}
