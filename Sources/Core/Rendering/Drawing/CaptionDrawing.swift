import GraphLayout
import Storyboard
import Typesetting

extension SVGPage {
  /// The caption of a frame on its card; fewer rows than the card holds stand in its middle.
  mutating func caption(_ frame: Int) {
    guard let card = layout.regions.card, let (caption, grid) = layout.caption(frame) else { return }
    body.write("<g class=\"caption\">\n")
    part(0)
    outline(.roundedRectangle(card.size, corner: Metrics.card.corner), around: card.centre)
    body.write(" fill=\"\(colors[.card])\" stroke=\"\(colors[.cardBorder])\" stroke-width=\"1.5\"/>\n")
    part(1)
    statements(caption, grid, in: card)
    endPart()
    body.write("</g>\n")
  }

  private mutating func statements(_ caption: CaptionText, _ grid: CaptionText.Grid, in card: Rectangle) {
    var baselines = grid.lines(of: caption, around: card.centre.y)[...]
    for statement in caption.statements {
      body.write("<g")
      spoken(statement.spoken)
      body.write(">\n")
      for row in statement.rows {
        let place = Point(x: card.centre.x + row.x * caption.scale, y: baselines.popFirst() ?? card.centre.y)
        text(row.line, at: place, color: .ink, scale: caption.scale)
      }
      body.write("</g>\n")
    }
  }
}
