/// The settings of an expression file: its lines `#! theme: dark, format: html,svg`, which give options their defaults.
///
/// A comma separates settings where a name and a colon follow it, or the name of a flag; any other comma belongs to the
/// value. `#!/…` in the first line is for the shell.
package struct FileSettings: Sendable {
  /// A name, and what it is set to.
  package struct Setting: Hashable, Sendable {
    /// The name of an option or of a flag.
    package let name: String
    /// The value; nil for a flag.
    package let value: String?
    /// The place of the name.
    package let nameRange: SourceRange
    /// The place of the value; that of the name for a flag.
    package let valueRange: SourceRange
  }

  /// The names that there are.
  package struct Names: Sendable {
    /// Options, which take a value.
    package let options: Set<String>
    /// Flags, which take none, with their negations (`no-legend`).
    package let flags: Set<String>
    /// Options that the command line alone can give.
    package let reserved: Set<String>

    /// Names by their kind.
    package init(options: Set<String>, flags: Set<String>, reserved: Set<String>) {
      (self.options, self.flags, self.reserved) = (options, flags, reserved)
    }
  }

  /// The settings, in the order of the text.
  package private(set) var settings: [Setting] = []
  private let lines: [String]

  /// Reads the settings of a file, and nothing else of it.
  ///
  /// - Parameters:
  ///   - source: the text of the file.
  ///   - names: what can be set.
  /// - Throws: ``ExpressionError`` with every mistake.
  package init(_ source: String, names: Names) throws(ExpressionError) {
    lines = Lexer.lines(of: source)
    var reader = SettingReader(names)
    for (index, line) in lines.enumerated() { reader.read(line, number: index + 1) }
    guard reader.diagnostics.isEmpty else { throw ExpressionError(reader.diagnostics, in: lines) }
    settings = reader.settings
  }

  /// Mistakes in the values of settings.
  package func error(_ mistakes: [(setting: Setting, message: String)]) -> ExpressionError {
    ExpressionError(mistakes.map { Diagnostic(range: $0.setting.valueRange, message: $0.message) }, in: lines)
  }

  /// The mistakes that were found in the value of a setting, at their places in the file.
  package func error(_ mistakes: ExpressionError, in setting: Setting) -> ExpressionError {
    let start = setting.valueRange
    let diagnostics = mistakes.diagnostics.map { diagnostic in
      let range = diagnostic.range
      return Diagnostic(
        diagnostic,
        at: SourceRange(line: start.line, column: start.column + range.column - 1, length: range.length))
    }
    return ExpressionError(diagnostics, in: lines)
  }
}

/// Takes lines of settings apart.
private struct SettingReader {
  private let names: FileSettings.Names
  private(set) var settings: [FileSettings.Setting] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The lines in which names were set, without `no-`.
  private var places: [String: Int] = [:]

  /// A setting that is being read: its value may go on behind the next comma.
  private struct Entry {
    let name: String
    let nameRange: SourceRange
    /// The characters of the value; nil where there is no colon.
    var value: Range<Int>?
  }

  init(_ names: FileSettings.Names) { self.names = names }

  mutating func read(_ line: String, number: Int) {
    guard let characters = SettingReader.characters(line, number) else { return }
    var entries: [Entry] = []
    var start = (characters.firstIndex(of: "!") ?? 0) + 1
    while start <= characters.count {
      let end = characters[start...].firstIndex(of: ",") ?? characters.count
      add(start..<end, of: characters, line: number, to: &entries)
      start = end + 1
    }
    for entry in entries { take(entry, characters) }
  }

  /// The characters of a line of settings; nil for any other line.
  private static func characters(_ line: String, _ number: Int) -> [Character]? {
    guard let first = line.firstIndex(where: { !$0.isWhitespace }), line[first...].hasPrefix("#!") else { return nil }
    let characters = Array(line)
    let content = line[first...].dropFirst(2).drop { $0.isWhitespace }
    return content.isEmpty || (number == 1 && content.first == "/") ? nil : characters
  }

  /// Reads what stands between two commas: a setting, or more of the value before it.
  private mutating func add(_ part: Range<Int>, of characters: [Character], line: Int, to entries: inout [Entry]) {
    let text = trimmed(part, characters)
    func place(_ range: Range<Int>) -> SourceRange {
      SourceRange(line: line, column: range.lowerBound + 1, length: max(1, range.count))
    }
    let nameEnd = text.prefix {
      characters[$0].isLetter || characters[$0].isASCIIDigit || "-_".contains(characters[$0])
    }
    let name = text.lowerBound..<text.lowerBound + nameEnd.count
    let rest = trimmed(name.upperBound..<text.upperBound, characters)
    if !name.isEmpty, characters[name.lowerBound].isLetter, rest.first.map({ characters[$0] == ":" }) == true {
      let value = trimmed(rest.lowerBound + 1..<text.upperBound, characters)
      entries.append(Entry(name: String(characters[name]), nameRange: place(name), value: value))
    } else if names.flags.contains(String(characters[text])) {
      entries.append(Entry(name: String(characters[text]), nameRange: place(text), value: nil))
    } else if let last = entries.indices.last, let value = entries[last].value {
      entries[last].value = value.lowerBound..<part.upperBound
    } else {
      let word = String(characters[text])
      let message =
        names.options.contains(word)
        ? "'\(word)' has no value; write '\(word): …'"
        : "expected a setting, as in 'theme: dark', or a flag, as in 'no-legend'"
      diagnostics.append(Diagnostic(range: place(text), message: message))
    }
  }

  private func trimmed(_ range: Range<Int>, _ characters: [Character]) -> Range<Int> {
    let start = range.first { !characters[$0].isWhitespace } ?? range.upperBound
    let end = range.last { !characters[$0].isWhitespace }.map { $0 + 1 } ?? start
    return start..<max(start, end)
  }

  /// Checks a setting and keeps it.
  private mutating func take(_ entry: Entry, _ characters: [Character]) {
    let (name, range) = (entry.name, entry.nameRange)
    func refuse(_ message: String, correction: String? = nil) {
      diagnostics.append(
        Diagnostic(
          range: range, message: message, correction: correction.map { Correction(range: range, text: $0) }))
    }
    guard names.options.contains(name) || names.flags.contains(name) else {
      if names.reserved.contains(name) {
        return refuse("'\(name)' is given on the command line, not in a file")
      }
      var suggestions = Suggestions()
      let known = names.options.union(names.flags).sorted()
      guard let near = suggestions.nearest(to: name, among: known) else {
        return refuse("unknown setting '\(name.quotable)'")
      }
      return refuse("unknown setting '\(name.quotable)'; did you mean '\(near)'?", correction: near)
    }
    let base = name.hasPrefix("no-") ? String(name.dropFirst(3)) : name
    if let line = places[base] { return refuse("'\(base)' is set already, in line \(line)") }
    places[base] = range.line
    let value = entry.value.map { trimmed($0, characters) }
    let text = value.map { String(characters[$0]) }
    if names.options.contains(name) {
      guard let value, let text, !text.isEmpty else { return refuse("'\(name)' has no value; write '\(name): …'") }
      let place = SourceRange(line: range.line, column: value.lowerBound + 1, length: value.count)
      settings.append(.init(name: name, value: text, nameRange: range, valueRange: place))
    } else if text == nil || text == "true" {
      settings.append(.init(name: name, value: nil, nameRange: range, valueRange: range))
    } else if text == "false" {
      let opposite = name == base ? "no-\(name)" : base
      // What has no negation is off unless it is set.
      if names.flags.contains(opposite) {
        settings.append(.init(name: opposite, value: nil, nameRange: range, valueRange: range))
      }
    } else {
      refuse("'\(name)' is either true or false")
    }
  }
}
