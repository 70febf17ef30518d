import Formulas
import Autodiff
import GraphLayout
import Storyboard
import Typesetting

/// The layout of two graphs on one page, with their headings and the lines beneath them.
struct ComparisonPage: Sendable {
  /// A graph with its heading.
  struct Panel: Sendable {
    /// The graph, placed on the page.
    var layout: PageLayout
    let name: String
    let words: String
    let heading: Typeset
    /// What became of the nodes; nil where the graph is drawn as it is.
    var comparison: OptimizationComparison?
    /// The left end of the heading's baseline.
    var origin = Point(x: 0, y: 0)

    /// A graph with a heading in words, or in mathematics where its story has a formula and that is no wider than the
    /// graph.
    init(_ layout: PageLayout, _ name: String, heading words: String, prefersFormula: Bool = false) {
      (self.layout, self.name, self.words) = (layout, name, words)
      let size = layout.theme.sizes.subtitle
      if prefersFormula, case .formula(let formula) = layout.story.title {
        let line = typeset(formula, size: size, numbers: layout.options.numbers)
        if line.width <= max(layout.graph.size.width, 400), line.ascent + line.descent <= 2.5 * size {
          heading = line
          return
        }
      }
      heading = typeset(text: words, size: size, face: .sans)
    }

    /// From the top of the panel to the graph.
    private var headingHeight: Double { heading.ascent + heading.descent + Metrics.comparison.heading }

    /// The room for the heading and the graph beneath it.
    var need: Size {
      Size(width: max(layout.graph.size.width, heading.width), height: headingHeight + layout.graph.size.height)
    }

    /// The middle of the nodes' outlines on the page, whatever texts are around them.
    var axis: Double {
      let centres = layout.story.nodes.indices.map {
        (layout.centre($0).y, layout.texts.nodes[$0].outline.size.height / 2)
      }
      return ((centres.map { $0 - $1 }.min() ?? 0) + (centres.map { $0 + $1 }.max() ?? 0)) / 2
    }

    /// Moves the graph up or down to an axis, as far as there is room.
    mutating func align(to axis: Double, in room: Rectangle) {
      let graph = layout.regions.graph
      let top = room.minY + headingHeight
      let y = max(top, min(graph.y + axis - self.axis, room.maxY - layout.graph.size.height))
      layout.regions = PageRegions(page: layout.regions.page, graph: Point(x: graph.x, y: y))
    }

    /// Puts the heading at the upper edge of a rectangle, and the graph into the middle of the rest.
    mutating func place(in room: Rectangle, on page: Size) {
      origin = Point(x: room.centre.x - heading.width / 2, y: room.minY + heading.ascent)
      let graph = layout.graph.size
      let spare = room.size.height - headingHeight - graph.height
      layout.regions = PageRegions(
        page: page,
        graph: Point(x: room.centre.x - graph.width / 2, y: room.minY + headingHeight + spare / 2))
    }
  }

  private(set) var first: Panel
  private(set) var second: Panel
  /// The prefix of the ids, the title and the words for screen readers.
  let prefix: String
  let title: String
  let description: String
  /// The finding, broken into lines.
  let verdict: [Typeset]
  /// The two ends of the line between the graphs.
  let divider: (from: Point, to: Point)

  /// A graph before and after static optimisation, in the same places.
  init(
    _ comparison: OptimizationComparison, _ options: PictureOptions, _ ordering: any LayerOrdering
  ) throws(LayoutError) {
    let layout = try PageLayout(comparison.before, options, .graph, ordering, mayRetell: false)
    let before = Panel(layout, "before", heading: comparison.headings.before)
    var after = Panel(layout, "after", heading: comparison.headings.after)
    after.comparison = comparison
    self.init(
      before, after, verdict: comparison.verdict, hasHeading: true,
      prefix: "\(options.idPrefix ?? comparison.before.identifier)-optimized-",
      title: Words.optimization(comparison.before.spokenTitle), description: comparison.spoken)
  }

  /// Two graphs side by side.
  init(_ pair: GraphPair, _ options: PictureOptions, _ ordering: any LayerOrdering) throws(LayoutError) {
    let first = Panel(
      try PageLayout(pair.first, options, .graph, ordering, mayRetell: false), "first", heading: pair.headings.first,
      prefersFormula: pair.prefersFormulas)
    let second = Panel(
      try PageLayout(pair.second, options, .graph, ordering, mayRetell: false), "second", heading: pair.headings.second,
      prefersFormula: pair.prefersFormulas)
    self.init(
      first, second, verdict: pair.verdict, hasHeading: false,
      prefix: "\(options.idPrefix ?? "\(pair.first.identifier)-\(pair.second.identifier)")-",
      title: Words.pair(pair.headings.first, pair.headings.second), description: pair.spoken)
  }

  /// From one line of the finding to the next.
  static func lineHeight(_ theme: Theme) -> Double { 1.35 * (theme.sizes.footer + 1.5) }

  private init(
    _ one: Panel, _ two: Panel, verdict words: String, hasHeading: Bool, prefix: String, title: String,
    description: String
  ) {
    var (before, after) = (one, two)
    let options = one.layout.options
    (self.prefix, self.title, self.description) = (prefix, title, description)
    let kinds = Set(two.layout.story.nodes.map { $0.kind })
    before.layout.kindsBeside = kinds
    let legend = options.showsLegend ? Legend(one.layout.story, options, .graph, others: kinds).width + 40 : 0
    let panels = max(before.need.width + Metrics.comparison.gap + after.need.width, 640)
    let verdict = lines(
      ofText: words, size: options.theme.sizes.footer + 1.5, face: .sans, within: max(panels - legend, 400))
    self.verdict = verdict
    let footer = max((verdict.map { $0.width }.max() ?? 0) + legend, 640)
    let footerHeight =
      Metrics.footer.height + Double(max(0, verdict.count - 1)) * ComparisonPage.lineHeight(options.theme)

    /// The page with the graphs beside each other or not, and its heading.
    func page(_ isBeside: Bool) -> (size: Size, heading: HeadingText) {
      let gap = Metrics.comparison.gap
      let (one, two) = (before.need, after.need)
      let content =
        isBeside
        ? Size(width: one.width + gap + two.width, height: max(one.height, two.height))
        : Size(width: max(one.width, two.width), height: one.height + gap + two.height)
      let width = max(content.width, footer)
      let heading =
        hasHeading ? HeadingText(before.layout.story, options, width: width, titleWidth: width) : HeadingText.none
      return (
        Size(
          width: (max(width, heading.width) + 2 * Metrics.margin).rounded(.up),
          height: (heading.height + Metrics.comparison.top + content.height + footerHeight).rounded(.up)),
        heading
      )
    }
    /// A page in the proportions of the picture, or of a slide.
    func grown(_ size: Size, to proportion: Double) -> Size {
      Size(width: max(size.width, size.height * proportion), height: max(size.height, size.width / proportion))
    }
    // The way that needs the smaller page is drawn larger.
    let proportion = options.size.map { $0.width / $0.height }
    let slide = proportion ?? Metrics.page.width / Metrics.page.height
    let isBeside = grown(page(true).size, to: slide).width <= grown(page(false).size, to: slide).width
    let (least, heading) = page(isBeside)
    let size = proportion.map { grown(least, to: $0) } ?? least
    let room = Rectangle(
      minX: Metrics.margin, minY: heading.height + Metrics.comparison.top, maxX: size.width - Metrics.margin,
      maxY: size.height - footerHeight)
    let middle = room.middle(isBeside, before.need, after.need)
    let half = Metrics.comparison.gap / 2
    if isBeside {
      let left = Rectangle(minX: room.minX, minY: room.minY, maxX: middle - half, maxY: room.maxY)
      let right = Rectangle(minX: middle + half, minY: room.minY, maxX: room.maxX, maxY: room.maxY)
      before.place(in: left, on: size)
      after.place(in: right, on: size)
      // Two graphs beside each other share one axis.
      after.align(to: before.axis, in: right)
      before.align(to: after.axis, in: left)
      divider = (Point(x: middle, y: room.minY), Point(x: middle, y: room.maxY))
    } else {
      let upper = Rectangle(minX: room.minX, minY: room.minY, maxX: room.maxX, maxY: middle - half)
      let lower = Rectangle(minX: room.minX, minY: middle + half, maxX: room.maxX, maxY: room.maxY)
      before.place(in: upper, on: size)
      after.place(in: lower, on: size)
      divider = (Point(x: room.minX, y: middle), Point(x: room.maxX, y: middle))
    }
    before.layout.heading = heading
    (first, second) = (before, after)
  }
}

extension ComparisonPage {
  /// How well the smaller of the two graphs can be read.
  var legibility: Legibility {
    let (page, options) = (first.layout.size, first.layout.options)
    let target = Legibility.target(of: options.size)
    let text = [first, second].map { $0.layout.texts.leastText(hasMatrices: $0.layout.story.writesArrays) }
    return Legibility(
      textHeight: (text.min() ?? 0) * min(target.width / page.width, target.height / page.height), target: target,
      nodeCount: max(first.layout.story.nodeCount, second.layout.story.nodeCount), hasGroups: false, elementsUpTo: nil)
  }
}

extension Rectangle {
  /// The line between two things beside or beneath each other where both get half of the spare room.
  fileprivate func middle(_ isBeside: Bool, _ one: Size, _ two: Size) -> Double {
    isBeside ? (minX + maxX + one.width - two.width) / 2 : (minY + maxY + one.height - two.height) / 2
  }
}
