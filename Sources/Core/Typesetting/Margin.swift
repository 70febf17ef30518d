/// The indents of a formula's lines: later lines are aligned with the relation or the right side of an earlier one.
struct Margin {
  let width: Double
  let quad: Double
  private var implication: Double?
  private var relation: Double?
  private var rightSide: Double?

  init(width: Double, quad: Double) {
    self.width = width
    self.quad = quad
  }

  /// The indent of the next line.
  mutating func indent(_ line: ArraySlice<Piece>, _ lineWidth: Double) -> Double {
    guard let first = line.first else { return 0 }
    if first.opening == .statement { self = Margin(width: width, quad: quad) }
    let wanted =
      switch first.opening {
      case nil, .statement: 0.0
      case .implication: implication ?? relation ?? quad
      case .relation: relation ?? implication ?? quad
      case .operation: rightSide ?? quad
      case .word: rightSide ?? 0
      }
    let room = width - lineWidth
    let indent = wanted <= room ? wanted : max(0, min(wanted, quad, room))
    switch first.opening {
    // Another equation begins, or the line itself is what the next one continues.
    case .implication: (relation, rightSide) = (nil, nil)
    case .relation: (relation, rightSide) = (indent, nil)
    case .operation: rightSide = indent
    case .statement, .word, nil: break
    }
    remember(line, from: indent - first.x)
    return indent
  }

  private mutating func remember(_ line: ArraySlice<Piece>, from origin: Double) {
    var isBehindRelation = false
    for piece in line where piece.depth == 0 && !piece.isRoom {
      if isBehindRelation { rightSide = rightSide ?? origin + piece.x }
      isBehindRelation = piece.sign == .relation
      if piece.sign == .relation { relation = relation ?? origin + piece.x }
      if piece.sign == .implication { implication = implication ?? origin + piece.x }
    }
  }
}
