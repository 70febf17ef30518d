import Formulas
import Autodiff
import GraphLayout
import Storyboard
import Typesetting

extension SVGPage {
  /// The nodes seen and not yet left as a row of chips, front first, as many as fit; those that wait are paler.
  mutating func queue(_ parts: PrerenderedParts, _ queue: [Frame.QueueEntry]) {
    let label = queue.isEmpty ? parts.queueLabels.empty : parts.queueLabels.filled
    body.write("<g class=\"queue\"")
    spoken(layout.story.spoken(queue))
    body.write(">\n")
    part(0)
    text(label, at: Point(x: Metrics.margin, y: queueBaseline), color: .quietText)
    part(1)
    chips(parts, queue, from: Metrics.margin + label.width + 16)
    endPart()
    body.write("</g>\n")
  }

  private mutating func chips(_ parts: PrerenderedParts, _ queue: [Frame.QueueEntry], from start: Double) {
    var x = start
    let isBesideLegend = layout.options.showsLegend && queueMiddle == footer
    let legend = isBesideLegend ? Legend(layout.story, layout.options, layout.purpose).width + 40 : 0
    let end = layout.regions.page.width - Metrics.margin - legend
    // Where only a part of the graph is drawn, the others are counted.
    let drawn = queue.filter { layout.positions[$0.node] != nil }
    for (position, entry) in drawn.enumerated() {
      guard let index = layout.positions[entry.node] else { continue }
      let chip = (entry.isWaiting ? parts.waitingChips : parts.readyChips)[index]
      let isLast = position == queue.count - 1
      if x + chip.width + (isLast ? 0 : Metrics.chip.gap + parts.queueLabels.rest.width) > end {
        rest(queue.count - position, at: x)
        return
      }
      defer { x += chip.width + Metrics.chip.gap }
      guard !dialect.sharesPieces else {
        mark(.chip(index, isWaiting: entry.isWaiting), x: x + chip.width / 2, y: queueMiddle)
        continue
      }
      body.write("<g data-chip=\"")
      body.write(entry.node)
      body.write(entry.isWaiting ? "\" class=\"waiting\"" : "\" class=\"ready\"")
      body.write(" transform=\"translate(")
      body.write(x + chip.width / 2)
      body.write(" ")
      body.write(queueMiddle)
      body.write(")\">")
      add(chip.fragment)
      body.write("</g>\n")
    }
    if drawn.count < queue.count { rest(queue.count - drawn.count, at: x) }
  }

  /// The number of nodes without a chip, in words.
  private mutating func rest(_ count: Int, at x: Double) {
    let line = typeset(text: Words.more(count), size: theme.sizes.footer, face: .sans)
    text(line, at: Point(x: x, y: queueBaseline), color: .quietText)
  }

  private mutating func mark(_ mark: QueueMark, x: Double, y: Double) {
    marks.insert(mark)
    use(mark, x: x, y: y)
  }

  /// A chip of the queue around the origin.
  mutating func chip(_ node: StoryNode, _ line: Typeset, isWaiting: Bool) {
    let size = Size(width: chipWidth(line), height: theme.sizes.footer + 12.5)
    let shape = Legend.outline(node.kind, size)
    outline(shape, around: Point(x: 0, y: 0))
    body.write(" fill=\"\(colors[isWaiting ? .waiting(Paint(node.kind)) : .full(Paint(node.kind))])\"")
    if isWaiting { dashes(shape, period: 7) }
    body.write(" stroke=\"\(colors[.ink])\" stroke-width=\"1.2\"/>")
    text(
      line, at: Point(x: -line.width / 2, y: theme.sizes.footer * 0.26), color: isWaiting ? .ink : .label)
  }

  /// The width of a chip, in whole tenths of a point: equal chips keep equal distances wherever the row begins.
  func chipWidth(_ line: Typeset) -> Double {
    (max(2.2 * theme.sizes.footer, line.width + 2 * Metrics.chip.padding) * 10).rounded(.up) / 10
  }
}
