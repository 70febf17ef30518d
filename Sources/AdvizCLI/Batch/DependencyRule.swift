/// Rules for Make, as compilers write them: a line for each file that was drawn.
enum DependencyRule {
  /// The rules of files that were drawn.
  ///
  /// Each other file that they depend on has an empty rule, so that Make goes on where that is not there any more. Names
  /// that ``cannotName(_:)`` tells are left out.
  static func text(_ all: [Drawn]) -> String {
    let rules = all.compactMap { drawn in
      let (outputs, inputs) = (names(drawn.outputs), names(drawn.inputs))
      return outputs.isEmpty ? nil : ([outputs.joined(separator: " ") + ":"] + inputs).joined(separator: " ") + "\n"
    }
    return rules.joined() + names(all.flatMap { $0.inputs.dropFirst() }).map { "\($0):\n" }.joined()
  }

  /// The rules of an earlier run for some expression files: where one cannot be drawn now, its results are still old.
  ///
  /// - Parameters:
  ///   - files: the expression files.
  ///   - earlier: what the earlier run wrote.
  /// - Returns: the rules whose first prerequisite is one of them.
  static func rules(for files: [String], in earlier: String) -> String {
    let beginnings = names(files).map { ": \($0)" }
    return earlier.split(separator: "\n").filter { line in
      beginnings.contains { beginning in
        line.firstRange(of: beginning).map { $0.upperBound == line.endIndex || line[$0.upperBound] == " " } ?? false
      }
    }.map { $0 + "\n" }.joined()
  }

  /// Whether Make can read no rule with a name in it, however it is escaped.
  static func cannotName(_ path: String) -> Bool { path.contains { $0.isNewline || "\t;=|%".contains($0) } }

  private static func names(_ paths: [String]) -> [String] {
    var seen: Set<String> = []
    return paths.filter { !cannotName($0) && seen.insert($0).inserted }.map(escaped)
  }

  /// A name as a rule has it: Make takes a backslash for one only where it stands before what it escapes.
  static func escaped(_ name: String) -> String {
    var (text, backslashes) = ("", "")
    for character in name {
      switch character {
      case " ", "#", ":", "*", "?", "[": text += backslashes + "\\" + String(character)
      case "$": text += "$$"
      default: text.append(character)
      }
      backslashes = character == "\\" ? backslashes + "\\" : ""
    }
    return text
  }
}
