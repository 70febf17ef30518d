import Formulas
import GraphLayout
import Storyboard
import Typesetting

/// The hulls of groups: for each a shape that holds its nodes and no other, and a free place for its name.
///
/// A box where nothing else stands in it, else boxes around the nodes and bands along the edges between them.
struct HullLayout {
  /// The hull of a group.
  struct Hull {
    /// The position of the group in ``Storyboard/groups``.
    let group: Int
    /// The number of hulls it lies in.
    let depth: Int
    var boxes: [Rectangle]
    /// Curves with the width of the band along each.
    var bands: [(curve: [Point], width: Double)]
    /// On the page; nil where no place is free.
    var name: PlacedLine?

    /// Whether it covers a part of a rectangle, bands aside.
    func covers(_ area: Rectangle) -> Bool { boxes.contains { $0.intersects(area) } }
  }

  /// Outer ones first.
  private(set) var hulls: [Hull] = []

  private let layout: PageLayout
  /// The box of each node and copy, on the page.
  private let boxes: [Rectangle]
  /// By box, the id of its node.
  private let owners: [Int]
  private var obstacles: HullObstacles
  /// The area in which hulls may lie.
  private let area: Rectangle

  init(_ layout: PageLayout) {
    self.layout = layout
    let corner = layout.place(Point(x: 0, y: 0))
    let (dx, dy) = (corner.x, corner.y)
    boxes = layout.graph.boxes.map {
      Rectangle(minX: $0.minX + dx, minY: $0.minY + dy, maxX: $0.maxX + dx, maxY: $0.maxY + dy)
    }
    var owners =
      layout.story.nodes.map { $0.id } + layout.graph.boxes.dropFirst(layout.story.nodes.count).map { _ in -1 }
    for (index, copies) in layout.copies.enumerated() {
      for copy in copies where owners.indices.contains(copy) { owners[copy] = layout.story.nodes[index].id }
    }
    self.owners = owners
    let page = layout.canvas
    area = Rectangle(
      minX: 10, minY: layout.heading.height * layout.unit - Metrics.gap / 2, maxX: page.width - 10,
      maxY: (layout.regions.card?.minY ?? layout.regions.footer) * layout.unit - 4)
    obstacles = HullObstacles(layout, boxes)
    let shown = shownGroups
    guard !shown.isEmpty else { return }
    place(shown)
  }

  /// The positions of the groups whose hulls are drawn.
  private var shownGroups: [Int] {
    let groups = layout.story.groups
    switch layout.options.groups {
    case .none: return []
    case .named: return groups.indices.filter { groups[$0].isStatement }
    case .all: return Array(groups.indices)
    }
  }

  private mutating func place(_ shown: [Int]) {
    let groups = layout.story.groups
    let isShown = Set(shown)
    func parent(of group: Int) -> Int? {
      var above = groups[group].parent
      while let next = above, !isShown.contains(next) { above = groups[next].parent }
      return above
    }
    var depths: [Int: Int] = [:]
    var heights: [Int: Int] = [:]
    for group in shown { depths[group] = parent(of: group).map { (depths[$0] ?? 0) + 1 } ?? 0 }
    var inner: [Int: [Hull]] = [:]
    // The innermost first: a hull lies around those within it.
    for group in shown.reversed() {
      let hull = hull(group, depths[group] ?? 0, around: inner[group] ?? [], height: heights[group] ?? 0)
      hulls.append(hull)
      guard let parent = parent(of: group) else { continue }
      inner[parent, default: []].append(hull)
      heights[parent] = max(heights[parent] ?? 0, (heights[group] ?? 0) + 1)
    }
    hulls.reverse()
  }

  private mutating func hull(_ group: Int, _ depth: Int, around inner: [Hull], height: Int) -> Hull {
    let members = Set(layout.story.groups[group].nodes)
    let own = boxes.indices.filter { members.contains(owners[$0]) }
    let strangers = boxes.indices.filter { !members.contains(owners[$0]) }.map { boxes[$0] }
    // Those that are neither within it nor around it.
    let others = hulls.filter { hull in
      hull.group != group && !inner.contains { $0.group == hull.group } && !isWithin(hull.group, group)
    }
    func isFree(_ box: Rectangle) -> Bool {
      !strangers.contains { $0.intersects(box.outset(by: 2)) } && !others.contains { $0.covers(box.outset(by: 3)) }
    }
    let edges = layout.story.edges.indices.filter { index in
      members.contains(layout.story.edges[index].from) && members.contains(layout.story.edges[index].to)
    }
    let margin = Metrics.hull.margin
    var whole = own.map { boxes[$0] }.reduce(nil) { (all: Rectangle?, box) in all.map { $0.union(box) } ?? box }
    for index in edges {
      for point in obstacles.curves[index] { whole = whole?.union(Rectangle(centre: point, size: .zero)) }
    }
    whole = whole?.outset(by: margin)
    for hull in inner { for box in hull.boxes { whole = whole?.union(box.outset(by: Metrics.hull.step)) } }
    var hull = Hull(group: group, depth: depth, boxes: [], bands: [])
    let isBox = whole.map { isFree($0) && area.contains($0) } ?? false
    if let whole, isBox {
      hull.boxes = [whole]
    } else {
      hull.boxes = own.map { index in
        var room = margin + Metrics.hull.step * Double(height)
        while room > 2, !isFree(boxes[index].outset(by: room)) { room -= 1 }
        return boxes[index].outset(by: room)
      }
      for inside in inner {
        for box in inside.boxes {
          var room = Metrics.hull.step
          while room > 2, !isFree(box.outset(by: room)) { room -= 1 }
          hull.boxes.append(box.outset(by: room))
        }
      }
      hull.bands = edges.map { index in
        let points = obstacles.curves[index]
        let free = strangers.reduce(Double.infinity) { min($0, $1.distance(to: points)) }
        let room = Metrics.hull.band + Metrics.hull.step * Double(height)
        return (layout.graph.edges[index].curve.map(layout.place), 2 * max(2, min(room, free - 2)))
      }
    }
    name(&hull, isBox: isBox, free: isFree)
    return hull
  }

  /// Whether a group lies within another.
  private func isWithin(_ group: Int, _ outer: Int) -> Bool {
    var above = layout.story.groups[group].parent
    while let next = above, next != outer { above = layout.story.groups[next].parent }
    return above != nil
  }

  // MARK: - Names

  /// Gives a hull its name: inside where there is room along its upper or lower side, else on a tab; smaller where there
  /// is little room.
  private mutating func name(_ hull: inout Hull, isBox: Bool, free isFree: (Rectangle) -> Bool) {
    for share in [0.95, 0.8, 0.65] {
      let line = typeset(
        .symbol(.init(layout.story.groups[hull.group].name)), size: share * layout.rooms.sizes.value,
        numbers: layout.options.numbers)
      let padding = (x: Metrics.hull.padding.x * share, y: Metrics.hull.padding.y * share)
      let size = Size(width: line.width + 2 * padding.x, height: line.ascent + line.descent + 2 * padding.y)
      let places =
        (isBox ? HullLayout.places(of: size, inside: hull.boxes) : []) + HullLayout.tabs(of: size, on: hull.boxes)
      for place in places where area.contains(place.area) && obstacles.isFree(place.area) {
        guard place.isInside || isFree(place.area) else { continue }
        obstacles.add(place.area)
        hull.name = PlacedLine(
          line: line, origin: Point(x: place.area.minX + padding.x, y: place.area.minY + padding.y + line.ascent))
        // A tab reaches into the box that it stands on.
        if !place.isInside { hull.boxes.append(place.tab) }
        return
      }
    }
  }

  private struct Place {
    /// The room of the name.
    let area: Rectangle
    /// The same, grown into the box that it stands on.
    let tab: Rectangle
    let isInside: Bool
  }

  /// Places along the upper side of boxes, then along the lower.
  private static func places(of size: Size, inside boxes: [Rectangle]) -> [Place] {
    boxes.flatMap { box in
      [box.minY + 3, box.maxY - 3 - size.height].flatMap { y in
        slide(from: box.minX + 4, to: box.maxX - 4 - size.width).map { x in
          let area = Rectangle(minX: x, minY: y, maxX: x + size.width, maxY: y + size.height)
          return Place(area: area, tab: area, isInside: true)
        }
      }
    }
  }

  /// Places above boxes, the highest first, then below them, then beside them.
  private static func tabs(of size: Size, on boxes: [Rectangle]) -> [Place] {
    let depth = 16.0
    let sorted = boxes.enumerated().sorted { ($0.element.minY, $0.offset) < ($1.element.minY, $1.offset) }.map {
      $0.element
    }
    func place(_ x: Double, _ y: Double, dx: ClosedRange<Double> = 0...0, dy: ClosedRange<Double> = 0...0) -> Place {
      let area = Rectangle(minX: x, minY: y, maxX: x + size.width, maxY: y + size.height)
      let tab = Rectangle(
        minX: area.minX + dx.lowerBound, minY: area.minY + dy.lowerBound, maxX: area.maxX + dx.upperBound,
        maxY: area.maxY + dy.upperBound)
      return Place(area: area, tab: tab, isInside: false)
    }
    let above = sorted.flatMap { box in
      slide(from: box.minX, to: max(box.minX, box.maxX - size.width)).map {
        place($0, box.minY - size.height + 3, dy: 0...depth)
      }
    }
    let below = sorted.reversed().flatMap { box in
      slide(from: box.minX, to: max(box.minX, box.maxX - size.width)).map {
        place($0, box.maxY - 3, dy: -depth...0)
      }
    }
    let beside = sorted.flatMap { box in
      slide(from: box.minY, to: max(box.minY, box.maxY - size.height)).flatMap { y in
        [place(box.maxX - 3, y, dx: -depth...0), place(box.minX - size.width + 3, y, dx: 0...depth)]
      }
    }
    return above + below + beside
  }

  private static func slide(from low: Double, to high: Double) -> [Double] {
    guard high >= low else { return [] }
    return Array(stride(from: low, through: high, by: 4)) + [high]
  }
}

/// What the name of a hull must keep clear of.
struct HullObstacles {
  /// The curve of each edge as points, on the page.
  let curves: [[Point]]
  private var areas: [Rectangle]

  init(_ layout: PageLayout, _ boxes: [Rectangle]) {
    let graph = layout.graph
    curves = graph.edges.map { edge in HullObstacles.points(edge.curve.map(layout.place)) }
    areas = boxes
    for (index, edge) in graph.edges.enumerated() {
      guard let centre = edge.labelCentre, let number = layout.rooms.numbers[index] else { continue }
      areas.append(Rectangle(centre: layout.place(centre), size: layout.rooms.ground(of: number)))
    }
  }

  /// Whether nothing is drawn in an area but hulls.
  func isFree(_ area: Rectangle) -> Bool {
    let wide = area.outset(by: 2)
    return !areas.contains { $0.intersects(area) } && !curves.contains { curve in curve.contains(where: wide.contains) }
  }

  mutating func add(_ area: Rectangle) { areas.append(area) }

  /// Points along cubic Béziers, close together.
  private static func points(_ curve: [Point]) -> [Point] {
    guard var start = curve.first else { return [] }
    var points = [start]
    for index in stride(from: 1, to: curve.count - 2, by: 3) {
      let (b, c, end) = (curve[index], curve[index + 1], curve[index + 2])
      let length = abs(end.x - start.x) + abs(end.y - start.y)
      let count = max(8, min(200, Int(length / 6)))
      for step in 1...count {
        let t = Double(step) / Double(count)
        let s = 1 - t
        let (wa, wb, wc, wd) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
        points.append(
          Point(
            x: wa * start.x + wb * b.x + wc * c.x + wd * end.x, y: wa * start.y + wb * b.y + wc * c.y + wd * end.y))
      }
      start = end
    }
    return points
  }
}

extension Size {
  fileprivate static let zero = Size(width: 0, height: 0)
}

extension Rectangle {
  fileprivate func contains(_ other: Rectangle) -> Bool {
    minX <= other.minX && other.maxX <= maxX && minY <= other.minY && other.maxY <= maxY
  }

  /// The least distance to some points.
  fileprivate func distance(to points: [Point]) -> Double {
    var least = Double.infinity
    for point in points {
      let x = max(minX - point.x, 0, point.x - maxX)
      let y = max(minY - point.y, 0, point.y - maxY)
      least = min(least, x * x + y * y)
    }
    return least.squareRoot()
  }
}
