import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// Chromium without a window, driven by the WebDriver protocol (W3C) through `chromedriver`.
///
/// `.ci/install` installs both, and `.ci/run` asks for the tests that need them.
package final class Browser {
  /// Whether tests with a browser are asked for.
  package static let isWanted = isWantedByName || isThorough
  /// Whether they are asked for by `ADVIZ_BROWSER=1`, as those must be whose own tasks cannot wait for other tests.
  package static let isWantedByName = ProcessInfo.processInfo.environment["ADVIZ_BROWSER"] == "1"

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  private let driver = Process()
  private let port: UInt16
  private var session = ""

  package init() throws {
    port = try Browser.freePort()
    driver.executableURL = URL(fileURLWithPath: "/usr/bin/chromedriver")
    driver.arguments = ["--port=\(port)", "--log-level=SEVERE"]
    driver.standardOutput = FileHandle.nullDevice
    driver.standardError = FileHandle.nullDevice
    try driver.run()
  }

  /// Waits for the driver and opens a window of a size.
  package func open(width: Int = 1280, height: Int = 720, flags: [String] = []) throws {
    for _ in 0..<100 {
      if (try? send("GET", "/status", nil)) != nil { break }
      Thread.sleep(forTimeInterval: 0.1)
    }
    let options: [String: Any] = [
      "binary": "/usr/bin/chromium",
      "args": [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
        // Nothing outside can be reached, and what tries is an error on the console.
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
      ] + flags,
    ]
    let wanted: [String: Any] = [
      "goog:chromeOptions": options, "goog:loggingPrefs": ["browser": "ALL", "performance": "ALL"],
    ]
    let answer = try send("POST", "/session", ["capabilities": ["alwaysMatch": wanted]])
    guard let id = (answer as? [String: Any])?["sessionId"] as? String else {
      throw Failure(description: "no session: \(answer)")
    }
    session = "/session/\(id)"
    try resize(width, height)
  }

  package func resize(_ width: Int, _ height: Int) throws {
    try tell(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false])
  }

  /// Makes the reader one who prefers something.
  package func prefer(_ features: [String: String]) throws {
    try tell(
      "Emulation.setEmulatedMedia", ["features": features.map { ["name": $0.key, "value": $0.value] }])
  }

  /// A command of Chromium's own protocol.
  @discardableResult
  package func tell(_ command: String, _ parameters: [String: Any]) throws -> Any {
    try send("POST", session + "/goog/cdp/execute", ["cmd": command, "params": parameters])
  }

  package func visit(_ address: String) throws {
    _ = try send("POST", session + "/url", ["url": address])
  }

  /// What a script of one expression gives.
  package func value(_ script: String) throws -> Any {
    try send("POST", session + "/execute/sync", ["script": "return \(script)", "args": [Any]()])
  }

  package func text(_ script: String) throws -> String { "\(try value(script))" }

  package func number(_ script: String) throws -> Double {
    guard let number = try value(script) as? NSNumber else { throw Failure(description: "\(script) is no number") }
    return number.doubleValue
  }

  /// Waits for a script to give a text; fails with what it gave last.
  package func wait(for expected: String, _ script: String) throws {
    var last = ""
    for _ in 0..<100 {
      last = try text(script)
      if last == expected { return }
      Thread.sleep(forTimeInterval: 0.05)
    }
    throw Failure(description: "\(script) is \(last), not \(expected)")
  }

  /// Presses keys one after the other; those without a character are named as WebDriver has them.
  package func press(_ keys: String...) throws {
    let codes = [
      "Left": "\u{E012}", "Up": "\u{E013}", "Right": "\u{E014}", "Down": "\u{E015}", "Home": "\u{E011}",
      "End": "\u{E010}", "Esc": "\u{E00C}", "Tab": "\u{E004}", "Enter": "\u{E007}", "Space": " ",
    ]
    let actions = keys.flatMap { key in
      ["keyDown", "keyUp"].map { ["type": $0, "value": codes[key] ?? key] }
    }
    _ = try send(
      "POST", session + "/actions", ["actions": [["type": "key", "id": "keys", "actions": actions]]])
  }

  /// Moves the pointer to a place of the window, and presses it there if told to.
  package func point(_ x: Int, _ y: Int, click: Bool = false) throws {
    var actions: [[String: Any]] = [["type": "pointerMove", "duration": 0, "x": x, "y": y]]
    if click { actions += [["type": "pointerDown", "button": 0], ["type": "pointerUp", "button": 0]] }
    _ = try send(
      "POST", session + "/actions", ["actions": [["type": "pointer", "id": "mouse", "actions": actions]]])
  }

  /// The window as PNG.
  package func screenshot() throws -> Data {
    guard let text = try send("GET", session + "/screenshot", nil) as? String,
      let data = Data(base64Encoded: text)
    else { throw Failure(description: "no screenshot") }
    return data
  }

  /// What was written to the console, warnings too.
  package func console() throws -> [String] {
    try log("browser").compactMap { $0["message"] as? String }
  }

  /// The addresses that were asked for.
  package func requests() throws -> [String] {
    try log("performance").compactMap { entry in
      guard let text = entry["message"] as? String,
        let event = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
        let message = event["message"] as? [String: Any],
        message["method"] as? String == "Network.requestWillBeSent",
        let parameters = message["params"] as? [String: Any], let request = parameters["request"] as? [String: Any]
      else { return nil }
      return request["url"] as? String
    }
  }

  private func log(_ type: String) throws -> [[String: Any]] {
    try send("POST", session + "/se/log", ["type": type]) as? [[String: Any]] ?? []
  }

  /// Closes the window and ends the driver.
  package func close() {
    if !session.isEmpty { _ = try? send("DELETE", session, nil) }
    // The driver is asked nothing more and has nothing to lose; it does not hear a milder signal.
    kill(driver.processIdentifier, SIGKILL)
  }

  private func send(_ method: String, _ path: String, _ body: [String: Any]?) throws -> Any {
    let content = try body.map { try JSONSerialization.data(withJSONObject: $0) } ?? Data()
    let head =
      "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
      + "Content-Type: application/json\r\nContent-Length: \(content.count)\r\n\r\n"
    let (status, data) = try exchange(Data(head.utf8) + content)
    let answer = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    guard status == 200 else {
      throw Failure(description: "\(method) \(path): \(answer?["value"] ?? String(decoding: data, as: UTF8.self))")
    }
    return answer?["value"] ?? NSNull()
  }

  /// One request and its answer.
  ///
  /// Foundation's own client refuses the driver's headers.
  private func exchange(_ request: Data) throws -> (status: Int, content: Data) {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { Glibc.close(socket) }
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    guard Browser.with(port, { connect(socket, $0, $1) }) == 0 else { throw Failure(description: "nobody listens") }
    let isSent = request.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    guard isSent == request.count else { throw Failure(description: "the request was not taken") }
    var answer = Data()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var end: Int?
    while end.map({ answer.count < $0 }) ?? true {
      let count = recv(socket, &chunk, chunk.count, 0)
      guard count > 0 else { break }
      answer.append(contentsOf: chunk[..<count])
      guard end == nil, let blank = answer.range(of: Data("\r\n\r\n".utf8)) else { continue }
      let head = String(decoding: answer[..<blank.lowerBound], as: UTF8.self).lowercased()
      let length = head.firstMatch(of: /content-length: *(\d+)/).flatMap { Int($0.output.1) }
      end = blank.upperBound + (length ?? 0)
    }
    guard let blank = answer.range(of: Data("\r\n\r\n".utf8)),
      let status = String(decoding: answer.prefix(16), as: UTF8.self).split(separator: " ").dropFirst().first
    else { throw Failure(description: "no answer") }
    return (Int(status) ?? 0, answer[blank.upperBound...])
  }

  /// The address of a port of this machine, for the calls of the system.
  private static func with(_ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = port.bigEndian
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  /// A port that nobody listens on.
  private static func freePort() throws -> UInt16 {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { Glibc.close(socket) }
    guard with(0, { bind(socket, $0, $1) }) == 0 else { throw Failure(description: "no port is free") }
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isNamed = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &size) == 0 }
    }
    guard isNamed else { throw Failure(description: "no port is free") }
    return UInt16(bigEndian: address.sin_port)
  }
}
