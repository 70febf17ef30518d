import Autodiff
import Formulas

/// The symbols of one operation and one of its operands, for the sums of its cells.
package struct CellSymbols: Hashable, Sendable {
  /// The differentiated function.
  package var function: Symbol
  /// The value of the operation.
  package var value: Symbol
  /// The sizes of the value.
  package var valueShape: [Int]
  /// The operand.
  package var operand: Symbol
  /// The operand as the node that receives, without the mark of an operand.
  package var receiver: Symbol
  /// The sizes of the operand.
  package var operandShape: [Int]
  /// Names that no index may have.
  package var taken: Set<String> = []

  /// One cell of the operand's adjoint, `∂f/∂W[0, 1]`.
  package func receiver(_ cell: Int) -> Formula { .partial(function, receiver.cell(cell, in: operandShape)) }

  /// The sum over all cells of the value's adjoint, by names.
  fileprivate func sum(for cell: Int) -> Formula {
    let letters = CellIndex.letters(valueShape.count, besides: taken)
    let anyCell = value.asCell(letters)
    let product = Formula.dot(.partial(function, anyCell), .partial(anyCell, operand.cell(cell, in: operandShape)))
    return letters.isEmpty ? product : .sum(over: .symbol(Symbol(verbatim: letters)), of: product)
  }
}

extension CellSum {
  /// The contribution to a cell as a sum, `∂f/∂W[0, 1] += Σ ∂f/∂Y[i, j] · ∂Y[i, j]/∂W[0, 1] = 1 × 2 + 1 × 3 = 5`.
  ///
  /// The first six terms are written, and how many more there are.
  func formula(_ symbols: CellSymbols, _ numbers: NumberStyle) -> Formula {
    let names = Formula.Link(.growsBy, symbols.sum(for: cell))
    let value = Formula.of(total)
    let terms = shown.map { Formula.times(.of($0.adjoint), .of($0.derivative)) }
    guard let first = terms.first else {
      return .phrase([.chain(symbols.receiver(cell), [names, .init(.equals, value)]), .words(Words.noCell)])
    }
    let sum = terms.dropFirst().reduce(first) { .plus($0, $1) }
    guard hiddenCount == 0 else {
      return .phrase([
        .chain(symbols.receiver(cell), [names, .init(.equals, sum)]), .words(Words.moreTerms(hiddenCount)),
        .chain(.words(""), [.init(.equals, value)]),
      ])
    }
    return .chain(symbols.receiver(cell), [names, .init(.equals, sum), .init(numbers.relation(sum, value), value)])
  }
}
