import Embedding
import Expressions
import Foundation
import Rendering
import TestSupport
import Testing

/// A folder that adviz wrote for an expression, removed with the value.
struct Written {
  static let example = "# Three variables\nf(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)"
  /// Few steps, for what takes long.
  static let short = "# Short\nf(x) = x^2 at 3"

  let scratch: Scratch
  let result: Animation.Result
  let files: [String: Data]

  init(
    _ formats: [OutputFormat], _ source: String = short, in scratch: Scratch? = nil,
    options: PictureOptions = PictureOptions(), _ change: (inout ExportOptions) -> Void = { _ in }
  ) async throws {
    let scratch = try scratch ?? Scratch()
    self.scratch = scratch
    var export = ExportOptions(formats)
    change(&export)
    result = try await Animation.write(
      Program(source).trace(), to: "\(scratch.path)/f", options: options, export: export)
    files = scratch.files("f")
  }

  func path(_ name: String) -> String { "\(scratch.path)/f/\(name)" }

  func text(_ name: String) throws -> String {
    String(decoding: try #require(files[name]), as: UTF8.self)
  }
}

extension Written {
  /// A step as the manifest tells it.
  struct Step: Decodable {
    let step: Int
    let spoken: String
    let start, duration: Double
  }

  private struct Manifest: Decodable {
    let format: Int
    let steps: [Step]
  }

  func steps() throws -> [Step] {
    let manifest = try JSONDecoder().decode(Manifest.self, from: #require(files["manifest.json"]))
    #expect(manifest.format == 2)
    return manifest.steps
  }
}

/// A program that is installed.
struct Installed {
  let path: String

  init?(_ name: String) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    guard let path = folders.map({ "\($0)/\(name)" }).first(where: FileManager.default.isExecutableFile(atPath:))
    else { return nil }
    self.path = path
  }

  /// What it prints; its failure is an error.
  func output(_ arguments: String...) throws -> Data { try output(arguments: arguments) }

  func output(arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(path) \(arguments)")
    return data
  }
}
