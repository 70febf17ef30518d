/// What can be written in place of a part of a line, so that a mistake is gone.
package struct Correction: Hashable, Sendable {
  /// The part that is replaced.
  package let range: SourceRange
  /// What takes its place.
  package let text: String

  /// The text, for a message.
  var quoted: String { "'\(text.quotable)'" }
}
