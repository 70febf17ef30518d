/// The places of the numbers on their curves.
struct Numbers {
  /// For every edge where its number stands, if it has one.
  private(set) var centres: [Point?]
  /// The edges whose numbers found no free place and stand in the middle of their curves nevertheless.
  private(set) var crowded: [Int] = []

  /// The least distance from everything else, and the one that looks well.
  private static let (near, far) = (3.0, 9.0)

  init(sizes: [Size?], curves: [Curve], reserved: [Point?], boxes: [Rectangle], isFree: Bool) {
    centres = zip(sizes, curves).map { size, curve in
      guard size != nil else { return nil }
      let x = (curve.start.x + curve.end.x) / 2
      return Point(x: x, y: curve.y(at: x))
    }
    guard isFree else { return }
    var taken: [Rectangle] = []
    for (edge, place) in reserved.enumerated() {
      guard let place, let size = sizes[edge] else { continue }
      centres[edge] = place
      taken.append(Rectangle(centre: place, size: size))
    }
    var choices: [(edge: Int, rooms: [Rectangle])] = []
    for (edge, size) in sizes.enumerated() where reserved[edge] == nil {
      guard let size else { continue }
      let area = curves[edge].bounds.outset(by: max(size.width, size.height) / 2 + Self.far)
      let obstacles = (boxes + taken).filter { $0.intersects(area) }
      let rivals = curves.indices.filter { $0 != edge && curves[$0].bounds.intersects(area) }
        .map { curves[$0] }
      // The arrowheads, which are wider than their curves.
      let heads = curves.indices.filter { $0 != edge }.map { Routes.head(of: curves[$0]) }
        .filter { $0.intersects(area) }
      func isFree(_ room: Rectangle, _ margin: Double) -> Bool {
        let wide = room.outset(by: margin)
        return !obstacles.contains { $0.intersects(wide) } && !heads.contains { $0.intersects(room) }
          && !rivals.contains { $0.meets(wide) }
      }
      let rooms = Self.rooms(on: curves[edge], size: size).filter { isFree($0, Self.near) }
      let isRoomy = rooms.map { isFree($0, Self.far) }
      let ordered =
        rooms.indices.filter { isRoomy[$0] } + rooms.indices.filter { !isRoomy[$0] }
      choices.append((edge, ordered.map { rooms[$0] }))
    }
    // Those with the least choice choose first.
    choices.sort { ($0.rooms.count, $0.edge) < ($1.rooms.count, $1.edge) }
    for (edge, rooms) in choices {
      let room = rooms.first { room in
        let wide = room.outset(by: Self.near)
        return !taken.contains { $0.intersects(wide) }
      }
      if let room {
        centres[edge] = room.centre
        taken.append(room)
      } else {
        crowded.append(edge)
      }
    }
  }

  /// The rooms on a curve that leave enough of it to be seen on both sides, from its middle outward.
  private static func rooms(on curve: Curve, size: Size) -> [Rectangle] {
    let (start, end) = (curve.start, curve.end)
    let width = end.x - start.x
    let length = start.distance(to: end)
    guard width > 0 else { return [] }
    let middle = (start.x + end.x) / 2
    let step = width / max(1, min(length / 4, 80))
    let count = Int(width / 2 / step)
    // Rather towards the start, where no arrow is.
    func cost(_ place: Int) -> Double { place < 0 ? Double(-place) : 1.5 * Double(place) }
    let places = (-count...count).sorted { (cost($0), $0) < (cost($1), $1) }
    var rooms: [Rectangle] = []
    for place in places {
      let x = middle + Double(place) * step
      let room = Rectangle(centre: Point(x: x, y: curve.y(at: x)), size: size)
      if !room.outset(by: 14).contains(start) && !room.outset(by: 30).contains(end) { rooms.append(room) }
    }
    return rooms
  }
}
