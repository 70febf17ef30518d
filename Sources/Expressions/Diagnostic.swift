/// A place in the text: a line, and characters of it.
public struct SourceRange: Hashable, Sendable {
  /// The line, from 1.
  public let line: Int
  /// The first character, from 1.
  public let column: Int
  /// How many characters, at least 1.
  public let length: Int

  /// Where the place begins, to compare with others.
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

/// One mistake, and where it is.
public struct Diagnostic: Hashable, Sendable {
  /// Where.
  public let range: SourceRange
  /// What is wrong and what was expected.
  public let message: String
}

/// The mistakes of an expression file, in the order of the text.
public struct ExpressionError: Error, Hashable, Sendable {
  /// How many mistakes a report shows.
  static let reportLimit = 50

  /// The mistakes, at least one.
  public let diagnostics: [Diagnostic]
  /// Whether they are in the values given apart from the file, not in the file.
  public let concernsPoint: Bool
  private let lines: [String]

  init(_ diagnostics: [Diagnostic], in lines: [String], concernsPoint: Bool = false) {
    self.concernsPoint = concernsPoint
    self.diagnostics = diagnostics.sorted { ($0.range.line, $0.range.column) < ($1.range.line, $1.range.column) }
    self.lines = lines
  }

  /// Every mistake with the line it is in and a caret under the place.
  public func report(file: String) -> String {
    let shown = diagnostics.prefix(ExpressionError.reportLimit).map { diagnostic in
      let range = diagnostic.range
      let head = "\(file):\(range.line):\(range.column): error: \(diagnostic.message)"
      guard lines.indices.contains(range.line - 1) else { return head }
      let (excerpt, offset) = ExpressionError.excerpt(of: lines[range.line - 1], around: range.column - 1)
      let room = max(1, min(range.length, excerpt.count - offset))
      let mark = String(repeating: " ", count: offset) + "^" + String(repeating: "~", count: room - 1)
      return "\(head)\n    \(excerpt)\n    \(mark)"
    }
    let rest = diagnostics.count - shown.count
    return (shown + (rest > 0 ? ["\(file): \(rest) more errors are not shown"] : [])).joined(separator: "\n")
  }

  /// At most 100 characters of a line around a place, and where the place is in them.
  private static func excerpt(of line: String, around column: Int) -> (text: String, offset: Int) {
    // Tabs and their like have a width that nobody knows.
    let characters = line.map { $0.isWhitespace ? " " : $0 }
    guard characters.count > 100 else { return (String(characters), min(column, characters.count)) }
    let start = max(0, min(column - 40, characters.count - 98))
    let end = min(characters.count, start + 98)
    let head = start > 0 ? "…" : ""
    return (head + String(characters[start..<end]) + (end < characters.count ? "…" : ""), column - start + head.count)
  }
}

extension ExpressionError: CustomStringConvertible {
  /// The report under the name a file has in examples.
  public var description: String { report(file: "expression") }
}
