import Formulas

/// Sets a formula in as few lines as it takes, broken where books break them and evenly filled.
///
/// Lines begin with a statement, with `⇒`, a relation or the sign of a sum or product, with a word, and only
/// where nothing else helps within delimiters. A relation stands under the first one of its statement, where
/// there is room, and what continues a right side under its beginning, else a quad from the margin. What cannot
/// be parted may still be too wide. Within the lines everything stands as ``typeset(_:size:style:numbers:)``
/// sets it. Takes time linear in the length of the formula times how much of it fits into a line.
package func lines(
  of formula: Formula, size: Double, style: MathStyle = .text, numbers: NumberStyle = NumberStyle(),
  within width: Double
) -> [TypesetLine] {
  lines(of: formula.notation(numbers), size: size, style: style, within: width)
}

/// Sets a notation in as few lines as it takes, as ``lines(of:size:style:numbers:within:)`` does a formula.
package func lines(
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
package func lines(ofText text: String, size: Double, face: TextFace, within width: Double) -> [Typeset] {
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
