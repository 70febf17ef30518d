import Formulas
import FoundationEssentials
import Storyboard

/// What a folder of frames holds, as `manifest.json` tells it.
struct Manifest: Codable {
  /// The version of adviz that wrote the folder.
  let adviz: String
  let title: String
  let steps: [Step]
  /// Every file of the folder, the manifest too; what is not named here was not written by adviz.
  let files: [String]

  struct Step: Codable {
    let step: Int
    let caption: Caption
    let files: [String]
  }

  struct Caption: Codable {
    let text: String
    let latex: String
  }

  static let name = "manifest.json"

  /// The manifest as JSON, keys sorted.
  func data() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    var data = try encoder.encode(self)
    data.append(UInt8(ascii: "\n"))
    return data
  }
}
