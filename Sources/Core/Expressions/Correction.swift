/// A replacement of a part of a line that corrects a mistake.
package struct Correction: Hashable, Sendable {
  /// The part that is replaced.
  package let range: SourceRange
  /// The text in its place.
  package let text: String

  /// The text, for a message.
  var quoted: String { "'\(text.quotable)'" }
}
