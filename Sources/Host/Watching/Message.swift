import Embedding

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension WatchedFile.State {
  /// What a page is told, as JSON for its script.
  ///
  /// - Parameters:
  ///   - run: names the process: a page of an earlier one has other settings.
  ///   - known: the number of the picture that the page has.
  /// - Returns: `number`, `run`, `trouble` and `notes`, and where the page has another `picture` that too.
  /// - Throws: what encoding says.
  package func message(run: String, known: Int) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let head = String(
      decoding: try encoder.encode(Head(number: number, run: run, trouble: trouble, notes: notes)), as: UTF8.self)
    guard let picture, picture.number != known else { return head }
    return head.dropLast() + ",\"pictureNumber\":\(picture.number),\"picture\":\(picture.drawn.json)}"
  }

  private struct Head: Encodable {
    let number: Int
    let run: String
    let trouble: String?
    let notes: [String]
  }
}
