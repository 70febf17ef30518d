import Autodiff
import Embedding
import Expressions
import Foundation
import Output
import TestSupport
import Testing
import TraceFiles

@Suite struct AnimationFolderTests {
  private func trace(_ source: String = "f(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)") throws -> Trace {
    try Program(source).trace()
  }

  @Test func folderHoldsFramesTraceAndManifest() async throws {
    let scratch = try Scratch()
    let result = try await Animation.write(trace(), to: "\(scratch.path)/deep/down/f")
    #expect(result.frameCount == 13)
    let files = scratch.files("deep/down/f")
    let frames = (0...12).map { "frames/frame-\(String(format: "%04d", $0)).svg" }
    #expect(Set(files.keys) == Set(frames + ["trace.jsonl", "manifest.json"]))
    #expect(try Trace(jsonLines: #require(files["trace.jsonl"])) == trace())
  }

  @Test func manifestListsStepsAndFiles() async throws {
    let scratch = try Scratch()
    try await Animation.write(trace("# A title\nf(x) = x^2 at 3"), to: "\(scratch.path)/f")
    let data = try #require(scratch.files("f")["manifest.json"])
    let manifest = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(manifest["adviz"] as? String == advizVersion)
    #expect(manifest["title"] as? String == "A title")
    #expect(Set(try #require(manifest["files"] as? [String])) == Set(scratch.files("f").keys))
    let steps = try #require(manifest["steps"] as? [[String: Any]])
    #expect(steps.map { $0["step"] as? Int } == [0, 1, 2, 3, 4])
    #expect(steps.map { $0["files"] as? [String] } == (0...4).map { ["frames/frame-000\($0).svg"] })
    let caption = try #require(steps[1]["caption"] as? [String: String])
    #expect(caption["text"] == "pow = x^2 ⇒ ∂pow/∂x = 2 · x = 6\n∂f/∂x += ∂f/∂pow · ∂pow/∂x = 1 × 6 = 6")
    #expect(caption["latex"]?.contains("\\frac{\\partial f}{\\partial x}") == true)
  }

  @Test func secondRunReplacesFolder() async throws {
    let scratch = try Scratch()
    let path = "\(scratch.path)/f"
    try await Animation.write(trace(), to: path)
    try await Animation.write(trace("f(x) = x^2 at 3"), to: path)
    #expect(scratch.files("f").keys.filter { $0.hasPrefix("frames/") }.count == 5)
    #expect(scratch.files().keys.filter { !$0.hasPrefix("f/") && $0 != "f" } == [], "nothing is left beside it")
    try await Animation.write(trace("f(x) = x^2 at 3"), to: path + "/")
    #expect(scratch.files("f").count == 7)
  }

  @Test func savedTraceGivesSameFiles() async throws {
    let scratch = try Scratch()
    let trace = try trace()
    try await Animation.write(trace, to: "\(scratch.path)/a")
    try await Animation.write(Trace(jsonLines: trace.jsonLines()), to: "\(scratch.path)/b")
    #expect(scratch.files("a") == scratch.files("b"))
  }

  @Test func framesWithoutManifestAreRefused() async throws {
    let scratch = try Scratch()
    let path = "\(scratch.path)/f"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try await Animation.write(trace(), to: path)
    try FileManager.default.removeItem(atPath: "\(path)/manifest.json")
    await #expect(throws: OutputError.self) { try await Animation.write(trace(), to: path) }
  }

  @Test func fileInPlaceOfFolderIsAnError() async throws {
    let scratch = try Scratch()
    try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(scratch.path)/f"))
    await #expect(throws: OutputError.self) { try await Animation.write(trace(), to: "\(scratch.path)/f") }
    await #expect(throws: OutputError.self) { try await Animation.write(trace(), to: "\(scratch.path)/f/g") }
    #expect(scratch.files() == ["f": Data("mine".utf8)])
  }

  @Test(arguments: ["", "/", ".", "..", "a/.."]) func invalidFolderNameIsRefused(_ name: String) async throws {
    await #expect(throws: OutputError.self) { try await Animation.write(trace(), to: name) }
  }

  /// Writes the same folder with some formats.
  private func write(_ formats: [OutputFormat], to scratch: Scratch) async throws -> Animation.Result {
    try await Animation.write(
      trace("f(x) = 2 * x at 3"), to: "\(scratch.path)/f", export: ExportOptions(formats))
  }

  @Test func manifestHasDigestOfEveryFile() async throws {
    let scratch = try Scratch()
    let path = "\(scratch.path)/f"
    _ = try await write([.svg, .png], to: scratch)
    let data = try #require(FileManager.default.contents(atPath: "\(path)/manifest.json"))
    let manifest = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let digests = try #require(manifest["digests"] as? [String: String])
    #expect(Set(digests.keys) == Set(scratch.files("f").keys).subtracting(["manifest.json"]) && digests.count > 8)
    let names = digests.keys.sorted()
    let told = try #require(Installed("sha256sum")).output(arguments: names.map { "\(path)/\($0)" })
    let computed = String(decoding: told, as: UTF8.self).split(separator: "\n").map { String($0.prefix(64)) }
    #expect(computed == names.compactMap { digests[$0] })
  }

  @Test func removedFormatsAreReported() async throws {
    let scratch = try Scratch()
    #expect(try await write([.snippet, .svg], to: scratch).removedFormats == [])
    #expect(try await write([.svg], to: scratch).removedFormats == [.snippet])
    #expect(try await write([], to: scratch).removedFormats == [.svg])
  }
}
