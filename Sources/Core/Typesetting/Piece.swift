/// A part of a row that is never broken.
struct Piece {
  let box: Box
  /// The left edge in the unbroken row.
  let x: Double
  /// Whether it is only space, which is left out at the end of a line.
  let isRoom: Bool
  /// The kind of line it may open; nil where no line may begin with it.
  let opening: LineOpening?
  /// The kind of sign it is itself, if lines are broken at it.
  let sign: LineOpening?
  /// The number of delimiters open around it.
  let depth: Int

  /// The right edge in the unbroken row.
  var end: Double { x + box.width }
}
