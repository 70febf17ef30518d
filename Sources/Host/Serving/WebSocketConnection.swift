import CCivetweb
import Dispatch
import Synchronization

/// A connection over which a page is told messages.
final class WebSocketConnection: Sendable {
  private let conversation: any Conversation
  private let answers: AsyncStream<Void>
  private let heard: AsyncStream<Void>.Continuation
  /// Messages are sent on a thread that may wait for the page.
  private let sending = DispatchQueue(label: "WebSocket")
  private let state = Mutex(State())

  private struct State: @unchecked Sendable {
    /// Nil before it begins and after its end.
    var connection: OpaquePointer?
    var telling: Task<Void, Never>?
  }

  init(_ conversation: any Conversation) {
    self.conversation = conversation
    (answers, heard) = AsyncStream.makeStream(of: Void.self)
  }

  /// Tells the messages, until there are no more or the page goes.
  func begin(_ connection: OpaquePointer) {
    let begun = State(connection: connection)
    state.withLock { state in
      state = begun
      // What it sends first waits for this lock.
      state.telling = Task { await tell() }
    }
  }

  private func tell() async {
    for await message in await conversation.messages(answers) {
      guard await send(Int32(MG_WEBSOCKET_OPCODE_TEXT), Array(message.utf8)) else { return }
    }
    // 1000: all has been told.
    _ = await send(Int32(MG_WEBSOCKET_OPCODE_CONNECTION_CLOSE), [0x03, 0xE8])
  }

  /// Takes note of what the page sends.
  ///
  /// - Parameter bits: the first byte of the frame (RFC 6455, section 5.2).
  /// - Returns: whether the connection stays open.
  func hear(_ bits: Int32) -> Bool {
    let (isLast, opcode) = (bits & 0x80 != 0, bits & 0xF)
    if isLast, opcode <= 2 { heard.yield() }
    return opcode != 8
  }

  /// Tells nothing more: the connection is there no longer when this returns.
  func end() {
    state.withLock { state in
      state.telling?.cancel()
      state = State()
    }
    heard.finish()
  }

  /// Sends a frame.
  ///
  /// - Returns: false where the connection is there no longer.
  private func send(_ opcode: Int32, _ bytes: [UInt8]) async -> Bool {
    await withCheckedContinuation { continuation in
      sending.async { [self] in
        let count = state.withLock { state in
          state.connection.map { connection in
            bytes.withUnsafeBytes {
              mg_websocket_write(connection, opcode, $0.assumingMemoryBound(to: CChar.self).baseAddress, $0.count)
            }
          } ?? 0
        }
        continuation.resume(returning: count > 0)
      }
    }
  }
}
