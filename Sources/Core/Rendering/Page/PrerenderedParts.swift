import GraphLayout
import Storyboard
import Typesetting

/// What is drawn once for all frames: everything but the caption, the queue's order and the progress.
struct PrerenderedParts: Sendable {
  let heading: Fragment
  let legend: Fragment
  /// Each node in each of its appearances, in the order of ``Storyboard/nodes``.
  let nodes: [[NodeAppearance: Fragment]]
  /// Each node as a chip around the origin: as it waits for contributions, and as it may leave.
  let waitingChips: [Chip]
  let readyChips: [Chip]
  /// What stands before the chips, and the most room for what is said of chips that do not fit.
  let queueLabels: (filled: Typeset, empty: Typeset, rest: Typeset)
  /// The sign between two chips, around the origin.
  let chevron: Fragment
  /// Each edge in each of its appearances, in the order of ``Storyboard/edges``.
  let edges: [[EdgeAppearance: Fragment]]
  /// The texts at each variable, by how far its adjoint has grown.
  let gradients: [[GradientAppearance: Fragment]]

  /// A chip and its width.
  struct Chip: Sendable {
    let fragment: Fragment
    let width: Double
  }

  init(_ layout: PageLayout, _ dialect: SVGDialect) {
    func draw(_ body: (inout SVGPage) -> Void) -> Fragment { SVGPage.fragment(layout, dialect, body) }
    func text(_ words: String) -> Typeset { typeset(text: words, size: layout.theme.sizes.footer, face: .sans) }
    let isAnimation = layout.purpose == .animation
    heading = draw { $0.heading() }
    legend = draw { $0.legend() }
    chevron = draw { $0.chevron(around: Point(x: 0, y: 0)) }
    queueLabels = (text("queue"), text("queue: empty"), text("… 9999 more"))
    let appearances = isAnimation ? NodeAppearance.allCases.filter { $0 != .plain } : [.plain]
    nodes = layout.story.nodes.indices.map { node in
      Dictionary(
        uniqueKeysWithValues: appearances.map { appearance in (appearance, draw { $0.node(node, appearance) }) })
    }
    edges = layout.story.edges.indices.map { edge in
      let appearances =
        isAnimation
        ? EdgeAppearance.all(hasNumber: layout.texts.numbers[edge] != nil) : EdgeAppearance.all(hasNumber: false)
      let curve = layout.graph.edges[edge].curve.map(layout.place)
      let paths = (EdgePath(curve, arrow: Metrics.arrow), EdgePath(curve, arrow: Metrics.currentArrow))
      return Dictionary(
        uniqueKeysWithValues: appearances.map { appearance in (appearance, draw { $0.edge(edge, appearance, paths) }) })
    }
    guard isAnimation else {
      (waitingChips, readyChips, gradients) = ([], [], [])
      return
    }
    let page = SVGPage(layout, dialect, prefix: "")
    let lines = layout.story.nodes.map { node in
      typeset(node.name ?? node.label, size: layout.theme.sizes.footer + 0.5, numbers: layout.options.numbers)
    }
    func chips(isWaiting: Bool) -> [Chip] {
      zip(layout.story.nodes, lines).map { node, line in
        Chip(fragment: draw { $0.chip(node, line, isWaiting: isWaiting) }, width: page.chipWidth(line))
      }
    }
    waitingChips = chips(isWaiting: true)
    readyChips = chips(isWaiting: false)
    gradients = layout.story.nodes.indices.map { node in
      let appearances = layout.story.gradientStates(of: layout.story.nodes[node].id).flatMap { state in
        [false, true].map { isGrowing in
          var state = state
          state.isGrowing = isGrowing
          return (GradientAppearance(state), draw { $0.gradient(node, state) })
        }
      }
      return Dictionary(appearances) { _, last in last }
    }
  }
}

/// How a variable's adjoint is drawn.
struct GradientAppearance: Hashable, Sendable {
  private let since: Int
  private let arrived: Int
  private let isGrowing: Bool

  /// What a state looks like, told apart without comparing formulas.
  init(_ state: Frame.GradientState) {
    (since, arrived, isGrowing) = (state.since, state.arrived, state.isGrowing)
  }
}
