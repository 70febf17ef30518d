/// The colours and sizes a picture is drawn in.
///
/// ```swift
/// var theme = Theme.dark
/// theme[.variable] = "#8ecae6"
/// theme.sizes[.caption] = 26
/// ```
///
/// The colours of the three kinds of nodes are the article's. Green is for rings and edges only: as text on white it
/// would have a contrast of 3.2 : 1, so words that are highlighted take ``Paint/accentText``.
public struct Theme: Hashable, Sendable {
  private var colors: [Paint: ThemeColor] = [:]
  /// The sizes of texts and nodes.
  public var sizes = Sizes()

  private init(_ color: (Paint) -> ThemeColor) {
    for paint in Paint.allCases { colors[paint] = color(paint) }
  }

  /// The article's colours on white.
  public static let light = Theme { $0.values.light }

  /// The article's colours on a dark page.
  public static let dark = Theme { $0.values.dark }

  /// For paper: little ink, and kinds and states that stay apart where all colours turn to grey.
  public static let print = Theme { $0.values.print }

  /// The themes that have a name, in the order they are offered.
  public static let named: [(name: String, theme: Theme)] = [("light", .light), ("dark", .dark), ("print", .print)]

  /// A colour by what it is for.
  public subscript(paint: Paint) -> ThemeColor {
    get { colors[paint] ?? paint.values.light }
    set { colors[paint] = newValue }
  }

  /// The sizes of texts and nodes, in points.
  public struct Sizes: Hashable, Sendable {
    private var points: [Measure: Double] = [:]
    /// Whether parts are drawn close together.
    private var isCompact = false

    /// The usual sizes, for a page of 1280×720.
    public init() {
      for measure in Measure.allCases { points[measure] = measure.usual.points }
    }

    /// The least em of scripts of scripts.
    var leastScript: Double { isCompact ? 0.63 * self[.value] : 0 }

    /// The least height of variables and constants.
    var leafHeight: Double { (isCompact ? 0.72 : 1) * self[.node] }

    /// The ring around the current node: from the outline to its line, the width of that, and the room for both.
    var ring: (gap: Double, width: Double, room: Double) { isCompact ? Metrics.closeRing : Metrics.ring }

    /// From a label to the outline around it.
    var padding: (node: Double, circle: Double) {
      isCompact ? Metrics.closePadding : (Metrics.nodePadding, Metrics.circlePadding)
    }

    /// A size by what it measures, in points.
    public subscript(measure: Measure) -> Double {
      get { points[measure] ?? measure.usual.points }
      set { points[measure] = newValue }
    }

    /// The scale of a copy of a leaf, whose name is no smaller than a value.
    var copyScale: Double { max(Metrics.copyScale, min(1, self[.value] / self[.label])) }

    /// The sizes for a graph that needs much room: all texts nearly as small as the smallest, and smaller nodes.
    func drawn(_ density: GraphComposition.Density) -> Sizes {
      guard density != .usual else { return self }
      let texts: [Measure] = [.label, .name, .value, .gradient, .number]
      let least = texts.map { self[$0] }.min() ?? 0
      var sizes = self
      for text in texts { sizes[text] = least + 0.2 * (self[text] - least) }
      sizes[.node] *= density == .flat ? 0.42 : 0.7
      sizes.isCompact = true
      return sizes
    }

    /// The sizes in and around a graph that is drawn larger by a factor; the others stay.
    func grown(by factor: Double) -> Sizes {
      var sizes = self
      for measure in Measure.allCases where measure.usual.growsWithGraph { sizes[measure] *= factor }
      return sizes
    }
  }
}
