/// A piece of a message, or a sign (RFC 6455, section 5).
struct WebSocketFrame {
  enum Kind: UInt8 {
    case continuation = 0
    case text = 1
    case binary = 2
    case closing = 8
    case ping = 9
    case pong = 10

    /// Whether it is a sign, which is short and in one piece.
    fileprivate var isSign: Bool { rawValue >= 8 }
  }

  /// Why a connection is closed.
  enum Reason: UInt16 {
    case ended = 1000
    case misread = 1002
    case tooLarge = 1009
  }

  /// The most bytes of a message of a page; ours answer with a number.
  static let mostBytes = 1 << 16

  /// The most bytes that a frame of ours holds.
  private static let mostBytesSent = 1 << 20

  let kind: Kind
  /// Whether no other piece of the message follows.
  let isLast: Bool
  let payload: [UInt8]

  /// Reads a frame of a browser, which are masked.
  ///
  /// - Returns: the frame; nil where it is none, or larger than a message may be.
  /// - Throws: what reading throws.
  static func read(_ reader: inout HTTPReader) async throws -> WebSocketFrame? {
    let head = try await reader.next(2)
    guard let kind = Kind(rawValue: head[0] & 15), head[0] & 0x70 == 0, head[1] & 0x80 != 0 else { return nil }
    let isLast = head[0] & 0x80 != 0
    var count = Int(head[1] & 0x7F)
    guard !kind.isSign || (isLast && count <= 125) else { return nil }
    if count >= 126 {
      let sizes = try await reader.next(count == 126 ? 2 : 8)
      guard sizes.dropLast(4).allSatisfy({ $0 == 0 }) else { return nil }
      count = sizes.suffix(4).reduce(0) { $0 << 8 | Int($1) }
    }
    guard count <= mostBytes else { return nil }
    let mask = try await reader.next(4)
    let payload = try await reader.next(count)
    return WebSocketFrame(
      kind: kind, isLast: isLast, payload: payload.enumerated().map { $0.element ^ mask[$0.offset % 4] })
  }

  /// The frames of a text.
  static func text(_ bytes: [UInt8]) -> [[UInt8]] {
    var (frames, start): ([[UInt8]], Int) = ([], 0)
    repeat {
      let end = min(bytes.count, start + mostBytesSent)
      frames.append(self.bytes(start == 0 ? .text : .continuation, bytes[start..<end], isLast: end == bytes.count))
      start = end
    } while start < bytes.count
    return frames
  }

  /// The frame that closes a connection.
  static func closing(_ reason: Reason) -> [UInt8] {
    bytes(.closing, [UInt8(reason.rawValue >> 8), UInt8(reason.rawValue & 255)])
  }

  /// A frame as it is sent.
  static func bytes(_ kind: Kind, _ payload: some Collection<UInt8>, isLast: Bool = true) -> [UInt8] {
    var bytes: [UInt8] = [kind.rawValue | (isLast ? 0x80 : 0)]
    let count = payload.count
    if count < 126 {
      bytes.append(UInt8(count))
    } else {
      let places = count <= 0xFFFF ? 2 : 8
      bytes.append(places == 2 ? 126 : 127)
      bytes += (0..<places).reversed().map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
    }
    return bytes + payload
  }
}
