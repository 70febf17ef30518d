import Tensors

/// A mistake in a saved trace, with its line.
public struct TraceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line of the file, from 1.
  public let line: Int
  /// The mistake, as a sentence.
  public let reason: String

  /// The error of a shape, where that is the mistake.
  private let error: TensorError?

  /// An error at a line.
  public init(line: Int, _ reason: String) {
    (self.line, self.reason, error) = (line, reason, nil)
  }

  init(line: Int, _ error: TensorError) {
    (self.line, reason, self.error) = (line, error.description, error)
  }

  /// The mistake, with a program's own words for what raises a limit.
  package func reason(_ remedy: (TensorError.Limit) -> String) -> String { error?.sentence(remedy) ?? reason }

  /// The sentence a person reads.
  public var description: String { "line \(line): \(reason)" }
}
