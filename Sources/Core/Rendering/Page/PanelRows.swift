import GraphLayout
import Storyboard

/// How the graphs of panels stand in the rows of one layout: each takes as many rows, one graph beneath the other.
///
/// All panels show one graph, so that a node and its like in another panel stand at the same place along the rows.
struct PanelRows {
  /// The number of panels, 1 for a single graph.
  let panelCount: Int
  /// The number of nodes of a panel.
  let nodeCount: Int

  init(_ story: Storyboard) {
    panelCount = max(1, story.panels.count)
    nodeCount = story.nodes.count / panelCount
  }

  /// For every node of all panels its row; empty where there is only one.
  ///
  /// - Parameters:
  ///   - places: for every node how far along the edges it stands in a layout of one row for each panel.
  ///   - edges: the edges of all panels.
  ///   - composition: how it is drawn.
  /// - Returns: the rows; no edge leads to an earlier one.
  /// - Throws: ``LayoutError``.
  func rows(
    _ places: [Double], _ edges: [EdgeSpace], _ composition: GraphComposition
  ) throws(LayoutError) -> [Int] {
    guard panelCount > 1 || composition.rowCount > 1 else { return [] }
    var rows = [Int](repeating: 0, count: nodeCount)
    if composition.rowCount > 1 {
      rows = try foldedRows(
        places: Array(places.prefix(nodeCount)), edges: edges.filter { $0.from < nodeCount && $0.to < nodeCount },
        count: composition.rowCount, passingCost: composition.density == .flat ? 0.03 : 0.2)
    }
    // A row whose leaves moved to their uses is empty; a heading would not find it.
    let first = panelCount > 1 ? rows.min() ?? 0 : 0
    rows = rows.map { $0 - first }
    let count = (rows.max() ?? 0) + 1
    return (0..<panelCount).flatMap { panel in rows.map { $0 + panel * count } }
  }

  /// For every row the size of the heading above it: that of the largest, above the first row of each panel.
  ///
  /// - Parameters:
  ///   - sizes: for every panel the size of its heading.
  ///   - rows: for every node of all panels its row.
  /// - Returns: the sizes, by rows.
  func headings(_ sizes: [PictureSize], above rows: [Int]) -> [PictureSize] {
    guard let largest = sizes.reduce(nil, { $0?.union($1) ?? $1 }) else { return [] }
    let count = ((rows.max() ?? 0) + 1) / panelCount
    let none = [PictureSize](repeating: PictureSize(width: 0, height: 0), count: max(0, count - 1))
    return sizes.flatMap { _ in [largest] + none }
  }

  /// The spaces of nodes, each as large as the largest of its like in all panels.
  func alike(_ spaces: [NodeSpace]) -> [NodeSpace] {
    guard panelCount > 1 else { return spaces }
    let largest = (0..<nodeCount).map { node in
      (1..<panelCount).reduce(spaces[node]) { $0.joined(with: spaces[node + $1 * nodeCount]) }
    }
    return (0..<panelCount).flatMap { _ in largest }
  }

  /// The sizes of the labels on edges, each as large as the largest of its like in all panels.
  func alike(_ sizes: [PictureSize?]) -> [PictureSize?] {
    guard panelCount > 1 else { return sizes }
    let edgeCount = sizes.count / panelCount
    let largest = (0..<edgeCount).map { edge in
      (0..<panelCount).compactMap { sizes[edge + $0 * edgeCount] }.reduce(nil) { $0?.union($1) ?? $1 }
    }
    return (0..<panelCount).flatMap { _ in largest }
  }
}

extension PictureSize {
  /// The size of what holds both.
  fileprivate func union(_ other: PictureSize) -> PictureSize {
    PictureSize(width: max(width, other.width), height: max(height, other.height))
  }
}

extension NodeSpace {
  /// The space that holds what two spaces of one outline hold.
  fileprivate func joined(with other: NodeSpace) -> NodeSpace {
    let centre = Point(
      x: max(outlineCentre.x, other.outlineCentre.x), y: max(outlineCentre.y, other.outlineCentre.y))
    let size = PictureSize(
      width: centre.x + max(size.width - outlineCentre.x, other.size.width - other.outlineCentre.x),
      height: centre.y + max(size.height - outlineCentre.y, other.size.height - other.outlineCentre.y))
    return NodeSpace(size: size, outline: outline, outlineCentre: centre)
  }
}
