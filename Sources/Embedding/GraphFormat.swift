import GraphLayout
import Rendering
import Storyboard

/// What the graph alone can be written as, by the endings of files.
public enum GraphFormat: String, CaseIterable, Sendable {
  /// A drawing.
  case svg
  /// Pixels.
  case png
  /// A page.
  case pdf
  /// Graphviz's language.
  case dot

  /// The format of a file; nil where its name has another ending.
  public init?(path: String) {
    guard let dot = path.lastIndex(of: "."), let format = GraphFormat(rawValue: String(path[path.index(after: dot)...]))
    else { return nil }
    self = format
  }

  /// The graph as a file.
  ///
  /// - Parameters:
  ///   - story: what to draw.
  ///   - options: how it looks.
  ///   - scale: pixels a point, of a PNG file.
  /// - Returns: the contents of the file.
  /// - Throws: ``LayoutError``, ``EmbedError``.
  public func bytes(_ story: Storyboard, options: PictureOptions = PictureOptions(), scale: Double = 2) throws
    -> [UInt8]
  {
    if self == .dot { return Array(DotRenderer.dot(story, options: options).utf8) }
    let (svg, size) = try GraphRenderer.picture(story, options: options)
    return try bytes(svg, size: size, scale: scale, titled: story.plainTitle, about: story.spokenGraph)
  }

  /// The graph before and after static optimisation as a file.
  ///
  /// - Throws: ``LayoutError``, ``EmbedError``.
  public func bytes(_ comparison: Comparison, options: PictureOptions = PictureOptions(), scale: Double = 2) throws
    -> [UInt8]
  {
    if self == .dot { return Array(DotRenderer.dot(comparison, options: options).utf8) }
    let (svg, size) = try ComparisonRenderer.picture(comparison, options: options)
    return try bytes(
      svg, size: size, scale: scale, titled: comparison.before.plainTitle, about: comparison.spoken)
  }

  private func bytes(
    _ svg: [UInt8], size: Size, scale: Double, titled title: String, about subject: String
  ) throws -> [UInt8] {
    switch self {
    case .svg, .dot: return svg
    case .png: return try Raster(svg, size: size, scale: scale, calling: "the picture").png()
    case .pdf:
      let pdf = PDF(size: size, title: title.printable, subject: subject.printable)
      try pdf.add(svg)
      return try pdf.finish()
    }
  }
}
