/// A sign or word, and the measures by which scripts and accents are attached to it.
struct Nucleus {
  /// The box, whose width leaves out the italic correction.
  var box: Box
  /// The overhang of the last letter.
  var italicCorrection = 0.0
  /// Whether it stands on the line as letters do, so that its scripts do too (rule 18a).
  var isOnTheLine = false
  /// The position of an accent's middle; nil for the middle of the box.
  var attachment: Double?

  /// The box with its italic correction, as it stands before what follows (rule 17).
  var closed: Box {
    var box = box
    box.width += italicCorrection
    return box
  }
}
