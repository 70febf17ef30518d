import GraphLayout
import Storyboard
import Typesetting

/// Draws nodes, edges, adjoints and chips, each in all its appearances.
struct Prerenderer {
  let layout: PageLayout
  let dialect: SVGDialect
  /// The frames that are to be drawn; nil for all.
  let frames: [Frame]?

  private let canvas: Canvas

  /// The page that fragments are drawn on, one after the other: a page for each would copy the layout as often.
  private final class Canvas {
    var page: SVGPage

    init(_ page: SVGPage) { self.page = page }
  }

  init(layout: PageLayout, dialect: SVGDialect, frames: [Frame]?) {
    (self.layout, self.dialect, self.frames) = (layout, dialect, frames)
    canvas = Canvas(SVGPage(layout, dialect, prefix: Fragment.prefixMark))
  }

  private var isAnimation: Bool { layout.purpose == .animation }

  func draw(_ body: (inout SVGPage) -> Void) -> Fragment { canvas.page.fragment(body) }

  func node(_ node: Int) -> Drawings<NodeAppearance> {
    guard isAnimation else { return Drawings(.plain, draw { $0.node(node, .plain) }) }
    var drawings = Drawings<NodeAppearance>()
    let storyNode = layout.story.nodes[node]
    let id = storyNode.id
    let wanted = frames.map { frames in Set(frames.map { NodeAppearance(storyNode, in: $0, heat: layout.heat) }) }
    let fills = layout.heat?.fills(of: storyNode) ?? [.kind]
    for outline in NodeOutline.allCases where outline != .plain {
      guard outline != .source || layout.story.goesForward else { continue }
      for value in layout.story.valueStates(of: id) {
        for mark in [nil] + layout.story.marks(of: id).map(Optional.some) {
          for fill in fills {
            let appearance = NodeAppearance(outline, value: value, mark: mark, fill: fill)
            guard wanted?.contains(appearance) ?? true else { continue }
            drawings[appearance] = draw { $0.node(node, appearance) }
          }
        }
      }
    }
    return drawings
  }

  func edge(_ edge: Int, _ wayBack: @autoclosure () -> WayBack?) -> Drawings<EdgeAppearance> {
    let curve = layout.graph.edges[edge].curve.map(layout.place)
    let usual = EdgePath(curve, arrow: Metrics.arrow)
    guard isAnimation else {
      // A graph alone has edges of one kind, without numbers.
      let appearance = EdgeAppearance(nil, numbers: nil)
      return Drawings(appearance, draw { $0.edge(edge, appearance, (usual, usual), wayBack: nil, flaw: nil) })
    }
    let paths = (usual, EdgePath(curve, arrow: Metrics.currentArrow))
    let hasNumber = layout.texts.numbers[edge] != nil
    let wanted = frames.map { frames in
      Set(
        frames.map {
          EdgeAppearance($0.edges[edge], numbers: layout.texts.numbers[edge] == nil ? nil : layout.options.edgeNumbers)
        })
    }
    let appearances = EdgeAppearance.all(
      hasNumber: hasNumber, goesForward: layout.story.goesForward
    ).filter { wanted?.contains($0) ?? true }
    let isFlawed = layout.story.flawedEdges.contains(edge)
    let wayBack = isFlawed || appearances.contains { $0.stage == .current } ? wayBack() : nil
    // Along an edge that is blocked, nothing travels.
    let mark = layout.story.edges[edge].contribution == nil ? nil : wayBack?.mark(on: edge)
    let flaw = isFlawed ? wayBack?.flaw(on: edge, besides: mark) : nil
    var drawings = Drawings<EdgeAppearance>()
    for appearance in appearances {
      drawings[appearance] = draw { $0.edge(edge, appearance, paths, wayBack: mark, flaw: flaw) }
    }
    return drawings
  }

  func gradient(_ node: Int) -> [GradientAppearance: Fragment] {
    var drawings: [GradientAppearance: Fragment] = [:]
    let id = layout.story.nodes[node].id
    let wanted = frames.map { frames in Set(frames.compactMap { $0.gradients[id].map { GradientAppearance($0) } }) }
    for var state in layout.story.gradientStates(of: id) {
      for isGrowing in [false, true] {
        state.isGrowing = isGrowing
        guard wanted?.contains(GradientAppearance(state)) ?? true else { continue }
        drawings[GradientAppearance(state)] = draw { $0.gradient(node, state) }
      }
    }
    return drawings
  }

  /// Each node as a chip, waiting and ready.
  func chips() -> (waiting: [PrerenderedParts.Chip], ready: [PrerenderedParts.Chip]) {
    let page = SVGPage(layout, dialect, prefix: "")
    let lines = layout.story.nodes.map { node in
      typeset(node.name ?? node.label, size: layout.theme.sizes.footer + 0.5, numbers: layout.options.numbers)
    }
    let queued = frames.map { $0.flatMap { $0.queue } }
    let none = PrerenderedParts.Chip(fragment: draw { _ in }, width: 0)
    func chips(isWaiting: Bool) -> [PrerenderedParts.Chip] {
      zip(layout.story.nodes, lines).map { node, line in
        guard queued?.contains(where: { $0.node == node.id && $0.isWaiting == isWaiting }) ?? true else { return none }
        return PrerenderedParts.Chip(
          fragment: draw { $0.chip(node, line, isWaiting: isWaiting) }, width: page.chipWidth(line))
      }
    }
    return (chips(isWaiting: true), chips(isWaiting: false))
  }
}
