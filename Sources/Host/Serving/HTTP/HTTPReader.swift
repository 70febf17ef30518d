import FlyingSocks

/// Reads requests and frames from a connection.
struct HTTPReader {
  /// What cannot be read; the connection is closed after the answer.
  struct Malformed: Error {
    let status: HTTPResponse.Status
  }

  /// The most bytes of a request up to its contents.
  static let mostBytes = 1 << 16

  private let read: (_ most: Int) async throws -> [UInt8]
  private var bytes: [UInt8] = []
  private var start = 0

  /// - Parameter read: gives what has come, at least a byte. It throws at the end.
  init(_ read: @escaping (_ most: Int) async throws -> [UInt8]) { self.read = read }

  /// The next request; its contents are left where they are.
  ///
  /// - Throws: ``Malformed``, and what reading throws.
  mutating func request() async throws -> HTTPRequest {
    var looked = 0
    while true {
      if let end = end(from: looked) {
        let head = bytes[start..<end]
        start = end + 4
        return try HTTPReader.request(head)
      }
      looked = max(0, bytes.count - start - 3)
      guard bytes.count - start < HTTPReader.mostBytes else { throw Malformed(status: .headersTooLarge) }
      try await readMore()
    }
  }

  /// So many bytes.
  ///
  /// - Throws: what reading throws.
  mutating func next(_ count: Int) async throws -> [UInt8] {
    while bytes.count - start < count { try await readMore() }
    defer { start += count }
    return Array(bytes[start..<start + count])
  }

  private mutating func readMore() async throws {
    if start > 0 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes += try await read(4096)
  }

  /// Where the empty line begins that ends a request.
  private func end(from looked: Int) -> Int? {
    var place = start + looked
    while place + 4 <= bytes.count {
      if bytes[place] == 13, bytes[place + 1] == 10, bytes[place + 2] == 13, bytes[place + 3] == 10 { return place }
      place += 1
    }
    return nil
  }

  /// The request that lines tell.
  ///
  /// - Throws: ``Malformed``.
  static func request(_ head: ArraySlice<UInt8>) throws(Malformed) -> HTTPRequest {
    // The bytes are looked at: a line break in a character of several code points is one.
    let lines = head.split(separator: 10, omittingEmptySubsequences: false).map { line in
      String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
    }
    let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, !words[0].isEmpty, !words[1].isEmpty, words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0"
    else {
      throw Malformed(status: .badRequest)
    }
    let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var request = HTTPRequest(method: String(words[0]), path: String(target[0]))
    if target.count == 2 { request.query = String(target[1]) }
    if words[2] == "HTTP/1.0" { request.headers["connection"] = "close" }
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex,
        !line[..<colon].contains(where: \.isWhitespace)
      else { throw Malformed(status: .badRequest) }
      request.headers.add(String(line[..<colon]), String(line[line.index(after: colon)...].trimmed))
    }
    return request
  }
}
