import Autodiff
import Formulas

/// An array as a grid of cells, with its name.
package struct CellGrid: Hashable, Sendable {
  /// What it holds.
  package enum Role: Hashable, Sendable {
    /// A variable, a constant, or an operation's value.
    case value(TraceNode.Kind)
    /// The derivative of the output by it.
    case adjoint
  }

  /// The name above it.
  package let title: Formula
  /// The sizes.
  package let shape: [Int]
  /// The numbers in row-major order.
  package let cells: [Formula]
  package let role: Role

  init(_ title: Formula, _ shape: [Int], _ elements: [Double], _ role: Role) {
    (self.title, self.shape, self.role) = (title, shape, role)
    cells = elements.map { $0 == 0 ? .number(0) : .of($0) }
  }

  /// The sizes as NumPy writes them; nil for a number.
  package var shapeText: String? { shape.isEmpty ? nil : TraceValue.array(shape: shape, elements: []).shapeText }

  /// The name and what it holds.
  package var statement: Formula {
    .equality(title, shape.count > 2 || cells.isEmpty ? .list(cells) : .array(cells, shape))
  }
}

/// The arrays of one operation, cell by cell, and what goes from cell to cell: forward the values, back the adjoints.
///
/// The article's figures of sums, maxima and broadcasting, for any operation.
package struct CellFigure: Hashable, Sendable {
  /// The operation and what it makes of its operands, `max = max(x, axis=0)`.
  package let definition: Formula
  /// The operation with its arguments.
  package let label: Formula
  /// The operands.
  package let operands: [CellGrid]
  /// The value.
  package let value: CellGrid
  /// The adjoint of the value.
  package let adjoint: CellGrid
  /// What goes back to each operand; nil where nothing does.
  package let contributions: [CellGrid?]
  /// From cells of each operand to cells of the value.
  package let links: [CellLinks]
  /// The cell of the value that is told of.
  package let toldValue: Int?
  /// The cell of an operand's contribution that is told of.
  package let told: (operand: Int, cell: Int)?
  /// What is told: where a cell came from, and the sum that goes back to one.
  package let lines: [Formula]

  package static func == (a: CellFigure, b: CellFigure) -> Bool {
    a.definition == b.definition && a.operands == b.operands && a.adjoint == b.adjoint && a.links == b.links
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(operands) }
}

extension CellFigure {
  /// The names in a figure of an operation.
  package struct Names {
    /// The differentiated function.
    package var function = Symbol("f")
    /// The value.
    package var value: Symbol
    /// The operands.
    package var operands: [Symbol]
    /// The operands as they stand in formulas: a name, or a number.
    package var written: [Formula]
    /// What each operand is, and whether anything goes back to it.
    package var kinds: [TraceNode.Kind]
    /// Names that no index may have.
    package var taken: Set<String> = []
  }

  /// The figure of one operation.
  ///
  /// - Parameters:
  ///   - rule: the rule, as it writes this use of the operation.
  ///   - cells: the links between its arrays.
  ///   - values: the operands, element by element.
  ///   - result: the value, element by element.
  ///   - adjoint: the adjoint of the value; nil for ones.
  ///   - names: what all is called.
  ///   - numbers: the rounding of numbers.
  package init(
    _ rule: any OperationRule, _ cells: OperationCells, operands values: [[Double]], value result: [Double],
    adjoint: [Double]? = nil, _ names: Names, _ numbers: NumberStyle
  ) {
    let adjoint = adjoint ?? result.map { _ in 1 }
    let written = Operands(all: names.written)
    let formula = rule.formula(written)
    definition = .equality(.symbol(names.value), formula)
    label = .symbol(Symbol(operation: rule.name))
    links = cells.operands
    operands = values.indices.map { place in
      CellGrid(
        names.written[place], cells.operands[place].operandShape, values[place], .value(names.kinds[place]))
    }
    value = CellGrid(.symbol(names.value), cells.shape, result, .value(.operation))
    self.adjoint = CellGrid(.partial(names.function, names.value), cells.shape, adjoint, .adjoint)
    let sums = cells.operands.indices.map { place -> [CellSum]? in
      guard cells.operands[place].isDifferentiable, names.kinds[place] != .constant else { return nil }
      return cells.operands[place].contributions(from: adjoint)
    }
    contributions = sums.indices.map { place in
      sums[place].map {
        CellGrid(
          .partial(names.function, names.operands[place]), cells.operands[place].operandShape, $0.map { $0.total },
          .adjoint)
      }
    }
    // The cell of which there is most to tell, the first of equals; of scalars there is nothing.
    var told: (operand: Int, cell: Int)?
    var most = 0
    for (place, sums) in sums.enumerated() {
      for sum in sums ?? [] where sum.terms.count > most { (told, most) = ((place, sum.cell), sum.terms.count) }
    }
    self.told = told
    toldValue = told.flatMap { told in
      let cells = cells.operands
      let from = { (value: Int) in cells.reduce(0) { $0 + $1.sources(of: value).count } }
      return cells[told.operand].links.filter { $0.operand == told.cell }.map { $0.value }.max {
        (from($0), $1) < (from($1), $0)
      }
    }
    lines = CellFigure.lines(cells, sums, told, toldValue, names, numbers)
  }

  private static func lines(
    _ cells: OperationCells, _ sums: [[CellSum]?], _ told: (operand: Int, cell: Int)?, _ toldValue: Int?,
    _ names: Names, _ numbers: NumberStyle
  ) -> [Formula] {
    guard let told, let toldValue, let sum = sums[told.operand]?[told.cell] else { return [] }
    let sources = cells.operands.enumerated().flatMap { place, links in
      links.sources(of: toldValue).map { cell in
        names.operands[place].name(cell, in: links.operandShape, written: names.written[place])
      }
    }
    let shown = Array(sources.prefix(CellSum.mostShown))
    let symbols = CellSymbols(
      function: names.function, value: names.value, valueShape: cells.shape, operand: names.operands[told.operand],
      receiver: names.operands[told.operand],
      operandShape: cells.operands[told.operand].operandShape, taken: names.taken)
    return [
      .phrase(
        Words.comesFrom(
          .symbol(names.value.cell(toldValue, in: cells.shape)), shown, hidden: sources.count - shown.count)),
      sum.formula(symbols, numbers),
    ]
  }
}

extension FormulaSymbol {
  /// One cell of an operand; a number stands for itself.
  fileprivate func name(_ cell: Int, in shape: [Int], written: Formula) -> Formula {
    shape.isEmpty ? written : .symbol(self.cell(cell, in: shape))
  }
}

extension CellFigure {
  /// The figure in words.
  package func spoken(_ numbers: NumberStyle) -> String {
    ([definition] + lines).map { $0.spoken(numbers).capitalizedFirst + "." }.joined(separator: " ")
  }

  /// The figure of an operation of a trace; nil for a leaf.
  ///
  /// - Throws: ``CellError``.
  package init?(_ trace: Trace, node id: Int, numbers: NumberStyle) throws(CellError) {
    guard let cells = try trace.cells(of: id), let rule = trace.rule(of: id) else { return nil }
    let node = trace.nodes[id]
    let words = Vocabulary(trace)
    var adjoint: [Double]?
    for event in trace.events {
      if case .visit(id, .array(_, let elements)?) = event { adjoint = elements }
    }
    func elements(_ id: Int) -> [Double] {
      if case .array(_, let elements) = trace.nodes[id].value { elements } else { [] }
    }
    let names = Names(
      function: words.function, value: words.symbol(id), operands: node.operands.map { words.symbol($0) },
      written: node.operands.map { words.operand($0) },
      kinds: node.operands.map { trace.nodes[$0].kind },
      taken: Set(trace.nodes.map { $0.name }))
    self.init(
      rule, cells, operands: node.operands.map(elements), value: elements(id), adjoint: adjoint, names, numbers)
  }
}

extension CellFigure {
  /// The figure of an example of an operation, its adjoint 1 in every cell.
  ///
  /// - Throws: ``CellError`` where an array has too many cells.
  package init(_ example: OperationExample, numbers: NumberStyle) throws(CellError) {
    let symbols = example.operandNames.map { Symbol($0) }
    self.init(
      example.operation.rule, try example.cells(), operands: example.operandElements, value: example.resultElements,
      Names(
        value: Symbol(operation: example.name), operands: symbols, written: symbols.map { .symbol($0) },
        kinds: symbols.map { _ in .variable }, taken: Set(example.operandNames)),
      numbers)
  }
}

extension FormulaSymbol {
  /// The symbol of an operation's value, `ln` for a logarithm.
  package init(operation name: String) {
    self.init(
      base: name == "log" ? "ln" : name.split(separator: "_").joined(separator: "-"), face: .upright, text: name)
  }
}
