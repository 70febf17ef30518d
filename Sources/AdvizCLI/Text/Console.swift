import Adviz

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard output for results, standard error for everything else.
///
/// What others have written, in files and in arguments, cannot steer the terminal: control characters and the like are
/// shown as `\u{1B}`.
enum Console {
  /// A longer line of a message loses its middle.
  private static let lineLimit = 2_000

  /// Where the words of a task wait for their turn; nil where they are told at once.
  @TaskLocal static var transcript: Transcript?

  static func print(_ text: String) throws(OutputError) {
    if let transcript { return transcript.print(text) }
    try print(Data((text.visible(keepsLineBreaks: true) + "\n").utf8))
  }

  /// Writes a picture or a trace, as it is; to a terminal like any text.
  static func print(_ data: some ContiguousBytes & Collection<UInt8>) throws(OutputError) {
    let isText = isatty(STDOUT_FILENO) == 1
    let shown = isText ? Data(String(decoding: data, as: UTF8.self).visible(keepsLineBreaks: true).utf8) : nil
    guard shown.map({ writeAll($0, to: STDOUT_FILENO) }) ?? writeAll(data, to: STDOUT_FILENO) else {
      throw .systemRefuses(path: "standard output", code: errno)
    }
  }

  /// Tells something on standard error, in one line or several.
  ///
  /// Nobody can be told when even this fails.
  static func complain(_ text: String) {
    if let transcript { return transcript.complain(text) }
    _ = writeAll(Data((shown(text) + "\n").utf8), to: STDERR_FILENO)
  }

  /// A message as a terminal shows it.
  static func shown(_ text: String) -> String {
    let lines = text.visible(keepsLineBreaks: true).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map(shortened).joined(separator: "\n")
  }

  /// Tells something in one line, whatever names are in it.
  static func complain(line: String) { complain(line.visible()) }

  static func warn(_ warnings: [String]) {
    for warning in warnings { complain(line: "warning: \(warning)") }
  }

  private static func shortened(_ line: Substring) -> String {
    guard line.utf8.count > lineLimit, line.count > lineLimit else { return String(line) }
    return "\(line.prefix(lineLimit / 2)) … \(line.suffix(lineLimit / 4))"
  }
}

extension String {
  /// A file's name or an argument, for a message.
  var shown: String { cut(to: 1_000).visible() }
}
