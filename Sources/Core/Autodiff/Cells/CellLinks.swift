import Tensors

/// Which cells of an operand the cells of an operation's value come from, and with which derivatives.
///
/// Found by moving each cell of the operand alone: its unit tangent is pushed through the rule, which gives a column of the
/// Jacobian (article, part 1, forward mode). So no operation declares its cells. Cells are counted in row-major order.
package struct CellLinks: Hashable, Sendable {
  /// One cell of the value that moves with one of the operand.
  package struct Link: Hashable, Sendable {
    /// The cell of the operand.
    package let operand: Int
    /// The cell of the value.
    package let value: Int
    /// The derivative of the one by the other; 0 where there is none, as of a condition.
    package let derivative: Double
  }

  /// The sizes of the operand.
  package let operandShape: [Int]
  /// The sizes of the operation's value.
  package let valueShape: [Int]
  /// Whether the operation has a derivative with respect to the operand; else nothing goes back.
  package let isDifferentiable: Bool
  /// The links by cell of the operand, then of the value.
  ///
  /// A factor of 0 is a link of derivative 0; a cell that is not selected, as one that is not the largest, has no link.
  package let links: [Link]

  /// Moves each cell of one operand alone.
  ///
  /// - Throws: ``TensorError`` where the operands do not fit.
  /// - Complexity: as many Jacobian-vector products as the operand has cells.
  init(
    of place: Int, _ rule: any OperationRule, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) {
    let operand = operands[place]
    operandShape = operand.shape.sizes
    valueShape = result.shape.sizes
    isDifferentiable = rule.isDifferentiable(in: place)
    var links: [Link] = []
    var direction = Array(repeating: 0.0, count: operand.shape.count)
    // A condition has no derivative at all; its cells come from those that they were broadcast from.
    let isCondition = !operands.indices.contains { rule.isDifferentiable(in: $0) }
    for cell in direction.indices where isDifferentiable || rule.isElementwise || isCondition {
      direction[cell] = 1
      let tangent = try Tensor(direction, shape: operand.shape)
      direction[cell] = 0
      let (moved, reached): (Tensor, Tensor)
      if isDifferentiable {
        moved = try rule.pushForward(tangent, from: place, operands, result).broadcast(to: result.shape)
        reached = try rule.reach(tangent, from: place, operands, result).broadcast(to: result.shape)
      } else {
        reached = try tangent.broadcast(to: result.shape)
        moved = Tensor(repeating: 0, shape: result.shape)
      }
      for (value, (derivative, isReached)) in zip(moved.elements, reached.elements).enumerated() where isReached != 0 {
        links.append(Link(operand: cell, value: value, derivative: derivative))
      }
    }
    self.links = links
  }

  /// The cells of the operand that a cell of the value comes from, in ascending order.
  package func sources(of value: Int) -> [Int] { links.filter { $0.value == value }.map { $0.operand } }

  /// The contribution to a cell of the operand's adjoint as a sum over cells of the value's adjoint.
  ///
  /// - Parameters:
  ///   - cell: the cell of the operand.
  ///   - adjoint: the adjoint of the value, cell by cell.
  /// - Returns: the sum; without terms where nothing goes back.
  package func contribution(to cell: Int, from adjoint: [Double]) -> CellSum {
    CellSum(
      cell: cell,
      terms: !isDifferentiable
        ? []
        : links.compactMap { link in
          guard link.operand == cell, adjoint.indices.contains(link.value) else { return nil }
          return .init(cell: link.value, adjoint: adjoint[link.value], derivative: link.derivative)
        })
  }

  /// The contributions to all cells of the operand's adjoint, in the operand's shape.
  package func contributions(from adjoint: [Double]) -> [CellSum] {
    (0..<operandShape.reduce(1, *)).map { contribution(to: $0, from: adjoint) }
  }
}

/// The contribution of an adjoint to one cell, as a sum over the cells it comes from.
package struct CellSum: Hashable, Sendable {
  /// An adjoint's cell times the derivative of that cell.
  package struct Term: Hashable, Sendable {
    /// The cell of the adjoint.
    package let cell: Int
    /// What it holds.
    package let adjoint: Double
    /// The derivative of this cell of the value by the cell that receives.
    package let derivative: Double

    /// What arrives from there.
    package var product: Double { adjoint * derivative }
  }

  /// The cell that receives.
  package let cell: Int
  /// The terms, in the order of the adjoint's cells.
  package let terms: [Term]

  /// The most terms that are written.
  package static let mostShown = 6

  /// The terms that are written.
  package var shown: ArraySlice<Term> { terms.prefix(CellSum.mostShown) }
  /// The number of those that are not.
  package var hiddenCount: Int { terms.count - shown.count }
  /// The contribution.
  package var total: Double { terms.reduce(0) { $0 + $1.product } }
}
