import Tensors

/// Checks the events of a pass of forward mode, one after the other.
struct ForwardPassCheck {
  /// Whether the tangent of the input is set.
  private(set) var hasBegun = false
  private var tangents: [Int: TraceValue] = [:]
  /// By operation: the contributions so far and in all, and the operands that they came from.
  private var arrived: [Int: Int] = [:]
  private var expected: [Int: Int] = [:]
  private var handled: [Int: Set<Int>] = [:]
  private var hasFinished = false

  /// Takes the next event.
  ///
  /// - Returns: whether it is the last one.
  /// - Throws: ``TraceError`` where it cannot follow those before it.
  mutating func accept(
    _ event: TraceEvent, input: TangentInput, output: Int, _ nodes: [TraceNode], line: Int
  ) throws(TraceError) -> Bool {
    func check(_ isRight: Bool, _ reason: @autoclosure () -> String) throws(TraceError) {
      if !isRight { throw TraceError(line: line, reason()) }
    }
    func check(_ value: TraceValue, of node: Int) throws(TraceError) {
      let shape = nodes[node].shape
      try check(value.shape == shape, "a value of shape \(value.shape) stands where \(shape) is needed")
      try check(value.isWhole, "a value of shape \(shape) has another number of elements")
    }
    if case .tangentSeed = event {} else { try check(hasBegun, "the pass begins with the event 'seed'") }
    switch event {
    case .tangentSeed(let node, let tangent):
      try check(!hasBegun && node == input.node, "the pass begins once, at the input")
      try check(
        nodes.indices.contains(node) && nodes[node].kind == .variable,
        "the input is node \(node), which is no variable")
      let shape = nodes[node].shape
      try check(
        input.element.count == shape.count && zip(input.element, shape).allSatisfy { $0 >= 0 && $0 < $1 },
        "node \(node) of shape \(shape) has no element \(input.element)")
      try check(tangent, of: node)
      tangents[node] = tangent
      hasBegun = true
    case .pushForward(let step):
      try check(nodes.indices.contains(step.to), "there is no node \(step.to)")
      let operands = nodes[step.to].operands
      try check(
        operands.indices.contains(step.operand) && operands[step.operand] == step.from,
        "node \(step.from) is not operand \(step.operand) of node \(step.to)")
      try check(
        tangents[step.from] != nil && arrived[step.from] == expected[step.from],
        "node \(step.from) has no tangent, or not all of it")
      try check(
        handled[step.to, default: []].insert(step.operand).inserted,
        "operand \(step.operand) of node \(step.to) moves it for a second time")
      try check(step.contribution, of: step.to)
      try check(step.tangent, of: step.to)
      let count = arrived[step.to, default: 0] + 1
      try check(
        step.arrived == count && count <= step.expected && expected[step.to] ?? step.expected == step.expected,
        "\(step.arrived) of \(step.expected) contributions cannot have arrived")
      (arrived[step.to], expected[step.to]) = (count, step.expected)
      tangents[step.to] = step.tangent
    case .finish(let node, let kind, let gradient):
      try check(node == output && !hasFinished, "the pass ends once, at the output")
      try check(kind == nodes[node].kind && gradient == nil, "the end of a pass of forward mode has no gradient")
      hasFinished = true
    case .tangentEnd(let tangent):
      try check(hasFinished, "the output is left out: there is no event 'finish'")
      try check(tangent, of: output)
      try check(tangents[output].map { $0 == tangent } ?? true, "the tangent of the output is not what has arrived")
      return true
    case .seed, .visit, .propagate, .blocked, .enqueue, .end, .evaluate:
      try check(false, "the event '\(event.name)' belongs to a backward pass")
    }
    return false
  }
}
