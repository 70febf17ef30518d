import Formulas
import Autodiff
import GraphLayout
import Storyboard
import Typesetting

extension SVGPage {
  /// A node's outline, its label inside, and its value and name beside it.
  mutating func node(_ index: Int, _ appearance: NodeAppearance) {
    let (mark, value, fill, appearance) = (appearance.mark, appearance.value, appearance.fill, appearance.outline)
    let nodes = layout.story.nodes
    let (id, kind, isClosed) = (nodes[index].id, nodes[index].kind, nodes[index].closed != nil)
    let texts = layout.texts.nodes[index]
    let centre = layout.centre(index)
    body.write("<g class=\"node ")
    body.write(appearance.rawValue)
    body.write("\" data-node=\"")
    body.write(id)
    body.write("\" data-kind=\"")
    body.write(isClosed ? "group" : kind.rawValue)
    body.write("\" role=\"img\"")
    let isFlawed = layout.story.flawedNodes.contains(id)
    let spoken = value == .hidden ? nodes[index].spokenName : nodes[index].spoken
    let more = (layout.heat?.spoken(fill) ?? "") + (isFlawed ? Words.isFlawed : "") + appearance.spoken
    body.attribute("aria-label", spoken + more + (mark?.spoken ?? ""))
    body.write(">")
    let copies = layout.copies[index].map(layout.centre)
    let scale = layout.texts.sizes.copyScale
    let small = texts.outline.scaled(by: scale)
    part(0)
    shape(texts.outline, around: centre, kind, fill, appearance, isFlawed: isFlawed)
    for copy in copies { shape(small, around: copy, kind, fill, appearance) }
    if mark != nil {
      tint(texts.outline, around: centre)
      for copy in copies { tint(small, around: copy) }
    }
    if isClosed { secondLine(texts.outline, around: centre, appearance) }
    endPart()
    if appearance == .current {
      part(1)
      ring(texts.outline, around: centre)
      for copy in copies { ring(small, around: copy) }
      endPart()
    }
    if mark == .wrong {
      part(1)
      let room = appearance == .current ? 6.0 : 0
      ring(texts.outline.grown(by: room), around: centre, color: .alert)
      for copy in copies { ring(small.grown(by: room), around: copy, color: .alert) }
      endPart()
    }
    body.write("\n")
    part(2)
    text(texts.label, around: centre, color: .label)
    if let counters = texts.counters {
      text(appearance.isWalked ? counters.walked : counters.waiting, around: centre, color: .label)
    }
    for line in texts.values(value) { text(line, around: centre, color: .quietText) }
    if let name = texts.name { text(name, around: centre, color: .ink) }
    for copy in copies {
      let origin = Point(
        x: copy.x + texts.label.origin.x * scale, y: copy.y + texts.label.origin.y * scale)
      text(texts.label.line, at: origin, color: .label, scale: scale)
    }
    stubs(index)
    if isFlawed {
      flaw(around: texts.outline.badge(from: centre), size: Metrics.flaw)
    }
    endPart()
    body.write("</g>\n")
  }

  /// The ring around a node that is pointed at.
  mutating func ring(_ index: Int) {
    ring(layout.texts.nodes[index].outline, around: layout.centre(index))
  }

  private mutating func shape(
    _ shape: Outline, around centre: Point, _ kind: TraceNode.Kind, _ fill: NodeFill, _ appearance: NodeOutline,
    isFlawed: Bool = false
  ) {
    outline(shape, around: centre)
    self.fill(fill, kind)
    body.write(" stroke=\"")
    body.write(colors[isFlawed ? .alert : appearance.color])
    body.write("\"")
    body.attribute("stroke-width", isFlawed ? max(2.2, appearance.outlineWidth) : appearance.outlineWidth)
    if appearance == .queued { dashes(shape, period: 10) }
    body.write("/>")
  }

  /// The fill of a node; the colours of a scale are the same in all themes, as what is written on them is dark in all.
  private mutating func fill(_ fill: NodeFill, _ kind: TraceNode.Kind) {
    switch fill {
    case .kind:
      body.write(" fill=\"")
      body.write(colors[Paint(kind)])
      body.write("\"")
    case .none: body.write(" fill=\"\(HeatScale.none)\"")
    case .level(let level): body.write(" fill=\"\(layout.heat?.color(level) ?? HeatScale.none)\"")
    case .notFinite: body.write(" fill=\"\(HeatScale.notFinite)\"")
    }
  }

  private mutating func ring(_ shape: Outline, around centre: Point, color: Paint = .accent) {
    outline(shape.grown(by: layout.texts.sizes.ring.gap - 0.5), around: centre)
    body.write(" class=\"ring\" fill=\"none\" stroke=\"\(colors[color])\"")
    body.attribute("stroke-width", layout.texts.sizes.ring.width)
    body.write("/>")
  }

  /// The colour of what is wrong over a node, and dashes that a grey print keeps.
  private mutating func tint(_ shape: Outline, around centre: Point) {
    outline(shape, around: centre)
    body.write(" class=\"tint\" fill=\"\(colors[.alert])\" fill-opacity=\"0.22\" stroke=\"\(colors[.alert])\"")
    body.write(" stroke-width=\"2.4\"")
    dashes(shape, period: 5)
    body.write("/>")
  }

  /// The inner of the two lines around a closed group.
  private mutating func secondLine(_ shape: Outline, around centre: Point, _ appearance: NodeOutline) {
    outline(shape.grown(by: -Metrics.secondLine), around: centre)
    body.write(" class=\"second\" fill=\"none\" stroke=\"\(colors[appearance == .unseen ? .line : .ink])\"")
    body.write(" stroke-width=\"1\"/>")
  }

  /// Dashes around an outline.
  ///
  /// The corner where an outline begins is drawn by some programs as a join and by others as two ends: it gets a gap.
  mutating func dashes(_ outline: Outline, period wanted: Double) {
    let size = outline.size
    let perimeter =
      switch outline {
      case .circle(let radius): 2 * Double.pi * radius
      case .roundedRectangle(_, let corner): 2 * (size.width + size.height) - (8 - 2 * Double.pi) * corner
      }
    let period = perimeter / max(4, (perimeter / wanted).rounded())
    body.write(" stroke-dasharray=\"")
    body.write(scale: 0.6 * period)
    body.write(" ")
    body.write(scale: 0.4 * period)
    body.write("\" stroke-dashoffset=\"")
    body.write(scale: 0.8 * period)
    body.write("\"")
  }

  private mutating func text(_ placed: PlacedLine, around centre: Point, color: Paint) {
    text(placed.line, at: Point(x: centre.x + placed.origin.x, y: centre.y + placed.origin.y), color: color)
  }
}

extension NodeMark {
  fileprivate var spoken: String {
    switch self {
    case .wrong: Words.isFirstWrong
    case .infected: Words.isInfected
    }
  }
}

extension NodeOutline {
  fileprivate var color: Paint {
    switch self {
    case .unseen: .line
    case .source: .accent
    default: .ink
    }
  }
}

extension Outline {
  /// The place of a mark on the rim, at the upper right.
  fileprivate func badge(from centre: Point) -> Point {
    switch self {
    case .circle(let radius): return Point(x: centre.x + 0.71 * radius, y: centre.y - 0.71 * radius)
    case .roundedRectangle(let size, _):
      return Point(x: centre.x + size.width / 2 - 3, y: centre.y - size.height / 2 + 3)
    }
  }
}
