import Formulas
import Autodiff
import GraphLayout
import Storyboard
import Typesetting

/// The legend: a sample of each kind of nodes and of each state that occurs, with its name.
///
/// What the graph is made of stands in the first row and what happens in the second; one row holds both where it can.
struct Legend: Sendable {
  /// Something that the legend explains.
  enum Sample: Hashable, Sendable {
    case kind(TraceNode.Kind)
    /// A group that is drawn as one node.
    case group
    /// The first number that is not finite.
    case flaw
    /// An edge that goes on beyond what is drawn.
    case cut
    /// A node's state.
    case current, waiting, done
    /// An operand of what is computed.
    case source
    /// The marks of a wrong pass.
    case mark(NodeMark)
    /// The mark on an edge towards the receiver.
    case wayBack
    /// An adjoint that grows, and the dots of what has arrived.
    case growing, arrived
    /// What the colours of nodes stand for, and a fill by its name.
    case heat(Heat)
    case fill(NodeFill, ThemeColor, String)
  }

  /// A sample with its name, and the place of its left end.
  struct Item: Sendable {
    let sample: Sample
    let name: Typeset
    let x: Double
    let row: Int
  }

  private(set) var items: [Item] = []
  private(set) var width = 0.0
  let swatch: Double
  /// Whether the colours of nodes stand for their kinds.
  let hasKindColors: Bool
  private let rowCount: Int
  private let size: Double

  /// The width that one row may take.
  private static let most = 420.0

  /// - Parameters:
  ///   - story: the story of the page.
  ///   - options: the options of the picture.
  ///   - purpose: the use of the picture.
  ///   - others: the kinds of nodes of another graph on the page.
  ///   - room: the width there is; the legend is set smaller where it needs more.
  init(
    _ story: Storyboard, _ options: PictureOptions, _ purpose: PageLayout.Purpose,
    others: Set<TraceNode.Kind> = [], within room: Double = .infinity
  ) {
    let whole = Legend(story, options, purpose, others, scale: 1)
    self = whole.width <= room ? whole : Legend(story, options, purpose, others, scale: room / whole.width)
  }

  private init(
    _ story: Storyboard, _ options: PictureOptions, _ purpose: PageLayout.Purpose, _ others: Set<TraceNode.Kind>,
    scale: Double
  ) {
    let states = purpose == .animation ? Legend.states(of: story, options) : []
    var rows = [Legend.parts(of: story, purpose, others), states]
    if purpose == .animation, let heat = options.heat {
      rows = [rows[0] + rows[1], Legend.fills(HeatScale(heat, story))]
      hasKindColors = false
    } else {
      hasKindColors = true
    }
    let usual = scale * options.theme.sizes.footer
    let isOneRow = rows[1].isEmpty || Legend.width(rows[0] + rows[1], usual, gap: 26 * scale) <= Legend.most
    let size = isOneRow ? usual : 0.87 * usual
    (self.size, rowCount) = (size, isOneRow ? 1 : 2)
    let gap = scale * (isOneRow ? 26 : 18)
    swatch = size + 2.5
    for (row, samples) in (isOneRow ? [rows[0] + rows[1]] : rows).enumerated() {
      var x = 0.0
      for sample in samples {
        let name = typeset(text: sample.name, size: size, face: .sans)
        items.append(Item(sample: sample, name: name, x: x, row: row))
        x += Legend.advance(sample, name, size) + gap
      }
      width = max(width, x - gap)
    }
  }

  /// The width of a sample with its name; a heading has the name alone.
  private static func advance(_ sample: Sample, _ name: Typeset, _ size: Double) -> Double {
    (sample.isHeading ? 0 : size + 2.5 + 7) + name.width
  }

  private static func width(_ samples: [Sample], _ size: Double, gap: Double) -> Double {
    samples.reduce(-gap) { $0 + advance($1, typeset(text: $1.name, size: size, face: .sans), size) + gap }
  }

  /// The kinds of nodes there are, and the marks at them.
  private static func parts(
    of story: Storyboard, _ purpose: PageLayout.Purpose, _ others: Set<TraceNode.Kind>
  ) -> [Sample] {
    let kinds = [TraceNode.Kind.variable, .constant, .operation].filter { kind in
      others.contains(kind) || story.nodes.contains { $0.kind == kind && $0.closed == nil }
    }
    let hasFlaw = !story.flawedNodes.isEmpty || purpose == .animation && !story.flawedEdges.isEmpty
    let hasCut = story.cutEdges.contains { !$0.isEmpty }
    let hasGroup = story.nodes.contains { $0.closed != nil }
    return kinds.map(Sample.kind) + (hasGroup ? [.group] : []) + (hasFlaw ? [.flaw] : []) + (hasCut ? [.cut] : [])
  }

  /// The colours that stand for norms.
  private static func fills(_ scale: HeatScale) -> [Sample] {
    [.heat(scale.heat)] + (scale.hasNone ? [.fill(.none, HeatScale.none, Words.noHeat)] : [])
      + (0..<scale.count).map { .fill(.level($0), scale.color($0), scale.name($0)) }
      + (scale.hasOthers ? [.fill(.notFinite, HeatScale.notFinite, Words.flaw)] : [])
  }

  /// The states that the frames show.
  private static func states(of story: Storyboard, _ options: PictureOptions) -> [Sample] {
    let steps = story.frames.steps
    guard let first = steps.first, let last = steps.last else { return [] }
    var states: [Sample] = []
    // At the start the output waits, and only at the end nothing does and no node is the current one.
    let end = story.stepCount
    if steps.contains(where: { 0 < $0 && $0 < end }) { states.append(.current) }
    if story.goesForward { states.append(.source) }
    for mark in NodeMark.allCases where story.nodes.contains(where: { story.marks(of: $0.id).contains(mark) }) {
      states.append(.mark(mark))
    }
    if story.hasQueue || story.isJoined {
      if first < end { states.append(.waiting) }
      if last > 1 || last == end && last > 0 { states.append(.done) }
    }
    let current = story.frames.indices.compactMap { story.frames.currentEdge($0) }.map { story.edges[$0] }
    if current.contains(where: { $0.contribution != nil }) { states.append(.wayBack) }
    let variables = story.nodes.filter { $0.kind == .variable }
    let ids = Set(variables.map { $0.id })
    if current.contains(where: { $0.contribution != nil && ids.contains($0.from) }) { states.append(.growing) }
    if variables.contains(where: { (2...8).contains($0.expected) }) { states.append(.arrived) }
    return states
  }

  /// The height of a row's middle, from that of the footer.
  func middle(of row: Int) -> Double {
    rowCount == 1 ? 0 : (Double(row) - 0.5) * 1.7 * size
  }

  /// The baseline of a row, from the middle of the row.
  var baseline: Double { size * 0.32 }

  /// The outline of a kind at a small size.
  static func outline(_ kind: TraceNode.Kind, _ size: Size) -> Outline {
    switch kind {
    case .variable: .roundedRectangle(size, corner: min(size.width, size.height) * 0.24)
    case .constant: .roundedRectangle(size, corner: 0)
    case .operation: .roundedRectangle(size, corner: min(size.width, size.height) / 2)
    }
  }
}

extension Legend.Sample {
  /// Whether it is a heading of what follows.
  fileprivate var isHeading: Bool { if case .heat = self { true } else { false } }

  fileprivate var name: String {
    switch self {
    case .kind(let kind): kind.word
    case .group: Words.groupSample
    case .flaw: Words.flaw
    case .cut: Words.cut
    case .current: Words.current
    case .waiting: Words.waiting
    case .done: Words.done
    case .source: Words.source
    case .mark(.wrong): Words.firstWrong
    case .mark(.infected): Words.infected
    case .wayBack: Words.wayBack
    case .growing: Words.growing
    case .arrived: Words.arrived
    case .heat(.gradient): Words.gradientHeat
    case .heat(.value): Words.valueHeat
    case .fill(_, _, let name): name
    }
  }
}

extension SVGPage {
  var footer: Double { layout.regions.footer }
  var footerBaseline: Double { footer + theme.sizes.footer * 0.32 }
  var queueMiddle: Double { layout.regions.queue }
  var queueBaseline: Double { queueMiddle + theme.sizes.footer * 0.32 }

  /// The legend, at the right.
  mutating func legend() {
    guard layout.options.showsLegend else { return }
    let room = layout.regions.page.width - 2 * Metrics.margin
    let legend = Legend(
      layout.story, layout.options, layout.purpose, others: layout.kindsBeside, within: room)
    let left = layout.regions.page.width - Metrics.margin - legend.width
    body.write("<g class=\"legend\">\n")
    part(0)
    for item in legend.items {
      let middle = footer + legend.middle(of: item.row)
      sample(
        item.sample, around: Point(x: left + item.x + legend.swatch / 2, y: middle), legend.swatch,
        hasKindColors: legend.hasKindColors)
      body.write("\n")
      let start = left + item.x + (item.sample.isHeading ? 0 : legend.swatch + 7)
      text(item.name, at: Point(x: start, y: middle + legend.baseline), color: .quietText)
    }
    endPart()
    body.write("</g>\n")
  }

  private mutating func sample(
    _ sample: Legend.Sample, around centre: Point, _ swatch: Double, hasKindColors: Bool
  ) {
    let ink = colors[.ink]
    switch sample {
    case .kind(let kind):
      outline(Legend.outline(kind, Size(width: swatch, height: swatch)), around: centre)
      let fill = hasKindColors ? "\(colors[Paint(kind)])" : "none"
      body.write(" fill=\"\(fill)\" stroke=\"\(ink)\" stroke-width=\"1.2\"/>")
    case .heat: break
    case .fill(_, let color, _):
      outline(.roundedRectangle(Size(width: swatch, height: swatch), corner: 0), around: centre)
      body.write(" fill=\"\(color)\" stroke=\"\(ink)\" stroke-width=\"1.2\"/>")
    case .group:
      let shape = Outline.roundedRectangle(Size(width: swatch, height: swatch), corner: swatch / 2)
      outline(shape, around: centre)
      body.write(" fill=\"\(colors[.operation])\" stroke=\"\(ink)\" stroke-width=\"1.2\"/>")
      outline(shape.grown(by: -3), around: centre)
      body.write(" class=\"second\" fill=\"none\" stroke=\"\(ink)\" stroke-width=\"1\"/>")
    case .flaw: flaw(around: centre, size: swatch / 2 + 1)
    case .cut:
      stub(from: Point(x: centre.x - swatch / 2, y: centre.y), (1, 0), length: swatch, isArriving: false)
    case .current:
      outline(.circle(radius: swatch / 2 - 4), around: centre)
      body.write(" fill=\"\(colors[.background])\" stroke=\"\(ink)\" stroke-width=\"1.2\"/>")
      outline(.circle(radius: swatch / 2 - 0.5), around: centre)
      body.write(" class=\"ring-sample\" fill=\"none\" stroke=\"\(colors[.accent])\" stroke-width=\"3\"/>")
    case .waiting, .done:
      let shape = Outline.circle(radius: swatch / 2 - 1)
      outline(shape, around: centre)
      body.write(" fill=\"\(colors[.background])\" stroke=\"\(ink)\"")
      body.attribute("stroke-width", sample == .done ? NodeOutline.visited.outlineWidth : 1.5)
      if sample == .waiting { dashes(shape, period: 6) }
      body.write("/>")
    case .source:
      outline(.circle(radius: swatch / 2 - 1), around: centre)
      body.write(" fill=\"\(colors[.background])\" stroke=\"\(colors[.accent])\"")
      body.attribute("stroke-width", NodeOutline.source.outlineWidth)
      body.write("/>")
    case .mark(let mark):
      outline(.circle(radius: swatch / 2 - (mark == .wrong ? 4 : 1)), around: centre)
      body.write(" fill=\"\(colors[.alert])\" fill-opacity=\"0.22\" stroke=\"\(colors[.alert])\" stroke-width=\"1.4\"")
      dashes(.circle(radius: swatch / 2 - 1), period: 4)
      body.write("/>")
      if mark == .wrong {
        outline(.circle(radius: swatch / 2 - 0.5), around: centre)
        body.write(" fill=\"none\" stroke=\"\(colors[.alert])\" stroke-width=\"3\"/>")
      }
    case .wayBack: wayBack(WayBack.Mark(middle: centre, radius: swatch / 2, direction: (-1, 0)))
    case .growing:
      outline(.roundedRectangle(Size(width: swatch + 2, height: swatch - 3), corner: 4), around: centre)
      body.write(" fill=\"\(colors[.card])\" stroke=\"\(colors[.accent])\" stroke-width=\"1.6\"/>")
    case .arrived:
      let radius = Metrics.dot.radius - 0.4
      for (place, fill) in [(-1.0, colors[.accent]), (1, "none")] {
        outline(.circle(radius: radius), around: Point(x: centre.x + place * (radius + 1.4), y: centre.y))
        body.write(" fill=\"\(fill)\" stroke=\"\(place < 0 ? colors[.accent] : colors[.quietText])\"")
        body.write(" stroke-width=\"1.3\"/>")
      }
    }
  }
}
