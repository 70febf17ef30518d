/// A request of HTTP/1.1 (RFC 9112), as far as pages need it.
struct HTTPRequest: Sendable {
  let method: String
  /// The target up to its question mark, as it was sent.
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

  /// Whether a field is a list that has a word in it, in upper or lower case.
  func has(_ word: String, in name: String) -> Bool {
    (self[name] ?? "").lowercased().split(separator: ",").contains { $0.trimmed == word }
  }
}

extension Substring {
  /// Without the spaces and tabs around it.
  var trimmed: Substring {
    var rest = self
    while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return rest
  }
}

/// The answer to a request.
struct HTTPResponse: Sendable {
  enum Status: Int, Sendable {
    case switchingProtocols = 101
    case ok = 200
    case badRequest = 400
    case forbidden = 403
    case notFound = 404
    case methodNotAllowed = 405
    case headersTooLarge = 431
    case internalServerError = 500

    /// The words behind the number.
    fileprivate var reason: String {
      switch self {
      case .switchingProtocols: "Switching Protocols"
      case .ok: "OK"
      case .badRequest: "Bad Request"
      case .forbidden: "Forbidden"
      case .notFound: "Not Found"
      case .methodNotAllowed: "Method Not Allowed"
      case .headersTooLarge: "Request Header Fields Too Large"
      case .internalServerError: "Internal Server Error"
      }
    }
  }

  let status: Status
  var headers = HTTPHeaders()
  var body: [UInt8] = []
  /// What goes on over the connection; nil where the next request comes.
  var conversation: (any Conversation)?

  /// The bytes that are sent.
  ///
  /// - Parameters:
  ///   - hasBody: whether the contents follow the fields; not for `HEAD`.
  ///   - isLast: whether the connection is closed afterwards.
  /// - Returns: the line of the status, the fields by their names, and the contents.
  func bytes(hasBody: Bool = true, isLast: Bool = false) -> [UInt8] {
    var headers = headers
    if conversation == nil {
      headers["content-length"] = "\(body.count)"
      if isLast { headers["connection"] = "close" }
    }
    let lines = headers.values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }
    let head = "HTTP/1.1 \(status.rawValue) \(status.reason)\r\n\(lines.joined())\r\n"
    return Array(head.utf8) + (hasBody ? body : [])
  }
}

/// What a page is told over a connection that stays open.
protocol Conversation: Sendable {
  /// The messages.
  ///
  /// - Parameter answers: one for each message of the page.
  /// - Returns: texts, until there is nothing more to tell.
  func messages(_ answers: AsyncStream<Void>) async -> AsyncStream<String>
}
