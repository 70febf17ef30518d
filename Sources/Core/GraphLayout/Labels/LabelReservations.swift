/// The space that labels without a free place on their curves have asked for so far.
struct LabelReservations {
  /// For every edge whether its label has a place of its own on a dummy node.
  var isReserved: [Bool]
  /// For every layer how much farther the next one is.
  var widening: [Double] = []

  /// No label has a place of its own.
  init(edgeCount: Int) { isReserved = Array(repeating: false, count: edgeCount) }

  /// For every edge how many layers on it leads at least: a reserved label needs a dummy node.
  var minimumSpans: [Int] { isReserved.map { $0 ? 2 : 1 } }

  /// For every edge the size of its label, if a place is reserved for it.
  func labels(of graph: LayoutGraph) -> [PictureSize?] { zip(graph.labelSizes, isReserved).map { $1 ? $0 : nil } }
}
