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

  /// Words that other fonts would have to finish, also with their marks as characters of their own.
  @Test(
    arguments: TextFace.allCases,
    [
      "Функция одной переменной", "ЩҐЇєў", "Қазақ тілі", "Η ταχύτητα είναι η παράγωγος", "Άνθρωπος ΐ Ϊ Ώ",
      "Một biến số thực",
      "Đường đi ngược", "\u{3B1}\u{301}", "\u{438}\u{306}", "e\u{302}\u{301}",
    ])
  func lettersOfOneWordAreOfOneFont(face: TextFace, words: String) {
    #expect(typeset(text: words, size: 10, face: face).fallbacks.isEmpty)
    let slanted = typeset(.symbol(Symbol(String(words.prefix(1)))), size: 10)
    #expect(slanted.fallbacks.isEmpty && slanted.glyphs.count == 1)
  }

  @Test func accentsOfGreekStandAboveTheirLetters() throws {
    for (plain, marked) in zip("αεηιουωΥ", "άέήίόύώΫ") {
      let (below, above) = (
        typeset(text: String(plain), size: 10, face: .roman), typeset(text: String(marked), size: 10, face: .roman)
      )
      #expect(above.ascent > below.ascent + 1 && above.width == below.width, "\(marked)")
    }
    let (alpha, tonos) = (typeset(text: "Α", size: 10, face: .roman), typeset(text: "Ά", size: 10, face: .roman))
    #expect(tonos.width > alpha.width && tonos.ascent < alpha.ascent + 1)
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
    #expect(set.fallbacks.map(\.text) == ["🎉x̂", "\u{200B}👨‍👩‍👧"])
    #expect(set.fallbacks.map(\.width) == [16, 10])
    #expect(set.glyphs.count == 3)
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
