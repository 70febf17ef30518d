import Embedding
import Synchronization
import Watching

/// The pages of the files that are followed: that of each, and the list of several.
///
/// There is nothing else to be had: an address is one of these or is not found.
package final class WatchPages: Sendable {
  private let files: [WatchedFile]
  private let templates: Templates
  /// Names this process: a page of an earlier one is loaded anew.
  private let run: String
  /// The port that is listened at; nil while that is not known.
  private let port = Mutex<UInt16?>(nil)

  /// The pages of files.
  ///
  /// - Parameters:
  ///   - files: at least one.
  ///   - templates: the templates of the pages.
  package init(_ files: [WatchedFile], templates: Templates) {
    (self.files, self.templates) = (files, templates)
    run = String(UInt64.random(in: 0...UInt64.max), radix: 36)
  }

  /// Takes note of the port; until then nothing is answered.
  ///
  /// - Parameter port: the port that is listened at.
  package func listens(at port: UInt16) { self.port.withLock { $0 = port } }

  /// Answers a request.
  ///
  /// - Parameter request: for a page, or for the changes of one.
  /// - Returns: 403 for a host or an origin that is not ours, 405 for another method than GET, 404 for what is not here.
  /// - Throws: what drawing and templates say.
  func response(to request: HTTPRequest) async throws -> HTTPResponse {
    guard let port = port.withLock({ $0 }), RequestCheck.isOurs(request.headers, port: port) else {
      return Self.text(.forbidden, "This page is for this machine alone; open it at http://127.0.0.1.\n")
    }
    guard request.method == "GET" else {
      var response = Self.text(.methodNotAllowed, "There are pages to read, and nothing else.\n")
      response.headers["allow"] = "GET"
      return response
    }
    switch Address(request.path, count: files.count) {
    case .list: return Self.html(try list())
    case .page(let place): return Self.html(try await page(place))
    case .changes(let place):
      let known = request.parameter("picture").flatMap { Int($0) } ?? 0
      guard request.headers["upgrade"]?.lowercased() == "websocket" else {
        return Self.text(.badRequest, "This address is for WebSocket.\n")
      }
      var response = HTTPResponse(status: .switchingProtocols)
      response.conversation = Changes(file: files[place], run: run, known: known)
      return response
    case nil: return Self.text(.notFound, "There is no such page.\n")
    }
  }

  /// An address of ours.
  enum Address: Hashable {
    case list
    case page(Int)
    case changes(Int)

    /// Nil where there is nothing.
    ///
    /// - Parameters:
    ///   - path: the path of a request.
    ///   - count: the number of files.
    init?(_ path: String, count: Int) {
      guard path != "/" else {
        self = count == 1 ? .page(0) : .list
        return
      }
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      guard (2...3).contains(parts.count), parts[0].isEmpty, let number = Int(parts[1]), (1...count).contains(number),
        String(number) == parts[1]
      else { return nil }
      if parts.count == 2 {
        self = .page(number - 1)
      } else if parts[2] == "changes" {
        self = .changes(number - 1)
      } else {
        return nil
      }
    }
  }

  private var addresses: [(name: String, address: String)] {
    files.enumerated().map { ($1.path, "/\($0 + 1)") }
  }

  private func list() throws -> [UInt8] {
    try LivePicture.page(
      LivePage(name: "adviz watch", run: run, changes: nil, pictureNumber: 0, files: addresses), nil, templates)
  }

  private func page(_ place: Int) async throws -> [UInt8] {
    let file = files[place]
    let state = await file.state
    return try LivePicture.page(
      LivePage(
        name: file.path, run: run, changes: "/\(place + 1)/changes", pictureNumber: state.picture?.number ?? 0,
        files: addresses), state.picture?.drawn, templates)
  }

  private static func html(_ page: [UInt8]) -> HTTPResponse { response(.ok, "text/html; charset=utf-8", page) }

  private static func text(_ status: HTTPResponse.Status, _ text: String) -> HTTPResponse {
    response(status, "text/plain; charset=utf-8", Array(text.utf8))
  }

  private static func response(_ status: HTTPResponse.Status, _ type: String, _ body: [UInt8]) -> HTTPResponse {
    var response = HTTPResponse(status: status)
    response.body = body
    response.headers["content-type"] = type
    response.headers["cache-control"] = "no-store"
    response.headers["x-content-type-options"] = "nosniff"
    // No other page may hold this one or read what is in it.
    response.headers["content-security-policy"] = "frame-ancestors 'none'"
    response.headers["cross-origin-resource-policy"] = "same-origin"
    return response
  }
}

/// Tells a page of the changes of its file: what there is to be seen now, and when the page has answered the newest.
private struct Changes: Conversation {
  let file: WatchedFile
  let run: String
  /// The number of the picture that the page came with.
  let known: Int

  func messages(_ answers: AsyncStream<Void>) async -> AsyncStream<String> {
    let states = await file.states()
    return AsyncStream { continuation in
      let task = Task {
        var (known, answers) = (known, answers.makeAsyncIterator())
        for await state in states {
          guard let message = try? state.message(run: run, known: known) else { break }
          continuation.yield(message)
          known = state.picture?.number ?? known
          guard await answers.next() != nil else { break }
        }
        continuation.finish()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }
}
