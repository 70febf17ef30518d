import Foundation

/// What several tests look at, made once for each key by the first that asks for it.
package final class Shared<Key: Hashable, Value>: @unchecked Sendable {
  private final class Entry {
    let lock = NSLock()
    var value: Value?
  }

  private let lock = NSLock()
  private var entries: [Key: Entry] = [:]

  package init() {}

  /// The value of a key, which others wait for while it is made.
  package func value(of key: Key, make: () throws -> Value) rethrows -> Value {
    let entry = lock.withLock {
      let entry = entries[key] ?? Entry()
      entries[key] = entry
      return entry
    }
    return try entry.lock.withLock {
      if let value = entry.value { return value }
      let value = try make()
      entry.value = value
      return value
    }
  }
}
