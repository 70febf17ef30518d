import Autodiff

/// A colour by what it is for.
enum Paint: String, CaseIterable, Sendable {
  case background, ink, quietText, numberText, line, walkedLine, variable, constant, operation, label, accent,
    accentText, card, cardBorder
  /// The paler colours of what waits in the queue.
  case waitingVariable, waitingConstant, waitingOperation

  /// The colour of a kind of nodes.
  init(_ kind: TraceNode.Kind) {
    switch kind {
    case .variable: self = .variable
    case .constant: self = .constant
    case .operation: self = .operation
    }
  }

  /// The paler colour of a kind that waits in the queue.
  init(waiting kind: TraceNode.Kind) {
    switch kind {
    case .variable: self = .waitingVariable
    case .constant: self = .waitingConstant
    case .operation: self = .waitingOperation
    }
  }

  func color(in theme: Theme) -> Color {
    switch self {
    case .background: theme.background
    case .ink: theme.ink
    case .quietText: theme.quietText
    case .numberText: theme.numberText
    case .line: theme.line
    case .walkedLine: theme.walkedLine
    case .variable: theme.variable
    case .constant: theme.constant
    case .operation: theme.operation
    case .label: theme.label
    case .accent: theme.accent
    case .accentText: theme.accentText
    case .card: theme.card
    case .cardBorder: theme.cardBorder
    case .waitingVariable: theme.waiting(theme.variable)
    case .waitingConstant: theme.waiting(theme.constant)
    case .waitingOperation: theme.waiting(theme.operation)
    }
  }
}

/// How colours are written: as they are, or as variables that a page may change.
struct ColorSyntax: Sendable {
  private let names: [Paint: String]

  /// The colours of a theme, `#add8e6`.
  init(_ theme: Theme) {
    names = Dictionary(uniqueKeysWithValues: Paint.allCases.map { ($0, $0.color(in: theme).description) })
  }

  private init(_ name: (Paint) -> String) {
    names = Dictionary(uniqueKeysWithValues: Paint.allCases.map { ($0, name($0)) })
  }

  /// Variables of CSS by the names of theme files, `var(--variable)`.
  static let variables = ColorSyntax { "var(--\($0.rawValue))" }

  subscript(paint: Paint) -> String { names[paint] ?? "" }
}

extension Theme {
  /// Every colour by the name that a moving picture of variables gives it, in a fixed order.
  public var paints: [(name: String, color: Color)] {
    Paint.allCases.map { ($0.rawValue, $0.color(in: self)) }
  }
}
