import GraphLayout

/// A size of paper.
package enum Paper: String, CaseIterable, Sendable {
  /// 210 × 297 mm.
  case a4
  /// 8½ × 11 inches.
  case letter

  /// The size in CSS pixels, of which 96 are an inch.
  package var size: PictureSize {
    switch self {
    case .a4: PictureSize(width: 210 / 25.4 * 96, height: 297 / 25.4 * 96)
    case .letter: PictureSize(width: 816, height: 1056)
    }
  }

  /// The size as style sheets name it.
  var css: (page: String, width: String, height: String) {
    switch self {
    case .a4: ("A4", "210mm", "297mm")
    case .letter: ("letter", "8.5in", "11in")
    }
  }
}
