import GraphLayout
import Graphviz
import Rendering
import Storyboard

/// Pictures whose graphs Graphviz orders: what `import Adviz` draws with.
extension FrameRenderer {
  /// Sets and lays out what all frames share.
  ///
  /// - Throws: ``LayoutError``.
  public init(_ story: Storyboard, options: PictureOptions = PictureOptions()) throws(LayoutError) {
    try self.init(story, options: options, ordering: options.layering.ordering)
  }
}

extension GraphRenderer {
  /// The graph as an SVG document.
  ///
  /// - Parameters:
  ///   - story: what to draw.
  ///   - options: how it looks.
  ///   - marked: the id of a node that gets a ring.
  /// - Returns: the document.
  /// - Throws: ``LayoutError``.
  public static func svg(
    _ story: Storyboard, options: PictureOptions = PictureOptions(), marking marked: Int? = nil
  ) throws(LayoutError) -> [UInt8] {
    try picture(story, options: options, marking: marked).svg
  }

  /// The graph as an SVG document, the width and height it has, and how well it can be read.
  ///
  /// - Parameters:
  ///   - story: what to draw.
  ///   - options: how it looks.
  ///   - marked: the id of a node that gets a ring.
  /// - Returns: the document, its size and its legibility.
  /// - Throws: ``LayoutError``.
  public static func picture(
    _ story: Storyboard, options: PictureOptions = PictureOptions(), marking marked: Int? = nil
  ) throws(LayoutError) -> (svg: [UInt8], size: PictureSize, legibility: Legibility) {
    try picture(story, options: options, marking: marked, ordering: options.layering.ordering)
  }
}

extension ComparisonRenderer {
  /// Both graphs as one SVG document.
  ///
  /// - Throws: ``LayoutError``.
  public static func svg(
    _ comparison: OptimizationComparison, options: PictureOptions = PictureOptions()
  ) throws(LayoutError) -> [UInt8] {
    try picture(comparison, options: options).svg
  }

  /// Both graphs as one SVG document, and the width and height it has.
  ///
  /// - Throws: ``LayoutError``.
  public static func picture(
    _ comparison: OptimizationComparison, options: PictureOptions = PictureOptions()
  ) throws(LayoutError) -> (svg: [UInt8], size: PictureSize) {
    let (svg, size, _) = try picture(comparison, options: options, ordering: options.layering.ordering)
    return (svg, size)
  }

  /// Two graphs side by side as one SVG document, and the width and height it has.
  ///
  /// - Throws: ``LayoutError``.
  public static func picture(
    _ pair: GraphPair, options: PictureOptions = PictureOptions()
  ) throws(LayoutError) -> (svg: [UInt8], size: PictureSize) {
    let (svg, size, _) = try picture(pair, options: options, ordering: options.layering.ordering)
    return (svg, size)
  }
}

extension LayeringMethod {
  /// The ordering that it means.
  package var ordering: any LayerOrdering {
    switch self {
    case .dot: GraphvizOrdering.shared
    case .sweeps: BarycentreOrdering.shared
    }
  }
}
