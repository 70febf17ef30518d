import Formulas
import GraphLayout
import Storyboard
import Typesetting

/// All texts in and around the graph, typeset.
struct GraphTexts: Sendable {
  let sizes: Theme.Sizes
  /// The texts of each node, in the order of ``Storyboard/nodes``.
  let nodes: [NodeTexts]
  /// The number on each edge as a formula, in the order of ``Storyboard/edges``.
  let numberFormulas: [Formula?]
  /// The number on each edge, in the order of ``Storyboard/edges``.
  let numbers: [Typeset?]
  /// The room for the adjoint of each variable, by id.
  private let gradients: [Int: Size]
  private let digitHeight: Double

  /// - Parameters:
  ///   - story: the story whose graph it is.
  ///   - options: the options of the picture.
  ///   - sizes: the sizes of the texts.
  ///   - direction: the direction of the edges.
  ///   - withDerivatives: whether derivatives are drawn.
  ///   - rooms: the texts of the same graph that the page was measured by, in whose places these stand; nil for texts
  ///     that have the room they need.
  init(
    _ story: Storyboard, _ options: PictureOptions, _ sizes: Theme.Sizes, _ direction: Direction, withDerivatives: Bool,
    within rooms: GraphTexts? = nil
  ) {
    self.sizes = sizes
    let gradients = rooms?.gradients ?? (withDerivatives ? NodeTexts.gradients(story, options, sizes) : [:])
    self.gradients = gradients
    var operands: [Int: Int] = [:]
    for edge in story.edges { operands[edge.to, default: 0] += 1 }
    nodes = story.nodes.enumerated().map { index, node in
      let room = rooms.flatMap { $0.nodes.indices.contains(index) ? $0.nodes[index] : nil }
      return NodeTexts(
        node, options, sizes, direction, operands: operands[node.id] ?? 0, gradient: gradients[node.id], within: room)
    }
    numberFormulas = story.edges.map { edge in
      switch options.edgeNumbers {
      case .adjoint where withDerivatives: edge.adjoint
      case .contribution where withDerivatives: edge.contribution
      default: nil
      }
    }
    numbers = numberFormulas.map {
      $0.map {
        typeset(
          $0, size: sizes.number, numbers: options.numbers, leastScript: sizes.leastScript, hasGrids: options.showsCells
        )
      }
    }
    digitHeight = typeset(text: "0", size: sizes.number, face: .roman).ascent
  }

  /// The height of the smallest text beside subscripts.
  func leastText(hasMatrices: Bool) -> Double {
    let measures: [Measure] = [.label, .name, .value, .gradient, .number]
    let least = measures.map { sizes[$0] }.min() ?? 0
    return hasMatrices ? least * matrixScale : least
  }

  /// The ground under a number, as high for all of one line.
  func ground(of number: Typeset) -> Size {
    Size(
      width: number.width + 2 * Metrics.numberPadding.x,
      height: max(digitHeight, number.ascent + number.descent) + 2 * Metrics.numberPadding.y)
  }
}
