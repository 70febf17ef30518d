import Autodiff

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Trace {
  /// The trace as JSON Lines, refused by their size before they are written.
  ///
  /// - Parameters:
  ///   - limit: the most bytes.
  ///   - version: the version of the format; nil for ``Trace/fileVersion``.
  /// - Returns: the bytes of the file.
  /// - Throws: ``EmbedError/traceTooLarge(bytes:limit:)`` beyond the limit, and what encoding says.
  /// - Complexity: no more memory is taken than the limit and one line.
  package func file(atMost limit: Int, version: TraceVersion? = nil) throws -> Data {
    let least = leastByteCount(version)
    guard least <= limit else { throw EmbedError.traceTooLarge(bytes: least, limit: limit) }
    var writer = TraceWriter(self, version: version)
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
