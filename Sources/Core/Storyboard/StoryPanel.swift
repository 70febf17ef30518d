import Autodiff
import Formulas

/// One of several graphs of a picture that share one clock.
///
/// A panel shows one pass over its graph, or several, one after the other. What it shows at each tick of the clock is a
/// frame of one of these passes.
package struct StoryPanel: Sendable {
  /// The heading of the panel.
  package let heading: String
  /// The stories of its passes, of one graph.
  package let passes: [Storyboard]
  /// What it shows at each tick.
  let ticks: [Tick]
  /// What its passes have come to at each tick; nil where that is not counted.
  package let ledger: PassLedger?

  /// What a panel shows at a tick of the clock.
  package struct Tick: Hashable, Sendable {
    /// The pass, and the place of its frame.
    let pass: Int
    let place: Int
    /// Whether the pass ended at an earlier tick.
    let isOver: Bool

    package init(pass: Int, place: Int, isOver: Bool = false) {
      (self.pass, self.place, self.isOver) = (pass, place, isOver)
    }
  }

  /// A panel of passes that follow each other, a frame a tick.
  ///
  /// - Parameters:
  ///   - heading: the heading.
  ///   - passes: stories of one graph, of which each has a frame at least.
  package init(_ heading: String, _ passes: [Storyboard]) {
    self.init(
      heading, passes,
      ticks: passes.enumerated().flatMap { pass, story in story.frames.indices.map { Tick(pass: pass, place: $0) } })
  }

  /// A panel of passes with what it shows at each tick; at later ones the last has ended.
  package init(_ heading: String, _ passes: [Storyboard], ticks: [Tick], ledger: PassLedger? = nil) {
    (self.heading, self.passes, self.ticks, self.ledger) = (heading, passes, ticks, ledger)
  }

  /// What it shows at a tick, at none of its own what it ends with.
  func tick(_ number: Int) -> Tick {
    guard number >= ticks.count, let last = ticks.last else { return ticks[number] }
    return Tick(pass: last.pass, place: last.place, isOver: true)
  }
}

/// A mark at a node of a panel.
package enum NodeMark: Hashable, Sendable, CaseIterable {
  /// Its derivative is the first that is wrong.
  case wrong
  /// Its derivative is wrong, too, or computed from a wrong one.
  case infected
}

extension Storyboard {
  /// Several graphs on one clock, in one picture.
  ///
  /// - Parameters:
  ///   - panels: the graphs from top to bottom; each has a pass, and each pass a frame.
  ///   - captions: the caption at each tick of the clock.
  ///   - title: the heading of the whole.
  ///   - subtitle: what stands beneath it.
  ///   - marks: for each panel the marks of its nodes by id, each from a tick on.
  ///   - retold: the same story with arrays up to so many elements written out, and with literals inside or not.
  package init(
    panels: [StoryPanel], captions: [Caption], title: Heading, subtitle: Formula?,
    marks: [[Int: (tick: Int, mark: NodeMark)]] = [], retold: @escaping @Sendable (Int?, Bool) -> Storyboard
  ) {
    self.retold = retold
    let joined = JoinedFrames(panels, captions, marks)
    self.panels = panels
    self.title = title
    self.subtitle = subtitle
    frames = Frames(joined: joined)
    stepCount = max(0, captions.count - 1)
    identifier = panels.map { $0.passes[0].identifier }.joined(separator: "-")
    groups = []
    flawedNodes = Set(
      zip(panels, joined.offsets).flatMap { panel, offset in panel.passes[0].flawedNodes.map { $0 + offset.node } })
    // What travels on an edge is another number in each pass.
    flawedEdges = Set(
      zip(panels, joined.offsets).flatMap { panel, offset in
        panel.passes.count == 1 ? panel.passes[0].flawedEdges.map { $0 + offset.edge } : []
      })
    source = panels[0].passes[0].source
    wholeCount = panels.reduce(0) { $0 + $1.passes[0].wholeCount }
    cutEdges = panels.flatMap { $0.passes[0].cutEdges }
    nodes = zip(panels, joined.offsets).flatMap { panel, offset in
      panel.passes[0].nodes.enumerated().map { place, node in
        var node = node
        node.id += offset.node
        node.duals = panel.passes.map { $0.nodes[place].duals.first ?? $0.nodes[place].value }
        if panel.passes.allSatisfy({ $0.nodes[place].duals.isEmpty }) { node.duals = [] }
        return node
      }
    }
    edges = zip(panels, joined.offsets).flatMap { panel, offset in
      panel.passes[0].edges.map { edge in
        // A number on an edge would be another in each pass.
        let isSingle = panel.passes.count == 1
        return StoryEdge(
          from: edge.from + offset.node, to: edge.to + offset.node, operand: edge.operand,
          adjoint: isSingle ? edge.adjoint : nil, contribution: isSingle ? edge.contribution : nil)
      }
    }
  }

  /// By the positions of nodes, the panel that each stands in; empty for a single graph.
  package var panelOfNode: [Int] {
    panels.enumerated().flatMap { number, panel in panel.passes[0].nodes.map { _ in number } }
  }
}
