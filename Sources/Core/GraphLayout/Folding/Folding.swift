/// A layout in rows, as lines of text: each row is laid out as a graph of its own, and the edges that lead to later rows
/// pass around the end of their row and the beginning of the next.
///
/// Takes for granted that no edge leads to an earlier row. Guarantees that rows do not overlap and that edges from row to
/// row cross each other between the rows only where they leave in another order than they enter, at right angles.
struct Folding {
  let graph: LayoutGraph
  /// For every node its row.
  let rows: [Int]

  /// From the end of a row to the nearest edge that passes around it, and from a row to the edges beneath it.
  private static let margin = 10.0
  /// The distance of two rows without an edge between them.
  private static let rowGap = 20.0
  /// The distance of two rows with headings that stand beside each other on the page.
  private static let columnGap = 48.0

  /// - Throws: ``LayoutError/unusableOptions`` where a node has no row or an edge leads to an earlier one.
  init(graph: LayoutGraph, rows: [Int]) throws(LayoutError) {
    guard rows.count == graph.nodes.count, rows.allSatisfy({ $0 >= 0 && $0 < max(1, rows.count) }),
      graph.edges.allSatisfy({ rows[$0.from] <= rows[$0.to] })
    else { throw .unusableOptions }
    (self.graph, self.rows) = (graph, rows)
  }

  /// A row in its place.
  private struct Row {
    let number: Int
    let part: RowGraph
    let geometry: LayoutGeometry
    let bounds: Rectangle
    /// From the row's own coordinates to those of the whole.
    var shift = Point(x: 0, y: 0)

    var placedBounds: Rectangle { bounds.moved(by: shift) }

    /// The edges that leave to later rows, from top to bottom.
    var leaving: [Int] {
      part.edges.indices.filter { part.isLeaving[$0] }
        .sorted { (geometry.curves[$0].last?.y ?? 0, $0) < (geometry.curves[$1].last?.y ?? 0, $1) }
        .map { part.edges[$0] }
    }

    /// The edges that enter from earlier rows, from top to bottom.
    var entering: [Int] {
      part.edges.indices.filter { part.isEntering[$0] }
        .sorted { (geometry.curves[$0].first?.y ?? 0, $0) < (geometry.curves[$1].first?.y ?? 0, $1) }
        .map { part.edges[$0] }
    }
  }

  /// Lays out all rows and joins them.
  func geometry(
    _ options: LayoutOptions, fitting available: PictureSize?, _ ordering: any LayerOrdering
  ) throws(LayoutError) -> LayoutGeometry {
    var placed: [Row] = []
    // From the last row to the first: a row's edges leave in the order in which they enter the next, as far as they can.
    var leaving: [Int] = []
    for number in stride(from: rows.max() ?? 0, through: 0, by: -1) {
      guard let row = try row(number, leaving, options, available, ordering) else { continue }
      leaving = row.entering
      placed.append(row)
    }
    placed.reverse()
    return joined(stacked(placed, options), options)
  }

  /// Lays out a row; nil where it has no nodes.
  private func row(
    _ number: Int, _ leaving: [Int], _ options: LayoutOptions, _ available: PictureSize?,
    _ ordering: any LayerOrdering
  ) throws(LayoutError) -> Row? {
    var part = RowGraph(number, of: graph, rows: rows, leaving: leaving)
    // A row may be spread along the page, not across it.
    let turns = 2 * Self.margin + Double(part.turnCount) * RowGraph.pitch
    let heading = options.direction.isVertical ? options.heading(of: number).height : 0
    let room = available.map { PictureSize(width: max(0, $0.width - turns - heading), height: 0) }
    var geometry = try LayoutPipeline(graph: part.graph, ordering: ordering).layout(options, fitting: room).geometry
    // Labels that asked for a layer of their own may have moved an end of the row inward.
    for _ in 1...3 where part.stretch(geometry.nodes.map { $0.x }) {
      geometry = try LayoutPipeline(graph: part.graph, ordering: ordering).layout(options, fitting: room).geometry
    }
    return geometry.bounds.map { Row(number: number, part: part, geometry: geometry, bounds: $0) }
  }

  /// Puts the rows beneath each other, their left ends in one line.
  ///
  /// Headings stand above rows on the page, which in a vertical layout is before their beginning or behind their end.
  private func stacked(_ rows: [Row], _ options: LayoutOptions) -> [Row] {
    var rows = rows
    let isVertical = options.direction.isVertical
    let gap = isVertical && !options.rowHeadings.isEmpty ? Self.columnGap : Self.rowGap
    var top = 0.0
    for index in rows.indices {
      let count = Double(rows[index].entering.count)
      let indent = count > 0 ? Self.margin + count * RowGraph.pitch : 0
      if index > 0 { top += count > 0 ? 2 * Self.margin + (count - 1) * RowGraph.pitch : gap }
      let heading = options.heading(of: rows[index].number)
      if !isVertical { top += heading.height }
      rows[index].shift = Point(x: indent - rows[index].bounds.minX, y: top - rows[index].bounds.minY)
      top += max(rows[index].bounds.size.height, isVertical ? heading.width : 0)
    }
    return rows
  }

  /// One geometry of all rows.
  private func joined(_ rows: [Row], _ options: LayoutOptions) -> LayoutGeometry {
    var whole = LayoutGeometry(
      nodes: graph.nodes.map { _ in Point(x: 0, y: 0) },
      boxes: graph.nodes.map { _ in Rectangle(minX: 0, minY: 0, maxX: 0, maxY: 0) },
      curves: graph.edges.map { _ in [] }, labelCentres: graph.edges.map { _ in nil })
    for (number, row) in rows.enumerated() {
      for (place, node) in row.part.nodes.enumerated() {
        whole.nodes[node] = row.geometry.nodes[place] + row.shift
        whole.boxes[node] = row.geometry.boxes[place].moved(by: row.shift)
      }
      let entering = row.entering
      let leaving = number > 0 ? rows[number - 1].leaving : []
      for (place, edge) in row.part.edges.enumerated() {
        let curve = row.geometry.curves[place].map { $0 + row.shift }
        if let first = leaving.firstIndex(of: edge), let second = entering.firstIndex(of: edge) {
          let turn = RowTurn(
            from: whole.curves[edge], to: curve, places: (first, second), count: entering.count,
            above: rows[number - 1].placedBounds, below: row.placedBounds, margin: Self.margin)
          whole.curves[edge] += turn.curve + curve.dropFirst()
        } else {
          whole.curves[edge] = curve
        }
        if let label = row.geometry.labelCentres[place] { whole.labelCentres[edge] = label + row.shift }
      }
    }
    let ends = whole.curves.compactMap { curve in
      curve.first.map { first in
        curve.reduce(Rectangle(centre: first, size: PictureSize(width: 0, height: 0))) {
          $0.union(Rectangle(centre: $1, size: PictureSize(width: 0, height: 0)))
        }
      }
    }
    let all = rows.map { $0.placedBounds.with(options.heading(of: $0.number), options.direction) } + ends
    whole.bounds = all.first.map { all.dropFirst().reduce($0) { $0.union($1) } }
    return whole
  }
}

extension Rectangle {
  /// The area of a row with its heading, whose left ends are in one line on the page.
  fileprivate func with(_ heading: PictureSize, _ direction: Direction) -> Rectangle {
    var area = self
    switch direction {
    case .leftToRight: (area.minY, area.maxX) = (minY - heading.height, max(maxX, minX + heading.width))
    case .rightToLeft: (area.minY, area.minX) = (minY - heading.height, min(minX, maxX - heading.width))
    case .topToBottom: (area.minX, area.maxY) = (minX - heading.height, max(maxY, minY + heading.width))
    case .bottomToTop: (area.maxX, area.maxY) = (maxX + heading.height, max(maxY, minY + heading.width))
    }
    return area
  }

  func moved(by shift: Point) -> Rectangle {
    Rectangle(minX: minX + shift.x, minY: minY + shift.y, maxX: maxX + shift.x, maxY: maxY + shift.y)
  }
}
