import Storyboard
import Typesetting

/// What is drawn once for all frames: everything but the caption, the queue's order and the progress.
struct FixedParts: Sendable {
  let heading: Fragment
  let legend: Fragment
  /// The parts of each node's group, in the order of ``Storyboard/nodes``.
  let nodes: [Node]
  /// Each node as a chip around the origin: as it waits for contributions, and as it may leave.
  let waitingChips: [Chip]
  let readyChips: [Chip]
  /// Each edge in each of its looks, in the order of ``Storyboard/edges``.
  let edges: [[EdgeLook: Fragment]]
  /// The texts at each variable, by how far its adjoint has grown.
  let gradients: [[Frame.GradientState: Fragment]]

  /// What a node's group tells of it, the ring it has while it is current, and the rest.
  struct Node: Sendable {
    let attributes: Fragment
    let ring: Fragment
    let drawing: Fragment
  }

  /// A chip and its width.
  struct Chip: Sendable {
    let fragment: Fragment
    let width: Double
  }

  init(_ sheet: Sheet) {
    func draw(_ body: (inout SVGPage) -> Void) -> Fragment { SVGPage.fragment(sheet, body) }
    heading = draw { $0.heading() }
    legend = draw { $0.legend() }
    nodes = sheet.story.nodes.indices.map { node in
      Node(
        attributes: draw { $0.nodeAttributes(node) }, ring: draw { $0.ring(node) },
        drawing: draw { $0.nodeDrawing(node) })
    }
    edges = sheet.story.edges.indices.map { edge in
      let looks = EdgeLook.all(hasNumber: sheet.numbers[edge] != nil)
      return Dictionary(uniqueKeysWithValues: looks.map { look in (look, draw { $0.edge(edge, look) }) })
    }
    guard sheet.purpose == .animation else {
      waitingChips = []
      readyChips = []
      gradients = []
      return
    }
    let lines = sheet.story.nodes.map {
      typeset($0.label, size: Metrics.chip.labelSize, numbers: sheet.options.numbers)
    }
    func chips(isWaiting: Bool) -> [Chip] {
      zip(sheet.story.nodes, lines).map { node, line in
        Chip(fragment: draw { $0.chip(node, line, isWaiting: isWaiting) }, width: SVGPage.chipWidth(line))
      }
    }
    waitingChips = chips(isWaiting: true)
    readyChips = chips(isWaiting: false)
    gradients = sheet.story.nodes.indices.map { node in
      let states = Set(sheet.story.frames.compactMap { $0.gradients[sheet.story.nodes[node].id] })
      return Dictionary(uniqueKeysWithValues: states.map { state in (state, draw { $0.gradient(node, state) }) })
    }
  }
}
