import Output

/// A file of a data set as its mirrors have it: packed by gzip, under its name and `.gz`.
package struct RemoteFile: Hashable, Sendable {
  /// The name, without the ending.
  package let name: String
  /// The bytes it has packed, or nearly; for telling how far a download is.
  package let packedSize: Int
  /// The bytes it has unpacked.
  package let size: Int
  /// The SHA-256 of the unpacked bytes, in hexadecimal.
  package let digest: String

  /// A file and how it is known.
  package init(name: String, packedSize: Int, size: Int, digest: String) {
    self.name = name
    self.packedSize = packedSize
    self.size = size
    self.digest = digest
  }

  /// Whether these are the packed bytes of this file.
  func isThis(_ packed: [UInt8]) -> Bool {
    guard let bytes = try? Gzip.unpack(packed, calling: name, limit: size) else { return false }
    return bytes.count == size && Digest.sha256(bytes) == digest
  }
}
