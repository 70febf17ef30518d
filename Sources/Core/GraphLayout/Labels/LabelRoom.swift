/// The lengths of an edge that its label must leave to be seen.
enum LabelRoom {
  /// From the start of the edge to the label.
  static let start = 11.0
  /// From the label to the end, where the arrow is.
  static let end = 20.0
  /// Around a label that stands beside its edge.
  static let beside = 8.0
  /// A label that covers more of its edge than this share may stand beside it.
  static let mostShare = 0.6

  /// The length of a level edge on which a label of some width can stand, or beside which, where it is wide.
  static func length(_ width: Double) -> Double {
    min(width + start + end, max(width + beside, (start + end) / (1 - mostShare)))
  }
}
