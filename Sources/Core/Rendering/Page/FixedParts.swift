import GraphLayout
import Storyboard
import Typesetting

/// What is drawn once for all frames: everything but the caption, the queue's order and the progress.
struct FixedParts: Sendable {
  let heading: Fragment
  let legend: Fragment
  /// Each node in each of its looks, in the order of ``Storyboard/nodes``.
  let nodes: [[NodeLook: Fragment]]
  /// Each node as a chip around the origin: as it waits for contributions, and as it may leave.
  let waitingChips: [Chip]
  let readyChips: [Chip]
  /// What stands before the chips, and the most room for what is said of chips that do not fit.
  let queueLabels: (filled: Typeset, empty: Typeset, rest: Typeset)
  /// The sign between two chips, around the origin.
  let chevron: Fragment
  /// Each edge in each of its looks, in the order of ``Storyboard/edges``.
  let edges: [[EdgeLook: Fragment]]
  /// The texts at each variable, by how far its adjoint has grown.
  let gradients: [[GradientLook: Fragment]]

  /// A chip and its width.
  struct Chip: Sendable {
    let fragment: Fragment
    let width: Double
  }

  init(_ sheet: Sheet, _ notation: Notation) {
    func draw(_ body: (inout SVGPage) -> Void) -> Fragment { SVGPage.fragment(sheet, notation, body) }
    func text(_ words: String) -> Typeset { typeset(text: words, size: sheet.theme.sizes.footer, face: .sans) }
    let isAnimation = sheet.purpose == .animation
    heading = draw { $0.heading() }
    legend = draw { $0.legend() }
    chevron = draw { $0.chevron(around: Point(x: 0, y: 0)) }
    queueLabels = (text("queue"), text("queue: empty"), text("… 9999 more"))
    let looks = isAnimation ? NodeLook.allCases.filter { $0 != .plain } : [.plain]
    nodes = sheet.story.nodes.indices.map { node in
      Dictionary(uniqueKeysWithValues: looks.map { look in (look, draw { $0.node(node, look) }) })
    }
    edges = sheet.story.edges.indices.map { edge in
      let looks =
        isAnimation ? EdgeLook.all(hasNumber: sheet.texts.numbers[edge] != nil) : EdgeLook.all(hasNumber: false)
      let curve = sheet.graph.edges[edge].curve.map(sheet.place)
      let paths = (EdgePath(curve, arrow: Metrics.arrow), EdgePath(curve, arrow: Metrics.currentArrow))
      return Dictionary(uniqueKeysWithValues: looks.map { look in (look, draw { $0.edge(edge, look, paths) }) })
    }
    guard isAnimation else {
      (waitingChips, readyChips, gradients) = ([], [], [])
      return
    }
    let page = SVGPage(sheet, notation, prefix: "")
    let lines = sheet.story.nodes.map { node in
      typeset(node.name ?? node.label, size: sheet.theme.sizes.footer + 0.5, numbers: sheet.options.numbers)
    }
    func chips(isWaiting: Bool) -> [Chip] {
      zip(sheet.story.nodes, lines).map { node, line in
        Chip(fragment: draw { $0.chip(node, line, isWaiting: isWaiting) }, width: page.chipWidth(line))
      }
    }
    waitingChips = chips(isWaiting: true)
    readyChips = chips(isWaiting: false)
    gradients = sheet.story.nodes.indices.map { node in
      let looks = sheet.story.gradientStates(of: sheet.story.nodes[node].id).flatMap { state in
        [false, true].map { isGrowing in
          var state = state
          state.isGrowing = isGrowing
          return (GradientLook(state), draw { $0.gradient(node, state) })
        }
      }
      return Dictionary(looks) { _, last in last }
    }
  }
}

/// How a variable's adjoint is drawn.
struct GradientLook: Hashable, Sendable {
  private let since: Int
  private let arrived: Int
  private let isGrowing: Bool

  /// What a state looks like, told apart without comparing formulas.
  init(_ state: Frame.GradientState) {
    (since, arrived, isGrowing) = (state.since, state.arrived, state.isGrowing)
  }
}
