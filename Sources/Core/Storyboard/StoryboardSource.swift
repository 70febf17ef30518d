import Autodiff
import Formulas

extension Storyboard {
  /// The parameters of a storyboard.
  struct Source: Sendable {
    let trace: Trace
    let numbers: NumberStyle
    let tellsSteps: Bool
    let excerpt: Excerpt
    let elementsUpTo: Int?
    let literalsInside: Bool
  }

  /// Whether the whole graph and all steps are drawn.
  package var isWhole: Bool { panels.isEmpty && source.excerpt == Excerpt() }

  /// Whether a number that is used once stands inside the operation that uses it.
  package var literalsInside: Bool { source.literalsInside }

  /// Whether it shows several graphs.
  package var isJoined: Bool { !panels.isEmpty }

  /// The same story told otherwise.
  ///
  /// - Parameters:
  ///   - elementsUpTo: the most elements of an array that is written out.
  ///   - literalsInside: whether a number that is used once stands inside the operation that uses it.
  /// - Returns: the storyboard.
  /// - Complexity: that of making a storyboard.
  package func told(elementsUpTo: Int?, literalsInside: Bool) -> Storyboard {
    guard panels.isEmpty else { return retold?(elementsUpTo, literalsInside) ?? self }
    let story = Storyboard(
      source.trace, numbers: source.numbers, tellsSteps: source.tellsSteps, excerpt: source.excerpt,
      elementsUpTo: elementsUpTo, literalsInside: literalsInside)
    return cells == nil ? story : story.tellingCells()
  }

  /// The numbers of elements of the arrays that are written out at nodes, the greatest first, each once.
  package var elementCounts: [Int] {
    let style = ArrayStyle(elementsUpTo: source.elementsUpTo)
    var counts: Set<Int> = []
    for panel in panels { counts.formUnion(panel.passes[0].elementCounts) }
    for node in panels.isEmpty ? nodes : [] {
      let shape = source.trace.nodes[node.id].value.shape
      if !shape.isEmpty, style.writes(shape) { counts.insert(shape.reduce(1) { $0 * $1 }) }
    }
    return counts.sorted { $0 > $1 }
  }

  /// Whether arrays are written out at nodes.
  package var writesArrays: Bool { !elementCounts.isEmpty }

  /// The number of nodes of the graph, which several panels may show.
  package var nodeCount: Int { nodes.count / max(1, panels.count) }

  /// The most elements of an array that is written out; nil for matrices up to 4×4 and vectors up to 6.
  package var elementsUpTo: Int? { source.elementsUpTo }
}
