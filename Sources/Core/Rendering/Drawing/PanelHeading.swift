import Formulas
import GraphLayout
import Storyboard
import Typesetting

/// The heading above one of several graphs.
enum PanelHeading {
  /// The room above a graph for its heading.
  static func height(_ sizes: Theme.Sizes) -> Double { 2.2 * sizes.name }
}

extension SVGPage {
  /// The heading of a panel, above the left end of its graph.
  mutating func panelHeading(_ panel: Int) {
    let owners = layout.story.panelOfNode
    let boxes = zip(owners, layout.graph.boxes).filter { $0.0 == panel }.map { $0.1 }
    guard let first = boxes.first else { return }
    let area = boxes.dropFirst().reduce(first) { $0.union($1) }
    let size = 1.1 * layout.texts.sizes.name
    let line = typeset(text: layout.story.panels[panel].heading, size: size, face: .sans)
    let corner = layout.place(Point(x: area.minX, y: area.minY))
    body.write("<g class=\"panel\">")
    part(0)
    text(line, at: Point(x: corner.x, y: corner.y - 0.7 * size), color: .ink)
    endPart()
    body.write("</g>\n")
  }
}
