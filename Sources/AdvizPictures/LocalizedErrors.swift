#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

// The sentences of errors where a program asks Foundation for them, `error.localizedDescription` say.

extension TensorError: LocalizedError {
  /// The sentence a person reads.
  public var errorDescription: String? { description }
}

extension CustomOperationError: LocalizedError {
  /// The sentence a person reads.
  public var errorDescription: String? { description }
}

extension TraceError: LocalizedError {
  /// The sentence a person reads.
  public var errorDescription: String? { description }
}

extension ExpressionError: LocalizedError {
  /// The sentence a person reads.
  public var errorDescription: String? { description }
}

extension GroupError: LocalizedError {
  /// The sentence a person reads.
  public var errorDescription: String? { description }
}

extension LayoutError: LocalizedError {
  /// The sentence a person reads.
  public var errorDescription: String? { description }
}

extension ThemeError: LocalizedError {
  /// The sentence a person reads.
  public var errorDescription: String? { description }
}

extension OutputError: LocalizedError {
  /// The sentence a person reads.
  public var errorDescription: String? { description }
}

extension EmbedError: LocalizedError {
  /// The sentence a person reads.
  public var errorDescription: String? { description }
}

extension TemplateError: LocalizedError {
  /// The sentence a person reads.
  public var errorDescription: String? { description }
}
