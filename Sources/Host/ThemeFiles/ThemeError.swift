/// A theme file that cannot be read.
public struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The mistake, as a sentence.
  public let description: String
}
