/// Proves that nothing in a picture meets what it must not meet.
///
/// Whatever is drawn must stand apart from all else, but for these: a text lies within its node, chip, card or ground;
/// edges cross each other, but do not run on each other; an edge bears its own number and touches the outlines of its
/// two nodes at its ends.
struct InkCheck {
  /// What is forgiven, in points: numbers in the file have two decimals, and glyphs stand on whole units.
  private static let tolerance = 0.25
  /// How deep an edge's end may be in the outline of its node: the width of a line.
  private static let touch = 2.0
  /// How far an edge's end may be from the outline of its node.
  private static let reach = 14.0
  /// How far a number may be from its edge.
  private static let aside = 12.0
  /// How far two edges may run on each other: more than a crossing at a flat angle takes.
  private static let common = 40.0
  /// How far from its ends an edge must keep to itself: edges of one node may leave it close together.
  private static let start = 30.0
  /// How far all must be from the page's rim.
  private static let margin = 6.0

  private let picture: InkPicture
  private var outlines: [InkShape.Owner: [InkShape]] = [:]
  /// The two nodes at the ends of each edge.
  private var nodes: [InkShape.Owner: Set<InkShape.Owner>] = [:]
  private var faults: [InkFault] = []

  /// All that is wrong with a picture.
  static func faults(_ picture: InkPicture) -> [InkFault] {
    var check = InkCheck(picture: picture)
    check.faults = picture.unread.map { InkFault(kind: "unread", "cannot be read: \($0)") }
    check.findNodes()
    check.checkPage()
    check.checkHolders()
    check.checkPairs()
    return check.faults
  }

  private init(picture: InkPicture) {
    self.picture = picture
    for shape in picture.shapes where shape.role == .outline { outlines[shape.owner, default: []].append(shape) }
  }

  // MARK: - One by one

  private mutating func findNodes() {
    var arrowheads: [InkShape.Owner: InkShape] = [:]
    var grounds: [InkShape.Owner: InkShape] = [:]
    for shape in picture.shapes {
      if shape.role == .arrowhead { arrowheads[shape.owner] = shape }
      if shape.role == .ground { grounds[shape.owner] = shape }
    }
    for curve in picture.shapes where curve.role == .curve {
      guard case .edge(let name) = curve.owner, let start = curve.ends?.first else { continue }
      let target = InkShape.Owner.node(String(name.prefix { $0 != "." }))
      var both: Set = [target]
      if let arrowhead = arrowheads[curve.owner],
        let gap = outlines[target]?.map({ arrowhead.hulls[0].gap(to: $0.hulls[0]) }).min()
      {
        if gap > InkCheck.reach {
          faults.append(
            InkFault(kind: "loose edge", "\(curve.owner) ends \(InkFault.points(gap)) before \(target)"))
        }
      } else {
        faults.append(InkFault(kind: "loose edge", "\(curve.owner) has no arrowhead or no node to point to"))
      }
      let here = InkHull([start])
      let source = outlines.values.joined().map { (node: $0.owner, gap: here.gap(to: $0.hulls[0])) }
        .min { $0.gap < $1.gap }
      if let source, source.gap <= InkCheck.reach {
        both.insert(source.node)
      } else {
        faults.append(InkFault(kind: "loose edge", "\(curve.owner) begins at no node"))
      }
      nodes[curve.owner] = both
      if let ground = grounds[curve.owner] {
        let gap = curve.hulls.map { $0.gap(to: ground.hulls[0]) }.reduce(.infinity, min)
        if gap > InkCheck.aside {
          faults.append(
            InkFault(kind: "stray number", "the number of \(curve.owner) is \(InkFault.points(gap)) beside it"))
        }
      }
    }
  }

  private mutating func checkPage() {
    let page = picture.page.grown(by: -InkCheck.margin)
    for shape in picture.shapes {
      let box = shape.bounds
      let over = max(page.minX - box.minX, page.minY - box.minY, box.maxX - page.maxX, box.maxY - page.maxY)
      if over > 0 {
        faults.append(
          InkFault(
            kind: "\(shape.role) in the margin",
            "\(shape.description) reaches \(InkFault.points(over)) into the page's margin"))
      }
    }
  }

  // MARK: - Pairs

  /// Compares what overlaps from left to right, in the order of the left sides.
  private mutating func checkPairs() {
    let shapes = picture.shapes.sorted { $0.bounds.minX < $1.bounds.minX }
    var open: [InkShape] = []
    for shape in shapes {
      open.removeAll { $0.bounds.maxX <= shape.bounds.minX }
      for other in open where other.bounds.minY < shape.bounds.maxY && shape.bounds.minY < other.bounds.maxY {
        check(other, shape)
      }
      open.append(shape)
    }
  }

  private mutating func check(_ one: InkShape, _ two: InkShape) {
    let allowance: Double
    if one.owner == two.owner {
      allowance = InkCheck.mayShareInk(one, two) ? .infinity : InkCheck.tolerance
    } else if one.role == .curve, two.role == .curve {
      checkCourse(one, two)
      return
    } else if isEnd(one, at: two) || isEnd(two, at: one) {
      allowance = InkCheck.touch
    } else {
      allowance = InkCheck.tolerance
    }
    guard allowance < .infinity else { return }
    let overlap = -one.gap(to: two)
    if overlap > allowance { faults.append(InkFault(one, two, by: overlap)) }
  }

  /// Two edges may cross, and not run on each other.
  private mutating func checkCourse(_ one: InkShape, _ two: InkShape) {
    guard let ends = one.ends, let others = two.ends else { return }
    var length = 0.0
    for piece in one.hulls where piece.corners.count == 2 && piece.bounds.meets(two.bounds) {
      let middle = piece.bounds.centre
      let isFree = [ends.first, ends.last, others.first, others.last].allSatisfy {
        $0.distance(to: middle) > InkCheck.start
      }
      let point = InkHull([middle], radius: piece.radius)
      if isFree, two.hulls.contains(where: { $0.bounds.meets(piece.bounds) && $0.gap(to: point) < 0 }) {
        length += piece.corners[0].distance(to: piece.corners[1])
      }
    }
    if length > InkCheck.common {
      faults.append(
        InkFault(
          kind: "curve on curve",
          "\(one.description) runs on \(two.description) for \(InkFault.points(length))"))
    }
  }

  /// Whether one is the curve or arrowhead of an edge and the other the outline of a node at its end.
  private func isEnd(_ edge: InkShape, at node: InkShape) -> Bool {
    (edge.role == .curve || edge.role == .arrowhead) && node.role == .outline
      && nodes[edge.owner]?.contains(node.owner) == true
  }

  /// Whether two things of one part may share ink.
  private static func mayShareInk(_ one: InkShape, _ two: InkShape) -> Bool {
    switch Set([one.role, two.role]) {
    case [.ring, .outline], [.curve, .arrowhead], [.curve, .ground], [.curve, .text], [.curve, .mark],
      [.outline, .mark], [.ring, .mark], [.mark], [.swatch, .ring]:
      true
    case [.ground, .text], [.ground, .dot], [.card, .text], [.chip, .text]: true
    case [.outline, .text], [.ring, .text]:
      // The label is looked at for itself; a value stays outside.
      isLabel(one.role == .text ? one : two, in: one.role == .text ? two : one)
    default: false
    }
  }

  private static func isLabel(_ text: InkShape, in outline: InkShape) -> Bool {
    outline.hulls[0].overrun(of: InkHull([text.bounds.centre])) < 0
  }

  /// A text or dot lies within the card, chip or ground of its part; a node's label within its outline.
  private mutating func checkHolders() {
    var holders: [InkShape.Owner: InkShape] = [:]
    for shape in picture.shapes where shape.inside != nil {
      switch shape.role {
      case .outline, .card, .chip, .ground: holders[shape.owner] = shape
      default: break
      }
    }
    for shape in picture.shapes where shape.role == .text || shape.role == .dot {
      guard let holder = holders[shape.owner], let inside = holder.inside else { continue }
      if holder.role == .outline, !InkCheck.isLabel(shape, in: holder) { continue }
      let parts = shape.glyphs.isEmpty ? shape.hulls : shape.glyphs
      let over = parts.map { inside.overrun(of: $0) }.reduce(-.infinity, max)
      if over > InkCheck.tolerance { faults.append(InkFault(shape, leaves: holder, by: over)) }
    }
  }
}
