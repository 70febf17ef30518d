import Embedding
import Foundation
import TestSupport
import Testing

/// Every output format there is, also one that is added without a test of its own.
@Suite struct FormatTests {
  @Test func fileNamesAreUnique() {
    #expect(Set(OutputFormat.allCases.map(\.fileName)).count == OutputFormat.allCases.count)
  }

  @Test(arguments: sampled(OutputFormat.allCases, oneIn: 8))
  func formatIsWrittenAlone(_ format: OutputFormat) async throws {
    let written = try await Written([format])
    guard written.result.failures.isEmpty else {
      // The engine of the Lab is made by .ci/wasm.
      #expect(format == .lab || Installed("ffmpeg") == nil, "\(written.result.failures)")
      return
    }
    #expect(written.result.formats.contains(format))
    #expect(written.files[format.fileName]?.isEmpty == false)
    let manifest = try JSONSerialization.jsonObject(with: #require(written.files["manifest.json"]))
    let names = try #require((manifest as? [String: Any])?["files"] as? [String])
    #expect(Set(names) == Set(written.files.keys))
    let second = try await Written([format], in: written.scratch)
    #expect(second.files == written.files, "the second time it is the same, byte for byte")
  }

  @Test(arguments: OutputFormat.allCases) func articleNamesFormat(_ format: OutputFormat) throws {
    let article = try Repository.text(of: "Sources/Adviz/Adviz.docc/Formats.md")
    let table = article.split(separator: "\n").drop { $0 != "| format | file | |" }.prefix { $0.hasPrefix("|") }
    #expect(table.contains { $0.split(separator: "|").first?.contains("`\(format.rawValue)`") == true })
  }
}
