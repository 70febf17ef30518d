import Foundation
import Testing

@testable import Serving

#if canImport(Glibc)
  import Glibc
#endif

/// What browsers send over a connection, and what they get.
@Suite struct HTTPServerTests {
  /// A connection to a server, as a browser makes one.
  private struct Connection {
    let socket: Int32

    init(to port: UInt16) throws {
      socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      let size = socklen_t(MemoryLayout.size(ofValue: address))
      let isConnected = withUnsafePointer(to: address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) == 0 }
      }
      try #require(isConnected)
    }

    func send(_ bytes: [UInt8]) { #expect(write(socket, bytes, bytes.count) == bytes.count) }
    func send(_ text: String) { send(Array(text.utf8)) }

    /// So many bytes, or fewer where the connection ends.
    func read(_ count: Int) -> [UInt8] {
      var bytes: [UInt8] = []
      while bytes.count < count {
        var more = [UInt8](repeating: 0, count: count - bytes.count)
        let got = Glibc.read(socket, &more, more.count)
        guard got > 0 else { break }
        bytes += more.prefix(got)
      }
      return bytes
    }

    /// The lines up to the empty one.
    func head() -> String {
      var text = ""
      while !text.hasSuffix("\r\n\r\n") {
        let byte = read(1)
        guard !byte.isEmpty else { break }
        text += String(decoding: byte, as: UTF8.self)
      }
      return text
    }

    func close() { _ = Glibc.close(socket) }
  }

  /// Tells what was asked, and talks until it has heard three answers.
  ///
  /// The server answers by tasks, so whoever waits for it must not hold one of their threads.
  private static func serve(_ body: @escaping @Sendable (Connection) throws -> Void) async throws {
    struct Counting: Conversation {
      func messages(_ answers: AsyncStream<Void>) async -> AsyncStream<String> {
        AsyncStream { continuation in
          continuation.yield("0")
          Task {
            var count = 0
            for await _ in answers {
              count += 1
              if count == 3 { break }
              continuation.yield(String(repeating: "\(count)", count: count == 1 ? 200 : 70_000))
            }
            continuation.finish()
          }
        }
      }
    }
    let server = try HTTPServer(port: nil) { request in
      var response = HTTPResponse(status: .ok)
      if request.path == "/fault" { throw CancellationError() }
      if request.headers["upgrade"] != nil {
        response.conversation = Counting()
      } else {
        let text = "\(request.method) \(request.path) \(request.query) \(request.headers["x-y"] ?? "")"
        response.body = Array(text.utf8)
        response.headers["x-z"] = "w"
      }
      return response
    }
    defer { server.stop() }
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result {
            let connection = try Connection(to: server.port)
            defer { connection.close() }
            try body(connection)
          })
      }
    }
  }

  @Test("Requests, one after the other over the same connection") func requests() async throws {
    try await Self.serve { connection in
      connection.send("GET /1?picture=7&x=1 HTTP/1.1\r\nHost: a:80\r\nX-Y:  z, w\r\nx-y: v\r\n\r\n")
      let head = connection.head()
      #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n") && head.lowercased().contains("x-z: w\r\n"), "\(head)")
      let body = "GET /1 picture=7&x=1 z, w, v"
      #expect(head.lowercased().contains("content-length: \(body.utf8.count)\r\n"))
      #expect(String(decoding: connection.read(body.utf8.count), as: UTF8.self) == body)
      connection.send("POST /caf%C3%A9 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab")
      #expect(connection.head().hasPrefix("HTTP/1.1 200 OK\r\n"))
      let second = "POST /café  "
      #expect(String(decoding: connection.read(second.utf8.count), as: UTF8.self) == second)
      connection.send("GET /fault HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(connection.head().hasPrefix("HTTP/1.1 500 "))
    }
  }

  @Test(
    "What is no request",
    arguments: [
      "GARBAGE\r\n\r\n", "GET / HTTP/2\r\n\r\n", " / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
      "GET / HTTP/1.1\r\nX: " + String(repeating: "x", count: 1 << 17), "\u{0}\u{1}\u{2}\r\n\r\n",
    ])
  func malformed(_ text: String) async throws {
    try await Self.serve { connection in
      connection.send(text)
      shutdown(connection.socket, Int32(SHUT_WR))
      let head = connection.head()
      #expect(head.isEmpty || head.contains(/^HTTP\/[0-9.]+ [45]/), "\(head)")
    }
  }

  private static let handshake =
    "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"

  @Test("A conversation: the example of RFC 6455, messages of all three sizes, a ping and the end")
  func conversation() async throws {
    @Sendable func frame(_ head: UInt8, _ payload: [UInt8]) -> [UInt8] {
      [head, 0x80 | UInt8(payload.count), 0, 0, 0, 0] + payload
    }
    try await Self.serve { connection in
      connection.send(Self.handshake)
      let head = connection.head()
      #expect(head.hasPrefix("HTTP/1.1 101 "))
      #expect(head.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
      #expect(connection.read(3) == [0x81, 1, 48])
      connection.send(frame(0x89, [7]))
      #expect(connection.read(3) == [0x8A, 1, 7])
      // An answer in two pieces is one.
      connection.send(frame(0x01, [1]) + frame(0x80, [2]))
      #expect(connection.read(204) == [0x81, 126, 0, 200] + [UInt8](repeating: 49, count: 200))
      connection.send(frame(0x82, [1]))
      let long = connection.read(70_010)
      #expect(long == [0x81, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x70] + [UInt8](repeating: 50, count: 70_000))
      connection.send(frame(0x81, [1]))
      #expect(connection.read(4) == [0x88, 2, 3, 232])
    }
  }

  @Test("A handshake that lacks something is refused", arguments: ["Version: 12", "Version: 13", "Nothing: 1"])
  func handshake(_ field: String) async throws {
    try await Self.serve { connection in
      connection.send(
        "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-\(field)\r\n\r\n")
      #expect(connection.head().hasPrefix("Error 4"))
    }
  }

  // Where an end is not noted, this waits without end. The limit is long: other tests may hold the threads of tasks for
  // many minutes.
  @Test(
    "Pages that go end their conversations, which tell without end or wait for an answer", .timeLimit(.minutes(40)),
    arguments: [true, false])
  func pagesGo(_ isWaiting: Bool) async throws {
    /// Each conversation that is over is noted.
    struct Endless: Conversation {
      let isWaiting: Bool
      let over: AsyncStream<Void>.Continuation

      final class Told: Sendable {
        let over: AsyncStream<Void>.Continuation
        init(_ over: AsyncStream<Void>.Continuation) { self.over = over }
        deinit { over.yield() }
      }

      func messages(_ answers: AsyncStream<Void>) async -> AsyncStream<String> {
        let told = Told(over)
        let text = String(repeating: "x", count: isWaiting ? 5000 : 1000)
        nonisolated(unsafe) var isFirst = true
        return AsyncStream {
          defer { withExtendedLifetime(told) {} }
          if isWaiting, !isFirst {
            for await _ in answers {}
            return nil
          }
          isFirst = false
          return text
        }
      }
    }
    let (ended, over) = AsyncStream.makeStream(of: Void.self)
    let server = try HTTPServer(port: nil) { _ in
      var response = HTTPResponse(status: .switchingProtocols)
      response.conversation = Endless(isWaiting: isWaiting, over: over)
      return response
    }
    defer { server.stop() }
    let count = 50
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result {
            for _ in 0..<count {
              let connection = try Connection(to: server.port)
              defer { connection.close() }
              connection.send(Self.handshake)
              #expect(connection.head().hasPrefix("HTTP/1.1 101 "))
              _ = connection.read(5000)
              // The page says that it goes, and reads on until the server has closed the connection.
              connection.send([0x88, 0x80, 0, 0, 0, 0])
              while !connection.read(4096).isEmpty {}
            }
          })
      }
    }
    var seen = 0
    for await _ in ended {
      seen += 1
      if seen == count { break }
    }
    #expect(seen == count)
  }

  @Test("Of two servers the second hears that the port is in use") func portInUse() throws {
    let first = try HTTPServer(port: nil) { _ in HTTPResponse(status: .ok) }
    defer { first.stop() }
    #expect(throws: ServingError.portInUse(first.port)) {
      try HTTPServer(port: first.port) { _ in HTTPResponse(status: .ok) }
    }
  }
}
