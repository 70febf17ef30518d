import Foundation
import TestSupport

/// The module that `.ci/wasm` makes, and Node.js, which runs it.
enum WebAssemblyModule {
  static let url = Repository.url(".build/wasm/adviz.wasm")

  static let isWanted = FileManager.default.fileExists(atPath: url.path) || isThorough

  struct Failure: Error {
    let message: String
  }

  /// The output of a script beside these tests.
  static func node(_ script: String, _ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["node", Repository.url("Tests/Web/LabTests/\(script)").path] + arguments
    let (output, error) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    try process.run()
    // The messages are short: reading the output first cannot block.
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let message = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(message: message) }
    return text
  }
}
