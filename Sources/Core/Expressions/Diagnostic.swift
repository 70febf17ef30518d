import Tensors

/// One mistake, and where it is.
public struct Diagnostic: Hashable, Sendable {
  /// The place.
  public let range: SourceRange
  /// The mistake and what was expected.
  public let message: String
  /// The text to write instead, where it is known.
  package let correction: Correction?
  /// The error of an operation, where that is the mistake.
  private let error: TensorError?

  init(range: SourceRange, message: String, correction: Correction? = nil) {
    self.range = range
    self.message = message
    self.correction = correction
    error = nil
  }

  init(range: SourceRange, error: TensorError) {
    self.range = range
    message = error.description
    correction = nil
    self.error = error
  }

  /// The message, with a program's own words for what raises a limit.
  func message(_ remedy: (TensorError.Limit) -> String) -> String { error?.sentence(remedy) ?? message }
}
