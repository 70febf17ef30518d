import Formulas
import Testing

@testable import Typesetting

@Suite("Arrays are set as grids of cells where that is asked for") struct GridTests {
  private static let matrix = Formula.matrix([[.number(1), .number(-20.5)], [.number(3), .number(4)]])
  private static let vector = Formula.list([.number(1), .number(2), .number(3)])

  @Test("A cell for each element, in row-major order, none over another", arguments: [(matrix, 2, 2), (vector, 1, 3)])
  func cells(_ formula: Formula, _ rows: Int, _ columns: Int) throws {
    let set = typeset(.equality(.symbol(Symbol("x")), formula), size: 20, hasGrids: true)
    #expect(set.cells.count == rows * columns)
    for (index, cell) in set.cells.enumerated() {
      let first = set.cells[index / columns * columns]
      #expect(abs(cell.y - first.y) < 1e-9)
      #expect(abs(cell.x - (first.x + Double(index % columns) * cell.width)) < 1e-9)
      #expect(cell.y >= -set.ascent - 1e-9 && cell.y + cell.height <= set.descent + 1e-9)
      #expect(cell.x + cell.width <= set.width)
    }
    // Every digit stands in a cell; the name and the sign of equality do not.
    let inside = set.glyphs.filter { glyph in
      set.cells.contains { $0.x < glyph.x && glyph.x < $0.x + $0.width && $0.y < glyph.y && glyph.y < $0.y + $0.height }
    }
    #expect(inside.count == set.glyphs.count - 2)
  }

  @Test("Without it an array has brackets and no cells", arguments: [matrix, vector])
  func plain(_ formula: Formula) { #expect(typeset(formula, size: 20).cells.isEmpty) }
}
