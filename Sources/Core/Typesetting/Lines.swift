import Formulas

/// A line of a formula that may have been broken.
public struct TypesetLine: Hashable, Sendable {
  /// What stands in the line.
  public let typeset: Typeset
  /// How far its left end stands from the margin, in points.
  public let indent: Double

  /// A line at a distance from the margin.
  public init(typeset: Typeset, indent: Double) {
    self.typeset = typeset
    self.indent = indent
  }

  /// How far it reaches from the margin.
  public var width: Double { indent + typeset.width }
}

/// Sets a formula in as few lines as it takes, broken where books break them and evenly filled.
///
/// Lines begin with a statement, with `⇒`, a relation or the sign of a sum or product, with a word, and only
/// where nothing else helps within delimiters. A relation stands under the first one of its statement, where
/// there is room, and what continues a right side under its beginning, else a quad from the margin. What cannot
/// be parted may still be too wide. Within the lines everything stands as ``typeset(_:size:style:numbers:)``
/// sets it. Takes time linear in the length of the formula times how much of it fits into a line.
public func lines(
  of formula: Formula, size: Double, style: MathStyle = .text, numbers: NumberStyle = NumberStyle(),
  within width: Double
) -> [TypesetLine] {
  lines(of: formula.notation(numbers), size: size, style: style, within: width)
}

/// Sets a notation in as few lines as it takes, as ``lines(of:size:style:numbers:within:)`` does a formula.
public func lines(
  of notation: Notation, size: Double, style: MathStyle = .text, within width: Double
) -> [TypesetLine] {
  let whole = typeset(notation, size: size, style: style)
  guard whole.width > width else { return [TypesetLine(typeset: whole, indent: 0)] }
  let pieces = Pieces(notation, Typesetter(size: size), Style(style)).all
  var margin = Margin(width: width, quad: size)
  return LineBreaker(pieces, within: width, quad: size).lines().map { range in
    let line = Typeset(joined: pieces[range])
    return TypesetLine(typeset: line, indent: margin.indent(pieces[range], line.width))
  }
}

/// Sets running text in as few lines as it takes, evenly filled; a word that is wider stays whole.
public func lines(ofText text: String, size: Double, face: TextFace, within width: Double) -> [Typeset] {
  let whole = typeset(text: text, size: size, face: face)
  guard whole.width > width else { return [whole] }
  let pieces = Pieces(text: text) { TextRun($0, face.alphabet, size: size).box }.all
  return LineBreaker(pieces, within: width, quad: 0).lines().map { Typeset(joined: pieces[$0]) }
}

extension Typeset {
  /// The pieces of a line where they stood in the row, without the room at its end.
  fileprivate init(joined pieces: ArraySlice<Piece>) {
    var box = Box()
    if let first = pieces.first {
      for piece in pieces {
        box.place(piece.box, x: piece.x - first.x)
        if !piece.isRoom { box.width = piece.end - first.x }
      }
    }
    self.init(box)
  }
}

/// The left margin of a formula's lines, which remembers what later lines are to stand under.
private struct Margin {
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
