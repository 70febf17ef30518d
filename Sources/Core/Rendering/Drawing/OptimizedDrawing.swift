import Autodiff
import Formulas
import GraphLayout
import Storyboard
import Typesetting

extension SVGPage {
  /// A graph after static optimisation, in the places it had before: what is left out is pale and dashed.
  mutating func add(optimized comparison: OptimizationComparison) {
    body.write("<g class=\"edges\">\n")
    for (index, edge) in layout.story.edges.enumerated() {
      let path = EdgePath(layout.graph.edges[index].curve.map(layout.place), arrow: Metrics.arrow)
      optimized(edge, path, from: comparison.fate(of: edge.from), to: comparison.fate(of: edge.to))
    }
    let joins = MergeLines(layout, comparison)
    for join in joins.lines { self.join(join) }
    body.write("</g>\n<g class=\"nodes\">\n")
    for (index, node) in layout.story.nodes.enumerated() {
      let spoken = comparison.spokenFate(of: node) ?? node.spoken
      switch comparison.fate(of: node.id) {
      case .stays: self.node(index, .plain)
      case .folded: folded(index, spoken)
      case .merged, .removed: leftOut(index, spoken)
      }
    }
    body.write("</g>\n")
  }

  /// An edge: full where its operation still reads the operand, dashed where it reads what the operand was merged into,
  /// pale where it is gone.
  private mutating func optimized(
    _ edge: StoryEdge, _ path: EdgePath, from operand: Optimization.Fate, to operation: Optimization.Fate
  ) {
    let isGone = operation != .stays
    var isDetour = false
    if case .merged = operand { isDetour = true }
    let color = colors[isGone ? .line : .walkedLine]
    let name = isGone ? "edge gone" : isDetour ? "edge detour" : "edge"
    body.write("<g class=\"\(name)\" data-edge=\"\(edge.to).\(edge.operand)\" data-kind=\"edge\">")
    body.write("<path fill=\"none\" stroke=\"\(color)\"")
    body.attribute("stroke-width", layout.texts.sizes.edge * (isGone ? 0.7 : 1))
    if isGone { body.write(" stroke-dasharray=\"3 4\"") } else if isDetour { body.write(" stroke-dasharray=\"7 4\"") }
    body.write(" d=\"")
    body.write(path.line)
    body.write("\"/><path fill=\"\(color)\" d=\"")
    body.write(path.arrow)
    body.write("\"/></g>\n")
  }

  /// The line from what was merged to what stays in its place.
  private mutating func join(_ join: MergeLines.Line) {
    body.write("<path class=\"join\" data-join=\"\(join.from).\(join.to)\" fill=\"none\"")
    body.write(" stroke=\"\(colors[.walkedLine])\" stroke-dasharray=\"7 4\"")
    body.attribute("stroke-width", layout.texts.sizes.edge)
    let points = join.curve.map(layout.place)
    body.write(" d=\"M")
    for (position, point) in points.enumerated() {
      if position == 1 { body.write("C") } else if position > 1 { body.write(" ") }
      body.write(point.x)
      body.write(",")
      body.write(point.y)
    }
    body.write("\"/>\n")
  }

  /// A node that has become a constant, with its value.
  private mutating func folded(_ index: Int, _ spoken: String) {
    let node = layout.story.nodes[index]
    let texts = layout.texts.nodes[index]
    let centre = layout.centre(index)
    begin(node, "folded", spoken)
    let side = SVGPage.constantSize(within: texts.outline)
    outline(.roundedRectangle(side, corner: 0), around: centre)
    body.write(" fill=\"\(colors[.constant])\" stroke=\"\(colors[.ink])\" stroke-width=\"1.6\"/>\n")
    let number = node.shape == nil ? node.value : Formula.symbol(Symbol("const", face: .upright))
    let label = typeset(number, size: layout.texts.sizes.label, numbers: layout.options.numbers)
    let scale = min(
      1, (side.width - 12) / max(label.width, 1), (side.height - 12) / max(label.ascent + label.descent, 1))
    text(
      label,
      at: Point(
        x: centre.x - scale * label.width / 2, y: centre.y + scale * (label.ascent - label.descent) / 2),
      color: .label, scale: scale)
    if node.shape != nil { for value in texts.values { text(value, around: centre, color: .quietText) } }
    if let name = texts.name { text(name, around: centre, color: .ink) }
    body.write("</g>\n")
  }

  /// The size of the box of a constant where an operation's outline was.
  ///
  /// Edges end before the outline; the corners of the box come no nearer to them than they must.
  private static func constantSize(within outline: Outline) -> Size {
    switch outline {
    case .circle(let radius):
      let half = max((radius + 6) / Double(2).squareRoot(), radius - 5)
      return Size(width: 2 * half, height: 2 * half)
    case .roundedRectangle(let size, _): return Size(width: size.width - 10, height: size.height - 10)
    }
  }

  /// A node that the new graph does without.
  private mutating func leftOut(_ index: Int, _ spoken: String) {
    let node = layout.story.nodes[index]
    let texts = layout.texts.nodes[index]
    let centre = layout.centre(index)
    begin(node, "gone", spoken)
    let small = texts.outline.scaled(by: layout.texts.sizes.copyScale)
    let copies = layout.copies[index].map(layout.centre)
    for (shape, centre) in [(texts.outline, centre)] + copies.map({ (small, $0) }) {
      outline(shape, around: centre)
      body.write(" fill=\"\(colors[.background])\" stroke=\"\(colors[.line])\" stroke-width=\"1.2\"")
      dashes(shape, period: 8)
      body.write("/>")
    }
    text(texts.label, around: centre, color: .quietText)
    if let name = texts.name { text(name, around: centre, color: .quietText) }
    for copy in copies {
      let origin = Point(
        x: copy.x + texts.label.origin.x * layout.texts.sizes.copyScale,
        y: copy.y + texts.label.origin.y * layout.texts.sizes.copyScale)
      text(texts.label.line, at: origin, color: .quietText, scale: layout.texts.sizes.copyScale)
    }
    body.write("</g>\n")
  }

  private mutating func begin(_ node: StoryNode, _ state: String, _ spoken: String) {
    body.write("<g class=\"node \(state)\" data-node=\"\(node.id)\" data-kind=\"\(node.kind.rawValue)\" role=\"img\"")
    body.attribute("aria-label", spoken)
    body.write(">")
  }

  private mutating func text(_ placed: PlacedLine, around centre: Point, color: Paint) {
    text(placed.line, at: Point(x: centre.x + placed.origin.x, y: centre.y + placed.origin.y), color: color)
  }
}
