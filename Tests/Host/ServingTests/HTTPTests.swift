import Testing

@testable import Serving

/// What browsers send, read in pieces of any size, and what is sent to them.
@Suite struct HTTPTests {
  private struct Ended: Error {}

  /// Gives these bytes, so many at once.
  private static func reader(_ bytes: [UInt8], at once: Int = 4096) -> HTTPReader {
    nonisolated(unsafe) var rest = bytes[...]
    return HTTPReader { most in
      guard !rest.isEmpty else { throw Ended() }
      defer { rest = rest.dropFirst(min(most, once)) }
      return Array(rest.prefix(min(most, once)))
    }
  }

  private static func reader(_ text: String, at once: Int = 4096) -> HTTPReader { reader(Array(text.utf8), at: once) }

  @Test("Requests, one after the other", arguments: [1, 2, 3, 7, 4096]) func requests(_ once: Int) async throws {
    var reader = Self.reader(
      "GET /1?picture=7&x=1 HTTP/1.1\r\nHost: a:80\r\nX-Y:\t  z, w \r\nx-y: v\r\n\r\nHEAD / HTTP/1.0\r\n\r\n", at: once)
    let first = try await reader.request()
    #expect(first.method == "GET" && first.path == "/1" && first.query == "picture=7&x=1")
    #expect(first.headers.values == ["host": "a:80", "x-y": "z, w, v"])
    #expect(first.parameter("picture") == "7" && first.parameter("y") == nil)
    #expect(first.headers.has("w", in: "X-Y") && !first.headers.has("zw", in: "x-y"))
    let second = try await reader.request()
    // A browser of HTTP/1.0 expects the connection to end.
    #expect(second.method == "HEAD" && second.path == "/" && second.headers.values == ["connection": "close"])
    await #expect(throws: Ended.self) { try await reader.request() }
  }

  @Test(
    "What is no request",
    arguments: [
      "GARBAGE\r\n\r\n", "GET / HTTP/2\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n", " / HTTP/1.1\r\n\r\n", "\r\n\r\n",
      "GET / HTTP/1.1\r\nno colon\r\n\r\n", "GET / HTTP/1.1\r\n: x\r\n\r\n", "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
      "GET / HTTP/1.1\r\n folded: x\r\n\r\n", "GET / HTTP/1.1\r\n\u{301}\r\n\r\n",
    ])
  func malformed(_ text: String) async {
    var reader = Self.reader(text)
    let error = await #expect(throws: HTTPReader.Malformed.self) { try await reader.request() }
    #expect(error?.status == .badRequest)
  }

  @Test("A request without an end is refused") func endless() async {
    var reader = Self.reader("GET / HTTP/1.1\r\nX: " + String(repeating: "x", count: 1 << 17))
    let error = await #expect(throws: HTTPReader.Malformed.self) { try await reader.request() }
    #expect(error?.status == .headersTooLarge)
  }

  @Test func response() {
    var response = HTTPResponse(status: .notFound)
    response.body = Array("no\n".utf8)
    let head = "HTTP/1.1 404 Not Found\r\n"
    #expect(String(decoding: response.bytes(), as: UTF8.self) == head + "content-length: 3\r\n\r\nno\n")
    let last = response.bytes(hasBody: false, isLast: true)
    #expect(String(decoding: last, as: UTF8.self) == head + "connection: close\r\ncontent-length: 3\r\n\r\n")
  }

  @Test("The example of RFC 6455, section 1.3") func accept() {
    #expect(WebSocket.accept("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
  }

  @Test("The examples of RFC 6455, section 5.7") func frames() async throws {
    #expect(WebSocketFrame.text(Array("Hello".utf8)) == [[0x81, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F]])
    #expect(WebSocketFrame.bytes(.pong, Array("Hello".utf8)) == [0x8A, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F])
    #expect(WebSocketFrame.bytes(.binary, [UInt8](repeating: 0, count: 256)).prefix(5) == [0x82, 0x7E, 0x01, 0x00, 0])
    let long = WebSocketFrame.bytes(.binary, [UInt8](repeating: 0, count: 65_536))
    #expect(long.prefix(11) == [0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0, 0])
    let masked: [UInt8] = [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58]
    var reader = Self.reader(masked, at: 2)
    let frame = try await WebSocketFrame.read(&reader)
    #expect(frame?.kind == .text && frame?.isLast == true && frame?.payload == Array("Hello".utf8))
  }

  @Test("A long text is sent in pieces") func pieces() {
    let frames = WebSocketFrame.text([UInt8](repeating: 65, count: (1 << 20) + 3))
    #expect(frames.map(\.first) == [0x01, 0x80] && frames[1] == [0x80, 3, 65, 65, 65])
    #expect(WebSocketFrame.text([]) == [[0x81, 0]])
  }

  @Test(
    "What a browser must not send",
    arguments: [
      [0x81, 0x01, 65], [0xC1, 0x80, 0, 0, 0, 0], [0x83, 0x80, 0, 0, 0, 0], [0x09, 0x80, 0, 0, 0, 0],
      [0x89, 0xFE, 0, 126], [0x81, 0xFF, 0, 0, 0, 1, 0, 0, 0, 0], [0x81, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0],
      [0x81, 0xFF, 0, 0, 0, 0, 0, 1, 0, 1],
    ] as [[UInt8]])
  func misread(_ bytes: [UInt8]) async throws {
    var reader = Self.reader(bytes)
    #expect(try await WebSocketFrame.read(&reader) == nil)
  }

  @Test("A ping is answered between the pieces of a message, and the page's end with ours")
  func conversation() async throws {
    func frame(_ head: UInt8, _ payload: [UInt8]) -> [UInt8] {
      [head, 0x80 | UInt8(payload.count), 0, 0, 0, 0] + payload
    }
    struct Echo: Conversation {
      func messages(_ answers: AsyncStream<Void>) async -> AsyncStream<String> {
        AsyncStream { continuation in
          Task {
            for await _ in answers { continuation.yield("heard") }
          }
        }
      }
    }
    let sent = frame(0x01, [1]) + frame(0x89, [7]) + frame(0x80, [2]) + frame(0x88, [3, 232])
    let (written, writer) = AsyncStream.makeStream(of: [UInt8].self)
    try await WebSocket.converse(Echo(), Self.reader(sent)) { writer.yield($0) }
    writer.finish()
    var frames: [[UInt8]] = []
    for await frame in written { frames.append(frame) }
    #expect(frames.contains([0x8A, 1, 7]) && frames.last == [0x88, 2, 3, 232])
  }
}
