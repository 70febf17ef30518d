import Formulas
import GraphLayout
import Storyboard
import Typesetting

extension SVGPage {
  /// The hull of a group as one silhouette: the outlines of all its parts, then their fills over them, and its name.
  mutating func hull(_ hull: HullLayout.Hull) {
    let group = layout.story.groups[hull.group]
    body.write("<g class=\"hull\"")
    body.attribute("data-group", group.path.joined(separator: "/"))
    body.write(" role=\"img\"")
    body.attribute("aria-label", Words.hull(group.name, nodes: group.nodes.count))
    body.write(">")
    part(0)
    silhouette(hull, color: colors[.groupBorder], border: 1.2)
    silhouette(hull, color: colors[Fill.hull(within: hull.depth)], border: 0)
    endPart()
    if let name = hull.name {
      part(1)
      text(name.line, at: name.origin, color: .quietText)
      endPart()
    }
    body.write("</g>\n")
  }

  /// All parts of a hull in one colour, larger by a border.
  private mutating func silhouette(_ hull: HullLayout.Hull, color: String, border: Double) {
    for band in hull.bands {
      guard let start = band.curve.first else { continue }
      body.write("<path fill=\"none\" stroke=\"\(color)\" stroke-linecap=\"round\"")
      body.attribute("stroke-width", band.width + 2 * border)
      body.write(" d=\"M")
      point(start)
      for index in stride(from: 1, to: band.curve.count - 2, by: 3) {
        body.write(index == 1 ? "C" : " ")
        point(band.curve[index])
        body.write(" ")
        point(band.curve[index + 1])
        body.write(" ")
        point(band.curve[index + 2])
      }
      body.write("\"/>")
    }
    for box in hull.boxes {
      let box = box.outset(by: border)
      let corner = min(Metrics.hull.corner + border, box.size.width / 2, box.size.height / 2)
      outline(.roundedRectangle(box.size, corner: corner), around: box.centre)
      body.write(" fill=\"\(color)\"/>")
    }
  }

  private mutating func point(_ point: Point) {
    body.write(point.x)
    body.write(",")
    body.write(point.y)
  }
}
