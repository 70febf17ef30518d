/// The faces of running text.
package enum TextFace: Hashable, Sendable, CaseIterable {
  /// With serifs, as in the formulas.
  case roman
  /// Without serifs, for labels.
  case sans

  var alphabet: Alphabet {
    switch self {
    case .roman: .roman
    case .sans: .sans
    }
  }
}
