/// Something drawn: where its ink is, and what it is of the picture.
struct InkShape {
  /// What it is for.
  enum Role: String {
    case text, outline, ring, curve, arrowhead, ground, card, chip, swatch, bar, dot, sign, mark
  }

  /// What it is part of.
  enum Owner: Hashable, CustomStringConvertible {
    case page, heading, progress, caption, queue, legend
    case chip(String)
    case node(String)
    case edge(String)
    /// The line between a node that was merged and what stays in its place.
    case join(String)
    case gradient(String)
    case group(String)

    var description: String {
      switch self {
      case .page: "the page"
      case .heading: "the heading"
      case .progress: "the progress"
      case .caption: "the caption"
      case .queue: "the queue"
      case .legend: "the legend"
      case .chip(let node): "the chip of node \(node)"
      case .node(let node): "node \(node)"
      case .edge(let edge): "edge \(edge)"
      case .join(let nodes): "the line between nodes \(nodes)"
      case .gradient(let node): "the derivative at node \(node)"
      case .group(let name): "the group \(name)"
      }
    }
  }

  let role: Role
  let owner: Owner
  /// What is said of it to those who listen, where it is a text.
  let words: String?
  /// Areas that cover the ink: one for a box, a disk or a text, one a piece for a curve.
  let hulls: [InkHull]
  /// The glyphs of a text, one by one.
  let glyphs: [InkHull]
  /// What lies within its stroke, for what may hold a text.
  let inside: InkHull?
  let bounds: InkBox

  init(
    _ role: Role, of owner: Owner, hulls: [InkHull], glyphs: [InkHull] = [], inside: InkHull? = nil,
    words: String? = nil
  ) {
    (self.role, self.owner, self.hulls, self.glyphs) = (role, owner, hulls, glyphs)
    (self.inside, self.words) = (inside, words)
    var box = InkBox()
    for hull in hulls { box.add(hull.bounds) }
    bounds = box
  }

  /// The first and the last point of a curve, in the middle of its stroke.
  var ends: (first: InkPoint, last: InkPoint)? {
    guard role == .curve, let first = hulls.first, let last = hulls.last else { return nil }
    func middle(_ hull: InkHull, _ one: Int, _ two: Int) -> InkPoint {
      guard hull.corners.count == 4 else { return hull.corners[0] }
      let (p, q) = (hull.corners[one], hull.corners[two])
      return InkPoint(x: (p.x + q.x) / 2, y: (p.y + q.y) / 2)
    }
    return (middle(first, 0, 3), middle(last, 1, 2))
  }

  /// How a sentence calls it.
  var description: String {
    switch role {
    case .text: "text '\(InkShape.short(words ?? "?"))' (\(owner))"
    case .outline, .chip, .card: "\(owner)"
    case .curve: "\(owner)"
    default: "the \(role.rawValue) of \(owner)"
    }
  }

  private static func short(_ words: String) -> String {
    words.count > 40 ? words.prefix(38) + "…" : words
  }

  /// How far it and another are apart; below zero, by how much they overlap.
  func gap(to other: InkShape) -> Double {
    // Two texts of one part may stand in each other's hollows, as a fraction beneath a short line does.
    let (mine, theirs) =
      role == .text && other.role == .text && owner == other.owner ? (glyphs, other.glyphs) : (hulls, other.hulls)
    var least = Double.infinity
    for one in mine where one.bounds.meets(other.bounds) {
      for two in theirs where one.bounds.meets(two.bounds) { least = min(least, one.gap(to: two)) }
    }
    return least
  }
}

/// All that is drawn on a page.
struct InkPicture {
  var page = InkBox()
  var shapes: [InkShape] = []
  /// The parts of the hull of each group, which lie behind everything.
  var hulls: [String: [InkHull]] = [:]
  /// What could not be read; a picture that has such was not looked at as a whole.
  var unread: [String] = []
}
