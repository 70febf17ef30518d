import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Chromium without a window, driven by the WebDriver protocol (W3C) through `chromedriver`.
///
/// Both are Debian packages, `chromium` and `chromium-driver`; `ADVIZ_BROWSER=1` asks for the tests that need them.
final class Browser {
  /// Whether tests with a browser are asked for.
  static let isWanted =
    ProcessInfo.processInfo.environment["ADVIZ_BROWSER"] == "1"

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let driver = Process()
  private let server: String
  private var session = ""

  init() throws {
    driver.executableURL = URL(fileURLWithPath: "/usr/bin/chromedriver")
    driver.arguments = ["--port=0", "--log-level=SEVERE"]
    let output = Pipe()
    driver.standardOutput = output
    driver.standardError = FileHandle.nullDevice
    try driver.run()
    // The driver says which port it took.
    var told = ""
    var port: Substring?
    while port == nil {
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { throw Failure(description: "chromedriver ended: \(told)") }
      told += String(decoding: data, as: UTF8.self)
      port = told.firstMatch(of: /successfully on port (\d+)/)?.output.1
    }
    server = "http://127.0.0.1:\(port ?? "")"
  }

  /// Opens a window of a size; the reader prefers what the features say, `prefers-color-scheme` say.
  func open(width: Int = 1280, height: Int = 720) async throws {
    let options: [String: Any] = [
      "binary": "/usr/bin/chromium",
      "args": [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
        // Nothing outside can be reached, and what tries is an error on the console.
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
      ],
    ]
    let wanted: [String: Any] = [
      "goog:chromeOptions": options, "goog:loggingPrefs": ["browser": "ALL", "performance": "ALL"],
    ]
    let answer = try await send("POST", "/session", ["capabilities": ["alwaysMatch": wanted]])
    guard let id = (answer as? [String: Any])?["sessionId"] as? String else {
      throw Failure(description: "no session: \(answer)")
    }
    session = "/session/\(id)"
    try await resize(width, height)
  }

  func resize(_ width: Int, _ height: Int) async throws {
    try await tell(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false])
  }

  /// Makes the reader one who prefers something.
  func prefer(_ features: [String: String]) async throws {
    try await tell(
      "Emulation.setEmulatedMedia", ["features": features.map { ["name": $0.key, "value": $0.value] }])
  }

  /// A command of Chromium's own protocol.
  @discardableResult
  func tell(_ command: String, _ parameters: [String: Any]) async throws -> Any {
    try await send("POST", session + "/goog/cdp/execute", ["cmd": command, "params": parameters])
  }

  func visit(_ address: String) async throws {
    _ = try await send("POST", session + "/url", ["url": address])
  }

  /// What a script of one expression gives.
  func value(_ script: String) async throws -> Any {
    try await send("POST", session + "/execute/sync", ["script": "return \(script)", "args": [Any]()])
  }

  func text(_ script: String) async throws -> String { "\(try await value(script))" }

  /// Waits for a script to give a text; fails with what it gave last.
  func wait(for expected: String, _ script: String) async throws {
    var last = ""
    for _ in 0..<100 {
      last = try await text(script)
      if last == expected { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw Failure(description: "\(script) is \(last), not \(expected)")
  }

  /// Presses keys one after the other; those without a character are named as WebDriver has them.
  func press(_ keys: String...) async throws {
    let codes = [
      "Left": "\u{E012}", "Up": "\u{E013}", "Right": "\u{E014}", "Down": "\u{E015}", "Home": "\u{E011}",
      "End": "\u{E010}", "Esc": "\u{E00C}", "Tab": "\u{E004}", "Enter": "\u{E007}", "Space": " ",
    ]
    let actions = keys.flatMap { key in
      ["keyDown", "keyUp"].map { ["type": $0, "value": codes[key] ?? key] }
    }
    _ = try await send(
      "POST", session + "/actions", ["actions": [["type": "key", "id": "keys", "actions": actions]]])
  }

  /// Moves the pointer to a place of the window, and presses it there if told to.
  func point(_ x: Int, _ y: Int, click: Bool = false) async throws {
    var actions: [[String: Any]] = [["type": "pointerMove", "duration": 0, "x": x, "y": y]]
    if click { actions += [["type": "pointerDown", "button": 0], ["type": "pointerUp", "button": 0]] }
    _ = try await send(
      "POST", session + "/actions", ["actions": [["type": "pointer", "id": "mouse", "actions": actions]]])
  }

  /// The window as PNG.
  func screenshot() async throws -> Data {
    guard let text = try await send("GET", session + "/screenshot", nil) as? String,
      let data = Data(base64Encoded: text)
    else { throw Failure(description: "no screenshot") }
    return data
  }

  /// What was written to the console, warnings too.
  func console() async throws -> [String] {
    try await log("browser").compactMap { $0["message"] as? String }
  }

  /// The addresses that were asked for.
  func requests() async throws -> [String] {
    try await log("performance").compactMap { entry in
      guard let text = entry["message"] as? String,
        let event = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
        let message = event["message"] as? [String: Any],
        message["method"] as? String == "Network.requestWillBeSent",
        let parameters = message["params"] as? [String: Any], let request = parameters["request"] as? [String: Any]
      else { return nil }
      return request["url"] as? String
    }
  }

  private func log(_ type: String) async throws -> [[String: Any]] {
    try await send("POST", session + "/se/log", ["type": type]) as? [[String: Any]] ?? []
  }

  /// Closes the window and ends the driver.
  func close() async {
    if !session.isEmpty { _ = try? await send("DELETE", session, nil) }
    driver.terminate()
    driver.waitUntilExit()
  }

  private func send(_ method: String, _ path: String, _ body: [String: Any]?) async throws -> Any {
    guard let url = URL(string: server + path) else { throw Failure(description: "no address \(path)") }
    var request = URLRequest(url: url, timeoutInterval: 60)
    request.httpMethod = method
    if let body {
      request.httpBody = try JSONSerialization.data(withJSONObject: body)
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    }
    let (data, response) = try await URLSession.shared.data(for: request)
    let answer = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    guard (response as? HTTPURLResponse)?.statusCode == 200 else {
      throw Failure(description: "\(method) \(path): \(answer?["value"] ?? String(decoding: data, as: UTF8.self))")
    }
    return answer?["value"] ?? NSNull()
  }
}
