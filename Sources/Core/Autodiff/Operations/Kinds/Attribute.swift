/// A value that distinguishes one use of an operation from another.
public enum Attribute: Hashable, Sendable {
  /// `true` or `false`.
  case flag(Bool)
  /// Whole numbers, axes or sizes.
  case integers([Int])
  /// Anything else, as it is written.
  case text(String)
  /// Nothing: every axis.
  case none
}

extension Attribute {
  /// Axes, nil for all of them; nothing where the attribute is of another kind.
  static func axes(_ attribute: Attribute?) -> [Int]?? {
    switch attribute {
    case .integers(let list)?: .some(list)
    case .none?, nil: .some(nil)
    default: nil
    }
  }
}
