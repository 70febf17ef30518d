import Formulas
import Testing

@testable import Typesetting

@Suite struct GlyphTests {
  @Test func everyPrintableCharacterHasAnOutlineInBothTextFaces() {
    let ascii = String(String.UnicodeScalarView((0x21...0x7E).compactMap(Unicode.Scalar.init)))
    let latin = String(
      String.UnicodeScalarView((0xA1...0xFF).filter { $0 != 0xAD }.compactMap(Unicode.Scalar.init)))
    for face in TextFace.allCases {
      for character in ascii + latin + "–—‘’“”…•·→∂" {
        let set = typeset(text: String(character), size: 10, face: face)
        #expect(set.fallbacks.isEmpty && set.glyphs.count == 1, "\(character) in \(face)")
        #expect(set.width > 0, "\(character) in \(face)")
      }
    }
  }

  @Test func everySignOfMathematicsHasAnOutlineInEveryStyle() {
    let signs = "−×·±∓÷∗=≠≤≥<>⇒→←↦∞∑∏√∫′″⊙∈∥|‖•°½∇∘⊤∂"
    for sign in signs {
      for style in MathStyle.allCases {
        let set = typeset(upright(String(sign)), size: 10, style: style)
        #expect(set.fallbacks.isEmpty && set.glyphs.count == 1, "\(sign) in \(style)")
      }
    }
  }

  @Test(arguments: ["…", "⋯", "⋮", "⋱"])
  func ellipsisIsThreePointsInEveryStyle(sign: String) {
    for style in MathStyle.allCases {
      let set = typeset(upright(sign), size: 10, style: style)
      #expect(set.fallbacks.isEmpty && set.glyphs.count == 3, "\(sign) in \(style)")
    }
    #expect(typeset(text: sign, size: 10, face: .roman).fallbacks.isEmpty)
  }

  @Test func everyLetterIsSlantedAndUprightInEveryStyle() {
    let latin = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    let greek = "αβγδεζηθικλμνξοπρςστυφχψωϑϕϖϱϵΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"
    for letter in latin + greek {
      for style in MathStyle.allCases {
        let slanted = typeset(italic(String(letter)), size: 10, style: style)
        let straight = typeset(upright(String(letter)), size: 10, style: style)
        #expect(slanted.fallbacks.isEmpty && straight.fallbacks.isEmpty, "\(letter) in \(style)")
        // TeX sets the capitals of Greek upright.
        let isUpright = ("Α"..."Ω").contains(letter)
        #expect((slanted.glyphs.first?.glyph == straight.glyphs.first?.glyph) == isUpright, "\(letter) in \(style)")
      }
    }
  }

  @Test func outlinesArePathDataAndScriptsHaveTheirOwn() throws {
    for glyph in 0..<GlyphStore.shared.count where GlyphStore.shared.metrics(of: glyph).isDrawn {
      let outline = Glyph.outline(glyph)
      #expect(outline.first == "M" && outline.last == "z", "glyph \(glyph)")
    }
    let large = try #require(typeset(italic("x"), size: 10).glyphs.first)
    let small = try #require(typeset(italic("x"), size: 10, style: .script).glyphs.first)
    #expect(large.glyph != small.glyph)
    #expect(large.size == 10 && small.size == 7)
  }

  @Test func outlineOfAPeriodIsExact() throws {
    let period = try #require(typeset(text: ".", size: 10, face: .roman).glyphs.first)
    #expect(Glyph.outline(period.glyph) == "M192-53c0-29-24-53-53-53s-53 24-53 53 24 53 53 53 53-24 53-53z")
  }

  @Test(arguments: [-1, Int.min, Int.max, 100_000])
  func numberThatIsNoGlyphsHasNoOutline(number: Int) {
    #expect(Glyph.outline(number).isEmpty)
  }

  @Test func appendingAnOutlineIsTheSameAsAskingForIt() {
    var bytes: [UInt8] = [1]
    Glyph.appendOutline(of: 40, to: &bytes)
    #expect(bytes.dropFirst().elementsEqual(Glyph.outline(40).utf8))
  }
}
