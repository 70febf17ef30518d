/// A place in the text: a line, and characters of it.
public struct SourceRange: Hashable, Sendable {
  /// The line, from 1.
  public let line: Int
  /// The first character, from 1.
  public let column: Int
  /// The number of characters, at least 1.
  public let length: Int

  /// The beginning, to compare with that of others.
  var place: Place { Place(line: line, column: column) }

  struct Place: Comparable {
    let line: Int
    let column: Int

    static func < (a: Place, b: Place) -> Bool { (a.line, a.column) < (b.line, b.column) }
  }

  /// From the beginning of this place to the end of another; to the end of this where the other is on another line.
  func extended(to other: SourceRange) -> SourceRange {
    guard other.line == line, other.column >= column else { return self }
    return SourceRange(line: line, column: column, length: other.column + other.length - column)
  }
}
