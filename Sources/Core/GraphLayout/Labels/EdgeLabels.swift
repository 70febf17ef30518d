/// Phase 6, labels: the centres of the labels, on the curves of their edges.
///
/// Takes curves and reserved places for granted. Guarantees that every label has a centre, and that those not in
/// `unplaced` keep clear of the nodes' boxes, of each other, and of other edges with their arrowheads.
struct EdgeLabels {
  /// For every edge the centre of its label, if it has one.
  private(set) var centres: [Point?]
  /// The edges whose labels found no free place and stand in the middle of their curves nevertheless.
  private(set) var unplaced: [Int] = []

  /// The least distance from everything else, and the one that looks well.
  private static let (near, far) = (3.0, 9.0)

  /// Places the labels.
  ///
  /// - Parameters:
  ///   - sizes: for every edge the size of its label, if it has one.
  ///   - curves: the curves of the edges.
  ///   - reserved: for every edge the centre of its label, if a place is reserved for it.
  ///   - boxes: the boxes of the nodes.
  ///   - isThorough: whether free places are looked for; without, all labels stand in the middle of their curves.
  init(sizes: [PictureSize?], curves: [Curve], reserved: [Point?], boxes: [Rectangle], isThorough: Bool) {
    centres = zip(sizes, curves).map { size, curve in
      guard size != nil else { return nil }
      let x = (curve.start.x + curve.end.x) / 2
      return Point(x: x, y: curve.y(at: x))
    }
    guard isThorough else { return }
    var taken: [Rectangle] = []
    for (edge, place) in reserved.enumerated() {
      guard let place, let size = sizes[edge] else { continue }
      centres[edge] = place
      taken.append(Rectangle(centre: place, size: size))
    }
    let obstacles = boxes + taken
    var candidates: [(edge: Int, places: [Rectangle])] = []
    for (edge, size) in sizes.enumerated() where reserved[edge] == nil {
      guard let size else { continue }
      candidates.append((edge, Self.freePlaces(for: edge, size, curves, obstacles: obstacles)))
    }
    // Labels with the fewest places choose first.
    candidates.sort { ($0.places.count, $0.edge) < ($1.places.count, $1.edge) }
    for (edge, places) in candidates {
      let place = places.first { place in
        let wide = place.outset(by: Self.near)
        return !taken.contains { $0.intersects(wide) }
      }
      if let place {
        centres[edge] = place.centre
        taken.append(place)
      } else {
        unplaced.append(edge)
      }
    }
  }

  /// The places for an edge's label that are clear of all obstacles and other edges, the best first.
  private static func freePlaces(
    for edge: Int, _ size: PictureSize, _ curves: [Curve], obstacles: [Rectangle]
  ) -> [Rectangle] {
    let area = curves[edge].bounds.outset(by: max(size.width, size.height) / 2 + far)
    let obstacles = obstacles.filter { $0.intersects(area) }
    let others = curves.indices.filter { $0 != edge && curves[$0].bounds.intersects(area) }.map { curves[$0] }
    // The arrowheads, which are wider than their curves.
    let heads = curves.indices.filter { $0 != edge }.map { Arrowhead.box(of: curves[$0]) }
      .filter { $0.intersects(area) }
    func isFree(_ place: Rectangle, _ margin: Double) -> Bool {
      let wide = place.outset(by: margin)
      return !obstacles.contains { $0.intersects(wide) } && !heads.contains { $0.intersects(place) }
        && !others.contains { $0.meets(wide) }
    }
    let places = places(on: curves[edge], size: size).filter { isFree($0, near) }
    let isRoomy = places.map { isFree($0, far) }
    return (places.indices.filter { isRoomy[$0] } + places.indices.filter { !isRoomy[$0] }).map { places[$0] }
  }

  /// The places on a curve that leave enough of it to be seen on both sides, from its middle outward, and behind them
  /// those beside it, where the label would hide most of the curve.
  private static func places(on curve: Curve, size: PictureSize) -> [Rectangle] {
    let (start, end) = (curve.start, curve.end)
    let width = end.x - start.x
    let length = start.distance(to: end)
    guard width > 0 else { return [] }
    // The middle of what is seen: an arrow takes the end.
    let middle = (start.x + end.x - min(width / 4, LabelRoom.end - LabelRoom.start)) / 2
    let step = width / max(1, min(length / 4, 80))
    let count = Int(width / 2 / step)
    // Rather towards the start, where no arrow is.
    func cost(_ place: Int) -> Double { place < 0 ? Double(-place) : 1.5 * Double(place) }
    let order = (-count...count).sorted { (cost($0), $0) < (cost($1), $1) }
    let centres = order.map { index -> Point in
      let x = middle + Double(index) * step
      return Point(x: x, y: curve.y(at: x))
    }
    let places = centres.map { Rectangle(centre: $0, size: size) }.filter {
      !$0.outset(by: LabelRoom.start).contains(start) && !$0.outset(by: LabelRoom.end).contains(end)
    }
    guard size.width > LabelRoom.mostShare * length else { return places }
    return places + centres.flatMap { beside(curve, at: $0.x, size) }
  }

  /// The places above and below a curve at an `x`, clear of its arrowhead.
  private static func beside(_ curve: Curve, at x: Double, _ size: PictureSize) -> [Rectangle] {
    let half = size.width / 2
    guard let heights = curve.range(from: x - half, to: x + half) else { return [] }
    let isAtArrow = x + half > curve.end.x - Arrowhead.length
    let away = size.height / 2 + (isAtArrow ? Arrowhead.width / 2 - 1 : 2)
    return [heights.lowerBound - away, heights.upperBound + away].map {
      Rectangle(centre: Point(x: x, y: $0), size: size)
    }
  }
}
