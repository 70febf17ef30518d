import Autodiff

extension Trace {
  /// The trace to draw where some groups are drawn as one node each: its nodes by their ids, and the walk over what is
  /// drawn, with the derivatives of the whole graph.
  ///
  /// - Parameter closed: the groups.
  /// - Returns: the trace itself where no group is closed.
  /// - Throws: ``GroupError``, for a name that no group has and for a group that cannot be one node; of all groups those
  ///   that cannot are left open.
  public func closing(_ closed: ClosedGroups) throws(GroupError) -> Trace {
    guard closed != .none else { return self }
    let tree = TraceGroups(self)
    let groups = try tree.positions(closed, in: self).map { tree.all[$0] }
    if closed == .all { return closingWherePossible(groups) }
    let blocks = groups.map { Contractor.Block($0) }
    guard !blocks.isEmpty else { return self }
    let contractor = Contractor(self, blocks)
    if let cycle = contractor.cycle {
      throw .leavesAndReturns(blocks[cycle.block].path.joined(separator: "/"), through: cycle.through)
    }
    return contractor.trace
  }

  /// The trace with some groups closed: those left open that cannot be one node, and one node for equal ones between
  /// the first and the last of a chain.
  func closingWherePossible(_ groups: [TraceGroups.Group]) -> Trace {
    var blocks = groups.map { Contractor.Block($0) }
    while let cycle = Contractor(self, blocks).cycle { blocks.remove(at: cycle.block) }
    guard !blocks.isEmpty else { return self }
    let contractor = Contractor(self, blocks)
    let merged = Contractor(self, contractor.mergingRepetitions)
    return merged.blocks.count < blocks.count && merged.cycle == nil ? merged.trace : contractor.trace
  }
}

/// Makes one node of each of some groups of a trace.
struct Contractor {
  /// A group to close, or several equal ones that follow each other.
  struct Block {
    var path: [String]
    /// Ascending.
    var members: [Int]
    /// The blocks it is made of, where it is several.
    var parts: [Block] = []

    init(_ group: TraceGroups.Group) { (path, members) = (group.path, group.members) }

    init(_ parts: [Block], besides leaves: [Int]) {
      path = parts.last?.path ?? []
      members = (parts.flatMap { $0.members } + leaves).sorted()
      self.parts = parts
    }

    var title: String { path.last ?? "" }
  }

  let whole: Trace
  let blocks: [Block]
  let reached: [Bool]
  /// By id, the block that a node is in.
  let blockOf: [Int?]
  /// The users of each node among what the output depends on, by id.
  let users: [[Int]]
  /// For each block the members that are used outside it, ascending.
  private(set) var results: [[Int]] = []
  /// For each block the id of its node.
  private(set) var ids: [Int] = []
  /// By id, the node that stands for a node.
  private(set) var standIns: [Int]

  init(_ whole: Trace, _ blocks: [Block]) {
    (self.whole, self.blocks) = (whole, blocks)
    reached = whole.reached
    var blockOf = [Int?](repeating: nil, count: whole.nodes.count)
    for (index, block) in blocks.enumerated() { for member in block.members { blockOf[member] = index } }
    var users = [[Int]](repeating: [], count: whole.nodes.count)
    for node in whole.nodes where reached[node.id] { for operand in node.operands { users[operand].append(node.id) } }
    (self.blockOf, self.users) = (blockOf, users)
    standIns = Array(whole.nodes.indices)
    for (index, block) in blocks.enumerated() {
      let results = block.members.filter { member in
        member == whole.output || users[member].contains { blockOf[$0] != index }
      }
      self.results.append(results)
      // A node of several results is none of them.
      let several = self.results.prefix(index).count { $0.count != 1 }
      ids.append(results.count == 1 ? results[0] : whole.nodes.count + several)
      for member in block.members { standIns[member] = ids[index] }
    }
  }

  /// The edges into the node of a block, each as the edges of the whole graph that it is: by the members they lead to
  /// and the places of operands.
  ///
  /// Where the node is several blocks, it has one edge from each operand.
  func inputs(of block: Int) -> [[(member: Int, operand: Int)]] {
    let edges = blocks[block].members.flatMap { member in
      whole.nodes[member].operands.indices.filter { blockOf[whole.nodes[member].operands[$0]] != block }
        .map { (member: member, operand: $0) }
    }
    guard !blocks[block].parts.isEmpty else { return edges.map { [$0] } }
    var places: [Int: Int] = [:]
    var merged: [[(member: Int, operand: Int)]] = []
    for edge in edges {
      let from = whole.nodes[edge.member].operands[edge.operand]
      if let place = places[from] {
        merged[place].append(edge)
      } else {
        places[from] = merged.count
        merged.append([edge])
      }
    }
    return merged
  }

  /// A block that cannot be one node, and what lies on a way out of it and back into it; nil where all can be.
  ///
  /// What is drawn is taken away from both ends, as in a topological order; cycles are what is left.
  var cycle: (block: Int, through: [String])? {
    let nodes = whole.nodes.indices.filter { reached[$0] }
    func isEdge(_ from: Int, _ to: Int) -> Bool { standIns[from] != standIns[to] }
    let count = whole.nodes.count + blocks.count
    var isLeft = [Bool](repeating: true, count: count)
    for isForward in [true, false] {
      var degrees = [Int](repeating: 0, count: count)
      var next = [[Int]](repeating: [], count: count)
      for to in nodes {
        for from in whole.nodes[to].operands where isEdge(from, to) {
          let (a, b) = isForward ? (standIns[from], standIns[to]) : (standIns[to], standIns[from])
          guard isLeft[a], isLeft[b] else { continue }
          degrees[b] += 1
          next[a].append(b)
        }
      }
      var isKnown = [Bool](repeating: false, count: count)
      var free: [Int] = []
      for node in nodes {
        let drawn = standIns[node]
        guard !isKnown[drawn], isLeft[drawn] else { continue }
        isKnown[drawn] = true
        if degrees[drawn] == 0 { free.append(drawn) }
      }
      while let node = free.popLast() {
        isLeft[node] = false
        for other in next[node] {
          degrees[other] -= 1
          if degrees[other] == 0 { free.append(other) }
        }
      }
    }
    guard let block = blocks.indices.first(where: { isLeft[ids[$0]] }) else { return nil }
    let others = blocks.indices.filter { $0 != block && isLeft[ids[$0]] }.map { blocks[$0].path.joined(separator: "/") }
    let through = nodes.filter { blockOf[$0] == nil && isLeft[$0] }.map { whole.nodes[$0].name }
    return (block, others + through)
  }

  // MARK: - The trace

  /// The trace to draw; precondition: there is no cycle.
  var trace: Trace {
    let walk = ContractedWalk(self)
    var nodes = whole.nodes
    var groups: [Int: ClosedGroup] = [:]
    var taken = Set(nodes.map { $0.name })
    var added: [TraceNode] = []
    for block in blocks.indices {
      let group = closedGroup(block, walk)
      groups[ids[block]] = group
      let node = node(block, group, &taken)
      if nodes.indices.contains(node.id) { nodes[node.id] = node } else { added.append(node) }
    }
    for node in added { nodes.append(node) }
    var trace = Trace(
      recorded: whole.title, source: whole.source, output: whole.output, outputName: whole.functionName, nodes: nodes,
      events: walk.events)
    trace.contraction = Contraction(
      whole: whole, groups: groups, standIns: standIns + added.map { $0.id })
    return trace
  }

  private func closedGroup(_ block: Int, _ walk: ContractedWalk) -> ClosedGroup {
    let results = results[block]
    let result = results.count == 1 ? whole.nodes[results[0]] : nil
    let usersName = result.flatMap { $0.kind == .operation && $0.hasUsersName ? $0.name : nil }
    let title = blocks[block].title
    let parts = blocks[block].parts
    let inputs = walk.inputs[block].map { input in
      let first = input.edges.first ?? (member: 0, operand: 0)
      return ClosedGroup.Input(
        member: first.member, operand: first.operand, stepCount: input.stepCount,
        target: parts.isEmpty ? result?.id : target(of: input.edges, in: parts))
    }
    return ClosedGroup(
      title: title, usersName: usersName == title || !parts.isEmpty ? nil : usersName, path: blocks[block].path,
      stepCount: walk.stepCounts[block], members: blocks[block].members, results: results, inputs: inputs,
      repeated: parts.map { $0.title }, firstPath: parts.first?.path ?? blocks[block].path)
  }

  /// The result of the one part that all edges lead to; nil where they lead to several.
  private func target(of edges: [(member: Int, operand: Int)], in parts: [Block]) -> Int? {
    let entered = parts.indices.filter { part in edges.contains { parts[part].members.contains($0.member) } }
    return entered.count == 1 ? lastResult(of: parts[entered[0]]) : nil
  }

  /// The member of a block that is used outside it, where it is one.
  func lastResult(of block: Block) -> Int? {
    let results = block.members.filter { member in
      member == whole.output || users[member].contains { !block.members.contains($0) }
    }
    return results.count == 1 ? results[0] : nil
  }

  /// The node of a group: called as its result, or as the group where that has no name of its own.
  private func node(_ block: Int, _ group: ClosedGroup, _ taken: inout Set<String>) -> TraceNode {
    let result = results[block].count == 1 ? whole.nodes[results[block][0]] : nil
    var name = group.usersName ?? group.title
    if let result {
      if result.id == whole.output { name = group.title }
      taken.remove(result.name)
    }
    let other = blocks[block].path.joined(separator: "/")
    var number = 0
    while !taken.insert(name).inserted {
      number += 1
      name = number == 1 && other != name ? other : "\(group.title)#\(number)"
    }
    return TraceNode(
      id: ids[block], kind: .operation,
      operands: group.inputs.map { whole.nodes[$0.member].operands[$0.operand] }, name: name, label: "",
      shape: result?.shape ?? [], value: result?.value ?? .array(shape: [], elements: []),
      module: Array(blocks[block].path.dropLast()))
  }
}
