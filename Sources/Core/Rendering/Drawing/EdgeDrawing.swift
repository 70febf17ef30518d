import GraphLayout
import Storyboard

/// How an edge is drawn.
struct EdgeLook: Hashable, Sendable {
  enum Stage: String, CaseIterable {
    case idle, walked, current
  }

  /// The derivative on the edge.
  enum Number: CaseIterable {
    case none
    /// Written for the first time.
    case new
    case known
  }

  let stage: Stage
  let number: Number

  private init(_ stage: Stage, _ number: Number) {
    (self.stage, self.number) = (stage, number)
  }

  /// The look in a frame, or in the graph alone.
  init(_ state: Frame.EdgeState?, hasNumber: Bool) {
    stage = state?.isCurrent == true ? .current : state?.isWalked == true ? .walked : .idle
    guard hasNumber, let state, state.showsAdjoint else {
      number = .none
      return
    }
    number = state.isAdjointNew ? .new : .known
  }

  /// Every look an edge can have.
  static func all(hasNumber: Bool) -> [EdgeLook] {
    Stage.allCases.flatMap { stage in
      (hasNumber ? Number.allCases : [.none]).map { EdgeLook(stage, $0) }
    }
  }
}

extension SVGPage {
  /// An edge with its arrowhead and number.
  mutating func edge(_ index: Int, _ look: EdgeLook, _ paths: (usual: EdgePath, current: EdgePath)) {
    let edge = sheet.story.edges[index]
    let isCurrent = look.stage == .current
    let color =
      switch look.stage {
      case .idle: paints[sheet.purpose == .graph ? .walkedLine : .line]
      case .walked: paints[.walkedLine]
      case .current: paints[.accent]
      }
    // In a grey print, what has been walked is told by its weight.
    let width =
      switch look.stage {
      case .idle: sheet.purpose == .graph ? sheet.texts.sizes.edge : 0.7 * sheet.texts.sizes.edge
      case .walked: sheet.texts.sizes.edge
      case .current: max(Metrics.currentEdgeWidth, 2.5 * sheet.texts.sizes.edge)
      }
    let path = isCurrent ? paths.current : paths.usual
    body.write("<g class=\"edge \(look.stage.rawValue)\" data-edge=\"\(edge.to).\(edge.operand)\" data-kind=\"edge\">")
    part(0)
    body.write("<path fill=\"none\" stroke=\"\(color)\"")
    body.attribute("stroke-width", width)
    body.write(" d=\"")
    body.write(path.line)
    body.write("\"/><path fill=\"\(color)\" d=\"")
    body.write(path.arrow)
    body.write("\"/>")
    endPart()
    number(look, on: index)
    body.write("</g>\n")
  }

  /// The derivative on an edge, on a small ground of the page's colour, framed where it is new.
  private mutating func number(_ look: EdgeLook, on index: Int) {
    guard look.number != .none, let number = sheet.texts.numbers[index],
      let adjoint = sheet.story.edges[index].adjoint, let place = sheet.graph.edges[index].numberCentre
    else { return }
    let color: Paint = look.stage == .current ? .accentText : .numberText
    let centre = sheet.place(place)
    part(1)
    outline(.roundedRectangle(sheet.texts.ground(of: number), corner: 3), around: centre)
    body.write(" fill=\"\(paints[.background])\"")
    if look.number == .new { body.write(" stroke=\"\(paints[color])\" stroke-width=\"0.8\"") }
    body.write("/>")
    part(2)
    text(
      number, at: Point(x: centre.x - number.width / 2, y: centre.y + (number.ascent - number.descent) / 2),
      color: color, spoken: adjoint.spoken(sheet.options.numbers))
    endPart()
  }
}
