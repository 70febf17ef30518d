/// Takes lines of settings apart.
struct SettingReader {
  /// The mistakes after which no more are looked for.
  private static let mistakeLimit = 1_000

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
    guard diagnostics.count < SettingReader.mistakeLimit,
      let (characters, begin) = SettingReader.content(of: line, number)
    else { return }
    var entries: [Entry] = []
    var start = begin
    while start <= characters.count, diagnostics.count < SettingReader.mistakeLimit {
      let end = characters[start...].firstIndex(of: ",") ?? characters.count
      add(start..<end, of: characters, line: number, to: &entries)
      start = end + 1
    }
    for entry in entries { take(entry, characters) }
  }

  /// The characters of a line of settings, and the place behind `#!`; nil for any other line.
  private static func content(of line: String, _ number: Int) -> ([Character], Int)? {
    guard line.first(where: { !$0.isWhitespace }) == "#" else { return nil }
    let characters = Array(line)
    guard let hash = characters.firstIndex(of: "#"), hash + 1 < characters.count, characters[hash + 1] == "!" else {
      return nil
    }
    let first = characters[(hash + 2)...].first { !$0.isWhitespace }
    return first == nil || (number == 1 && first == "/") ? nil : (characters, hash + 2)
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
      let (message, meant) = refusal(ofWord: word)
      let range = place(text)
      diagnostics.append(
        Diagnostic(range: range, message: message, correction: meant.map { Correction(range: range, text: $0) }))
    }
  }

  /// What is wrong with a word that is no flag, and the flag that may have been meant.
  private func refusal(ofWord word: String) -> (message: String, meant: String?) {
    if names.options.contains(word) { return ("'\(word)' has no value; write '\(word): …'", nil) }
    if names.reserved.contains(word) { return ("'\(word)' is given on the command line, not in a file", nil) }
    var suggestions = Suggestions()
    guard let near = suggestions.nearest(to: word, among: names.flags.sorted()) else {
      return ("expected a setting, as in 'theme: dark', or a flag, as in 'no-legend'", nil)
    }
    return ("unknown setting '\(word.quotable)'; did you mean '\(near)'?", near)
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
      let place = value.map { SourceRange(line: range.line, column: $0.lowerBound + 1, length: $0.count) } ?? range
      diagnostics.append(Diagnostic(range: place, message: "'\(name)' is either true or false"))
    }
  }
}
