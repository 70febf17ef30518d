import Autodiff
import FoundationEssentials

extension Trace {
  /// The trace as JSON Lines, refused by their size before they are written.
  ///
  /// - Throws: ``EmbedError/traceTooLarge(bytes:limit:)`` beyond the limit, and what encoding says.
  package func file(atMost limit: Int) throws -> Data {
    let (data, byteCount) = try jsonLines(atMost: limit)
    guard let data else { throw EmbedError.traceTooLarge(bytes: byteCount, limit: limit) }
    return data
  }
}
