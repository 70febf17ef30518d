import Foundation

/// The built program, run as a process.
struct Tool {
  struct Result {
    let code: Int32
    let output: String
    let errors: String
  }

  let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-test-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// Writes a file into the folder the program runs in.
  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  func read(_ name: String) -> Data? { FileManager.default.contents(atPath: "\(folder)/\(name)") }

  func run(_ arguments: String..., input: String? = nil, environment: [String: String] = [:]) throws -> Result {
    try run(arguments, input: input, environment: environment)
  }

  func run(_ arguments: [String], input: String? = nil, environment: [String: String] = [:]) throws -> Result {
    try run(Tool.program, arguments, input: input, environment: environment)
  }

  /// Runs a line for the shell, in which `"$0"` is the program.
  func shell(_ line: String) throws -> Result {
    try run(URL(fileURLWithPath: "/bin/bash"), ["-c", line, Tool.program.path], input: nil, environment: [:])
  }

  /// Runs another program, or this one at another place.
  func run(
    _ program: URL, _ arguments: [String], input: String? = nil, environment: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files rather than pipes: a pipe that nobody reads would stop the program once it is full.
    let (output, errors) = ("\(folder)/.stdout", "\(folder)/.stderr")
    for path in [output, errors] { try Data().write(to: URL(fileURLWithPath: path)) }
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    let inputPath = "\(folder)/.stdin"
    try Data((input ?? "").utf8).write(to: URL(fileURLWithPath: inputPath))
    process.standardInput = FileHandle(forReadingAtPath: inputPath)
    try process.run()
    process.waitUntilExit()
    defer { for path in [output, errors, inputPath] { try? FileManager.default.removeItem(atPath: path) } }
    return Result(
      code: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }

  /// Begins to run it, without waiting for its end.
  func start(_ arguments: String..., environment: [String: String] = [:]) throws -> Process {
    try start(arguments, environment: environment)
  }

  func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Process {
    let process = Process()
    process.executableURL = Tool.program
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Beside the test runner, where the package is built.
  static let program: URL = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path != "/", !FileManager.default.isExecutableFile(atPath: folder.appendingPathComponent("adviz").path)
    {
      folder.deleteLastPathComponent()
    }
    return folder.appendingPathComponent("adviz")
  }()
}
