import Adviz
import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A word that stands where the name of a command is wanted and names none.
struct UnknownCommand {
  /// The word.
  let word: String
  /// The names of the commands before it, the program's first.
  let path: [String]
  /// The names there are.
  let known: [String]

  /// Looks for one in the arguments; nil where commands are named rightly or an option stands before them.
  static func find(in arguments: [String]) -> UnknownCommand? {
    var command: any ParsableCommand.Type = AdvizTool.self
    var path = ["adviz"]
    for word in arguments.first == "help" ? arguments.dropFirst() : arguments[...] {
      let commands = command.configuration.subcommands
      let known = commands.map { $0.configuration.commandName ?? "" }
      guard !commands.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
      guard let place = known.firstIndex(of: word) else { return UnknownCommand(word: word, path: path, known: known) }
      command = commands[place]
      path.append(word)
    }
    return nil
  }

  /// What is wrong, and what may have been meant.
  var error: ValidationError {
    let name = path.dropFirst().map { $0 + " " }.joined()
    var sentence = "There is no command '\(name)\(word.quotable)'"
    var suggestions = Suggestions()
    if let meant = known.first(where: { word.count > 1 && $0.hasPrefix(word) })
      ?? suggestions.nearest(to: word, among: known)
    {
      sentence += ". Did you mean '\(name)\(meant)'?"
    } else if access(word, F_OK) == 0, path.count == 1 {
      let (kind, drawn) = ExpressionFolder.isFolder(word) ? ("folder", "the files in it") : ("file", "it")
      sentence += ", but a \(kind); 'adviz animate \(word.quotable)' draws \(drawn)."
    } else {
      sentence += "; the commands are \(known.joined(separator: ", "))."
    }
    return ValidationError(sentence)
  }
}
