import Rendering

/// The last step of a moving picture, for a page without scripts.
struct StillPicture {
  /// The elements of the picture.
  let svg: String
  /// Of the elements that the moving picture refers to, one a line, those that this one refers to as well.
  private(set) var definitions = ""
  /// The others of them.
  private(set) var otherDefinitions = ""

  /// From so many bytes on, what stands in a picture again and again is drawn once.
  private static let large = 64_000

  /// Draws what is visible at the last step.
  init(_ picture: MovingPicture) {
    var bytes: [UInt8] = []
    for piece in picture.layers.flatMap(\.parts).flatMap(\.pieces) where piece.isVisible(at: picture.count - 1) {
      bytes += piece.svg
    }
    if bytes.count > StillPicture.large {
      let dictionary = SVGDictionary(bytes, outlines: picture.definitions, prefix: picture.prefix)
      bytes = Array("<defs>".utf8) + dictionary.definitions + Array("</defs>".utf8) + dictionary.body
    }
    svg = String(decoding: bytes, as: UTF8.self)
    let names = Set(svg.matches(of: /href="#([^"]+)"/).map(\.output.1))
    for line in String(decoding: picture.definitions, as: UTF8.self).split(separator: "\n") {
      let name = line.firstMatch(of: /id="([^"]+)"/)?.output.1
      if name.map(names.contains) == true { definitions += line + "\n" } else { otherDefinitions += line + "\n" }
    }
  }
}
