import Autodiff
import GraphLayout
import Storyboard

extension SVGPage {
  /// The nodes of the graph; without a frame as they are before anything happens.
  mutating func nodes(_ parts: FixedParts, _ frame: Frame?) {
    body.write("<g class=\"nodes\">\n")
    for (index, node) in sheet.story.nodes.enumerated() {
      let state = frame.map { $0.nodes[node.id] } ?? .unseen
      body.write("<g class=\"node ")
      body.write(state.word)
      body.write("\"")
      add(parts.nodes[index].attributes)
      if state == .current { add(parts.nodes[index].ring) }
      add(parts.nodes[index].drawing)
    }
    body.write("</g>\n")
  }

  /// What a node's group tells of it, up to the end of its tag.
  mutating func nodeAttributes(_ index: Int) {
    let node = sheet.story.nodes[index]
    body.write(" data-node=\"\(node.id)\" data-kind=\"\(node.kind.rawValue)\" role=\"img\"")
    body.attribute("aria-label", node.spoken)
    body.write(">")
  }

  /// The ring of the current node.
  mutating func ring(_ index: Int) {
    outline(sheet.nodes[index].outline.grown(by: Metrics.ring.gap - 0.5), around: sheet.centre(index))
    body.write(" class=\"ring\" fill=\"none\" stroke=\"\(theme.accent)\"")
    body.attribute("stroke-width", Metrics.ring.width)
    body.write("/>")
  }

  /// A node's outline, its label inside, its value beneath and its name above, up to the end of its group.
  mutating func nodeDrawing(_ index: Int) {
    let node = sheet.story.nodes[index]
    let texts = sheet.nodes[index]
    let centre = sheet.centre(index)
    outline(texts.outline, around: centre)
    body.write(" fill=\"\(fill(node.kind))\" stroke=\"\(theme.ink)\"")
    body.attribute("stroke-width", Metrics.outlineWidth)
    body.write("/>\n")
    // All labels stand on one line of a row, whatever letters they are made of.
    let label = texts.label
    let baseline = centre.y + Metrics.labelSize * 0.25
    text(label, at: Point(x: centre.x - label.width / 2, y: baseline), color: theme.label)
    let half = texts.outline.size.height / 2
    if let value = texts.value {
      let baseline = centre.y + half + Metrics.textGap + 4 + Metrics.valueSize * 0.75
      text(value, at: Point(x: centre.x - value.width / 2, y: baseline), color: theme.quietText)
    }
    if let name = texts.name {
      let baseline = centre.y - half - Metrics.textGap - 3 - name.descent
      text(name, at: Point(x: centre.x - name.width / 2, y: baseline), color: theme.ink)
    }
    body.write("</g>\n")
  }
}

extension Frame.NodeState {
  fileprivate var word: StaticString {
    switch self {
    case .unseen: "unseen"
    case .queued: "queued"
    case .current: "current"
    case .visited: "visited"
    }
  }
}
