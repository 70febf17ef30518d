import Formulas
import GraphLayout
import Storyboard
import Typesetting

extension SVGPage {
  /// `∂f/∂x = 23.01` beside every variable, and a dot for each contribution where there are several.
  mutating func gradients(_ parts: FixedParts, _ frame: Frame) {
    body.write("<g class=\"gradients\">\n")
    for (index, node) in sheet.story.nodes.enumerated() {
      if let state = frame.gradients[node.id], let fragment = parts.gradients[index][state] { add(fragment) }
    }
    body.write("</g>\n")
  }

  /// The texts at one variable; their left end stays where it is while the number grows.
  mutating func gradient(_ index: Int, _ state: Frame.GradientState) {
    let node = sheet.story.nodes[index]
    let texts = sheet.nodes[index]
    let centre = sheet.centre(index)
    let line = typeset(state.statement, size: Metrics.gradientSize, numbers: sheet.options.numbers)
    let left = centre.x - texts.outline.size.width / 2 - texts.gradientWidth
    let color = state.isGrowing ? theme.accentText : theme.ink
    let hasDots = node.expected > 1
    let baseline = centre.y + Metrics.gradientSize * 0.25 - (hasDots ? 6 : 0)
    var spoken = state.statement.spoken(sheet.options.numbers)
    if hasDots { spoken += ", \(state.arrived) of \(node.expected) contributions have arrived" }
    body.write("<g data-gradient=\"\(node.id)\">")
    text(line, at: Point(x: left, y: baseline), color: color, spoken: spoken)
    if hasDots { dots(state.arrived, of: node.expected, at: Point(x: left + 5, y: baseline + 22)) }
    body.write("</g>\n")
  }

  /// Filled for what has arrived, hollow for what is to come; many are written as numbers.
  private mutating func dots(_ arrived: Int, of expected: Int, at point: Point) {
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
