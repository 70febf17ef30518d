import Autodiff
import Formulas
import GraphLayout
import Storyboard
import Typesetting

/// What of the graph is the same in every frame: the paths of its edges.
struct FixedParts: Sendable {
  /// The path data of each edge up to its arrowhead, and the arrowhead; plain, and as the current edge.
  let plain: [EdgePath]
  let current: [EdgePath]

  init(_ sheet: Sheet) {
    plain = sheet.graph.edges.map { EdgePath($0.curve.map(sheet.place), arrow: Metrics.arrow) }
    current = sheet.graph.edges.map { EdgePath($0.curve.map(sheet.place), arrow: Metrics.currentArrow) }
  }
}

extension SVGPage {
  /// The edges, then the nodes on top of them; without a frame as they are before anything happens.
  mutating func nodesAndEdges(_ parts: FixedParts, _ frame: Frame?) {
    body.write("<g class=\"edges\">\n")
    // The current edge comes last and lies on top.
    for (index, edge) in sheet.story.edges.enumerated() where frame?.edges[index].isCurrent != true {
      draw(edge, index, frame, parts.plain[index])
    }
    for (index, edge) in sheet.story.edges.enumerated() where frame?.edges[index].isCurrent == true {
      draw(edge, index, frame, parts.current[index])
    }
    body.write("</g>\n<g class=\"nodes\">\n")
    for (index, node) in sheet.story.nodes.enumerated() { draw(node, index, frame) }
    body.write("</g>\n")
  }

  private mutating func draw(_ edge: StoryEdge, _ index: Int, _ frame: Frame?, _ path: EdgePath) {
    let state = frame?.edges[index]
    let isCurrent = state?.isCurrent == true
    let color = isCurrent ? theme.accent : state?.isWalked == true ? theme.walkedLine : theme.line
    let kind = isCurrent ? "current" : state?.isWalked == true ? "walked" : "idle"
    body.write("<g class=\"edge \(kind)\" data-edge=\"\(edge.to).\(edge.operand)\" data-kind=\"edge\">")
    body.write("<path fill=\"none\" stroke=\"\(color)\"")
    body.attribute("stroke-width", isCurrent ? Metrics.currentEdgeWidth : Metrics.edgeWidth)
    body.write(" d=\"")
    body.write(path.line)
    body.write("\"/><path fill=\"\(color)\" d=\"")
    body.write(path.arrow)
    body.write("\"/>")
    if state?.showsAdjoint == true, let number = sheet.numbers[index], let adjoint = edge.adjoint,
      let centre = sheet.graph.edges[index].numberCentre
    {
      let centre = sheet.place(centre)
      let size = Size(width: number.width + 2 * Metrics.numberPadding.x, height: Sheet.numberHeight)
      outline(.roundedRectangle(size, corner: 3), around: centre)
      body.write(" fill=\"\(theme.background)\"/>")
      let baseline = centre.y + Sheet.numberHeight / 2 - Metrics.numberPadding.y
      text(
        number, at: Point(x: centre.x - number.width / 2, y: baseline),
        color: isCurrent ? theme.accentText : theme.numberText, spoken: adjoint.spoken(sheet.options.numbers))
    }
    body.write("</g>\n")
  }

  private mutating func draw(_ node: StoryNode, _ index: Int, _ frame: Frame?) {
    let texts = sheet.nodes[index]
    let centre = sheet.centre(index)
    let state = frame.map { $0.nodes[node.id] } ?? .unseen
    body.write("<g class=\"node \(state.word)\" data-node=\"\(node.id)\" data-kind=\"\(node.kind.rawValue)\"")
    body.write(" role=\"img\"")
    body.attribute("aria-label", node.spoken)
    body.write(">")
    if state == .current {
      outline(texts.outline.grown(by: Metrics.ring.gap - 0.5), around: centre)
      body.write(" fill=\"none\" stroke=\"\(theme.accent)\"")
      body.attribute("stroke-width", Metrics.ring.width)
      body.write("/>")
    }
    outline(texts.outline, around: centre)
    body.write(" fill=\"\(fill(node.kind))\" stroke=\"\(theme.ink)\"")
    body.attribute("stroke-width", Metrics.outlineWidth)
    body.write("/>\n")
    let label = texts.label
    text(
      label, at: Point(x: centre.x - label.width / 2, y: centre.y + NodeTexts.drop(label)), color: theme.label)
    let half = texts.outline.size.height / 2
    if let value = texts.value {
      let baseline = centre.y + half + Metrics.textGap + Metrics.valueSize * 0.75
      text(value, at: Point(x: centre.x - value.width / 2, y: baseline + 4), color: theme.quietText)
    }
    if let name = texts.name {
      text(
        name, at: Point(x: centre.x - name.width / 2, y: centre.y - half - Metrics.textGap - name.descent - 3),
        color: theme.ink)
    }
    body.write("</g>\n")
  }

  /// `∂f/∂x = 23.01` beside every variable, and a dot for each contribution where there are several.
  mutating func gradients(_ frame: Frame) {
    body.write("<g class=\"gradients\">\n")
    for (index, node) in sheet.story.nodes.enumerated() {
      guard let state = frame.gradients[node.id], let partial = node.partial else { continue }
      let texts = sheet.nodes[index]
      let centre = sheet.centre(index)
      let line = typeset(state.statement, size: Metrics.gradientSize, numbers: sheet.options.numbers)
      let left = centre.x - texts.outline.size.width / 2 - texts.gradientWidth
      let axis = Metrics.gradientSize * 0.25
      let color = state.isGrowing ? theme.accentText : theme.ink
      let hasDots = node.expected > 1
      let baseline = centre.y + axis - (hasDots ? 6 : 0)
      body.write("<g data-gradient=\"\(node.id)\">")
      text(
        line, at: Point(x: left, y: baseline), color: color,
        spoken: Self.spoken(partial, state, node, sheet.options))
      if hasDots { dots(state.arrived, of: node.expected, at: Point(x: left + 5, y: baseline + 22), color) }
      body.write("</g>\n")
    }
    body.write("</g>\n")
  }

  private static func spoken(
    _ partial: Formula, _ state: Frame.GradientState, _ node: StoryNode, _ options: PictureOptions
  ) -> String {
    let text = "\(partial.spoken(options.numbers)) is \(state.value.spoken(options.numbers))"
    return node.expected > 1 ? text + ", \(state.arrived) of \(node.expected) contributions have arrived" : text
  }

  /// Filled for what has arrived, hollow for what is to come; many are written as a fraction.
  private mutating func dots(_ arrived: Int, of expected: Int, at point: Point, _ color: String) {
    guard expected <= 8 else {
      let line = typeset(text: "\(arrived) of \(expected)", size: Metrics.valueSize, face: .sans)
      text(line, at: Point(x: point.x - 5, y: point.y + 4), color: theme.quietText)
      return
    }
    for dot in 0..<expected {
      body.write("<circle")
      body.attribute("cx", point.x + Double(dot) * Metrics.dot.step)
      body.attribute("cy", point.y)
      body.attribute("r", Metrics.dot.radius)
      body.write(dot < arrived ? " fill=\"\(theme.accent)\"" : " fill=\"none\"")
      body.write(" stroke=\"\(dot < arrived ? theme.accent : theme.quietText)\" stroke-width=\"1.3\"/>")
    }
  }
}

extension NodeTexts {
  /// How far below the centre the baseline of a label stands: at the middle of a small letter for every label.
  static func drop(_ label: Typeset) -> Double { Metrics.labelSize * 0.25 }
}

extension Frame.NodeState {
  fileprivate var word: String {
    switch self {
    case .unseen: "unseen"
    case .queued: "queued"
    case .current: "current"
    case .visited: "visited"
    }
  }
}
