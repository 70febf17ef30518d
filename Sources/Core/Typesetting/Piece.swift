/// What stays together when a row is broken into lines.
struct Piece {
  let box: Box
  /// The left edge in the unbroken row.
  let x: Double
  /// Whether it is mere room, which is left out where a line ends.
  let isRoom: Bool
  /// What makes it fit to open a line, if it is.
  let opening: LineOpening?
  /// What it is itself, if it is a sign that lines are broken at.
  let sign: LineOpening?
  /// How many delimiters are open around it.
  let depth: Int

  /// The right edge in the unbroken row.
  var end: Double { x + box.width }
}
