import CZlib

/// A file of a ZIP archive.
struct ZIPEntry: Sendable {
  /// Its path within the archive, in ASCII.
  let name: String
  /// Its bytes as the archive holds them.
  fileprivate let stored: [UInt8]
  /// The number of its bytes when unpacked.
  fileprivate let size: Int
  fileprivate let checksum: UInt
  fileprivate let method: UInt16

  /// A file of these contents.
  ///
  /// - Parameters:
  ///   - name: its path within the archive.
  ///   - contents: its bytes.
  ///   - isPacked: whether they are packed; what is packed already, such as a PNG file, is stored as it is.
  /// - Throws: ``EmbedError/cannotDraw(_:)`` where there is no memory.
  init(_ name: String, _ contents: [UInt8], isPacked: Bool) throws(EmbedError) {
    self.name = name
    size = contents.count
    checksum = crc32_z(0, contents, contents.count)
    // An archive has the packed bytes without zlib's header and checksum.
    stored = isPacked ? Array(try packed(contents, level: 6).dropFirst(2).dropLast(4)) : contents
    method = isPacked ? 8 : 0
  }
}

/// A ZIP archive; the same files give the same bytes, as all have the date at which the calendar of ZIP begins.
///
/// - SeeAlso: ISO/IEC 21320-1, Document Container File, Core.
enum ZIPArchive {
  /// The most files.
  static let mostEntries = 65_535
  /// The most bytes.
  static let mostBytes = Int(UInt32.max)

  /// The bytes of an archive.
  ///
  /// - Parameters:
  ///   - entries: its files.
  ///   - name: the file that it is, for errors.
  /// - Returns: the archive.
  /// - Throws: ``EmbedError/tooLarge(file:size:limit:)``.
  static func bytes(of entries: [ZIPEntry], calling name: String) throws(EmbedError) -> [UInt8] {
    guard entries.count <= mostEntries else {
      throw .tooLarge(file: name, size: "\(entries.count) parts", limit: "\(mostEntries)")
    }
    // A record of 30 bytes before the file, one of 46 in the directory, 22 at the end.
    let total = entries.reduce(22) { $0 + 76 + 2 * $1.name.utf8.count + $1.stored.count }
    guard total <= mostBytes, entries.allSatisfy({ $0.size <= mostBytes }) else {
      throw .tooLarge(file: name, size: total.asByteCount, limit: mostBytes.asByteCount)
    }
    var (archive, directory): ([UInt8], [UInt8]) = ([], [])
    archive.reserveCapacity(total)
    for entry in entries {
      directory.append(0x0201_4B50, bytes: 4)
      directory.append(20, bytes: 2)
      directory += entry.properties
      // No comment, the first disk, no attributes.
      for count in [2, 2, 2, 4] { directory.append(0, bytes: count) }
      directory.append(UInt(archive.count), bytes: 4)
      directory += Array(entry.name.utf8)
      archive.append(0x0403_4B50, bytes: 4)
      archive += entry.properties
      archive += Array(entry.name.utf8)
      archive += entry.stored
    }
    let start = archive.count
    archive += directory
    archive.append(0x0605_4B50, bytes: 4)
    for _ in 0..<2 { archive.append(0, bytes: 2) }
    for _ in 0..<2 { archive.append(UInt(entries.count), bytes: 2) }
    archive.append(UInt(directory.count), bytes: 4)
    archive.append(UInt(start), bytes: 4)
    archive.append(0, bytes: 2)
    return archive
  }
}

extension ZIPEntry {
  /// What stands alike before the file and in the directory: version, flags, method, date, checksum, sizes.
  fileprivate var properties: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(20, bytes: 2)
    bytes.append(0, bytes: 2)
    bytes.append(UInt(method), bytes: 2)
    // Midnight of the first of January 1980.
    bytes.append(0, bytes: 2)
    bytes.append(0x21, bytes: 2)
    bytes.append(checksum, bytes: 4)
    bytes.append(UInt(stored.count), bytes: 4)
    bytes.append(UInt(size), bytes: 4)
    bytes.append(UInt(name.utf8.count), bytes: 2)
    bytes.append(0, bytes: 2)
    return bytes
  }
}

extension [UInt8] {
  /// Appends a number, the lowest byte first.
  fileprivate mutating func append(_ number: UInt, bytes: Int) {
    for place in 0..<bytes { append(UInt8(truncatingIfNeeded: number >> UInt(8 * place))) }
  }
}
