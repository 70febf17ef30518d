import Tensors

/// The mistakes of an expression file, in the order of the text.
public struct ExpressionError: Error, Hashable, Sendable {
  /// The most mistakes that a report shows.
  static let reportLimit = 50

  /// The mistakes, at least one.
  public let diagnostics: [Diagnostic]
  /// Whether they are in the values given apart from the file, not in the file.
  public let concernsPoint: Bool
  /// The number of names that have been compared to find out what was meant.
  package let comparisons: Int
  private let lines: [String]

  init(_ diagnostics: [Diagnostic], in lines: [String], concernsPoint: Bool = false, comparisons: Int = 0) {
    self.comparisons = comparisons
    self.concernsPoint = concernsPoint
    self.diagnostics = diagnostics.sorted { ($0.range.line, $0.range.column) < ($1.range.line, $1.range.column) }
    self.lines = lines
  }

  /// A mistake that has no place of its own, but concerns the whole file.
  package init(ofWhole message: String) {
    self.init([Diagnostic(range: SourceRange(line: 1, column: 1, length: 1), message: message)], in: [])
  }

  /// Every mistake with the line it is in and a caret under the place.
  ///
  /// Control characters and the like, of the text and of the file's name, are shown as `\u{1B}`; a message is cut at
  /// 1,000 characters.
  public func report(file: String) -> String { report(file: file) { "\($0.rawValue) raises" } }

  /// The same with a program's own words for what raises a limit: "--max-elements raises".
  package func report(file: String, remedy: (TensorError.Limit) -> String) -> String {
    let file = file.cut(to: 1_000).visible()
    // Mistakes come in the order of the text: a line is taken apart once, however many are in it.
    var line = (number: 0, characters: [Character]())
    var shown = diagnostics.prefix(ExpressionError.reportLimit).map { diagnostic in
      let range = diagnostic.range
      let message = diagnostic.message(remedy).cut(to: 1_000).visible()
      let head = "\(file):\(range.line):\(range.column): error: \(message)"
      guard lines.indices.contains(range.line - 1) else { return head }
      if line.number != range.line { line = (range.line, Array(lines[range.line - 1])) }
      return "\(head)\n\(ExpressionError.excerpt(of: line.characters, around: range))"
    }
    let rest = diagnostics.count - shown.count
    if rest > 0 { shown.append("\(file): \(rest) more errors are not shown") }
    return shown.joined(separator: "\n")
  }

  /// At most 100 characters of a line around a place, and below them a caret under it.
  private static func excerpt(of line: [Character], around range: SourceRange) -> String {
    let column = min(range.column - 1, line.count)
    var (start, end) = (0, line.count)
    if line.count > 100 {
      start = max(0, min(column - 40, line.count - 98))
      end = min(line.count, start + 98)
    }
    let marked = column + range.length
    var (text, offset, length) = (start > 0 ? "…" : "", start > 0 ? 1 : 0, 0)
    for index in start..<end {
      let shown = line[index].visible
      // A character written by its number takes more than one place.
      let breadth = shown.count
      if index < column { offset += breadth } else if index < marked { length += breadth }
      text += shown
    }
    if end < line.count { text += "…" }
    // An accent at the beginning would sit on the indent.
    if text.first?.unicodeScalars.first?.properties.isGraphemeExtend == true { text = "◌" + text }
    let mark = String(repeating: " ", count: offset) + "^" + String(repeating: "~", count: max(0, length - 1))
    return "    \(text)\n    \(mark)"
  }
}

extension ExpressionError: CustomStringConvertible {
  /// The report under the name a file has in examples.
  public var description: String { report(file: "expression") }
}
