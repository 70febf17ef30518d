import GraphLayout
import Storyboard
import Typesetting

extension SVGPage {
  /// What happens in a step, on a card; fewer rows than the card holds stand in its middle.
  mutating func caption(_ frame: Int) {
    guard let card = sheet.composition.card, sheet.captions.indices.contains(frame) else { return }
    let caption = sheet.captions[frame]
    body.write("<g class=\"caption\">\n<rect")
    body.attribute("x", card.minX)
    body.attribute("y", card.minY)
    body.attribute("width", card.size.width)
    body.attribute("height", card.size.height)
    body.attribute("rx", Metrics.card.corner)
    body.write(" fill=\"\(theme.card)\" stroke=\"\(theme.cardBorder)\" stroke-width=\"1.5\"/>\n")
    let grid = sheet.captionGrid
    let pitch = grid.pitch * caption.scale
    // The rows' own middle, from the top of the first to the bottom of the last.
    let extent = Double(caption.rowCount) * grid.pitch - (grid.pitch - grid.extent)
    var baseline = card.centre.y - extent * caption.scale / 2 + grid.ascent * caption.scale
    for statement in caption.statements {
      body.write("<g role=\"img\"")
      body.attribute("aria-label", statement.spoken)
      body.write(">\n")
      for row in statement.rows {
        text(
          row.line, at: Point(x: card.centre.x + row.x * caption.scale, y: baseline), color: theme.ink,
          scale: caption.scale)
        baseline += pitch
      }
      body.write("</g>\n")
    }
    body.write("</g>\n")
  }
}
