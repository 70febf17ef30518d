import Autodiff

extension Contractor {
  /// The least number of equal blocks that follow each other of which only the first and the last are drawn.
  static let fewestRepetitions = 4

  /// The blocks, with one for those between the first and the last of a chain of equal ones.
  ///
  /// Leaves that only the blocks between use go with them.
  var mergingRepetitions: [Block] {
    var chains: [[Int]] = []
    let shapes = blocks.map { structure(of: $0) }
    for block in blocks.indices {
      let chain = chains.indices.first { index in
        chains[index].last.map { shapes[$0] == shapes[block] && isUsed($0, by: block) } ?? false
      }
      if let chain { chains[chain].append(block) } else { chains.append([block]) }
    }
    var merged = blocks.map(Optional.some)
    for chain in chains where chain.count >= Contractor.fewestRepetitions {
      let middle = chain.dropFirst().dropLast()
      let inside = Set(middle)
      let leaves = whole.nodes.indices.filter { leaf in
        reached[leaf] && blockOf[leaf] == nil && whole.nodes[leaf].kind != .operation
          && users[leaf].allSatisfy { blockOf[$0].map(inside.contains) ?? false }
      }
      let block = Block(middle.map { blocks[$0] }, besides: leaves)
      for index in middle { merged[index] = nil }
      if let first = middle.first { merged[first] = block }
    }
    return merged.compactMap { $0 }
  }

  /// Whether a block uses the result of another.
  private func isUsed(_ block: Int, by other: Int) -> Bool {
    results[block].contains { users[$0].contains { blockOf[$0] == other } }
  }

  /// A block's operations and how they use each other, without names and values: equal for blocks of equal structure.
  private func structure(of block: Block) -> [Part] {
    var places: [Int: Int] = [:]
    // What stands in a block is counted from 0, what it uses from −1 down.
    var inputs = 0
    return block.members.enumerated().map { place, member in
      places[member] = place
      let node = whole.nodes[member]
      let operands = node.operands.map { operand -> Int in
        if let place = places[operand] { return place }
        inputs -= 1
        places[operand] = inputs
        return inputs
      }
      return Part(
        kind: node.kind, operation: node.operation ?? node.label, operands: operands, attributes: node.attributes,
        shape: node.shape)
    }
  }

  /// A node of a block as its structure has it.
  private struct Part: Hashable {
    let kind: TraceNode.Kind
    let operation: String
    let operands: [Int]
    let attributes: [String: Attribute]
    let shape: [Int]
  }
}
