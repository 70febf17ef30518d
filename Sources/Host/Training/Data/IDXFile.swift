/// A file of bytes with a shape: the IDX format of the MNIST database.
///
/// Two zero bytes, the type of the elements (8 for bytes), the number of axes, each size as four bytes with the highest
/// first, then the elements in row-major order.
public struct IDXFile: Hashable, Sendable {
  /// The sizes, outermost axis first.
  public let sizes: [Int]
  /// The elements.
  public let bytes: [UInt8]

  /// More than any data set of this kind has, and far less than a machine's memory.
  static let limit = 1 << 30

  /// Reads a file, plain or packed by gzip.
  ///
  /// - Throws: ``TrainingError/unreadable(file:reason:)``, ``TrainingError/malformed(file:reason:)``.
  public init(path: String) throws(TrainingError) {
    try self.init(InputBytes.read(path), calling: path)
  }

  /// Reads the contents of a file, plain or packed by gzip.
  ///
  /// - Parameters:
  ///   - contents: the bytes of the file.
  ///   - file: its name, for errors.
  /// - Throws: ``TrainingError/malformed(file:reason:)``.
  public init(_ contents: [UInt8], calling file: String) throws(TrainingError) {
    try self.init(contents, calling: file, orElse: nil)
  }

  /// Reads the contents of a file that might have been something else, which errors name.
  init(_ contents: [UInt8], calling file: String, orElse other: String?) throws(TrainingError) {
    var contents = contents
    if Gzip.isPacked(contents) {
      // The header first: it tells how much there is to unpack.
      let head = try Gzip.unpack(contents, calling: file, limit: 4 + 4 * 255, isBeginning: true)
      let header = try Header(head, calling: file, orElse: other)
      contents = try Gzip.unpack(contents, calling: file, limit: header.length + header.count)
    }
    let header = try Header(contents, calling: file, orElse: other)
    guard contents.count == header.length + header.count else {
      let difference = contents.count < header.length + header.count ? "it is cut off" : "there are bytes too many"
      throw .malformed(
        file: file,
        reason: "its sizes \(header.sizes) need \(header.length + header.count) bytes, and it has \(contents.count):"
          + " \(difference)")
    }
    sizes = header.sizes
    bytes = Array(contents[header.length...])
  }

  /// The header, which stands before the elements.
  private struct Header {
    let sizes: [Int]
    /// The bytes of the header.
    let length: Int
    /// The number of elements.
    let count: Int

    init(_ contents: [UInt8], calling file: String, orElse other: String?) throws(TrainingError) {
      guard contents.count >= 4, contents[0] == 0, contents[1] == 0 else {
        throw .malformed(
          file: file,
          reason: other.map { "this is neither \($0) nor an IDX file" }
            ?? "this is no IDX file: it does not begin with two zero bytes")
      }
      guard contents[2] == 8 else {
        throw .malformed(file: file, reason: "its elements are not bytes (type \(contents[2]), where 8 is meant)")
      }
      let rank = Int(contents[3])
      length = 4 + 4 * rank
      guard rank > 0, contents.count >= length else {
        throw .malformed(file: file, reason: "its header of \(rank) sizes is cut off")
      }
      sizes = (0..<rank).map { axis in
        contents[4 + 4 * axis..<8 + 4 * axis].reduce(0) { $0 << 8 | Int($1) }
      }
      var count = 1
      for size in sizes {
        let (product, overflow) = count.multipliedReportingOverflow(by: size)
        guard !overflow, product <= IDXFile.limit else {
          throw .malformed(file: file, reason: "its sizes \(sizes) are beyond \(IDXFile.limit) bytes")
        }
        count = product
      }
      self.count = count
    }
  }
}
