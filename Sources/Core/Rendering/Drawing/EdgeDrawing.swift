import Formulas
import GraphLayout
import Storyboard
import Typesetting

extension SVGPage {
  /// An edge with its arrowhead and number, and while something travels along it with a mark towards the receiver.
  mutating func edge(
    _ index: Int, _ appearance: EdgeAppearance, _ paths: (usual: EdgePath, current: EdgePath), wayBack: WayBack.Mark?,
    flaw: (centre: Point, size: Double)?
  ) {
    let (to, operand) = (layout.story.edges[index].to, layout.story.edges[index].operand)
    let isCurrent = appearance.stage.isOnTop
    let color =
      switch appearance.stage {
      case .idle: colors[layout.purpose == .graph ? .walkedLine : .line]
      case .walked: colors[flaw == nil ? .walkedLine : .alert]
      case .current, .forward: colors[.accent]
      }
    // In a grey print, what has been walked is told by its weight.
    let width =
      switch appearance.stage {
      case .idle: layout.purpose == .graph ? layout.texts.sizes.edge : 0.7 * layout.texts.sizes.edge
      case .walked: layout.texts.sizes.edge
      case .current, .forward: max(Metrics.currentEdgeWidth, 2.5 * layout.texts.sizes.edge)
      }
    let path = isCurrent ? paths.current : paths.usual
    body.write("<g class=\"edge ")
    body.write(appearance.stage.rawValue)
    body.write("\" data-edge=\"")
    body.write(to)
    body.write(".")
    body.write(operand)
    body.write("\" data-kind=\"edge\">")
    part(0)
    body.write("<path fill=\"none\" stroke=\"")
    body.write(color)
    body.write("\"")
    body.attribute("stroke-width", width)
    body.write(" d=\"")
    body.write(path.line)
    body.write("\"/><path fill=\"")
    body.write(color)
    body.write("\" d=\"")
    body.write(path.arrow)
    body.write("\"/>")
    if appearance.stage == .current, let wayBack { self.wayBack(wayBack) }
    endPart()
    number(appearance, on: index)
    if let flaw, appearance.stage != .idle {
      part(3)
      self.flaw(around: flaw.centre, size: flaw.size)
      endPart()
    }
    body.write("</g>\n")
  }

  /// The number on an edge, on a small ground of the page's colour, framed where it is new.
  private mutating func number(_ appearance: EdgeAppearance, on index: Int) {
    guard appearance.number != .none, let number = layout.texts.numbers[index],
      let formula = layout.texts.numberFormulas[index], let place = layout.graph.edges[index].labelCentre
    else { return }
    let color: Paint = appearance.stage.isOnTop ? .accentText : .numberText
    let centre = layout.place(place)
    part(1)
    outline(.roundedRectangle(layout.texts.ground(of: number), corner: 3), around: centre)
    body.write(" fill=\"\(colors[.background])\"")
    if appearance.number == .new { body.write(" stroke=\"\(colors[color])\" stroke-width=\"0.8\"") }
    body.write("/>")
    part(2)
    text(
      number, at: Point(x: centre.x - number.width / 2, y: centre.y + (number.ascent - number.descent) / 2),
      color: color, spoken: formula.spoken(layout.options.numbers),
      marking: appearance.stage == .current && layout.options.edgeNumbers == .adjoint
        ? layout.story.cells?.sources(onEdge: index) ?? [] : [])
    endPart()
  }

  /// The number that travels along an edge, around the origin.
  mutating func traveller(_ formula: Formula) {
    let number = typeset(
      formula, size: layout.texts.sizes.number, numbers: layout.options.numbers, hasGrids: layout.options.showsCells)
    outline(.roundedRectangle(layout.texts.ground(of: number), corner: 3), around: Point(x: 0, y: 0))
    body.write(" fill=\"\(colors[.background])\" stroke=\"\(colors[.accent])\" stroke-width=\"1.6\"/>")
    text(
      number, at: Point(x: -number.width / 2, y: (number.ascent - number.descent) / 2), color: .accentText)
  }
}
