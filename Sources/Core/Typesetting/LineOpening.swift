import Formulas

/// The kinds of places in a row where a line may begin, the best first.
enum LineOpening: Int {
  /// A statement beside another.
  case statement
  /// `⇒`
  case implication
  /// A word of running text.
  case word
  /// `=` and its like.
  case relation
  /// A sum's or product's next part, an element of a list.
  case operation

  init?(_ item: RowItem) {
    switch item.sides?.left {
    case .relation:
      if case .atom(let atom) = item.notation, atom.text == "⇒" { self = .implication } else { self = .relation }
    case .binary: self = .operation
    default: return nil
    }
  }
}
