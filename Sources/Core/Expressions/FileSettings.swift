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
