/// Rules for Make, as compilers write them: a line for each file that was drawn.
enum DependencyRule {
  /// The rules; what no rule can name, a file with a line break in its name, is left out.
  static func text(_ all: [Drawn]) -> String {
    all.compactMap { drawn in
      let (outputs, inputs) = (names(drawn.outputs), names(drawn.inputs))
      return outputs.isEmpty ? nil : ([outputs.joined(separator: " ") + ":"] + inputs).joined(separator: " ") + "\n"
    }.joined()
  }

  private static func names(_ paths: [String]) -> [String] {
    var seen: Set<String> = []
    return paths.filter { !$0.contains { $0.isNewline } && seen.insert($0).inserted }.map(escaped)
  }

  /// A name as a rule has it: Make takes a backslash for one only where it stands before what it escapes.
  static func escaped(_ name: String) -> String {
    var (text, backslashes) = ("", "")
    for character in name {
      switch character {
      case " ", "\t", "#", ":", "%", "|", "*", "?", "[": text += backslashes + "\\" + String(character)
      case "$": text += "$$"
      default: text.append(character)
      }
      backslashes = character == "\\" ? backslashes + "\\" : ""
    }
    return text
  }
}
