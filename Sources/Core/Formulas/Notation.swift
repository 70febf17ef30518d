/// Mathematics as it is written: atoms in a row, fractions, scripts, fences, in the terms of
/// The TeXbook, chapter 17 and Appendix G.
///
/// Where parentheses are needed is decided once, in `Formula.notation(_:)`; the typesetter and LaTeX read this tree.
package indirect enum Notation: Hashable, Sendable {
  /// One sign or word.
  case atom(Atom)
  /// Parts side by side.
  case row([Notation])
  /// One over another, with a bar.
  case fraction(Notation, Notation)
  /// A base with a subscript and a superscript.
  case scripts(Notation, below: Notation?, above: Notation?)
  /// A radical.
  case root(Notation)
  /// A mark above, wider over what is wide.
  case accent(FormulaSymbol.Accent, Notation)
  /// Rows of cells in square brackets, their columns centred.
  case matrix([[Notation]])
  /// An array of numbers, set smaller and closer than what it stands in.
  case compact(Notation)
  /// Something with a small remark centred beneath it.
  case noted(Notation, String)
  /// Rows of what and when behind a brace.
  case cases([[Notation]])
  /// Something between delimiters that grow with it.
  case fenced(String, Notation, String)
  /// Room, in ems of the current size.
  case space(Double)

  /// A sign or word with the class that decides the room around it.
  package struct Atom: Hashable, Sendable {
    /// TeX's classes of atoms.
    package enum Kind: Hashable, Sendable {
      /// A letter or number.
      case ordinary
      /// A function name, `sin`.
      case `operator`
      /// `+`, `×`, `·`
      case binary
      /// `=`, `⇒`
      case relation
      /// A comma.
      case punctuation
      /// Running text, whose spaces count.
      case text
    }

    /// The characters.
    package let text: String
    /// The class.
    package let kind: Kind
    /// The face.
    package let face: FormulaSymbol.Face

    /// An atom, upright unless said otherwise.
    package init(_ text: String, _ kind: Kind, _ face: FormulaSymbol.Face = .upright) {
      self.text = text
      self.kind = kind
      self.face = face
    }
  }
}
