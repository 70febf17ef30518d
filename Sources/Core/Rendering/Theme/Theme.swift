/// The colours and sizes a picture is drawn in.
///
/// The colours of the three kinds of nodes are the article's. Green is for rings and edges only: as text on white it
/// would have a contrast of 3.2 : 1, so words that are highlighted take ``accentText``.
public struct Theme: Hashable, Sendable {
  /// The page.
  public var background: Color
  /// Formulas, labels and outlines.
  public var ink: Color
  /// Quiet text: values, the legend, the number of the step.
  public var quietText: Color
  /// Derivatives on edges.
  public var numberText: Color
  /// Edges that have not been walked, and outlines of nodes that have not been seen.
  public var line: Color
  /// Edges that have been walked.
  public var walkedLine: Color
  /// Variables.
  public var variable: Color
  /// Constants.
  public var constant: Color
  /// Operations.
  public var operation: Color
  /// Text inside nodes and chips.
  public var label: Color
  /// The ring of the current node, the current edge, progress.
  public var accent: Color
  /// Text that belongs to the current step.
  public var accentText: Color
  /// The ground of the caption, and of a derivative that grows.
  public var card: Color
  /// The border of the caption and the part of the progress bar that is to come.
  public var cardBorder: Color
  /// How large everything is.
  public var sizes = Sizes()

  /// The sizes of texts and nodes, in points.
  public struct Sizes: Hashable, Sendable {
    /// The heading.
    public var title = 26.0
    /// The line beneath the heading.
    public var subtitle = 19.0
    /// What stands inside nodes.
    public var label = 20.0
    /// A user's name beside a node.
    public var name = 17.0
    /// The forward value beside a node.
    public var value = 15.0
    /// The adjoint beside a variable.
    public var gradient = 19.0
    /// The derivative on an edge.
    public var number = 16.0
    /// The two lines that tell the step.
    public var caption = 23.0
    /// The queue, the legend and the number of the step.
    public var footer = 15.5
    /// The least width and height of a node.
    public var node = 60.0
    /// The width of an edge that has been walked.
    public var edge = 1.8

    /// The usual sizes, for a page of 1280×720.
    public init() {}

    /// What stands in and around the graph larger, and the rest as it is.
    func grown(by factor: Double) -> Sizes {
      var sizes = self
      for path in [\Sizes.label, \.name, \.value, \.gradient, \.number, \.node, \.edge] {
        sizes[keyPath: path] *= factor
      }
      return sizes
    }
  }
}

extension Theme {
  /// The article's colours on white.
  public static let light = Theme(
    background: "#ffffff", ink: "#1f2937", quietText: "#5b6779", numberText: "#475569", line: "#94a3b8",
    walkedLine: "#475569", variable: "#add8e6", constant: "#ffa500", operation: "#d5a6f9", label: "#1f2937",
    accent: "#45a325", accentText: "#2c7a12", card: "#f8fafc", cardBorder: "#e2e8f0")

  /// The article's colours on a dark page.
  public static let dark = Theme(
    background: "#101724", ink: "#e6ebf2", quietText: "#9fadc0", numberText: "#bcc7d6", line: "#6d7e95",
    walkedLine: "#b3c0d1", variable: "#add8e6", constant: "#ffa500", operation: "#d5a6f9", label: "#17202e",
    accent: "#45a325", accentText: "#7fd35f", card: "#182233", cardBorder: "#3a4a63")

  /// For paper: little ink, and kinds and states that stay apart where all colours turn to grey.
  public static let print = Theme(
    background: "#ffffff", ink: "#000000", quietText: "#404040", numberText: "#262626", line: "#9a9a9a",
    walkedLine: "#303030", variable: "#d3eaf4", constant: "#f2bf62", operation: "#b98ae0", label: "#000000",
    accent: "#1f6b0c", accentText: "#1b5e0b", card: "#ffffff", cardBorder: "#b8b8b8")

  /// The themes that have a name, in the order they are offered.
  public static let named: [(name: String, theme: Theme)] = [("light", .light), ("dark", .dark), ("print", .print)]
}
