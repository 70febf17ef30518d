import GraphLayout

extension PictureOptions {
  /// The points that a side of a picture may have, and how many times as long as the other a side has to be less than.
  private static let sides = 16.0...20_000
  private static let mostProportion = 11.0

  /// Tells whether there can be a picture of a size.
  package static func isPossible(_ size: PictureSize) -> Bool {
    sides.contains(size.width) && sides.contains(size.height)
      && max(size.width, size.height) / min(size.width, size.height) < mostProportion
  }

  /// Tells whether ids and classes can begin with a text.
  private static func isPossible(_ prefix: String) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
    let others = Array("0123456789-_".utf8)
    return prefix.utf8.count <= 40 && prefix.utf8.first.map(isLetter) == true
      && prefix.utf8.allSatisfy { isLetter($0) || others.contains($0) }
  }

  /// Checks the sizes, which can be set to any number.
  ///
  /// - Throws: ``LayoutError/badOption(_:)``, which names the option.
  package func check() throws(LayoutError) {
    if let size {
      guard PictureOptions.isPossible(size) else {
        throw .badOption(
          "a picture has sides of 16 to 20000 points, one at most 10 times as long as the other; its size cannot be"
            + " \(size.width)×\(size.height)")
      }
    }
    if let idPrefix, !PictureOptions.isPossible(idPrefix) {
      throw .badOption(
        "a prefix of ids has at most 40 letters, digits, '-' and '_', a letter first; it cannot be '\(idPrefix)'")
    }
    for measure in Measure.allCases where !(1...200).contains(theme.sizes[measure]) {
      throw .badOption(
        "the size '\(measure.rawValue)' of a theme is a number of points from 1 to 200, not \(theme.sizes[measure])")
    }
  }
}
