import Testing

@testable import Rendering

/// Ring, edges and kinds stay apart for those who see few colours: by lightness or by shape.
@Suite struct ColourVisionTests {
  /// What a colour becomes, on linear RGB: Machado, Oliveira and Fernandes (2009), at full severity.
  private static let visions: [(name: String, matrix: [[Double]])] = [
    ("usual", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
    (
      "protanopia",
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    (
      "deuteranopia",
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    (
      "tritanopia",
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
  ]

  /// The relative luminance of a colour as it is seen.
  private static func luminance(_ color: Color, _ matrix: [[Double]]) -> Double {
    let linear = [color.red, color.green, color.blue].map { part in
      Color(red: part, green: part, blue: part).luminance
    }
    let seen = matrix.map { row in max(0, min(1, zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 })) }
    return 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]
  }

  /// The lightness of CIE 1976, 0 to 100.
  private static func lightness(_ luminance: Double) -> Double {
    luminance > 0.008856 ? 116 * cubeRoot(luminance) - 16 : 903.3 * luminance
  }

  private static func cubeRoot(_ value: Double) -> Double {
    var root = 1.0
    for _ in 0..<60 { root -= (root * root * root - value) / (3 * root * root) }
    return root
  }

  @Test(arguments: Theme.named.map(\.name)) func ringAndEdgesDifferInLightness(_ name: String) throws {
    let theme = try #require(Theme.named.first { $0.name == name }).theme
    for (vision, matrix) in Self.visions {
      func seen(_ paint: Paint) -> Double { Self.luminance(theme[paint], matrix) }
      func contrast(_ a: Paint, _ b: Paint) -> Double {
        (max(seen(a), seen(b)) + 0.05) / (min(seen(a), seen(b)) + 0.05)
      }
      let place = "\(name), \(vision)"
      // What is to be seen at a glance stands out from the page, and an arrow of its colour on it.
      for paint in [Paint.accent, .alert, .walkedLine] {
        #expect(contrast(paint, .background) >= 3, "\(paint), \(place)")
      }
      let (ring, walked) = (Self.lightness(seen(.accent)), Self.lightness(seen(.walkedLine)))
      #expect(abs(ring - walked) >= 12, "\(place)")
      // A kind's outline parts it from the ring and from the page.
      for paint in [Paint.variable, .constant, .operation] {
        #expect(contrast(paint, .label) >= 4.5, "\(paint), \(place)")
      }
    }
  }

  @Test func kindsRingAndEdgesDifferInShape() throws {
    let frames = try Example.frames("x = 3; y = 0; f = x * 2 + sqrt(y)")
    let frame = try #require(frames.dropFirst().first { !$0.having("class", "way-back").isEmpty })
    let shapes = try ["variable", "constant", "operation"].map { kind in
      let outline = try #require(frame.having("data-kind", kind).first?.children.first)
      return outline.name + (outline.attributes["rx"] == nil ? " sharp" : " round")
    }
    #expect(Set(shapes).count == 3, "\(shapes)")
    let widths = frame.having("data-edge").compactMap { edge in
      edge.children.first?.number("stroke-width").map { (edge.attributes["class"] ?? "", $0) }
    }
    let current = try #require(widths.first { $0.0.contains("current") }).1
    #expect(widths.allSatisfy { $0.0.contains("current") || $0.1 <= current / 2 })
    // The ring is outside the outline, and thicker than any.
    let ring = try #require(frame.having("class", "ring").first)
    let outline = try #require(ring.parent?.children.first)
    #expect(try #require(ring.number("r")) > #require(outline.number("r")))
    #expect(try #require(ring.number("stroke-width")) >= 1.8 * #require(outline.number("stroke-width")))
    // Red and green are one colour to many: the first number that is not finite has a shape of its own.
    let last = try #require(frames.last)
    #expect(
      last.having("class", "flaw").contains { $0.parent?.attributes["data-edge"] != nil && $0.first("path") != nil })
  }
}
