/// Whether a request comes from a page of this server or from its reader, and not from a page of somebody else's.
///
/// Any page that is open in the browser can send requests to this machine. A name of its own that leads here (DNS
/// rebinding) would even let it read the answers; such a request tells that name as its host. The connections of
/// WebSocket can be made from any page, and tell its origin.
enum RequestCheck {
  /// Whether a request may be answered.
  ///
  /// - Parameters:
  ///   - headers: those of the request.
  ///   - port: the port that the server listens at.
  /// - Returns: false where host or origin is another.
  static func isOurs(_ headers: HTTPHeaders, port: UInt16) -> Bool {
    let hosts = ["127.0.0.1", "localhost", "[::1]"].flatMap { host in
      // Browsers leave out the port of the protocol.
      port == 80 ? [host, "\(host):80"] : ["\(host):\(port)"]
    }
    guard let host = headers["host"]?.lowercased(), hosts.contains(host) else { return false }
    guard let origin = headers["origin"]?.lowercased() else { return true }
    return hosts.contains { origin == "http://\($0)" }
  }
}
