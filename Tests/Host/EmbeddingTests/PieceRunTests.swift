import Player
import Testing

@testable import Rendering

/// Pieces of a moving picture that are hidden and shown together.
@Suite struct PieceRunTests {
  /// A piece that is to be seen at some steps, with a letter in place of elements.
  private static func part(_ pieces: [(letter: String, steps: [ClosedRange<Int>])]) -> MovingPicture.Part {
    MovingPicture.Part(
      subject: .page, pieces: pieces.map { MovingPicture.Piece(steps: $0.steps, svg: Array($0.letter.utf8)) })
  }

  private static func text(_ part: MovingPicture.Part) -> String {
    part.runs.map { String(decoding: $0.svg, as: UTF8.self) }.joined(separator: " ")
  }

  @Test("Pieces of the same steps lie together unless another is seen between them")
  func sameSteps() {
    #expect(Self.text(Self.part([("a", [0...0]), ("b", [1...1]), ("c", [0...0]), ("d", [1...1])])) == "ac bd")
    // What is seen at the same step as both keeps them apart.
    #expect(Self.text(Self.part([("a", [0...0]), ("b", [0...1]), ("c", [0...0])])) == "a b c")
    #expect(Self.text(Self.part([("a", [0...2]), ("b", [4...4]), ("c", [0...2]), ("d", [4...4])])) == "ac bd")
    #expect(Self.text(Self.part([("a", [0...0, 2...3]), ("b", [1...1]), ("c", [0...0, 2...3])])) == "ac b")
    #expect(Self.text(Self.part([])) == "")
  }

  @Test("At every step the same pieces in the same order, whatever their steps are", arguments: 0..<50)
  func orderIsKept(_ seed: Int) {
    var state = UInt64(seed + 1)
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let letters = "abcdefghijklmnopqrstuvwxyz".map(String.init)
    let pieces = letters.map { letter in
      let seen = (0..<5).filter { _ in random(3) == 0 }
      return (letter, seen.map { $0...$0 })
    }
    let part = Self.part(pieces)
    for step in 0..<5 {
      let drawn = part.runs.filter { $0.steps.contains { $0.contains(step) } }
        .map { String(decoding: $0.svg, as: UTF8.self) }.joined()
      #expect(drawn == pieces.filter { $0.1.contains { $0.contains(step) } }.map(\.0).joined())
    }
  }
}
