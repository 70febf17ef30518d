/// Indices grouped by their owners, as slices of one array: the edges that enter each node, say.
struct GroupedIndices {
  private let starts: [Int]
  private let members: [Int]

  /// Groups the indices of `owners` by the owner at each.
  ///
  /// - Complexity: O(*n*) for *n* owners and indices.
  init(ownerCount: Int, owners: [Int]) {
    var starts = [Int](repeating: 0, count: ownerCount + 1)
    for owner in owners { starts[owner + 1] += 1 }
    for index in 0..<ownerCount { starts[index + 1] += starts[index] }
    var members = [Int](repeating: 0, count: owners.count)
    var next = starts
    for (index, owner) in owners.enumerated() {
      members[next[owner]] = index
      next[owner] += 1
    }
    (self.starts, self.members) = (starts, members)
  }

  /// The positions of an owner's slice.
  func range(of owner: Int) -> Range<Int> { starts[owner]..<starts[owner + 1] }

  /// The indices of an owner, in ascending order.
  subscript(_ owner: Int) -> ArraySlice<Int> { members[range(of: owner)] }
}
