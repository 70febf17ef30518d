import GraphLayout
import Storyboard
import Typesetting

/// Draws nodes, edges, adjoints and chips, each in all its appearances.
struct Prerenderer {
  let layout: PageLayout
  let dialect: SVGDialect

  private var isAnimation: Bool { layout.purpose == .animation }

  func draw(_ body: (inout SVGPage) -> Void) -> Fragment { SVGPage.fragment(layout, dialect, body) }

  func node(_ node: Int) -> [NodeAppearance: Fragment] {
    var drawings: [NodeAppearance: Fragment] = [:]
    for appearance in NodeAppearance.allCases where (appearance == .plain) != isAnimation {
      drawings[appearance] = draw { $0.node(node, appearance) }
    }
    return drawings
  }

  func edge(_ edge: Int, _ wayBack: WayBack?) -> [EdgeAppearance: Fragment] {
    let curve = layout.graph.edges[edge].curve.map(layout.place)
    let paths = (EdgePath(curve, arrow: Metrics.arrow), EdgePath(curve, arrow: Metrics.currentArrow))
    // Along an edge that is blocked, nothing travels.
    let mark = layout.story.edges[edge].contribution == nil ? nil : wayBack?.mark(on: edge)
    let flaw = layout.story.flawedEdge == edge ? wayBack?.flaw(on: edge, besides: mark) : nil
    var drawings: [EdgeAppearance: Fragment] = [:]
    for appearance in EdgeAppearance.all(hasNumber: isAnimation && layout.texts.numbers[edge] != nil) {
      drawings[appearance] = draw { $0.edge(edge, appearance, paths, wayBack: mark, flaw: flaw) }
    }
    return drawings
  }

  func gradient(_ node: Int) -> [GradientAppearance: Fragment] {
    var drawings: [GradientAppearance: Fragment] = [:]
    for var state in layout.story.gradientStates(of: layout.story.nodes[node].id) {
      for isGrowing in [false, true] {
        state.isGrowing = isGrowing
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
    func chips(isWaiting: Bool) -> [PrerenderedParts.Chip] {
      zip(layout.story.nodes, lines).map { node, line in
        PrerenderedParts.Chip(
          fragment: draw { $0.chip(node, line, isWaiting: isWaiting) }, width: page.chipWidth(line))
      }
    }
    return (chips(isWaiting: true), chips(isWaiting: false))
  }
}
