import Autodiff

/// A colour of a theme, by what it is for.
///
/// The name of a case is the colour's name in theme files, in warnings and, as `--name`, in pages.
public enum Paint: String, CaseIterable, Sendable {
  /// The page.
  case background
  /// Formulas, labels and outlines.
  case ink
  /// Quiet text: values, the legend, the number of the step.
  case quietText
  /// Derivatives on edges.
  case numberText
  /// Edges that have not been walked, and outlines of nodes that have not been seen.
  case line
  /// Edges that have been walked.
  case walkedLine
  /// Variables.
  case variable
  /// Constants.
  case constant
  /// Operations.
  case operation
  /// Text inside nodes and chips.
  case label
  /// The ring of the current node, the current edge, progress.
  case accent
  /// Text that belongs to the current step.
  case accentText
  /// The ground of the caption, and of a derivative that grows.
  case card
  /// The border of the caption and the part of the progress bar that is to come.
  case cardBorder
  /// The mark of the first number that is not finite.
  case alert
  /// The hull of a group that lies deep within others; outer ones are paler.
  case group
  /// The outline of a group's hull.
  case groupBorder

  /// The values in ``Theme/light``, ``Theme/dark`` and ``Theme/print``.
  var values: (light: ThemeColor, dark: ThemeColor, print: ThemeColor) {
    switch self {
    case .background: ("#ffffff", "#101724", "#ffffff")
    case .ink: ("#1f2937", "#e6ebf2", "#000000")
    case .quietText: ("#5b6779", "#9fadc0", "#404040")
    case .numberText: ("#475569", "#bcc7d6", "#262626")
    case .line: ("#94a3b8", "#6d7e95", "#9a9a9a")
    case .walkedLine: ("#475569", "#b3c0d1", "#303030")
    case .variable: ("#add8e6", "#add8e6", "#d3eaf4")
    case .constant: ("#ffa500", "#ffa500", "#f2bf62")
    case .operation: ("#d5a6f9", "#d5a6f9", "#b98ae0")
    case .label: ("#1f2937", "#17202e", "#000000")
    case .accent: ("#45a325", "#45a325", "#1f6b0c")
    case .accentText: ("#2c7a12", "#7fd35f", "#1b5e0b")
    case .card: ("#f8fafc", "#182233", "#ffffff")
    case .cardBorder: ("#e2e8f0", "#3a4a63", "#b8b8b8")
    case .alert: ("#c81e1e", "#ff7a70", "#a31515")
    case .group: ("#e3eaf2", "#2a3850", "#e4e4e4")
    case .groupBorder: ("#9fb0c4", "#5b7093", "#7c7c7c")
    }
  }

  /// The colour of a kind of nodes.
  init(_ kind: TraceNode.Kind) {
    switch kind {
    case .variable: self = .variable
    case .constant: self = .constant
    case .operation: self = .operation
    }
  }
}
