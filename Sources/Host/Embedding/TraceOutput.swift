import Autodiff

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Trace {
  /// The trace as JSON Lines, refused by their size before they are written.
  ///
  /// - Throws: ``EmbedError/traceTooLarge(bytes:limit:)`` beyond the limit, and what encoding says.
  /// - Complexity: no more memory is taken than the limit and one line.
  package func file(atMost limit: Int) throws -> Data {
    let least = leastByteCount
    guard least <= limit else { throw EmbedError.traceTooLarge(bytes: least, limit: limit) }
    var writer = TraceWriter(self)
    var data = Data()
    var (line, byteCount): ([UInt8], Int) = ([], 0)
    while try writer.writeLine(to: &line) {
      try Task.checkCancellation()
      byteCount += line.count
      if byteCount > limit { data = Data() } else { data.append(contentsOf: line) }
      line.removeAll(keepingCapacity: true)
    }
    guard byteCount <= limit else { throw EmbedError.traceTooLarge(bytes: byteCount, limit: limit) }
    return data
  }
}
