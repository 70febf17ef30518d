/// The ranges in which edges change their heights, so that edges that rise or fall side by side between two layers keep
/// apart: of those that go the same way, each turns a little later than the one ahead of it.
struct StaggeredChannels {
  /// For every edge and every piece of its chain the range along the edges.
  private(set) var channels: [[ClosedRange<Double>]]

  /// Beyond this slope, edges that are apart at their ends come close in between.
  private static let steep = 1.2
  /// The least width that is worth sharing.
  private static let leastWidth = 20.0

  /// A piece of an edge that is steep.
  private struct Piece {
    let edge: Int
    let place: Int
    let from: Double
    let to: Double

    var isRising: Bool { to < from }
    var heights: ClosedRange<Double> { min(from, to)...max(from, to) }
    /// How far ahead it is of others that go the same way: the highest of those that rise, the lowest of those that fall.
    var lead: Double { isRising ? -(from + to) : from + to }
  }

  /// - Parameters:
  ///   - placement: the places of nodes and dummy nodes.
  ///   - ports: the ports of the edges.
  init(placement: NodePlacement, ports: [EdgePorts]) {
    channels = ports.indices.map { placement.channels($0) }
    var gaps = [[Piece]](repeating: [], count: placement.layered.layers.count)
    for (edge, chain) in placement.dummyChains.enumerated() {
      for (place, channel) in channels[edge].enumerated() {
        let from = place == 0 ? ports[edge].start.y : placement.centre(chain[place]).y
        let to = place == chain.count - 2 ? ports[edge].end.y : placement.centre(chain[place + 1]).y
        let width = channel.upperBound - channel.lowerBound
        guard width > Self.leastWidth, abs(to - from) > Self.steep * width else { continue }
        gaps[placement.layered.items[chain[place]].layer].append(Piece(edge: edge, place: place, from: from, to: to))
      }
    }
    for pieces in gaps {
      for isRising in [false, true] { stagger(pieces.filter { $0.isRising == isRising }) }
    }
  }

  /// Shares the channels among pieces whose heights overlap.
  private mutating func stagger(_ pieces: [Piece]) {
    var bundle: [Piece] = []
    var end = -Double.infinity
    for piece in pieces.sorted(by: { ($0.heights.lowerBound, $0.edge) < ($1.heights.lowerBound, $1.edge) }) {
      if piece.heights.lowerBound > end {
        share(bundle)
        bundle = []
      }
      bundle.append(piece)
      end = max(end, piece.heights.upperBound)
    }
    share(bundle)
  }

  private mutating func share(_ bundle: [Piece]) {
    guard bundle.count > 1 else { return }
    let ordered = bundle.sorted { ($1.lead, $0.edge) < ($0.lead, $1.edge) }
    // The more there are, the less each has, and the farther apart they are.
    let share = bundle.count <= 3 ? 0.5 : 0.3
    for (rank, piece) in ordered.enumerated() {
      let channel = channels[piece.edge][piece.place]
      let width = channel.upperBound - channel.lowerBound
      let start = channel.lowerBound + (1 - share) * width * Double(rank) / Double(ordered.count - 1)
      channels[piece.edge][piece.place] = start...start + share * width
    }
  }
}
