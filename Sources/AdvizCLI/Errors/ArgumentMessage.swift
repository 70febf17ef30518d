import ArgumentParser

/// What is wrong with the value of an option, in the words of this program rather than of its parser.
enum ArgumentMessage {
  /// The sentence about the arguments of a command, with what the option takes.
  static func sentence(for error: any Error) -> String {
    let message = inOwnWords(AdvizTool.message(for: error))
    let whole = AdvizTool.fullMessage(for: error)
    guard message.contains("' is no value of "), !message.contains("; use "),
      let help = whole.firstMatch(of: /\nHelp: +\S+(?: <[^>]*>)? +([^\n]+(?:\n +[^\n]+)*)/)?.output.1
    else { return message }
    let words = help.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return message + ": " + words.prefix(1).lowercased() + words.dropFirst().trimmingSuffix { $0 == "." }
  }

  /// A message of the parser in which a line may be about a value.
  ///
  /// "The value 'x' is invalid for '--direction <direction>'. Please provide one of 'LR' or 'TB'." becomes "'x' is no
  /// value of --direction; use 'LR' or 'TB'".
  static func inOwnWords(_ message: String) -> String {
    message.replacing(
      /The value ('.*') is invalid for '(--[a-z-]+|<[^>]*>)[^']*'(?:\. Please provide (?:one of )?(.*)\.)?/
    ) { found in
      let (_, value, option, choices) = found.output
      return "\(value) is no value of \(option)" + (choices.map { "; use \($0)" } ?? "")
    }
  }
}

extension Substring {
  /// The text without the characters at its end that meet a condition.
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> Substring {
    var text = self
    while let last = text.last, isTrimmed(last) { text.removeLast() }
    return text
  }
}
