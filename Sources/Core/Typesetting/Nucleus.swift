/// A sign or word, and how scripts meet it.
struct Nucleus {
  /// The box, whose width leaves out the italic correction.
  var box: Box
  /// What the last letter overhangs.
  var italicCorrection = 0.0
  /// Whether it stands on the line as letters do, so that its scripts do too (rule 18a).
  var isOnTheLine = false
  /// Where the middle of an accent stands, if not above the middle.
  var attachment: Double?

  /// The box with its italic correction, as it stands before what follows (rule 17).
  var closed: Box {
    var box = box
    box.width += italicCorrection
    return box
  }
}
