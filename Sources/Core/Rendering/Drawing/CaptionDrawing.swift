import GraphLayout
import Storyboard
import Typesetting

extension SVGPage {
  /// The caption of a frame on its card; fewer rows than the card holds stand in its middle.
  mutating func caption(_ frame: Int) {
    guard let card = layout.regions.card, layout.captions.indices.contains(frame) else { return }
    let caption = layout.captions[frame]
    body.write("<g class=\"caption\">\n")
    part(0)
    outline(.roundedRectangle(card.size, corner: Metrics.card.corner), around: card.centre)
    body.write(" fill=\"\(colors[.card])\" stroke=\"\(colors[.cardBorder])\" stroke-width=\"1.5\"/>\n")
    part(1)
    statements(caption, in: card)
    endPart()
    body.write("</g>\n")
  }

  private mutating func statements(_ caption: CaptionText, in card: Rectangle) {
    let grid = layout.captionGrid
    let pitch = grid.pitch * caption.scale
    // The rows' own middle, from the top of the first to the bottom of the last.
    let extent = Double(caption.rowCount) * grid.pitch - (grid.pitch - grid.extent)
    var baseline = card.centre.y - extent * caption.scale / 2 + grid.ascent * caption.scale
    for statement in caption.statements {
      body.write("<g")
      spoken(statement.spoken)
      body.write(">\n")
      for row in statement.rows {
        text(
          row.line, at: Point(x: card.centre.x + row.x * caption.scale, y: baseline), color: .ink,
          scale: caption.scale)
        baseline += pitch
      }
      body.write("</g>\n")
    }
  }
}
