import GraphLayout
import Storyboard

/// How an edge is drawn.
struct EdgeLook: Hashable, Sendable {
  enum Stage: String {
    case idle, walked, current
  }

  let stage: Stage
  let showsNumber: Bool

  init(_ state: Frame.EdgeState?, hasNumber: Bool) {
    stage = state?.isCurrent == true ? .current : state?.isWalked == true ? .walked : .idle
    showsNumber = hasNumber && state?.showsAdjoint == true
  }

  private init(_ stage: Stage, _ showsNumber: Bool) {
    self.stage = stage
    self.showsNumber = showsNumber
  }

  /// Every look an edge can have.
  static func all(hasNumber: Bool) -> [EdgeLook] {
    [Stage.idle, .walked, .current].flatMap { stage in
      [EdgeLook(stage, false)] + (hasNumber ? [EdgeLook(stage, true)] : [])
    }
  }
}

extension SVGPage {
  /// The edges of the graph; without a frame as they are before anything happens.
  mutating func edges(_ parts: FixedParts, _ frame: Frame?) {
    let looks = sheet.story.edges.indices.map { edge in
      EdgeLook(frame?.edges[edge], hasNumber: sheet.numbers[edge] != nil)
    }
    body.write("<g class=\"edges\">\n")
    // The current edge comes last and lies on top.
    for isCurrent in [false, true] {
      for (edge, look) in looks.enumerated() where (look.stage == .current) == isCurrent {
        if let fragment = parts.edges[edge][look] { add(fragment) }
      }
    }
    body.write("</g>\n")
  }

  /// An edge with its arrowhead and number.
  mutating func edge(_ index: Int, _ look: EdgeLook) {
    let edge = sheet.story.edges[index]
    let placed = sheet.graph.edges[index]
    let isCurrent = look.stage == .current
    let color =
      switch look.stage {
      case .idle: theme.line
      case .walked: theme.walkedLine
      case .current: theme.accent
      }
    let path = EdgePath(placed.curve.map(sheet.place), arrow: isCurrent ? Metrics.currentArrow : Metrics.arrow)
    body.write("<g class=\"edge \(look.stage.rawValue)\" data-edge=\"\(edge.to).\(edge.operand)\" data-kind=\"edge\">")
    body.write("<path fill=\"none\" stroke=\"\(color)\"")
    body.attribute("stroke-width", isCurrent ? Metrics.currentEdgeWidth : Metrics.edgeWidth)
    body.write(" d=\"")
    body.write(path.line)
    body.write("\"/><path fill=\"\(color)\" d=\"")
    body.write(path.arrow)
    body.write("\"/>")
    if look.showsNumber { number(on: index, color: isCurrent ? theme.accentText : theme.numberText) }
    body.write("</g>\n")
  }

  /// The derivative on an edge, on a small ground of the page's colour.
  private mutating func number(on index: Int, color: String) {
    guard let number = sheet.numbers[index], let adjoint = sheet.story.edges[index].adjoint,
      let place = sheet.graph.edges[index].numberCentre
    else { return }
    let centre = sheet.place(place)
    outline(.roundedRectangle(Sheet.ground(of: number), corner: 3), around: centre)
    body.write(" fill=\"\(theme.background)\"/>")
    let baseline = centre.y + Sheet.numberHeight / 2 - Metrics.numberPadding.y
    text(
      number, at: Point(x: centre.x - number.width / 2, y: baseline), color: color,
      spoken: adjoint.spoken(sheet.options.numbers))
  }
}
