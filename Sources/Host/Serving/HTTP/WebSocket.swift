import CDigest

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The protocol of messages over a connection that began with a request (RFC 6455).
enum WebSocket {
  /// The answer to a request for it.
  ///
  /// - Parameters:
  ///   - request: what the browser asks.
  ///   - conversation: what is told.
  /// - Returns: 101, or 400 for a request that asks for something else.
  static func response(to request: HTTPRequest, _ conversation: some Conversation) -> HTTPResponse {
    let headers = request.headers
    guard headers["upgrade"]?.lowercased() == "websocket", headers.has("upgrade", in: "connection"),
      headers["sec-websocket-version"] == "13", let key = headers["sec-websocket-key"],
      Data(base64Encoded: key)?.count == 16
    else {
      var response = HTTPResponse(status: .badRequest)
      response.body = Array("This address is for WebSocket.\n".utf8)
      return response
    }
    var response = HTTPResponse(status: .switchingProtocols)
    response.headers["upgrade"] = "websocket"
    response.headers["connection"] = "Upgrade"
    response.headers["sec-websocket-accept"] = accept(key)
    response.conversation = conversation
    return response
  }

  /// What proves that the key was read (section 4.2.2).
  static func accept(_ key: String) -> String {
    let text = Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)
    var digest = [UInt8](repeating: 0, count: 20)
    adviz_sha1(text, text.count, &digest)
    return Data(digest).base64EncodedString()
  }

  /// Tells messages until they end, or the page goes.
  ///
  /// - Parameters:
  ///   - conversation: gives the messages.
  ///   - reader: gives what the page sends.
  ///   - write: sends bytes.
  /// - Throws: what reading and writing throw.
  static func converse(
    _ conversation: any Conversation, _ reader: HTTPReader, _ write: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws {
    // One task writes, so that frames do not mix.
    let (frames, outgoing) = AsyncStream.makeStream(of: [UInt8].self)
    let (answers, heard) = AsyncStream.makeStream(of: Void.self)
    nonisolated(unsafe) var reader = reader
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { for await frame in frames { try await write(frame) } }
      group.addTask {
        for await message in await conversation.messages(answers) {
          for frame in WebSocketFrame.text(Array(message.utf8)) { outgoing.yield(frame) }
        }
        outgoing.yield(WebSocketFrame.closing(.ended))
        outgoing.finish()
        // The page closes the connection, or it is closed below.
        try await Task.sleep(for: .seconds(1))
      }
      group.addTask {
        defer { heard.finish() }
        let reason = try await listen(&reader, heard) { outgoing.yield($0) }
        outgoing.yield(WebSocketFrame.closing(reason))
        outgoing.finish()
      }
      defer { group.cancelAll() }
      // Whoever writes and one of the others; the third waits for nothing more.
      for _ in 0..<2 { try await group.next() }
    }
  }

  /// Hears messages until the page closes or does what it must not.
  private static func listen(
    _ reader: inout HTTPReader, _ heard: AsyncStream<Void>.Continuation, _ send: ([UInt8]) -> Void
  ) async throws -> WebSocketFrame.Reason {
    var (isWithin, size) = (false, 0)
    while true {
      guard let frame = try await WebSocketFrame.read(&reader) else { return .misread }
      switch frame.kind {
      case .closing: return .ended
      case .ping: send(WebSocketFrame.bytes(.pong, frame.payload))
      case .pong: continue
      case .text, .binary, .continuation:
        guard (frame.kind == .continuation) == isWithin else { return .misread }
        size = isWithin ? size + frame.payload.count : frame.payload.count
        guard size <= WebSocketFrame.mostBytes else { return .tooLarge }
        isWithin = !frame.isLast
        if frame.isLast { heard.yield() }
      }
    }
  }
}
