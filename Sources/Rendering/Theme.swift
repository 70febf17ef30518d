/// The colours a picture is drawn in, as `#rrggbb`.
///
/// The colours of the three kinds of nodes are the article's. Green is for rings and edges only: as text on white it
/// would have a contrast of 3.2 : 1, so words that are highlighted take ``accentText``.
public struct Theme: Hashable, Sendable {
  /// The page.
  public var background: String
  /// Formulas, labels and outlines.
  public var ink: String
  /// Quiet text: values, the legend, the number of the step.
  public var quietText: String
  /// Derivatives on edges.
  public var numberText: String
  /// Edges that have not been walked.
  public var line: String
  /// Edges that have been walked.
  public var walkedLine: String
  /// Variables.
  public var variable: String
  /// Constants.
  public var constant: String
  /// Operations.
  public var operation: String
  /// Text inside nodes and chips.
  public var label: String
  /// The ring of the current node, the current edge, progress.
  public var accent: String
  /// Text that belongs to the current step.
  public var accentText: String
  /// The ground of the caption.
  public var card: String
  /// The border of the caption and the part of the progress bar that is to come.
  public var cardBorder: String

  /// The article's colours on white.
  public static let light = Theme(
    background: "#ffffff", ink: "#1f2937", quietText: "#5b6779", numberText: "#475569", line: "#94a3b8",
    walkedLine: "#475569", variable: "#add8e6", constant: "#ffa500", operation: "#d5a6f9", label: "#1f2937",
    accent: "#45a325", accentText: "#2c7a12", card: "#f8fafc", cardBorder: "#e2e8f0")
}
