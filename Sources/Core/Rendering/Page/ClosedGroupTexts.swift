import GraphLayout
import Storyboard
import Typesetting

/// The box of a closed group, its name in it and the number of its steps beneath.
struct ClosedGroupTexts {
  let outline: Outline
  let label: PlacedLine
  let counters: (waiting: PlacedLine, walked: PlacedLine)

  init(_ group: StoryNode.Closed, _ label: Typeset, _ sizes: Theme.Sizes, operands: Int, isVertical: Bool) {
    let waiting = typeset(text: group.steps, size: sizes.value, face: .sans)
    let walked = typeset(text: group.walkedSteps, size: sizes.value, face: .sans)
    let padding = Metrics.nodePadding + Metrics.secondLine
    let gap = 0.3 * sizes.label
    let ascent = max(label.ascent, 0.7 * sizes.label)
    let text = ascent + label.descent + gap + walked.ascent
    var size = Size(
      width: max(1.3 * sizes.node, max(label.width, walked.width) + 2 * padding),
      height: max(sizes.node, text + 2 * padding - 6))
    // Round corners take no arrows.
    let side = Double(operands - 1) * Metrics.arrivalGap + 0.7 * sizes.node
    if isVertical { size.width = max(size.width, side) } else { size.height = max(size.height, side) }
    outline = .roundedRectangle(size, corner: Metrics.nodeCorner + 3)
    self.label = PlacedLine(line: label, origin: Point(x: -label.width / 2, y: ascent - text / 2))
    func counter(_ line: Typeset) -> PlacedLine {
      PlacedLine(line: line, origin: Point(x: -line.width / 2, y: text / 2))
    }
    counters = (counter(waiting), counter(walked))
  }

  /// The room for the group's derivative: beneath its values, or at their right where they stand beside it.
  static func gradient(_ size: Size, beside half: Size, _ texts: [Rectangle], _ direction: Direction) -> Rectangle {
    let reach = Metrics.ring.room + 2
    if direction.isVertical {
      let left = texts.reduce(half.width + reach) { max($0, $1.maxX) } + 2
      return Rectangle(minX: left, minY: -size.height / 2, maxX: left + size.width, maxY: size.height / 2)
    }
    let top = texts.reduce(half.height + reach) { max($0, $1.maxY + 2) }
    return Rectangle(minX: -size.width / 2, minY: top, maxX: size.width / 2, maxY: top + size.height)
  }
}
