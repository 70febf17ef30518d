import Autodiff
import GraphLayout
import Storyboard
import Typesetting

/// What the three kinds of nodes look like.
enum Legend {
  static let kinds: [(kind: TraceNode.Kind, name: Typeset)] = [
    TraceNode.Kind.variable, .constant, .operation,
  ].map { ($0, typeset(text: $0.rawValue, size: Metrics.footerSize, face: .sans)) }

  static let queue = typeset(text: "queue", size: Metrics.footerSize, face: .sans)
  static let emptyQueue = typeset(text: "queue: empty", size: Metrics.footerSize, face: .sans)
  /// Room for what is said of chips that do not fit.
  static let restWidth = typeset(text: "… 9999 more", size: Metrics.footerSize, face: .sans).width
  static let swatch = 18.0
  static let gap = 26.0

  static var width: Double {
    kinds.reduce(-gap) { $0 + swatch + 7 + $1.name.width + gap }
  }

  /// The outline of a kind at a small size.
  static func outline(_ kind: TraceNode.Kind, _ size: Size) -> Outline {
    switch kind {
    case .variable: .roundedRectangle(size, corner: min(size.width, size.height) * 0.24)
    case .constant: .roundedRectangle(size, corner: 0)
    case .operation: .roundedRectangle(size, corner: min(size.width, size.height) / 2)
    }
  }
}

extension SVGPage {
  private var footer: Double {
    switch sheet.purpose {
    case .animation: Metrics.footer + sheet.extraHeight
    case .graph: sheet.size.height - 34
    }
  }

  /// The legend, at the right.
  mutating func legend() {
    var x = sheet.size.width - Metrics.margin - Legend.width
    body.write("<g class=\"legend\">\n")
    for (kind, name) in Legend.kinds {
      let size = Size(width: Legend.swatch, height: Legend.swatch)
      outline(Legend.outline(kind, size), around: Point(x: x + Legend.swatch / 2, y: footer))
      body.write(" fill=\"\(fill(kind))\" stroke=\"\(theme.ink)\" stroke-width=\"1.2\"/>\n")
      text(name, at: Point(x: x + Legend.swatch + 7, y: footer + 5), color: theme.quietText)
      x += Legend.swatch + 7 + name.width + Legend.gap
    }
    body.write("</g>\n")
  }

  /// The nodes seen and not yet left as a row of chips, front first, as many as fit; those that wait are paler.
  mutating func queue(_ parts: FixedParts, _ queue: [Frame.QueueEntry]) {
    let label = queue.isEmpty ? Legend.emptyQueue : Legend.queue
    body.write("<g class=\"queue\">\n")
    text(label, at: Point(x: Metrics.margin, y: footer + 5), color: theme.quietText)
    var x = Metrics.margin + label.width + 16
    let end = sheet.size.width - Metrics.margin - Legend.width - 40
    for (position, entry) in queue.enumerated() {
      guard let index = sheet.positions[entry.node] else { continue }
      let chip = (entry.isWaiting ? parts.waitingChips : parts.readyChips)[index]
      let isLast = position == queue.count - 1
      if x + chip.width + (isLast ? 0 : Metrics.chip.gap + Legend.restWidth) > end {
        let rest = typeset(text: "… \(queue.count - position) more", size: Metrics.footerSize, face: .sans)
        text(rest, at: Point(x: x, y: footer + 5), color: theme.quietText)
        break
      }
      if position > 0 { chevron(before: x) }
      body.write("<g data-chip=\"")
      body.write(entry.node)
      body.write(entry.isWaiting ? "\" class=\"waiting\"" : "\" class=\"ready\"")
      body.write(" transform=\"translate(")
      body.write(x + chip.width / 2)
      body.write(" ")
      body.write(footer)
      body.write(")\">")
      add(chip.fragment)
      body.write("</g>\n")
      x += chip.width + Metrics.chip.gap
    }
    body.write("</g>\n")
  }

  /// A chip of the queue around the origin.
  mutating func chip(_ node: StoryNode, _ line: Typeset, isWaiting: Bool) {
    let size = Size(width: SVGPage.chipWidth(line), height: Metrics.chip.height)
    outline(Legend.outline(node.kind, size), around: Point(x: 0, y: 0))
    body.write(" fill=\"\(fill(node.kind))\"")
    if isWaiting { body.write(" fill-opacity=\"0.35\" stroke-dasharray=\"4 3\"") }
    body.write(" stroke=\"\(theme.ink)\" stroke-width=\"1.2\"/>")
    text(
      line, at: Point(x: -line.width / 2, y: Metrics.chip.labelSize * 0.25), color: theme.label,
      spoken: node.label.spoken() + (isWaiting ? ", waiting" : ""))
  }

  static func chipWidth(_ line: Typeset) -> Double {
    max(Metrics.chip.minimum, line.width + 2 * Metrics.chip.padding)
  }

  /// A small sign between two chips that points to the front of the queue.
  private mutating func chevron(before x: Double) {
    let middle = x - Metrics.chip.gap / 2
    body.write("<path fill=\"none\" stroke=\"\(theme.quietText)\" stroke-width=\"1.5\" d=\"M")
    body.write(middle + 2)
    body.write(" ")
    body.write(footer - 4)
    body.write("l-4 4l4 4\"/>\n")
  }
}
