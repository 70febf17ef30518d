import Formulas
import GraphLayout
import Storyboard
import Typesetting

extension SVGPage {
  /// `∂f/∂x = 23.01` beside a variable, and a dot for each contribution where there are several; the left end stays
  /// where it is while the number grows.
  mutating func gradient(_ index: Int, _ state: Frame.GradientState) {
    let node = layout.story.nodes[index]
    guard let block = layout.texts.nodes[index].gradient else { return }
    let centre = layout.centre(index)
    let line = typeset(
      state.statement, size: layout.texts.sizes.gradient, numbers: layout.options.numbers,
      leastScript: layout.texts.sizes.leastScript, hasGrids: layout.options.showsCells)
    let hasDots = node.expected > 1
    let padding = Metrics.gradient.padding
    let left = centre.x + block.minX + padding.x
    // The highest line of the block and its dots fill it; a lower one stands on the same axis.
    let middle = centre.y + block.centre.y - (hasDots ? Metrics.dot.row / 2 : 0)
    let baseline = middle + (line.ascent - line.descent) / 2
    var spoken = state.statement.spoken(layout.options.numbers)
    if hasDots { spoken += Words.contributions(state.arrived, of: node.expected) }
    body.write("<g data-gradient=\"\(node.id)\" class=\"\(state.isGrowing ? "growing" : "resting")\">")
    if state.isGrowing {
      // What grows in this step has a ground of its own, which a grey print keeps.
      let bottom = hasDots ? centre.y + block.maxY : baseline + line.descent + padding.y
      let ground = Rectangle(
        minX: left - padding.x, minY: baseline - line.ascent - padding.y, maxX: left + line.width + padding.x,
        maxY: bottom)
      part(0)
      outline(.roundedRectangle(ground.size, corner: 7), around: ground.centre)
      body.write(" fill=\"\(colors[.card])\" stroke=\"\(colors[.accent])\" stroke-width=\"1.6\"/>")
    }
    part(1)
    text(
      line, at: Point(x: left, y: baseline), color: state.isGrowing ? .accentText : .ink, spoken: spoken,
      marking: state.isGrowing ? Set(told(node.id, state.since)) : [])
    if hasDots {
      part(2)
      dots(state.arrived, of: node.expected, left: left, middle: centre.y + block.maxY - padding.y - 5)
    }
    endPart()
    body.write("</g>\n")
  }

  /// The cell of a node's adjoint that a step tells of.
  private func told(_ node: Int, _ step: Int) -> [Int] {
    layout.story.cells?.cell(of: node, step: step).map { [$0] } ?? []
  }

  /// Filled for what has arrived, hollow for what is to come; many are written as numbers.
  private mutating func dots(_ arrived: Int, of expected: Int, left: Double, middle: Double) {
    guard expected <= 8 else {
      let line = typeset(text: Words.count(arrived, of: expected), size: layout.texts.sizes.value, face: .sans)
      text(line, at: Point(x: left, y: middle + 4), color: .quietText)
      return
    }
    let (radius, step, _) = Metrics.dot
    for dot in 0..<expected {
      body.write("<circle")
      body.attribute("cx", left + radius + 1 + Double(dot) * step)
      body.attribute("cy", middle)
      body.attribute("r", radius)
      body.write(dot < arrived ? " fill=\"\(colors[.accent])\"" : " fill=\"none\"")
      body.write(" stroke=\"\(dot < arrived ? colors[.accent] : colors[.quietText])\" stroke-width=\"1.3\"/>")
    }
  }
}
