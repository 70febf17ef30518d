import Foundation
import Output
import TestSupport
import Testing
import Training

/// `curl` from folders of this machine; the network is never asked.
@Suite("Downloads") struct DownloadTests {
  private let contents = (0..<1000).map { UInt8($0 % 256) }
  private let file = RemoteFile(
    name: "data", packedSize: 1023, size: 1000,
    digest: "a8af099bf2e878609558dbf69d8f88f4a31040a8cf84b549a0cfa912f12ffc3f")
  /// Nothing listens there.
  private let nowhere = "http://127.0.0.1:9/"

  private func mirror(_ scratch: borrowing Scratch, _ name: String) -> String { "file://\(scratch.path)/\(name)/" }

  @Test func fileArrivesUnderItsName() async throws {
    let scratch = try Scratch()
    try scratch.write(Packed.gzip(contents), to: "mirror/data.gz")
    try await Download([file], from: [mirror(scratch, "mirror")]).fetch(into: "\(scratch.path)/cache/mnist")
    #expect(scratch.read("cache/mnist/data.gz") == Packed.gzip(contents))
    #expect(scratch.read("cache/mnist/data.gz.part") == nil)
  }

  @Test func presentFileIsNotFetched() async throws {
    let scratch = try Scratch()
    try scratch.write(contents, to: "cache/data")
    try await Download([file], from: [nowhere]).fetch(into: "\(scratch.path)/cache")
  }

  @Test func truncatedDownloadResumes() async throws {
    let scratch = try Scratch()
    let packed = Packed.gzip(contents)
    try scratch.write(Array(packed[..<600]), to: "cache/data.gz.part")
    // Of the mirror's file only the rest is of use, which proves that only the rest was taken.
    try scratch.write(Array(repeating: 7, count: 600) + packed[600...], to: "mirror/data.gz")
    try await Download([file], from: [mirror(scratch, "mirror")]).fetch(into: "\(scratch.path)/cache")
    #expect(scratch.read("cache/data.gz") == packed)
  }

  @Test func uselessPartIsFetchedAnew() async throws {
    let scratch = try Scratch()
    let packed = Packed.gzip(contents)
    for part in [Array(repeating: 7, count: 600), packed + [1, 2, 3]] {
      try scratch.write(part, to: "cache/data.gz.part")
      try scratch.write(packed, to: "mirror/data.gz")
      try await Download([file], from: [mirror(scratch, "mirror")]).fetch(into: "\(scratch.path)/cache")
      #expect(scratch.read("cache/data.gz") == packed)
      try FileManager.default.removeItem(atPath: "\(scratch.path)/cache/data.gz")
    }
  }

  @Test func wholePartIsRenamed() async throws {
    let scratch = try Scratch()
    try scratch.write(Packed.gzip(contents), to: "cache/data.gz.part")
    try await Download([file], from: [nowhere]).fetch(into: "\(scratch.path)/cache")
    #expect(scratch.read("cache/data.gz") == Packed.gzip(contents))
  }

  @Test func secondMirrorIsAsked() async throws {
    let scratch = try Scratch()
    try scratch.write(Packed.gzip(contents), to: "mirror/data.gz")
    try scratch.write(Packed.gzip(contents.reversed()), to: "wrong/data.gz")
    for first in [nowhere, mirror(scratch, "none"), mirror(scratch, "wrong")] {
      try await Download([file], from: [first, mirror(scratch, "mirror")]).fetch(into: "\(scratch.path)/cache")
      #expect(scratch.read("cache/data.gz") == Packed.gzip(contents))
      try FileManager.default.removeItem(atPath: "\(scratch.path)/cache/data.gz")
    }
  }

  @Test func wrongFileIsRefused() async throws {
    let scratch = try Scratch()
    for bytes in [Packed.gzip(contents.reversed()), Packed.gzip(contents + [1]), [1, 2, 3]] {
      try scratch.write(bytes, to: "mirror/data.gz")
      let error = await #expect(throws: TrainingError.self) {
        try await Download([file], from: [mirror(scratch, "mirror")]).fetch(into: "\(scratch.path)/cache")
      }
      #expect("\(try #require(error))".contains("sends as data.gz is another file"))
      #expect(scratch.read("cache/data.gz") == nil && scratch.read("cache/data.gz.part") == nil)
    }
  }

  @Test func noNetworkKeepsParts() async throws {
    let scratch = try Scratch()
    let begun = Array(Packed.gzip(contents)[..<600])
    try scratch.write(begun, to: "cache/data.gz.part")
    let error = await #expect(throws: TrainingError.self) {
      try await Download([file], from: [nowhere]).fetch(into: "\(scratch.path)/cache")
    }
    let sentence = "\(try #require(error))"
    #expect(
      sentence.hasPrefix("the data cannot be downloaded (") && sentence.contains("put data.gz into"), "\(sentence)")
    #expect(sentence.contains("or into another folder") && !sentence.contains("\n"))
    #expect(scratch.read("cache/data.gz.part") == begun)
  }

  @Test func unwritablePlace() async throws {
    let scratch = try Scratch()
    try scratch.write([], to: "file")
    await #expect(throws: OutputError.self) {
      try await Download([file], from: [nowhere]).fetch(into: "\(scratch.path)/file/cache")
    }
  }

  @Test func cacheFollowsXDG() throws {
    #expect(try MNIST.cacheFolder(["XDG_CACHE_HOME": "/c", "HOME": "/h"]) == "/c/adviz/mnist")
    #expect(try MNIST.cacheFolder(["XDG_CACHE_HOME": "c", "HOME": "/h"]) == "/h/.cache/adviz/mnist")
    #expect(throws: TrainingError.self) { try MNIST.cacheFolder([:]) }
  }
}
