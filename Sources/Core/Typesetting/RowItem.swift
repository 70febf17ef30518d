import Formulas

/// A part of a row with the room before it: a box and how it appears to its neighbours.
struct RowItem {
  /// The source.
  let notation: Notation
  /// The result.
  let box: Box
  /// Its classes to the left and to the right; nil for mere room, which neighbours look through.
  var sides: (left: AtomClass, right: AtomClass)?
  /// The room that the classes ask for between this and what stands before it, in points.
  var room = 0.0

  init(_ notation: Notation, _ box: Box, _ atomClass: AtomClass) {
    self.init(notation, box, sides: (atomClass, atomClass))
  }

  init(_ notation: Notation, _ box: Box, sides: (AtomClass, AtomClass)?) {
    self.notation = notation
    self.box = box
    self.sides = sides
  }
}
