import FlyingSocks

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A connection of a browser: requests, one after the other, until there is something to converse about.
struct HTTPConnection {
  private let socket: AsyncSocket
  private var reader: HTTPReader

  init(_ socket: AsyncSocket) {
    self.socket = socket
    reader = HTTPReader { [socket] in try await socket.read(atMost: $0) }
  }

  /// Answers until the connection ends, and closes it.
  ///
  /// - Parameter answer: gives the answer to a request; what it throws is a fault of ours.
  mutating func serve(_ answer: @Sendable (HTTPRequest) async throws -> HTTPResponse) async {
    defer { try? socket.close() }
    do {
      while try await goesOn(answer) {}
    } catch let error as HTTPReader.Malformed {
      try? await send(HTTPResponse(status: error.status).bytes(isLast: true))
    } catch {
      // The other side has gone.
    }
  }

  private mutating func goesOn(_ answer: @Sendable (HTTPRequest) async throws -> HTTPResponse) async throws -> Bool {
    let request = try await reader.request()
    let response: HTTPResponse
    do {
      response = try await answer(request)
    } catch {
      try Task.checkCancellation()
      response = HTTPResponse(status: .internalServerError)
    }
    // Nobody reads what the request may contain.
    let hasContents = (request.headers["content-length"] ?? "0") != "0" || request.headers["transfer-encoding"] != nil
    let isLast = hasContents || request.headers.has("close", in: "connection")
    try await send(response.bytes(hasBody: request.method != "HEAD", isLast: isLast))
    guard let conversation = response.conversation else { return !isLast }
    try await WebSocket.converse(conversation, reader) { [socket] in try await socket.write(Data($0)) }
    return false
  }

  private func send(_ bytes: [UInt8]) async throws { try await socket.write(Data(bytes)) }
}
