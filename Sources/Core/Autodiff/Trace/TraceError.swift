/// A mistake in a saved trace, with its line.
public struct TraceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line of the file, from 1.
  public let line: Int
  /// The mistake, as a sentence.
  public let reason: String

  /// An error at a line.
  public init(line: Int, _ reason: String) {
    self.line = line
    self.reason = reason
  }

  /// The sentence a person reads.
  public var description: String { "line \(line): \(reason)" }
}
