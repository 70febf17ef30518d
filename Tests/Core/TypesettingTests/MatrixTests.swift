import Formulas
import Testing

@testable import Typesetting

@Suite struct MatrixTests {
  private func matrix(_ rows: [[String]]) -> Notation { .matrix(rows.map { $0.map { upright($0) } }) }

  /// Width, height and depth at 10 pt by pdfTeX's `\wd`, `\ht` and `\dp` of the matrix's LaTeX, Latin Modern.
  private static let measured: [(Notation, width: Double, height: Double, depth: Double)] = [
    (.matrix([[upright("1"), upright("2")], [upright("3"), upright("4")]]), 30.5556, 14.5001, 9.5001),
    (.matrix([[upright("1")]]), 13.3334, 8.5000, 3.5001),
    (
      .matrix([
        [italic("x"), upright("⋯"), italic("y")], [upright("⋮"), upright("⋱"), upright("⋮")],
        [upright("1000"), upright("2"), .fraction(upright("1"), upright("2"))],
      ]), 71.3859, 23.8520, 18.8520
    ),
    (
      .matrix([
        [.fraction(italic("a"), italic("b")), upright("−1")],
        [
          .scripts(italic("x"), below: nil, above: upright("2")),
          .root(italic("x")),
        ],
      ]), 44.8055, 14.5001, 9.5001
    ),
  ]

  /// The same of the LaTeX of cases.
  @Test func casesAreLaTeXs() {
    let x = Formula.symbol(Symbol("x"))
    let cases = Formula.piecewise(.number(1), condition: .comparison(.greater, x, .number(0)), otherwise: .number(0))
    let set = typeset(cases, size: 10)
    #expect(abs(set.width / 64.894 - 1) < 0.01, "\(set.width)")
    #expect(abs(set.ascent - 14.5) < 0.15 && abs(set.descent - 9.5) < 0.15, "\(set.ascent) \(set.descent)")
  }

  @Test(arguments: measured.indices)
  func matricesAreLaTeXs(index: Int) {
    let (notation, width, height, depth) = Self.measured[index]
    let set = typeset(notation, size: 10)
    #expect(abs(set.width / width - 1) < 0.01, "\(set.width)")
    #expect(abs(set.ascent - height) < 0.15 && abs(set.descent - depth) < 0.15, "\(set.ascent) \(set.descent)")
  }

  @Test func columnsAreCentredAndBaselinesLevel() {
    let set = typeset(matrix([["1", "22"], ["333", "4"]]), size: 10)
    let digits = set.glyphs.dropFirst().dropLast()
    let heights = digits.map(\.y)
    #expect(heights == [heights[0], heights[0], heights[0], heights[3], heights[3], heights[3], heights[3]])
    #expect(isClose(heights[3] - heights[0], 12))
    // The 1 over the middle 3, the 4 beneath the middle of 22.
    let x = digits.map(\.x)
    #expect(isClose(x[0], x[4]) && isClose(x[6], (x[1] + x[2]) / 2))
  }

  @Test func tallCellsPushRowsApart() {
    let tall: Notation = .fraction(upright("1"), .fraction(upright("1"), upright("2")))
    let set = typeset(.matrix([[tall], [tall], [upright("1")]]), size: 10)
    #expect(set.ascent + set.descent > 3 * 12)
    #expect(isClose((set.ascent - set.descent) / 2, 2.5))
  }

  @Test func cellsAreOfTextSizeInScripts() {
    let set = typeset(.scripts(italic("x"), below: nil, above: matrix([["1"]])), size: 10)
    #expect(set.glyphs.contains { $0.size == 10 && $0.x > 0 })
  }

  @Test(arguments: [[], [[]], [[], ["1"]], [["1", "2", "3"], ["4"]], [["1"], ["2", "3"]], [["1", "2"], []]])
  func anyRowsAreSet(rows: [[String]]) {
    let set = typeset(matrix(rows), size: 10)
    #expect(set.glyphs.count == 2 + rows.joined().count)
    #expect(set.width > 5 && set.width.isFinite)
    #expect(!Formula.matrix(rows.map { $0.map { .words($0) } }).latex().isEmpty)
  }

  @Test func numbersOfAnArrayAreSetSmallerAndCloser() throws {
    let rows: [[Formula]] = [[.number(-0.3292), .number(0.4915)], [.number(-0.3984), .number(0.4999)]]
    let inLine = typeset(.equality(.symbol(Symbol("x")), .matrix(rows)), size: 20)
    let sizes = Set(inLine.glyphs.map(\.size))
    // No text is smaller than four fifths of the line's.
    #expect(sizes.count == 2 && sizes.allSatisfy { $0 >= 0.8 * 20 } && sizes.contains(20))
    let usual = typeset(.matrix(rows.map { $0.map { $0.notation() } }), size: 20)
    let compact = typeset(.matrix(rows), size: 20)
    #expect(
      compact.width < 0.84 * usual.width && compact.ascent + compact.descent < 0.9 * (usual.ascent + usual.descent))
    // Its middle stays on the axis.
    #expect(isClose((compact.ascent - compact.descent) / 2, (usual.ascent - usual.descent) / 2))
    #expect(typeset(.list([.number(1), .number(2)]), size: 20).glyphs.allSatisfy { $0.size >= 16 && $0.size < 20 })
    // What was typed is set as the text around it.
    #expect(typeset(.list([.literal(1), .literal(2)]), size: 20).glyphs.allSatisfy { $0.size == 20 })
  }

  @Test func itIsFencedToItsNeighbours() {
    let one = matrix([["1"]])
    #expect(isClose(ems(.row([one, one])), 2 * ems(one)))
    #expect(isClose(ems(.row([one, binary("+"), one])), 2 * ems(one) + ems(upright("+")) + 8 / 18))
  }
}

@Suite struct NoteTests {
  @Test func shapeStandsCentredBeneathAndMovesNothing() {
    let x = Formula.symbol(Symbol("X"))
    let plain = typeset(x, size: 20)
    let noted = typeset(.shaped(x, [4, 3]), size: 20)
    #expect(noted.ascent == plain.ascent && noted.descent > plain.descent + 8)
    #expect(noted.glyphs.first?.y == 0)
    let note = noted.glyphs.dropFirst()
    #expect(note.allSatisfy { $0.y > plain.descent + 6 && $0.size < 16 })
    #expect(abs((noted.glyphs.first?.x ?? 0) - (noted.width - plain.width) / 2) < 0.01)
  }
}
