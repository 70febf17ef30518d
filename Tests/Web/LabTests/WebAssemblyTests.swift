import Expressions
import Foundation
import GraphLayout
import Rendering
import Storyboard
import TestSupport
import Testing

/// The core as WebAssembly draws what the native core draws, byte for byte.
///
/// `.ci/wasm` makes the module, and Node.js runs it. Where it was not made these tests are left out, but for a thorough
/// run.
@Suite(.enabled(if: isWanted, ".ci/wasm has not made .build/wasm/adviz.wasm"))
struct WebAssemblyTests {
  private static let expressions: [String] = {
    let folder = Repository.url("Templates/expressions")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".txt") }.sorted().map { "Templates/expressions/\($0)" }
  }()

  @Test("Every frame is the native one", arguments: expressions) func frames(_ path: String) throws {
    let story = try Storyboard(Program(Repository.text(of: path)).trace())
    let native = try FrameRenderer(story, ordering: BarycentreOrdering.shared)
    let frames = try run(path).output.split(separator: "\n").map {
      try JSONDecoder().decode(String.self, from: Data($0.utf8))
    }
    #expect(frames.count == native.count)
    for (index, frame) in frames.enumerated() {
      #expect(Array(frame.utf8) == native.svg(index), "frame \(index) of \(path)")
    }
  }

  @Test("A mistake is reported as in the program") func mistake() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-\(UUID()).txt")
    try "f = sinn(2)".write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let result = try run(file.path)
    #expect(result.code == 1)
    #expect(result.error.contains("expression:1:5: error: unknown function 'sinn'; did you mean 'sin'?"))
  }

  @Test("There are expressions to try") func expressionsExist() { #expect(Self.expressions.count >= 5) }

  private func run(_ path: String) throws -> (code: Int32, output: String, error: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["node", Repository.url("Tests/Web/LabTests/frames.mjs").path, module.path, path]
    process.currentDirectoryURL = Repository.root
    let (output, error) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    try process.run()
    // The messages are short: reading the output first cannot block.
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let message = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text, message)
  }
}

private let module = Repository.url(".build/wasm/adviz.wasm")

private let isWanted =
  FileManager.default.fileExists(atPath: module.path)
  || isThorough
