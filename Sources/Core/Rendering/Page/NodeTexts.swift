import Autodiff
import Formulas
import GraphLayout
import Storyboard
import Typesetting

/// The outline of a node, the texts around its middle, and the room they need.
struct NodeTexts: Sendable {
  /// The outline that is drawn.
  let outline: Outline
  let label: PlacedLine
  let name: PlacedLine?
  /// The shape of an array, and the value.
  let values: [PlacedLine]
  /// The same with the tangent beside the value; empty where there is none.
  let duals: [[PlacedLine]]
  /// Whether the first of them is the shape.
  private let hasShape: Bool
  /// The number of steps within a closed group, before they are walked and after.
  let counters: (waiting: PlacedLine, walked: PlacedLine)?
  /// The room for a variable's adjoint.
  let gradient: Rectangle?
  let space: NodeSpace
  /// The room of a copy of the leaf: smaller, with its name alone.
  let copySpace: NodeSpace

  /// - Parameters:
  ///   - node: the node.
  ///   - options: the options of the picture.
  ///   - sizes: the sizes of the texts.
  ///   - direction: the direction of the edges.
  ///   - operands: the number of edges to it.
  ///   - gradient: the size of the room for its adjoint.
  ///   - room: the texts that its room was measured by, in whose places these stand.
  init(
    _ node: StoryNode, _ options: PictureOptions, _ sizes: Theme.Sizes, _ direction: Direction, operands: Int,
    gradient: Size?, within room: NodeTexts? = nil
  ) {
    let numbers = options.numbers
    let label = typeset(node.label, size: sizes.label, numbers: numbers, leastScript: sizes.leastScript)
    let group = node.closed.map {
      ClosedGroupTexts($0, label, sizes, operands: operands, isVertical: direction.isVertical)
    }
    let outline =
      group?.outline
      ?? NodeTexts.outline(
        node.kind, around: label, sizes, operands: operands, isVertical: direction.isVertical)
    let half = Size(width: outline.size.width / 2, height: outline.size.height / 2)
    self.outline = outline
    counters = group?.counters
    // All labels stand on one line of a row, whatever letters they are made of.
    self.label = group?.label ?? PlacedLine(line: label, origin: Point(x: -label.width / 2, y: sizes.label * 0.25))

    let name = node.name.map { typeset($0, size: sizes.name, numbers: numbers, leastScript: sizes.leastScript) }
    // A constant that shows its number need not say it twice.
    let facts = [node.shape, options.showsValues && node.value != node.label ? node.value : nil].compactMap { $0 }
    // In the picture of the graph alone its derivative is one of the facts.
    let adjoint = gradient == nil ? node.closed?.adjoint : nil
    let values = (facts + [adjoint].compactMap { $0 }).map {
      typeset(
        $0, size: sizes.value, numbers: numbers, leastScript: sizes.leastScript, hasGrids: options.showsCells)
    }
    let dualLines = (options.showsValues ? node.duals : []).map { dual in
      [node.shape, dual].compactMap { $0 }.map {
        typeset($0, size: sizes.value, numbers: numbers, leastScript: sizes.leastScript)
      }
    }
    hasShape = node.shape != nil
    let grown = outline.grown(by: sizes.ring.room)
    if let room {
      self.name = room.name
      self.values = NodeTexts.placed(values, as: room.values, isCentred: !direction.isVertical)
      self.duals = zip(dualLines, room.duals).map {
        NodeTexts.placed($0, as: $1, isCentred: !direction.isVertical)
      }
      (self.gradient, space, copySpace) = (room.gradient, room.space, room.copySpace)
      return
    }
    if direction.isVertical {
      (self.name, self.values) = NodeTexts.column(name, values, left: half.width + sizes.ring.room + 2)
      duals = dualLines.map { NodeTexts.column(name, $0, left: half.width + sizes.ring.room + 2).values }
    } else {
      self.name = name.map { line in
        PlacedLine(line: line, origin: Point(x: -line.width / 2, y: -half.height - Metrics.textGap - 3 - line.descent))
      }
      self.values = NodeTexts.stack(values, top: half.height + Metrics.textGap + 4, leastAscent: sizes.value * 0.75)
      duals = dualLines.map {
        NodeTexts.stack($0, top: half.height + Metrics.textGap + 4, leastAscent: sizes.value * 0.75)
      }
    }
    // A tall matrix beside the node comes up to the adjoint that stands above or below it.
    let beside = [self.name].compactMap { $0 } + self.values + self.duals.joined()
    let reach = beside.map { $0.bounds }.reduce(0) { max($0, -$1.minY, $1.maxY) } + Metrics.textGap
    self.gradient = gradient.map { size in
      group == nil
        // No edge leaves an output.
        ? NodeTexts.gradient(
          size, beside: half, reach: reach, node.kind == .operation ? direction.reversed : direction)
        : ClosedGroupTexts.gradient(size, beside: half, beside.map { $0.bounds }, direction)
    }

    let shape = Rectangle(centre: Point(x: 0, y: 0), size: grown.size)
    let lines = self.values + self.duals.joined()
    let rooms = [self.name?.bounds, self.gradient].compactMap { $0 } + lines.map { $0.bounds }
    let all = rooms.reduce(shape) { $0.union($1) }
    space = NodeSpace(
      outline: grown, left: shape.minX - all.minX, right: all.maxX - shape.maxX, above: shape.minY - all.minY,
      below: all.maxY - shape.maxY)
    copySpace = NodeSpace(outline: outline.scaled(by: sizes.copyScale).grown(by: sizes.ring.room))
  }

  /// The texts of a value as it stands beside the node in a step.
  func values(_ state: Frame.ValueState) -> [PlacedLine] {
    switch state {
    case .hidden: hasShape ? Array(values.prefix(1)) : []
    case .shown: values
    case .dual(let pass): duals.indices.contains(pass) ? duals[pass] : values
    }
  }

  /// The name and the values at the right of a node whose edges come and go above and below, around its middle.
  private static func column(
    _ name: Typeset?, _ values: [Typeset], left: Double
  ) -> (name: PlacedLine?, values: [PlacedLine]) {
    let column = (name.map { [$0] } ?? []) + values
    let height = column.reduce(-3) { $0 + $1.ascent + $1.descent + 3 }
    var top = -height / 2
    var lines = column.map { line in
      defer { top += line.ascent + line.descent + 3 }
      return PlacedLine(line: line, origin: Point(x: left, y: top + line.ascent))
    }
    let first = name == nil ? nil : lines.removeFirst()
    return (first, lines)
  }

  /// Values on the lines of others.
  private static func placed(_ values: [Typeset], as others: [PlacedLine], isCentred: Bool) -> [PlacedLine] {
    zip(values, others).map { value, other in
      PlacedLine(line: value, origin: Point(x: isCentred ? -value.width / 2 : other.origin.x, y: other.origin.y))
    }
  }

  /// The values beneath a node, centred.
  private static func stack(_ values: [Typeset], top: Double, leastAscent: Double) -> [PlacedLine] {
    var top = top
    return values.map { line in
      let ascent = max(line.ascent, leastAscent)
      defer { top += ascent + line.descent + 5 }
      return PlacedLine(line: line, origin: Point(x: -line.width / 2, y: top + ascent))
    }
  }

  /// The room for a variable's adjoint, on the side of the node that no edge leaves from.
  private static func gradient(
    _ size: Size, beside half: Size, reach: Double, _ direction: Direction
  ) -> Rectangle {
    let gap = Metrics.ring.room + Metrics.gradient.gap - Metrics.gradient.padding.x
    let aside = half.width + gap + size.width / 2
    let away = max(half.height + gap, reach) + size.height / 2
    let centre =
      switch direction {
      case .leftToRight: Point(x: -aside, y: 0)
      case .rightToLeft: Point(x: aside, y: 0)
      case .topToBottom: Point(x: 0, y: -away)
      case .bottomToTop: Point(x: 0, y: away)
      }
    return Rectangle(centre: centre, size: size)
  }

  /// The outline that is large enough for a label, and for the arrowheads of the operands beside each other.
  private static func outline(
    _ kind: TraceNode.Kind, around label: Typeset, _ sizes: Theme.Sizes, operands: Int, isVertical: Bool
  ) -> Outline {
    // A label may come closer to the rim of a circle than to the side of a box: it is low where the circle is wide.
    let diameter = max(sizes.node, label.width + 2 * sizes.padding.circle)
    let arrowheads = Double(operands - 1) * Metrics.arrivalGap
    let isCircle =
      kind == .operation && diameter <= sizes.node + Metrics.circleGrowth
      && arrowheads <= 0.8 * (diameter + 2 * sizes.ring.room)
    var size = Size(
      width: isCircle ? diameter : max(sizes.node, label.width + 2 * sizes.padding.node),
      height: max(
        kind == .operation ? sizes.node : sizes.leafHeight,
        label.ascent + label.descent + 2 * min(sizes.padding.node, 0.2 * sizes.node)))
    if kind == .operation, !isCircle {
      // Round ends take no arrows.
      let side = arrowheads + 0.7 * sizes.node
      if isVertical { size.width = max(size.width, side) } else { size.height = max(size.height, side) }
    }
    switch kind {
    case .variable: return .roundedRectangle(size, corner: Metrics.nodeCorner)
    case .constant: return .roundedRectangle(size, corner: 0)
    case .operation:
      return isCircle
        ? .circle(radius: max(size.width, size.height) / 2)
        : .roundedRectangle(size, corner: min(size.width, size.height, sizes.node) / 2)
    }
  }

  /// The room for the adjoint of each variable: as wide as it will ever be, and alike where that costs little, so
  /// that what stands in one column lines up.
  static func gradients(_ story: Storyboard, _ options: PictureOptions, _ textSizes: Theme.Sizes) -> [Int: Size] {
    var lines: [Int: (width: Double, height: Double)] = [:]
    for node in story.nodes {
      for state in story.gradientStates(of: node.id) {
        let line = typeset(
          state.statement, size: textSizes.gradient, numbers: options.numbers, leastScript: textSizes.leastScript,
          hasGrids: options.showsCells)
        let widest = lines[node.id] ?? (0, 0)
        lines[node.id] = (max(widest.width, line.width), max(widest.height, line.ascent + line.descent))
      }
    }
    var sizes: [Int: Size] = [:]
    // From the widest down: a line takes the width of the one before it that is at most a third wider.
    var common = 0.0
    for (id, line) in lines.sorted(by: { ($0.value.width, $0.key) > ($1.value.width, $1.key) }) {
      if common == 0 || common > 1.34 * line.width { common = line.width }
      let hasDots = (story.node(id)?.expected ?? 0) > 1
      sizes[id] = Size(
        width: common + 2 * Metrics.gradient.padding.x,
        height: line.height + (hasDots ? Metrics.dot.row : 0) + 2 * Metrics.gradient.padding.y)
    }
    return sizes
  }
}
