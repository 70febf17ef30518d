#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The contents of a folder of frames, as `manifest.json` lists them.
package struct Manifest: Codable {
  /// The version of adviz that wrote the folder.
  let adviz: String
  /// The number of the manifest's format; nil where a version of adviz before its numbers wrote it.
  let format: Int?
  let title: String
  let steps: [Step]
  /// Every file of the folder that adviz wrote, the manifest too.
  let files: [String]
  /// The SHA-256 of each file but the manifest, in hexadecimal; nil where an early version of adviz wrote it.
  let digests: [String: String]?
  /// The SHA-256 of the manifest itself, with 64 zeros in this place.
  var ownDigest: String?

  package struct Step: Codable {
    let step: Int
    let caption: Caption
    /// The caption in words.
    let spoken: String?
    /// The seconds at which the step begins in a video, and for which it is to be seen there.
    let start, duration: Double?
    let files: [String]

    /// The frame of a step.
    ///
    /// - Parameters:
    ///   - step: its number.
    ///   - caption: its formulas.
    ///   - spoken: the same in words.
    ///   - milliseconds: when it begins in a video, and how long it lasts there.
    ///   - files: its files.
    package init(
      _ step: Int, caption: Caption, spoken: String, milliseconds: (start: Int, duration: Int), files: [String]
    ) {
      (self.step, self.caption, self.spoken, self.files) = (step, caption, spoken, files)
      (start, duration) = (Double(milliseconds.start) / 1000, Double(milliseconds.duration) / 1000)
    }
  }

  package struct Caption: Codable {
    let text: String
    let latex: String

    /// A caption as plain text and as LaTeX.
    package init(text: String, latex: String) { (self.text, self.latex) = (text, latex) }
  }

  package static let name = "manifest.json"

  /// The manifest of a folder that is about to be complete.
  ///
  /// - Parameters:
  ///   - version: the version of adviz that writes it.
  ///   - title: the heading of the frames.
  ///   - steps: the frames.
  ///   - digests: the SHA-256 of each file but the manifest, by its name.
  package init(version: String, title: String, steps: [Step], digests: [String: String]) {
    adviz = version
    format = 2
    (self.title, self.steps, self.digests) = (title, steps, digests)
    files = (digests.keys + [Manifest.name]).sorted()
  }

  private static let noDigest = String(repeating: "0", count: 64)

  /// The manifest as JSON, keys sorted, with its own digest.
  package func data() throws -> Data {
    var manifest = self
    manifest.ownDigest = Manifest.noDigest
    var data = try manifest.json()
    // The name of a file or a title has no quotation mark that is not escaped.
    let name = Data("\"ownDigest\" : \"".utf8)
    guard let place = data.firstRange(of: name + Data(Manifest.noDigest.utf8)) else { return data }
    data.replaceSubrange(
      place.lowerBound + name.count..<place.upperBound, with: Data(Digest.sha256(data).utf8))
    return data
  }

  private func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    var data = try encoder.encode(self)
    data.append(UInt8(ascii: "\n"))
    return data
  }

  /// Whether these bytes, from which it was read, are as adviz wrote them.
  func isUnchanged(_ data: Data) -> Bool {
    guard let ownDigest else { return digests == nil }
    let digest = Array(ownDigest.utf8)
    var bytes = Array(data)
    let places = bytes.indices.dropLast(63).reversed()
    guard digest.count == 64, let place = places.first(where: { bytes[$0...].starts(with: digest) }) else {
      return false
    }
    bytes.replaceSubrange(place..<place + 64, with: Manifest.noDigest.utf8)
    return Digest.sha256(bytes) == ownDigest
  }
}
