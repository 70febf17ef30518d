/// The input as the frame sees it.
struct FramedGraph {
  var bodies: [Body]
  var edges: [EdgeSpace]
  /// For every edge the size of its number.
  var numbers: [Size?]
}

/// What numbers without a free place on their curves have called for so far.
struct Needs {
  /// For every edge whether its number has a place of its own in a column that the edge passes through.
  var isReserved: [Bool]
  /// For every column how much farther the next one is.
  var widening: [Double] = []
}

/// Whether there is time to try many curves and places for each number.
private func isSmall(_ edgeCount: Int, _ layers: [[LayerSlot]], _ options: LayoutOptions) -> Bool {
  edgeCount <= options.edgeLabelLimit && layers.reduce(0) { $0 + $1.count } <= 2 * options.edgeLabelLimit
}

/// A layout of a graph whose columns are known, good or not.
struct Attempt {
  private let graph: FramedGraph
  private let options: LayoutOptions
  private let columns: Columns
  private let boxes: [Rectangle]
  private let routes: Routes
  let numbers: Numbers

  init(_ graph: FramedGraph, layers: [[LayerSlot]], needs: Needs, options: LayoutOptions) {
    self.graph = graph
    self.options = options
    let isSmall = isSmall(graph.edges.count, layers, options)
    let reserving = zip(graph.numbers, needs.isReserved).map { $1 ? $0 : nil }
    let columns = Columns(
      layers: layers, graph: graph, reserving: reserving, widening: needs.widening, options: options)
    boxes = graph.bodies.indices.map { graph.bodies[$0].box(at: columns.centre($0)) }
    routes = Routes(graph: graph, columns: columns, isCalm: isSmall)
    numbers = Numbers(
      sizes: graph.numbers, curves: routes.curves,
      reserved: columns.reserved.map { $0.map { columns.centre($0) } }, boxes: boxes, isFree: isSmall)
    self.columns = columns
  }

  /// A layout whose crowded numbers have got what may help them, up to three times.
  static func settled(
    _ graph: FramedGraph, layers: [[LayerSlot]], needs: inout Needs, options: LayoutOptions
  ) -> Attempt {
    var attempt = Attempt(graph, layers: layers, needs: needs, options: options)
    for _ in 1...3 where !attempt.numbers.crowded.isEmpty {
      attempt.widen(&needs)
      attempt = Attempt(graph, layers: layers, needs: needs, options: options)
    }
    return attempt
  }

  /// Adds what may help the crowded numbers without other columns: a place on the way, or a wider gap.
  private func widen(_ needs: inout Needs) {
    var gaps: Set<Int> = []
    for edge in numbers.crowded {
      if columns.chains[edge].count > 2 {
        needs.isReserved[edge] = true
      } else {
        gaps.insert(columns.items[graph.edges[edge].from].column)
      }
    }
    for gap in gaps { needs.widening[gap] += options.layerSeparation / 3 }
  }

  /// All that is drawn or kept free, in the frame.
  private var bounds: Rectangle? {
    var all = boxes + routes.curves.map(\.bounds)
    for (centre, size) in zip(numbers.centres, graph.numbers) {
      if let centre, let size { all.append(Rectangle(centre: centre, size: size)) }
    }
    guard let first = all.first else { return nil }
    return all.dropFirst().reduce(first) { $0.union($1) }
  }

  /// The options with which a layout would fill a room or fit into it, best first: spread by up to a half where it
  /// is smaller, drawn together by up to a half where it is larger; none where it is neither.
  func options(fitting room: Size?) -> [LayoutOptions] {
    guard let room, let bounds else { return [] }
    func change(_ room: Double, _ extent: Double, gaps: Int, _ separation: Double) -> Double {
      max(-separation / 2, min((room - extent) / Double(max(1, gaps)), separation / 2))
    }
    let along = change(room.width, bounds.size.width, gaps: columns.members.count - 1, options.layerSeparation)
    let most = columns.members.map(\.count).max() ?? 1
    let across = change(room.height, bounds.size.height, gaps: most - 1, options.nodeSeparation)
    guard max(abs(along), abs(across)) > 1 else { return [] }
    // Numbers may find no place where all is drawn together.
    let shares = min(along, across) < 0 ? [1, 0.5] : [1]
    return shares.map { share in
      var changed = options
      changed.layerSeparation += along < 0 ? along * share : along
      changed.nodeSeparation += across < 0 ? across * share : across
      return changed
    }
  }

  /// The layout as it stands on the page.
  func page(_ frame: Frame) -> PlacedGraph {
    guard let bounds = bounds.map({ frame.page($0) }) else {
      return PlacedGraph(size: Size(width: 0, height: 0), nodes: [], boxes: [], edges: [])
    }
    // Thousandths of a point: finer than any page shows, coarser than what rounding errors differ by.
    func fine(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
    func place(_ point: Point) -> Point {
      let point = frame.page(point)
      return Point(x: fine(point.x - bounds.minX), y: fine(point.y - bounds.minY))
    }
    return PlacedGraph(
      size: Size(width: fine(bounds.size.width), height: fine(bounds.size.height)),
      nodes: boxes.indices.map { place(columns.centre($0)) },
      boxes: boxes.map { box in
        let box = frame.page(box)
        return Rectangle(
          minX: fine(box.minX - bounds.minX), minY: fine(box.minY - bounds.minY),
          maxX: fine(box.maxX - bounds.minX), maxY: fine(box.maxY - bounds.minY))
      },
      edges: zip(routes.curves, numbers.centres).map { curve, centre in
        PlacedEdge(curve: curve.bezier.map(place), labelCentre: centre.map(place))
      })
  }
}
