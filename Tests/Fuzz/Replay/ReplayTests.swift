import Foundation
import Testing

/// What the fuzzer began with and everything that ever went wrong, read once more: nothing stops, nothing takes long.
@Suite struct ReplayTests {
  private static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Corpus")

  private static func inputs(_ reader: Reader) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: corpus.appendingPathComponent(reader.rawValue), includingPropertiesForKeys: nil
    ).sorted { $0.path < $1.path }
  }

  @Test(arguments: Reader.allCases) func corpusIsRead(_ reader: Reader) throws {
    let inputs = try Self.inputs(reader)
    #expect(inputs.count >= 3)
    for input in inputs {
      let bytes = Array(try Data(contentsOf: input))
      reader.read(bytes)
      // Cut short and damaged, as a fuzzer would begin.
      for cut in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 3)) {
        reader.read(Array(bytes[..<cut]))
        var damaged = bytes
        damaged[cut] ^= 0x24
        reader.read(damaged)
      }
    }
  }
}
