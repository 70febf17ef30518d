import Autodiff
import Embedding
import Rendering
import Storyboard

// Pictures as texts and bytes, for programs that have no folder: a server, a notebook, a test.

/// The graph a node is computed from, as an SVG document.
///
/// ```swift
/// let x = variable(2, name: "x")
/// let page = "<p>\(try svg(of: sin(x) * x, prefix: "figure-1"))</p>"
/// ```
///
/// - Parameters:
///   - output: the node.
///   - prefix: the beginning of every id, for pages with several pictures; nil for the one of the options, or letters from
///     a hash of what is drawn.
///   - options: how the picture looks.
/// - Returns: the document, without an XML declaration, so that it can stand in HTML as well.
/// - Throws: what layout says, ``LayoutError/badOption(_:)`` for an option out of its range.
public func svg(
  of output: Node, prefix: String? = nil, options: PictureOptions = PictureOptions()
) throws -> String {
  let bytes = try Trace(of: output).graph(options.with(prefix), as: .svg)
  return String(decoding: bytes, as: UTF8.self).withoutDeclaration
}

/// The graph a node is computed from, as the bytes of a file.
///
/// - Parameters:
///   - output: the node.
///   - format: the format of the file.
///   - scale: pixels a point of a PNG, 0.1 to 10.
///   - options: how the picture looks.
/// - Returns: the bytes.
/// - Throws: ``EmbedError``, and what layout says.
public func bytes(
  of output: Node, as format: GraphFormat, scale: Double = 2, options: PictureOptions = PictureOptions()
) throws -> [UInt8] {
  try Trace(of: output).graph(options, as: format, scale: scale)
}

/// Differentiates a node: a picture of every step of the backward pass, each an SVG document.
///
/// - Parameters:
///   - output: the node.
///   - title: the heading of the pictures; nil for the output's formula.
///   - prefix: the beginning of every id; nil for the one of the options, or letters from a hash of what is drawn.
///   - options: how the pictures look.
/// - Returns: the documents, the start first, without an XML declaration.
/// - Throws: what layout says, ``LayoutError/badOption(_:)`` for an option out of its range.
public func frames(
  of output: Node, title: String? = nil, prefix: String? = nil, options: PictureOptions = PictureOptions()
) throws -> [String] {
  try texts(output, title, prefix, options, ExportOptions()).frames.map(\.withoutDeclaration)
}

/// Differentiates a node: the player of the backward pass, as HTML.
///
/// - Parameters:
///   - output: the node.
///   - title: the heading of the pictures; nil for the output's formula.
///   - isPage: whether it is a page of its own; else it is a part of one.
///   - prefix: the beginning of every id; nil for the one of the options, or letters from a hash of what is drawn.
///   - options: how the pictures look.
///   - export: how they move.
/// - Returns: the page, or the part of one.
/// - Throws: ``TemplateError``, ``EmbedError/badOption(_:)``, and what layout says.
public func player(
  of output: Node, title: String? = nil, isPage: Bool = true, prefix: String? = nil,
  options: PictureOptions = PictureOptions(), export: ExportOptions = ExportOptions()
) throws -> String {
  try texts(output, title, prefix, options, export).player(isPage: isPage)
}

/// Differentiates a node: one picture that plays the backward pass by itself, as an SVG document.
///
/// - Parameters:
///   - output: the node.
///   - title: the heading of the picture; nil for the output's formula.
///   - prefix: the beginning of every id and class; nil for the one of the options, or letters from a hash of what is
///     drawn.
///   - options: how the picture looks.
///   - export: how it moves.
/// - Returns: the document, without an XML declaration.
/// - Throws: ``TemplateError``, ``EmbedError/badOption(_:)``, and what layout says.
public func animation(
  of output: Node, title: String? = nil, prefix: String? = nil, options: PictureOptions = PictureOptions(),
  export: ExportOptions = ExportOptions()
) throws -> String {
  try texts(output, title, prefix, options, export).animation().withoutDeclaration
}

private func texts(
  _ output: Node, _ title: String?, _ prefix: String?, _ options: PictureOptions, _ export: ExportOptions
) throws -> PictureTexts {
  try PictureTexts(Trace(of: output, title: title), options: options.with(prefix), export: export)
}

extension PictureOptions {
  /// The same options with a prefix of ids; nil for their own.
  fileprivate func with(_ prefix: String?) -> PictureOptions {
    guard let prefix else { return self }
    var options = self
    options.idPrefix = prefix
    return options
  }
}

extension Trace {
  /// The graph as a file.
  func graph(_ options: PictureOptions, as format: GraphFormat, scale: Double = 2) throws -> [UInt8] {
    let story = try Storyboard(
      closing(options.closedGroups), numbers: options.numbers, tellsSteps: false, elementsUpTo: options.elementsUpTo,
      literalsInside: options.literals == .inside)
    return try format.bytes(story, options: options, scale: scale)
  }
}

extension String {
  /// An SVG document without `<?xml …?>`, which only a file of its own may begin with.
  fileprivate var withoutDeclaration: String {
    guard hasPrefix("<?xml"), let end = firstRange(of: "?>")?.upperBound else { return self }
    return String(self[end...].drop(while: \.isNewline))
  }
}
