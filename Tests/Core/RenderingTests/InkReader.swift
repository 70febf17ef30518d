/// Finds out from an SVG alone what is drawn where.
///
/// It knows the classes and the `data-` attributes of a picture, and nothing of how adviz draws.
struct InkReader {
  /// How a part of the picture maps to the page.
  private struct Place {
    var scale = (x: 1.0, y: 1.0)
    var shift = (x: 0.0, y: 0.0)

    func point(_ x: Double, _ y: Double) -> InkPoint {
      InkPoint(x: shift.x + scale.x * x, y: shift.y + scale.y * y)
    }

    func box(_ box: InkBox) -> InkBox {
      let (low, high) = (point(box.minX, box.minY), point(box.maxX, box.maxY))
      var result = InkBox()
      result.add(low)
      result.add(high)
      return result
    }
  }

  /// A glyph's ink by its path data, which is the same in all frames.
  final class Glyphs {
    fileprivate var boxes: [String: InkBox] = [:]

    init() {}
  }

  private let glyphs: Glyphs
  /// A glyph's ink by its id.
  private var defined: [String: InkBox] = [:]
  private(set) var picture = InkPicture()

  static func read(_ bytes: [UInt8], _ glyphs: Glyphs = Glyphs()) throws -> InkPicture {
    var reader = InkReader(glyphs: glyphs)
    reader.read(root: try SVGParser.parse(bytes))
    return reader.picture
  }

  private init(glyphs: Glyphs) {
    self.glyphs = glyphs
  }

  private mutating func read(root: Element) {
    let sides = (root.attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
    if sides.count == 4 {
      picture.page = InkBox(minX: sides[0], minY: sides[1], maxX: sides[0] + sides[2], maxY: sides[1] + sides[3])
    } else {
      picture.unread.append("there is no viewBox")
    }
    for definitions in root.children where definitions.name == "defs" {
      for glyph in definitions.children { define(glyph) }
    }
    for child in root.children { read(child, .page, Place()) }
  }

  private mutating func define(_ glyph: Element) {
    guard glyph.name == "path", let id = glyph.attributes["id"], let data = glyph.attributes["d"] else {
      picture.unread.append("a definition <\(glyph.name)> is not a glyph")
      return
    }
    if let known = glyphs.boxes[data] {
      defined[id] = known
      return
    }
    let path = InkPath(data, pieces: 40)
    if let unknown = path.unknown { picture.unread.append("path command '\(unknown)' in glyph \(id)") }
    glyphs.boxes[data] = path.bounds
    defined[id] = path.bounds
  }

  // MARK: - The tree

  private mutating func read(_ element: Element, _ owner: InkShape.Owner, _ outer: Place) {
    guard !["defs", "title", "desc"].contains(element.name), element.attributes["class"] != "background" else { return }
    let owner = InkReader.owner(element) ?? owner
    let place = transformed(element, outer)
    switch element.name {
    case "g" where isText(element): text(element, owner, outer)
    case "g":
      for child in element.children { read(child, owner, place) }
    case "text", "use": text(element, owner, outer)
    case "rect", "circle": area(element, owner, place)
    case "path": path(element, owner, place)
    default: picture.unread.append("<\(element.name)> in \(owner)")
    }
  }

  private static func owner(_ element: Element) -> InkShape.Owner? {
    // Where there are two graphs, each numbers its nodes from 0.
    if let node = element.attributes["data-node"] { return .node(graph(of: element) + node) }
    if let edge = element.attributes["data-edge"] { return .edge(graph(of: element) + edge) }
    if let group = element.attributes["data-group"] { return .group(group) }
    if let join = element.attributes["data-join"] { return .join(graph(of: element) + join) }
    if let node = element.attributes["data-gradient"] { return .gradient(node) }
    if let node = element.attributes["data-chip"] { return .chip(node) }
    switch element.attributes["class"] {
    case "heading": return .heading
    case "progress": return .progress
    case "caption": return .caption
    case "queue": return .queue
    case "legend": return .legend
    default: return nil
    }
  }

  /// The name of the graph that something is part of, where it has one.
  private static func graph(of element: Element) -> String {
    var above = element.parent
    while let parent = above, parent.attributes["data-graph"] == nil { above = parent.parent }
    return above?.attributes["data-graph"].map { "\($0) " } ?? ""
  }

  /// A set line is a moved group of nothing but glyphs, rules and fallback texts.
  private func isText(_ element: Element) -> Bool {
    guard element.attributes["transform"] != nil, !element.all.contains(where: { InkReader.owner($0) != nil }) else {
      return false
    }
    return element.all.contains { $0.name == "use" || $0.name == "text" }
  }

  private mutating func transformed(_ element: Element, _ outer: Place) -> Place {
    guard let transform = element.attributes["transform"] else { return outer }
    var place = outer
    for call in transform.split(separator: ")") {
      let parts = call.split { "(, ".contains($0) }
      let values = parts.dropFirst().compactMap { Double($0) }
      let (first, second) = (values.first ?? 0, values.count > 1 ? values[1] : nil)
      switch parts.first {
      case "translate":
        let moved = place.point(first, second ?? 0)
        place.shift = (moved.x, moved.y)
      case "scale": place.scale = (place.scale.x * first, place.scale.y * (second ?? first))
      default: picture.unread.append("transform '\(transform)'")
      }
    }
    return place
  }

  // MARK: - Texts

  private mutating func text(_ element: Element, _ owner: InkShape.Owner, _ place: Place) {
    var boxes: [InkBox] = []
    ink(element, place, &boxes)
    guard !boxes.isEmpty else { return }
    var whole = InkBox()
    for box in boxes { whole.add(box) }
    var words = element.attributes["aria-label"]
    var parent = element.parent
    while words == nil, let above = parent, above.name == "g" {
      words = above.attributes["aria-label"]
      parent = above.parent
    }
    picture.shapes.append(
      InkShape(
        .text, of: owner, hulls: [InkHull(whole)], glyphs: boxes.map { InkHull($0) },
        words: words ?? element.all.map(\.text).joined()))
  }

  /// Collects the boxes of the glyphs and rules of a text.
  private mutating func ink(_ element: Element, _ outer: Place, _ boxes: inout [InkBox]) {
    let place = transformed(element, outer)
    let (x, y) = (element.number("x") ?? 0, element.number("y") ?? 0)
    switch element.name {
    case "g":
      for child in element.children { ink(child, place, &boxes) }
    case "use":
      let id = String((element.attributes["xlink:href"] ?? element.attributes["href"] ?? "#").dropFirst())
      guard let glyph = defined[id] else {
        picture.unread.append("glyph '\(id)' is not defined")
        return
      }
      guard !glyph.isEmpty else { return }
      boxes.append(
        place.box(InkBox(minX: glyph.minX + x, minY: glyph.minY + y, maxX: glyph.maxX + x, maxY: glyph.maxY + y)))
    case "rect":
      let (width, height) = (element.number("width") ?? 0, element.number("height") ?? 0)
      boxes.append(place.box(InkBox(minX: x, minY: y, maxX: x + width, maxY: y + height)))
    case "text":
      let size = element.number("font-size") ?? 16
      let width = size * InkReader.ems(element.text)
      let start =
        switch element.attributes["text-anchor"] {
        case "middle": x - width / 2
        case "end": x - width
        default: x
        }
      boxes.append(
        place.box(InkBox(minX: start, minY: y - 0.75 * size, maxX: start + width, maxY: y + 0.2 * size)))
    case "path":
      let box = InkPath(element.attributes["d"] ?? "", pieces: 10).bounds
      if !box.isEmpty { boxes.append(place.box(box)) }
    default: picture.unread.append("<\(element.name)> in a text")
    }
  }

  /// About how wide a text of a font unknown here is.
  private static func ems(_ text: String) -> Double {
    text.reduce(0) { width, character in
      let isWide = character.unicodeScalars.contains { $0.value >= 0x1100 && !(0x2000...0x2E7F).contains($0.value) }
      return width + (isWide ? 1 : 0.6)
    }
  }

  // MARK: - Shapes

  private static func isPainted(_ element: Element, _ attribute: String, byDefault: Bool) -> Bool {
    element.attributes[attribute].map { $0 != "none" } ?? byDefault
  }

  private mutating func area(_ element: Element, _ owner: InkShape.Owner, _ place: Place) {
    let hasFill = InkReader.isPainted(element, "fill", byDefault: true)
    let hasStroke = InkReader.isPainted(element, "stroke", byDefault: false)
    // The line within the outline of a closed group is part of it.
    guard hasFill || hasStroke, element.attributes["class"] != "second" else { return }
    let stroke = hasStroke ? (element.number("stroke-width") ?? 1) / 2 * place.scale.x : 0
    let (outer, inside): (InkHull, InkHull)
    if element.name == "circle" {
      let centre = place.point(element.number("cx") ?? 0, element.number("cy") ?? 0)
      let radius = (element.number("r") ?? 0) * place.scale.x
      (outer, inside) = (InkHull([centre], radius: radius + stroke), InkHull([centre], radius: radius - stroke))
    } else {
      let (x, y) = (element.number("x") ?? 0, element.number("y") ?? 0)
      let (width, height) = (element.number("width") ?? 0, element.number("height") ?? 0)
      let box = place.box(InkBox(minX: x, minY: y, maxX: x + width, maxY: y + height))
      let most = min(box.maxX - box.minX, box.maxY - box.minY) / 2
      let corner = min((element.number("rx") ?? element.number("ry") ?? 0) * place.scale.x, most)
      // A box without round corners has mitred ones.
      outer =
        corner > 0 ? InkHull(box.grown(by: -corner), radius: corner + stroke) : InkHull(box.grown(by: stroke))
      inside =
        corner > stroke
        ? InkHull(box.grown(by: -corner), radius: corner - stroke) : InkHull(box.grown(by: -stroke))
    }
    if case .group(let group) = owner {
      picture.hulls[group, default: []].append(outer)
      return
    }
    let role = InkReader.role(element, owner)
    picture.shapes.append(InkShape(role, of: owner, hulls: [outer], inside: inside))
  }

  private static func role(_ element: Element, _ owner: InkShape.Owner) -> InkShape.Role {
    if ["ring", "ring-sample"].contains(element.attributes["class"]) { return .ring }
    if isWithinMark(element) { return .mark }
    switch owner {
    case .node: return .outline
    case .edge, .join: return .ground
    case .gradient: return element.name == "circle" ? .dot : .ground
    case .caption: return .card
    case .chip: return .chip
    case .legend: return .swatch
    case .progress: return .bar
    case .page, .heading, .queue, .group: return .sign
    }
  }

  /// Whether it is part of a mark, which is looked at as a whole.
  private static func isWithinMark(_ element: Element) -> Bool {
    ["way-back", "flaw", "cut"].contains(element.parent?.attributes["class"])
  }

  private mutating func path(_ element: Element, _ owner: InkShape.Owner, _ place: Place) {
    let path = InkPath(element.attributes["d"] ?? "", pieces: 8)
    if let unknown = path.unknown { picture.unread.append("path command '\(unknown)' in \(owner)") }
    let stroke =
      InkReader.isPainted(element, "stroke", byDefault: false)
      ? (element.number("stroke-width") ?? 1) / 2 * place.scale.x : 0
    let isFilled = InkReader.isPainted(element, "fill", byDefault: true)
    var hulls: [InkHull] = []
    for line in path.lines {
      let points = line.points.map { place.point($0.x, $0.y) }
      if isFilled {
        hulls.append(InkReader.filled(points, stroke))
      } else if stroke > 0 {
        hulls += InkReader.stroked(line.isClosed ? points + points.prefix(1) : points, stroke)
      }
    }
    guard !hulls.isEmpty else { return }
    if case .group(let group) = owner {
      picture.hulls[group, default: []] += hulls
      return
    }
    let role: InkShape.Role =
      switch owner {
      case _ where InkReader.isWithinMark(element): .mark
      case .edge, .join: isFilled ? .arrowhead : .curve
      case .progress: .bar
      case .node: .outline
      default: .sign
      }
    picture.shapes.append(InkShape(role, of: owner, hulls: hulls))
  }

  /// A filled path: an arrowhead as it is, and the box around what has more corners.
  private static func filled(_ points: [InkPoint], _ stroke: Double) -> InkHull {
    if points.count <= 3 { return InkHull(points, radius: stroke) }
    var box = InkBox()
    for point in points { box.add(point) }
    return InkHull(box, radius: stroke)
  }

  /// The pieces of a stroked line, with its ends square.
  private static func stroked(_ points: [InkPoint], _ halfWidth: Double) -> [InkHull] {
    guard points.count > 1 else { return [] }
    return (1..<points.count).map { index in
      index == 1 || index == points.count - 1
        ? InkHull(lineFrom: points[index - 1], to: points[index], halfWidth: halfWidth)
        : InkHull([points[index - 1], points[index]], radius: halfWidth)
    }
  }
}
