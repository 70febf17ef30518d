/// The pieces of a delimiter that can grow to any height, from the bottom up.
struct GlyphAssembly {
  /// A piece; lengths in font units.
  struct Part {
    let level: Int
    /// The length by which the piece below may overlap this one.
    let startConnector: Double
    /// The length by which this one may overlap the piece above.
    let endConnector: Double
    let advance: Double
    let isExtender: Bool
  }

  private let parts: [Part]

  /// The pieces of a sign, if it has some.
  init?(of sign: Unicode.Scalar) {
    let parts: [Part]? = LatinModern.assemblies.withUTF8Buffer { bytes in
      var fields = Fields(bytes)
      while let scalar = fields.next(radix: 16) {
        var parts: [Part] = []
        while !fields.isAtEndOfLine, let level = fields.next(), let start = fields.next(),
          let end = fields.next(), let advance = fields.next(), let isExtender = fields.next()
        {
          parts.append(
            Part(
              level: level, startConnector: Double(start), endConnector: Double(end),
              advance: Double(advance), isExtender: isExtender == 1))
        }
        if scalar == Int(sign.value) { return parts }
      }
      return nil
    }
    guard let parts else { return nil }
    self.parts = parts
  }

  /// The pieces and where each begins, together as tall as wanted (OpenType, GlyphAssembly).
  ///
  /// The extenders are repeated as often as needed; then all overlaps grow alike.
  func pieces(toCover target: Double) -> [(part: Part, bottom: Double)] {
    var pieces: [Part] = []
    // What no formula needs is not drawn: the limit keeps a huge or endless size from filling the memory.
    for repeats in 0...500 {
      pieces = parts.flatMap { Array(repeating: $0, count: $0.isExtender ? repeats : 1) }
      if Self.height(of: pieces, overlap: LatinModern.Constants.minConnectorOverlap) >= target { break }
    }
    let joints = Double(max(1, pieces.count - 1))
    let surplus = Self.height(of: pieces, overlap: LatinModern.Constants.minConnectorOverlap) - target
    let overlap = LatinModern.Constants.minConnectorOverlap + max(0, surplus) / joints
    var bottom = 0.0
    var previous: Part?
    return pieces.map { part in
      if let previous { bottom += previous.advance - Self.overlap(of: previous, and: part, wanted: overlap) }
      previous = part
      return (part, bottom)
    }
  }

  private static func height(of pieces: [Part], overlap: Double) -> Double {
    pieces.reduce(0) { $0 + $1.advance } - overlap * Double(max(0, pieces.count - 1))
  }

  private static func overlap(of lower: Part, and upper: Part, wanted: Double) -> Double {
    min(wanted, lower.endConnector, upper.startConnector)
  }
}
