// Graphs, their derivatives and their pictures, without networks: what a lesson needs.
@_exported import Autodiff
@_exported import Embedding
@_exported import Expressions
@_exported import Formulas
@_exported import enum GraphLayout.Direction
@_exported import enum GraphLayout.LayoutError
@_exported import struct GraphLayout.PictureSize
@_exported import enum GraphLayout.SharedLeaves
@_exported import Output
@_exported import Rendering
@_exported import Storyboard
@_exported import Tensors
@_exported import ThemeFiles
@_exported import TraceFiles

/// Draws the graph a node is computed from.
///
/// - Parameters:
///   - output: the node.
///   - path: where the picture is written; its ending `.svg`, `.png`, `.pdf` or `.dot`, in small or capital letters, is
///     the format. `Output/<name of the node>.svg` for nil, `f` where it has no name.
///   - options: how the picture looks.
/// - Returns: where the picture is.
/// - Throws: ``EmbedError/unknownEnding(path:)`` for any other ending; ``OutputError``, ``EmbedError``, and what layout
///   says, ``LayoutError/badOption(_:)`` for an option out of its range.
@discardableResult
public func visualize(
  _ output: Node, to path: String? = nil, options: PictureOptions = PictureOptions()
) throws -> String {
  if let path, GraphFormat(path: path) == nil { throw EmbedError.unknownEnding(path: path) }
  let trace = try Trace(of: output)
  let path = path ?? "Output/\(fileName(trace.functionName)).svg"
  let bytes = try trace.graph(options, as: GraphFormat(path: path) ?? .svg)
  try makeParentFolder(of: path)
  try writeFile(bytes, to: path)
  return path
}

/// The same under the article's name, `visualize_at`: ``visualize(_:to:options:)``.
///
/// - Parameters:
///   - output: the node.
///   - path: where the picture is written; its ending is the format.
///   - options: how the picture looks.
/// - Returns: where the picture is.
/// - Throws: as ``visualize(_:to:options:)``.
@discardableResult
public func visualize(
  at output: Node, to path: String? = nil, options: PictureOptions = PictureOptions()
) throws -> String {
  try visualize(output, to: path, options: options)
}

/// Differentiates a node and writes a picture of every step of the backward pass.
///
/// - Parameters:
///   - output: the node.
///   - path: the folder; what adviz wrote there earlier is replaced as a whole, other files stay.
///   - title: the heading of the pictures; nil for the output's formula.
///   - options: how the pictures look.
///   - formats: what is written beside the frames.
/// - Returns: the files and formats that were written.
/// - Throws: ``OutputError``, ``EmbedError``, and what layout says.
@discardableResult
public func animate(
  _ output: Node, to path: String, title: String? = nil, options: PictureOptions = PictureOptions(),
  formats: [OutputFormat] = []
) throws -> AnimationFolder.Result {
  let trace = try Trace(of: output, title: title)
  return try runBlocking {
    try await AnimationFolder.write(trace, to: path, options: options, export: ExportOptions(formats))
  }
}

/// A name without what a path would take for a folder.
private func fileName(_ name: String) -> String {
  let safe = String(name.map { $0 == "/" || $0 == "\0" ? "_" : $0 })
  return safe.hasPrefix(".") || safe.isEmpty ? "_" + safe : safe
}
