import GraphLayout
import Storyboard
import Typesetting

extension SVGPage {
  /// What happens in the step, on a card in the middle; a line that is too wide is set smaller.
  mutating func caption(_ caption: Caption) {
    let card = Metrics.card
    let width = min(card.width, sheet.size.width - 2 * Metrics.margin)
    let left = (sheet.size.width - width) / 2
    let top = card.top + sheet.extraHeight
    body.write("<g class=\"caption\">\n<rect")
    body.attribute("x", left)
    body.attribute("y", top)
    body.attribute("width", width)
    body.attribute("height", card.height)
    body.attribute("rx", card.corner)
    body.write(" fill=\"\(theme.card)\" stroke=\"\(theme.cardBorder)\" stroke-width=\"1.5\"/>\n")
    let baselines = Metrics.captionBaselines
    let places = caption.lines.count == 1 ? [baselines.only] : [baselines.first, baselines.second]
    for (formula, baseline) in zip(caption.lines, places) {
      let line = typeset(formula, size: Metrics.captionSize, numbers: sheet.options.numbers)
      let scale = min(1, (width - 2 * card.padding) / line.width)
      text(
        line, at: Point(x: sheet.size.width / 2 - line.width * scale / 2, y: top + baseline), color: theme.ink,
        spoken: formula.spoken(sheet.options.numbers), scale: scale)
    }
    body.write("</g>\n")
  }
}
