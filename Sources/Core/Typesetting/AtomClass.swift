import Formulas

/// TeX's classes of atoms, which decide the room between neighbours.
enum AtomClass: Int {
  case ordinary, `operator`, binary, relation, open, close, punctuation, inner

  init(_ atom: Notation.Atom) {
    switch atom.kind {
    // \ldots and its like; but \vdots is an ordinary box.
    case .ordinary where ["…", "⋯", "⋱"].contains(atom.text): self = .inner
    case .ordinary, .text: self = .ordinary
    case .operator: self = .operator
    case .binary: self = .binary
    case .relation: self = .relation
    case .punctuation: self = .punctuation
    }
  }

  /// The room between this atom and the next, in ems (The TeXbook, page 170).
  func space(before next: AtomClass, _ style: Style) -> Double {
    switch Self.table[rawValue][next.rawValue] {
    case "1": 3 / 18
    case "a" where style.level == 0: 3 / 18
    case "b" where style.level == 0: 4 / 18
    case "c" where style.level == 0: 5 / 18
    default: 0
    }
  }

  /// Whether a binary sign behind this atom has nothing to join (rule 5 of Appendix G).
  var leavesBinaryAlone: Bool {
    switch self {
    case .binary, .operator, .relation, .open, .punctuation: true
    case .ordinary, .close, .inner: false
    }
  }

  /// Whether a binary sign before this atom has nothing to join (rule 6).
  var cutsBinaryOff: Bool {
    switch self {
    case .relation, .close, .punctuation: true
    case .ordinary, .operator, .binary, .open, .inner: false
    }
  }

  /// Rows are the left atom, columns the right one.
  ///
  /// 1 is a thin space; a, b and c are the thin, medium and thick spaces that scripts do without. Where TeX
  /// has a star no such pair can occur.
  private static let table: [[Character]] = [
    // Ord, Op, Bin, Rel, Open, Close, Punct, Inner
    "01bc000a",
    "110c000a",
    "bb00b00b",
    "cc00c00c",
    "00000000",
    "01bc000a",
    "aa0aaaaa",
    "a1bca0aa",
  ].map(Array.init)
}
