import Formulas

/// A cell of an array by its indices, `[0, 2]`.
package enum CellIndex {
  /// The indices of a cell that is counted in row-major order, `0, 2`; empty for a number.
  package static func text(_ cell: Int, in shape: [Int]) -> String {
    var indices: [String] = []
    var rest = cell
    for size in shape.reversed() where size > 0 {
      indices.append(String(rest % size))
      rest /= size
    }
    return indices.reversed().joined(separator: ", ")
  }

  /// Letters that stand for the indices of any cell, `i, j`, none of which is among the names that are taken.
  static func letters(_ rank: Int, besides taken: Set<String>) -> String {
    let letters = ["i", "j", "k", "l", "m", "n", "p", "q", "r", "s", "t", "u", "v", "w"].filter { !taken.contains($0) }
    return letters.prefix(rank).joined(separator: ", ")
  }
}

extension FormulaSymbol {
  /// One cell of the array of this name, `W[0, 2]`.
  package func cell(_ cell: Int, in shape: [Int]) -> FormulaSymbol { asCell(CellIndex.text(cell, in: shape)) }
}
