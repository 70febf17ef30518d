import Adviz
import Synchronization

/// What is told about one file of several, until it is its turn.
final class Transcript: Sendable {
  private enum Line: Sendable {
    case output(String)
    case complaint(String)
  }

  private let lines = Mutex<[Line]>([])
  private let file: String

  /// - Parameter file: what complaints are about; they begin with it unless they name it.
  init(about file: String) {
    self.file = file == "-" ? "standard input" : file.shown
  }

  func print(_ text: String) { lines.withLock { $0.append(.output(text)) } }

  func complain(_ text: String) {
    let line = text.contains(file) ? text : "\(file): \(text)"
    lines.withLock { $0.append(.complaint(line)) }
  }

  /// Tells everything, and forgets it.
  ///
  /// - Throws: `OutputError` where standard output cannot be written.
  func tell() throws(OutputError) {
    let told = lines.withLock { lines in
      defer { lines = [] }
      return lines
    }
    for line in told {
      switch line {
      case .output(let text): try Console.print(text)
      case .complaint(let text): Console.complain(text)
      }
    }
  }
}
