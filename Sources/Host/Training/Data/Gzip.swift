import CZlib

/// Files packed by gzip (RFC 1952).
enum Gzip {
  /// Whether bytes begin as a packed file does.
  static func isPacked(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// Unpacks a file of one or more members.
  ///
  /// - Parameters:
  ///   - bytes: the packed file.
  ///   - file: its name, for errors.
  ///   - limit: how long the contents may be: a small file can hold a great deal of the same.
  ///   - isBeginning: whether what lies within the limit is all that is wanted.
  /// - Returns: the contents.
  /// - Throws: ``TrainingError/malformed(file:reason:)`` where it is damaged, cut off, or longer than the limit.
  static func unpack(
    _ bytes: [UInt8], calling file: String, limit: Int, isBeginning: Bool = false
  ) throws(TrainingError) -> [UInt8] {
    var stream = z_stream()
    guard adviz_gunzip_begin(&stream) == Z_OK else { throw .malformed(file: file, reason: "zlib cannot begin") }
    defer { inflateEnd(&stream) }
    var result: [UInt8] = []
    var problem: String?
    bytes.withUnsafeBufferPointer { source in
      // zlib reads through this pointer and does not write.
      stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      stream.avail_in = UInt32(clamping: source.count)
      var isDone = false
      while !isDone {
        let piece = [UInt8](unsafeUninitializedCapacity: 1 << 18) { target, count in
          stream.next_out = target.baseAddress
          stream.avail_out = UInt32(target.count)
          let status = inflate(&stream, Z_NO_FLUSH)
          count = target.count - Int(stream.avail_out)
          switch status {
          case Z_STREAM_END where stream.avail_in > 0: problem = inflateReset(&stream) == Z_OK ? nil : "it is damaged"
          case Z_STREAM_END: isDone = true
          case Z_OK where count > 0 || stream.avail_in > 0: break
          case Z_OK, Z_BUF_ERROR: problem = "the packed file is cut off"
          default: problem = "the packed file is damaged"
          }
        }
        result += piece
        if isBeginning, result.count >= limit { break }
        if result.count > limit { problem = "it unpacks to more than \(limit) bytes, more than its header asks for" }
        if problem != nil { break }
      }
    }
    if let problem { throw .malformed(file: file, reason: problem) }
    return result
  }
}
