import GraphLayout
import Rendering
import Storyboard

/// The formats of a picture of the graph alone, by the endings of files.
public enum GraphFormat: String, CaseIterable, Sendable {
  /// A drawing.
  case svg
  /// Pixels.
  case png
  /// A page.
  case pdf
  /// Graphviz's language.
  case dot

  /// The endings as a sentence lists them: `.svg, .png, .pdf or .dot`.
  package static let endings = allCases.map { ".\($0.rawValue)" }.alternatives

  /// The format of a file, by its ending in small or capital letters; nil where its name has another ending.
  public init?(path: String) {
    guard let dot = path.lastIndex(of: "."),
      let format = GraphFormat(rawValue: path[path.index(after: dot)...].lowercased())
    else { return nil }
    self = format
  }

  /// The graph as a file.
  ///
  /// - Parameters:
  ///   - story: what to draw.
  ///   - options: how it looks.
  ///   - scale: pixels a point, of a PNG file, 0.1 to 10.
  /// - Returns: the contents of the file.
  /// - Throws: ``LayoutError``, ``EmbedError``.
  public func bytes(_ story: Storyboard, options: PictureOptions = PictureOptions(), scale: Double = 2) throws
    -> [UInt8]
  {
    try drawing(story, options: options, scale: scale).bytes
  }

  /// The graph as a file, and how well it can be read on a slide; nil for ``dot``, which has no size.
  ///
  /// - Parameters:
  ///   - story: what to draw.
  ///   - options: how it looks.
  ///   - scale: pixels a point, of a PNG file, 0.1 to 10.
  /// - Returns: the contents of the file, and their legibility.
  /// - Throws: ``LayoutError``, ``EmbedError``.
  public func drawing(
    _ story: Storyboard, options: PictureOptions = PictureOptions(), scale: Double = 2
  ) throws -> (bytes: [UInt8], legibility: Legibility?) {
    try check(options, scale)
    if self == .dot { return (Array(DotRenderer.dot(story, options: options).utf8), nil) }
    let (svg, size, legibility) = try GraphRenderer.picture(story, options: options)
    let bytes = try bytes(svg, size: size, scale: scale, titled: story.plainTitle, about: story.spokenGraph)
    return (bytes, legibility)
  }

  /// The graph before and after static optimisation as a file.
  ///
  /// - Throws: ``LayoutError``, ``EmbedError``.
  public func bytes(_ comparison: OptimizationComparison, options: PictureOptions = PictureOptions(), scale: Double = 2)
    throws
    -> [UInt8]
  {
    try drawing(comparison, options: options, scale: scale).bytes
  }

  /// The graph before and after static optimisation as a file, and how well it can be read on a slide.
  ///
  /// - Throws: ``LayoutError``, ``EmbedError``.
  package func drawing(
    _ comparison: OptimizationComparison, options: PictureOptions, scale: Double
  ) throws -> (bytes: [UInt8], legibility: Legibility?) {
    try check(options, scale)
    if self == .dot { return (Array(DotRenderer.dot(comparison, options: options).utf8), nil) }
    let (svg, size, legibility) = try ComparisonRenderer.picture(
      comparison, options: options, ordering: options.layering.ordering)
    let bytes = try bytes(
      svg, size: size, scale: scale, titled: comparison.before.plainTitle, about: comparison.spoken)
    return (bytes, legibility)
  }

  /// Two graphs side by side as a file.
  ///
  /// - Throws: ``LayoutError``, ``EmbedError``.
  public func bytes(_ pair: GraphPair, options: PictureOptions = PictureOptions(), scale: Double = 2) throws
    -> [UInt8]
  {
    try drawing(pair, options: options, scale: scale).bytes
  }

  /// Two graphs side by side as a file, and how well they can be read on a slide.
  ///
  /// - Throws: ``LayoutError``, ``EmbedError``.
  package func drawing(
    _ pair: GraphPair, options: PictureOptions, scale: Double
  ) throws -> (bytes: [UInt8], legibility: Legibility?) {
    try check(options, scale)
    if self == .dot { return (Array(DotRenderer.dot(pair, options: options).utf8), nil) }
    let (svg, size, legibility) = try ComparisonRenderer.picture(
      pair, options: options, ordering: options.layering.ordering)
    let bytes = try bytes(
      svg, size: size, scale: scale, titled: "\(pair.headings.first) beside \(pair.headings.second)",
      about: pair.spoken)
    return (bytes, legibility)
  }

  /// The cells of an operation as a file; ``dot`` has none.
  ///
  /// - Throws: ``LayoutError``, ``EmbedError``.
  package func bytes(_ figure: CellFigure, options: PictureOptions = PictureOptions(), scale: Double = 2) throws
    -> [UInt8]
  {
    try check(options, scale)
    let (svg, size) = try CellRenderer.picture(figure, options: options)
    return try bytes(
      svg, size: size, scale: scale, titled: figure.definition.text(options.numbers),
      about: figure.spoken(options.numbers))
  }

  /// The rule of an operation as a file; ``dot`` has none.
  ///
  /// - Throws: ``LayoutError``, ``EmbedError``.
  package func bytes(_ figure: RuleFigure, options: PictureOptions = PictureOptions(), scale: Double = 2) throws
    -> [UInt8]
  {
    try check(options, scale)
    let (svg, size) = try RuleRenderer.picture(figure, options: options)
    return try bytes(
      svg, size: size, scale: scale, titled: figure.definition.text(options.numbers),
      about: figure.spoken(options.numbers))
  }

  private func check(_ options: PictureOptions, _ scale: Double) throws {
    try options.check()
    guard (0.1...10).contains(scale) else {
      throw EmbedError.badOption("the scale is a number from 0.1 to 10, not \(scale)")
    }
  }

  private func bytes(
    _ svg: [UInt8], size: PictureSize, scale: Double, titled title: String,
    about subject: @autoclosure () -> String
  ) throws(EmbedError) -> [UInt8] {
    switch self {
    case .svg, .dot: return svg
    case .png: return try Raster(svg, size: size, scale: scale, calling: "the picture").png()
    case .pdf:
      let pdf = try PDF(
        size: size, title: title.printable, subject: subject().printable, calling: "the picture")
      try pdf.add(svg)
      return try pdf.finish()
    }
  }
}

extension [String] {
  /// Words as a sentence lists them: `a, b or c`.
  package var alternatives: String {
    count < 2 ? joined() : "\(dropLast().joined(separator: ", ")) or \(self[count - 1])"
  }
}
