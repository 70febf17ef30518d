import Formulas
import GraphLayout
import Storyboard
import Typesetting

/// The drawings made once for all frames: everything but the caption, the queue's order and the progress.
struct PrerenderedParts: Sendable {
  let heading: Fragment
  let legend: Fragment
  /// Each node in each of its appearances, in the order of ``Storyboard/nodes``.
  let nodes: [Drawings<NodeAppearance>]
  /// Each node as a chip of the queue around the origin, waiting for contributions.
  let waitingChips: [Chip]
  /// Each node as a chip of the queue around the origin, ready to be visited.
  let readyChips: [Chip]
  /// The words before the chips, and the widest that counts chips without room.
  let queueLabels: (filled: Typeset, empty: Typeset, rest: Typeset)
  /// Each edge in each of its appearances, in the order of ``Storyboard/edges``.
  let edges: [Drawings<EdgeAppearance>]
  /// The hulls of the groups of ``Storyboard/groups`` that are shown, by their positions, outer ones first; behind them
  /// the headings of panels.
  let hulls: [(group: Int, drawing: Fragment)]
  /// The texts at each variable, by how far its adjoint has grown.
  let gradients: [[GradientAppearance: Fragment]]

  /// A chip and its width.
  struct Chip: Sendable {
    let fragment: Fragment
    let width: Double
  }

  /// Draws everything in every appearance it can have; the graph alone needs no chips and no adjoints.
  ///
  /// - Parameters:
  ///   - layout: the page.
  ///   - dialect: the way SVG is written.
  ///   - steps: the places of the frames whose appearances are drawn; nil for all.
  init(_ layout: PageLayout, _ dialect: SVGDialect, steps: Range<Int>? = nil) {
    func text(_ words: String) -> Typeset { typeset(text: words, size: layout.theme.sizes.footer, face: .sans) }
    let frames = steps.map { $0.map { layout.story.frames[$0] } }
    let prerenderer = Prerenderer(layout: layout, dialect: dialect, frames: frames)
    heading = prerenderer.draw { $0.heading() }
    legend = prerenderer.draw { $0.legend() }
    queueLabels = (text(Words.queue), text(Words.emptyQueue), text(Words.more(9999)))
    // What passes have come to is drawn at each tick.
    let panels = layout.story.panels.indices.filter { layout.story.panels[$0].ledger == nil }.map { panel in
      (group: layout.story.groups.count + panel, drawing: prerenderer.draw { $0.panelHeading(panel) })
    }
    hulls =
      HullLayout(layout).hulls.map { hull in (group: hull.group, drawing: prerenderer.draw { $0.hull(hull) }) } + panels
    nodes = layout.story.nodes.indices.map(prerenderer.node)
    let isAnimation = layout.purpose == .animation
    // It is made when the first current edge asks for it.
    var wayBack: WayBack?
    func ways() -> WayBack? {
      if wayBack == nil, isAnimation, !layout.story.frames.isEmpty { wayBack = WayBack(layout) }
      return wayBack
    }
    edges = layout.story.edges.indices.map { prerenderer.edge($0, ways()) }
    (waitingChips, readyChips) = isAnimation ? prerenderer.chips() : ([], [])
    gradients = isAnimation ? layout.story.nodes.indices.map(prerenderer.gradient) : []
  }
}
