/// A request of HTTP.
struct HTTPRequest: Sendable {
  let method: String
  /// The path of the target.
  let path: String
  /// What stands behind the question mark; empty without one.
  var query = ""
  var headers = HTTPHeaders()

  /// The value of a parameter of the query, as it was sent; nil where there is none.
  func parameter(_ name: String) -> Substring? {
    let parts = query.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1) }
    return parts.first { $0.count == 2 && $0[0] == name }?[1]
  }
}

/// Fields by their names, in which upper and lower case are the same.
struct HTTPHeaders: Sendable, ExpressibleByDictionaryLiteral {
  /// By their names in lower case.
  private(set) var values: [String: String] = [:]

  init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { self[name] = value }
  }

  subscript(_ name: String) -> String? {
    get { values[name.lowercased()] }
    set { values[name.lowercased()] = newValue }
  }

  /// Adds a field; one that is there already becomes a list.
  mutating func add(_ name: String, _ value: String) {
    self[name] = self[name].map { "\($0), \(value)" } ?? value
  }
}

/// The answer to a request.
struct HTTPResponse: Sendable {
  enum Status: Int32, Sendable {
    case switchingProtocols = 101
    case ok = 200
    case badRequest = 400
    case forbidden = 403
    case notFound = 404
    case methodNotAllowed = 405
    case internalServerError = 500
  }

  let status: Status
  var headers = HTTPHeaders()
  var body: [UInt8] = []
  /// What is told over a WebSocket, where the request asks for one.
  var conversation: (any Conversation)?
}

/// What a page is told over a connection that stays open.
protocol Conversation: Sendable {
  /// The messages.
  ///
  /// - Parameter answers: one for each message of the page.
  /// - Returns: texts, until there is nothing more to tell.
  func messages(_ answers: AsyncStream<Void>) async -> AsyncStream<String>
}
