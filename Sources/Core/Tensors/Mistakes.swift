#if !hasFeature(Embedded)
  import Synchronization
#endif

/// The mistakes of a program where nothing can be thrown: an operator on arrays that do not fit, say.
package enum Mistakes {
  /// Stops the program with the sentence of the error, or keeps it for ``checked(_:)``.
  @inline(never)
  package static func report(_ error: TensorError) {
    #if !hasFeature(Embedded)
      if let record {
        record.keep(error)
        return
      }
    #endif
    fatalError("\(error)")
  }
}

extension Tensor {
  /// The array that is computed; an error is a mistake of the program.
  @inline(__always)
  package static func trusting(_ compute: () throws(TensorError) -> Tensor) -> Tensor {
    do {
      return try compute()
    } catch {
      Mistakes.report(error)
      return .unknown
    }
  }

  /// What stands for an array that could not be computed until ``checked(_:)`` throws.
  package static var unknown: Tensor { Tensor(.nan) }
}

#if !hasFeature(Embedded)
  extension Mistakes {
    /// The first mistake within one ``checked(_:)``.
    fileprivate final class Record: Sendable {
      private let first = Mutex<TensorError?>(nil)

      var error: TensorError? { first.withLock { $0 } }

      func keep(_ error: TensorError) {
        first.withLock { first in if first == nil { first = error } }
      }
    }

    @TaskLocal fileprivate static var record: Record?
  }

  /// Computes, and throws where an operator, a function or a subscript of arrays or nodes would stop the program.
  ///
  /// ```swift
  /// let sum = try checked { a + b }  // TensorError.shapesDoNotBroadcast(operation: "add", (2,), (3,))
  /// ```
  ///
  /// After a mistake the closure runs on with NaN, and what it returns is dropped. Other mistakes, such as an index of a
  /// Swift array that is out of range, still stop the program.
  ///
  /// - Parameter compute: computes with nodes or arrays.
  /// - Returns: what it returns.
  /// - Throws: the ``TensorError`` of the first mistake; else what the closure throws.
  public func checked<Value>(_ compute: () throws -> Value) throws -> Value {
    let record = Mistakes.Record()
    let result = Mistakes.$record.withValue(record) { Result(catching: compute) }
    if let error = record.error { throw error }
    return try result.get()
  }
#endif
