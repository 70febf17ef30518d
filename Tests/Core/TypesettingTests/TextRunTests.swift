import Formulas
import Testing

@testable import Typesetting

@Suite struct TextRunTests {
  @Test(arguments: TextFace.allCases, ["AV", "Wave", "To", "Variable"])
  func neighboursAreKerned(face: TextFace, word: String) {
    let apart = word.reduce(0) { $0 + typeset(text: String($1), size: 10, face: face).width }
    #expect(typeset(text: word, size: 10, face: face).width < apart - 0.2)
  }

  @Test func kerningIsTheFonts() {
    #expect(Kerning.units("A", "V", .roman) == -111)
    #expect(Kerning.units("o", "e", .roman) == 28)
    #expect(Kerning.units("x", "y", .mathItalic) == 0)
  }

  @Test func lettersJoinToLigatures() {
    for (word, count) in [("office", 4), ("find", 3), ("flow", 3), ("shuffle", 5), ("off", 2), ("if", 2)] {
      for face in TextFace.allCases {
        #expect(typeset(text: word, size: 10, face: face).glyphs.count == count, "\(word) in \(face)")
      }
    }
  }

  @Test func spacesHaveWidthAndNoOutline() {
    let set = typeset(text: "a b\nc", size: 10, face: .roman)
    #expect(set.glyphs.count == 3)
    let apart = ["a", " ", "b", " ", "c"].reduce(0) { $0 + typeset(text: $1, size: 10, face: .roman).width }
    #expect(isClose(set.width, apart))
  }

  @Test func raisedAndLoweredDigitsAreSetAsScripts() {
    let set = typeset(text: "10⁻⁵ x₁", size: 10, face: .sans)
    #expect(set.fallbacks.isEmpty)
    #expect(set.glyphs.map(\.size) == [10, 10, 7, 7, 10, 7])
    #expect(set.glyphs[3].y < 0 && set.glyphs[5].y > 0)
  }

  @Test func emptyTextIsEmpty() {
    let set = typeset(text: "", size: 10, face: .sans)
    #expect(set.width == 0 && set.glyphs.isEmpty && set.fallbacks.isEmpty)
  }

  @Test func unknownCharactersFallBackTogetherAndInPlace() throws {
    let set = typeset(text: "a 梯度 b", size: 10, face: .roman)
    let fallback = try #require(set.fallbacks.first)
    #expect(set.fallbacks.count == 1)
    #expect(fallback.text == "梯度" && fallback.width == 20)
    let (first, last) = (try #require(set.glyphs.first), try #require(set.glyphs.last))
    #expect(first.x < fallback.x && last.x >= fallback.x + fallback.width)
  }

  @Test func nothingIsLost() {
    let set = typeset(text: "Ж🎉x̂ab\u{200B}👨‍👩‍👧", size: 10, face: .sans)
    #expect(set.fallbacks.map(\.text) == ["Ж🎉x̂", "\u{200B}👨‍👩‍👧"])
    #expect(set.fallbacks.map(\.width) == [20, 10])
    #expect(set.glyphs.count == 2)
  }

  @Test func accentOfItsOwnJoinsItsLetter() {
    let joined = typeset(text: "é", size: 10, face: .roman)
    #expect(typeset(text: "e\u{301}", size: 10, face: .roman) == joined)
    #expect(joined.fallbacks.isEmpty)
    #expect(typeset(text: "Zażółć gęślą jaźń, příliš, håndværk", size: 10, face: .sans).fallbacks.isEmpty)
  }

  @Test func accentedNamesAreSlanted() {
    let slanted = typeset(italic("é"), size: 10)
    #expect(slanted.glyphs.map(\.glyph) != typeset(upright("é"), size: 10).glyphs.map(\.glyph))
    #expect(slanted.fallbacks.isEmpty)
  }

  @Test func unknownNameInAFormulaFallsBackAtItsSize() {
    let set = typeset(.symbol(Symbol("梯_度")), size: 10)
    #expect(set.fallbacks.map(\.text) == ["梯", "度"])
    #expect(set.fallbacks.map(\.size) == [10, 7])
  }
}
