import CCivetweb
import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// HTTP and WebSocket at a port of this machine, by CivetWeb.
///
/// CivetWeb answers each connection on a thread of its own, which waits for the task that makes the answer.
final class HTTPServer: Sendable {
  /// The most connections at the same time; each page that is open holds one.
  private static let mostConnections = 64

  /// The port that is listened at.
  let port: UInt16
  private nonisolated(unsafe) let context: OpaquePointer
  private let answering: Answering

  /// Listens at 127.0.0.1 until ``stop()``.
  ///
  /// - Parameters:
  ///   - port: the port; nil for a free one.
  ///   - answer: gives the answer to a request; what it throws is a fault of ours.
  /// - Throws: ``ServingError``.
  init(port: UInt16?, _ answer: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse) throws(ServingError) {
    answering = Answering(answer)
    let options = [
      "listening_ports", "127.0.0.1:\(port ?? 0)", "num_threads", "\(HTTPServer.mostConnections)",
      "enable_keep_alive", "yes", "websocket_timeout_ms", "30000", "enable_websocket_ping_pong", "yes",
    ]
    var words: [UnsafePointer<CChar>?] = options.map { UnsafePointer(strdup($0)) } + [nil]
    defer { for word in words { free(UnsafeMutablePointer(mutating: word)) } }
    var callbacks = Answering.callbacks
    guard let context = mg_start(&callbacks, Unmanaged.passUnretained(answering).toOpaque(), &words) else {
      let code = answering.refusal.withLock { $0 }
      if code == EADDRINUSE, let port { throw .portInUse(port) }
      throw .refused(port: port, code: code)
    }
    var listened = mg_server_port()
    mg_get_server_ports(context, 1, &listened)
    (self.context, self.port) = (context, UInt16(clamping: listened.port))
    mg_set_websocket_handler(
      context, "**", { _, _ in 0 }, Answering.begins, Answering.hears, Answering.ends, nil)
  }

  /// Ends all connections.
  ///
  /// CivetWeb's threads look for it every two seconds; nobody waits for them.
  func stop() {
    DispatchQueue.global().async { [self] in mg_stop(context) }
  }
}

/// What CivetWeb calls back.
private final class Answering: Sendable {
  private let answer: @Sendable (HTTPRequest) async throws -> HTTPResponse
  /// Why the system refused something first, as `errno`.
  let refusal = Mutex<Int32>(0)

  init(_ answer: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse) { self.answer = answer }

  static var callbacks: mg_callbacks {
    var callbacks = mg_callbacks()
    callbacks.begin_request = { connection in
      guard let connection, let answering = mg_get_user_data(mg_get_context(connection)) else { return 0 }
      return Unmanaged<Answering>.fromOpaque(answering).takeUnretainedValue().answer(connection)
    }
    callbacks.connection_close = { connection in
      guard let conversing = mg_get_user_connection_data(connection) else { return }
      mg_set_user_connection_data(connection, nil)
      Unmanaged<WebSocketConnection>.fromOpaque(conversing).release()
    }
    // Nothing is written anywhere; the first message tells why the server does not start.
    callbacks.log_message = { connection, _ in
      let code = errno
      guard let connection, let answering = mg_get_user_data(mg_get_context(connection)) else { return 1 }
      Unmanaged<Answering>.fromOpaque(answering).takeUnretainedValue().refusal.withLock { if $0 == 0 { $0 = code } }
      return 1
    }
    return callbacks
  }

  static let begins: mg_websocket_ready_handler = { connection, _ in
    guard let connection, let conversing = mg_get_user_connection_data(connection) else { return }
    Unmanaged<WebSocketConnection>.fromOpaque(conversing).takeUnretainedValue().begin(connection)
  }

  static let hears: mg_websocket_data_handler = { connection, bits, _, _, _ in
    guard let conversing = mg_get_user_connection_data(connection) else { return 0 }
    return Unmanaged<WebSocketConnection>.fromOpaque(conversing).takeUnretainedValue().hear(bits) ? 1 : 0
  }

  // Not when the connection is closed: CivetWeb holds its lock then, for which a message that is being sent may wait.
  static let ends: mg_websocket_close_handler = { connection, _ in
    guard let conversing = mg_get_user_connection_data(connection) else { return }
    Unmanaged<WebSocketConnection>.fromOpaque(conversing).takeUnretainedValue().end()
  }

  /// Answers a request.
  ///
  /// - Returns: the status; 0 where CivetWeb answers, because the request asks for a WebSocket.
  private func answer(_ connection: OpaquePointer) -> Int32 {
    guard let information = mg_get_request_info(connection) else { return 0 }
    let request = HTTPRequest(information.pointee)
    let response = response(to: request)
    if let conversation = response.conversation {
      let conversing = WebSocketConnection(conversation)
      mg_set_user_connection_data(connection, Unmanaged.passRetained(conversing).toOpaque())
      return 0
    }
    mg_response_header_start(connection, response.status.rawValue)
    for (name, value) in response.headers.values.sorted(by: { $0.key < $1.key }) {
      mg_response_header_add(connection, name, value, -1)
    }
    mg_response_header_add(connection, "content-length", "\(response.body.count)", -1)
    mg_response_header_send(connection)
    mg_write(connection, response.body, response.body.count)
    return response.status.rawValue
  }

  /// Waits on this thread for the task that makes the answer.
  private func response(to request: HTTPRequest) -> HTTPResponse {
    let (made, isMade) = (Made(), DispatchSemaphore(value: 0))
    Task { [answer] in
      if let response = try? await answer(request) { made.response.withLock { $0 = response } }
      isMade.signal()
    }
    isMade.wait()
    return made.response.withLock { $0 }
  }

  private final class Made: Sendable {
    let response = Mutex(HTTPResponse(status: .internalServerError))
  }
}

extension HTTPRequest {
  /// What CivetWeb has read.
  fileprivate init(_ information: mg_request_info) {
    func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
    self.init(
      method: text(information.request_method), path: text(information.local_uri_raw),
      query: text(information.query_string))
    withUnsafeBytes(of: information.http_headers) { bytes in
      let fields = bytes.bindMemory(to: mg_header.self)
      for field in fields.prefix(Int(information.num_headers)) { headers.add(text(field.name), text(field.value)) }
    }
  }
}
