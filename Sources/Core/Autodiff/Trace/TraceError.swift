/// What can be wrong with a saved trace; each names the line.
public struct TraceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line of the file, from 1.
  public let line: Int
  /// What is wrong, as a sentence.
  public let reason: String

  /// An error at a line.
  public init(line: Int, _ reason: String) {
    self.line = line
    self.reason = reason
  }

  /// The sentence a person reads.
  public var description: String { "line \(line): \(reason)" }
}
