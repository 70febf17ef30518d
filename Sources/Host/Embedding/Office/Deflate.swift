import CZlib

/// Packs bytes by zlib (RFC 1950).
///
/// - Parameters:
///   - bytes: what is packed.
///   - level: 1 for quick to 9 for small.
/// - Returns: the packed bytes, between a header of two and a checksum of four bytes.
/// - Throws: ``EmbedError/cannotDraw(_:)`` where there is no memory.
func packed(_ bytes: [UInt8], level: Int32) throws(EmbedError) -> [UInt8] {
  var count = compressBound(UInt(bytes.count))
  var status = Z_OK
  let packed = [UInt8](unsafeUninitializedCapacity: Int(count)) { buffer, initialized in
    status = compress2(buffer.baseAddress, &count, bytes, UInt(bytes.count), level)
    initialized = status == Z_OK ? Int(count) : 0
  }
  guard status == Z_OK else { throw .cannotDraw("there is no memory to pack it") }
  return packed
}
