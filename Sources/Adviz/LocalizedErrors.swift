#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

// The sentences of errors where a program asks Foundation for them, `error.localizedDescription` say.

extension TrainingError: LocalizedError {
  /// The sentence a person reads.
  public var errorDescription: String? { description }
}

extension Divergence: LocalizedError {
  /// The sentence a person reads.
  public var errorDescription: String? { description }
}
