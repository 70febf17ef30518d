/// A count of the crossings between two neighbouring layers, by a tree of sums (Barth, Jünger and Mutzel, 2002).
struct CrossingCounter {
  /// A straight piece of an edge from a slot of the left layer to a port of a slot of the right one.
  struct Segment {
    /// The index of the slot in the left layer.
    var left: Int
    /// The index of the slot in the right layer plus the port's offset, at most half a slot; ports of one slot are told
    /// apart by quarters of a slot.
    var right: Double
  }

  /// The number of slots in the right layer.
  var rightCount: Int

  /// The number of pairs of segments that cross; those that share an end or a port do not.
  ///
  /// - Complexity: O(*n* log *n*) for *n* segments.
  func crossings(of segments: [Segment]) -> Int {
    // From top to bottom by the left end; then every pair whose right ends stand the other way round crosses.
    let sorted = segments.sorted { ($0.left, $0.right) < ($1.left, $1.right) }
    var tree = [Int](repeating: 0, count: 4 * rightCount + 6)
    var count = 0
    for (seen, segment) in sorted.enumerated() {
      let port = Int((segment.right * 4).rounded()) + 2
      var (before, index) = (0, port + 1)
      while index > 0 {
        before += tree[index]
        index &= index - 1
      }
      count += seen - before
      index = port + 1
      while index < tree.count {
        tree[index] += 1
        index += index & -index
      }
    }
    return count
  }
}
