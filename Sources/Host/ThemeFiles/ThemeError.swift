/// What is wrong with a theme file, as a sentence.
public struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The sentence.
  public let description: String
}
