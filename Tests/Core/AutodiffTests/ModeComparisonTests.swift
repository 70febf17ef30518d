import Autodiff
import Expressions
import Tensors
import TestSupport
import Testing

@Suite("Forward passes beside reverse passes")
struct ModeComparisonTests {
  private static let seeds: Range<UInt64> = 0..<(isThorough ? 200 : 40)

  /// The columns that forward mode finds are the rows that reverse mode finds.
  ///
  /// Where a local derivative is infinite, one mode may multiply it by 0 where the other does not.
  private func expectOneJacobian(_ comparison: ModeComparison, _ output: Node, _ name: String) throws {
    let mayDiffer = try !IndependentCount(output).isFinite
    for (column, forward) in comparison.forward.enumerated() {
      for (row, reverse) in comparison.reverse.enumerated() {
        let (one, other) = (forward.derivatives[row], reverse.derivatives[column])
        let isSame =
          one == other || one.isNaN && other.isNaN || mayDiffer && (one.isNaN || other.isNaN)
          || (one - other).magnitude <= 1e-12 * max(1, one.magnitude, other.magnitude)
        #expect(isSame, "\(name), row \(row), column \(column): \(one) and \(other)")
      }
    }
  }

  @Test("The columns of forward passes are the rows of reverse passes, in random graphs") func randomGraphs() throws {
    for seed in Self.seeds {
      let graph = try RandomGraph(seed: seed)
      guard graph.output.dependsOnVariable else { continue }
      let comparison = try ModeComparison(of: graph.output, variables: graph.variables)
      #expect(comparison.forward.count == graph.variables.reduce(0) { $0 + $1.value.shape.count })
      #expect(comparison.reverse.count == graph.output.value.shape.count)
      try expectOneJacobian(comparison, graph.output, "seed \(seed)")
    }
  }

  @Test("The same for every operation and shapes of the rule tests", arguments: sampled(Operation.all, oneIn: 6))
  func operations(_ operation: Operation) throws {
    let checker = RuleChecker(rule: operation.rule)
    var dice = SplitMix64(operation.name)
    let shapes: [[Int]] =
      [[], [3], [2, 3], [3, 2]] + (operation.imageShapes.isEmpty ? [] : [[1, 1, 4, 4], [1, 1, 2, 2]])
    let arity = operation.rule.arity.lowerBound
    let choices = (0..<arity).reduce([[]]) { heads, _ in heads.flatMap { head in shapes.map { head + [$0] } } }
    for choice in choices {
      let variables = try checker.points(choice, &dice).enumerated().map { variable($1, name: "x\($0)") }
      guard let output = try? Node.applying(operation, to: Operands(all: variables)) else { continue }
      let comparison = try ModeComparison(of: output, variables: variables)
      try expectOneJacobian(comparison, output, "\(operation.name) of \(choice)")
      try expectCounts(comparison, output, variables, "\(operation.name) of \(choice)")
    }
  }

  @Test("The counters equal a count without events, in random graphs") func counts() throws {
    var counted = 0
    for seed in Self.seeds {
      let graph = try RandomGraph(seed: seed)
      guard graph.output.dependsOnVariable else { continue }
      let comparison = try ModeComparison(of: graph.output, variables: graph.variables)
      counted += try expectCounts(comparison, graph.output, graph.variables, "seed \(seed)") ? 1 : 0
    }
    #expect(counted > Self.seeds.count / 2)
  }

  /// Returns whether it could be told: 0·∞ hides which entries of a row are 0.
  @discardableResult
  private func expectCounts(
    _ comparison: ModeComparison, _ output: Node, _ variables: [Node], _ name: String
  ) throws -> Bool {
    let counter = try IndependentCount(output)
    guard counter.isFinite else { return false }
    let inputs = variables.flatMap { node in (0..<node.value.shape.count).map { (node, $0) } }
    for (pass, (node, cell)) in zip(comparison.forward, inputs) {
      let count = counter.forward(from: node, cell: cell)
      #expect(pass.count == count, "\(name), forward from \(pass.name)")
    }
    for (cell, pass) in comparison.reverse.enumerated() {
      #expect(pass.count == counter.reverse(fromCell: cell), "\(name), reverse from \(pass.name)")
    }
    return true
  }

  @Test("In graphs of numbers each event is a product and each further arrival an addition") func numbers() throws {
    for text in [
      "f(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)", "f(x) = x*x*x*x at 3",
      "f(x, y) = (x - y) * exp(-x) at (2, 5)",
    ] {
      let comparison = try ExpressionProgram(text).modeComparison()
      for pass in comparison.forward + comparison.reverse {
        var count = OperationCount()
        for event in pass.trace.events {
          let (local, arrived) =
            switch event {
            case .pushForward(let step): (step.local?.scalar, step.arrived)
            case .propagate(let step): (step.local?.scalar, step.arrived)
            default: (nil as Double?, 0)
            }
          guard let local else { continue }
          #expect(local != 0)
          if local != 1, local != -1 { count.multiplications += 1 }
          if arrived > 1 { count.additions += 1 }
        }
        #expect(pass.count == count, "\(text), \(pass.name)")
      }
    }
  }

  @Test("Counts by hand") func byHand() throws {
    func count(_ text: String) throws -> (OperationCount, OperationCount) {
      let comparison = try ExpressionProgram(text).modeComparison()
      return (comparison.forwardCount, comparison.reverseCount)
    }
    // x moves add, sin (×), mul (×), pow (×), the sum (+): 3 and 1; y: sin (×), pow (×): 2 and 1; z: pow (×).
    // Back: sin, pow twice, mul once, as x is 1; two contributions at x and at y.
    #expect(
      try count("f(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)")
        == (OperationCount(multiplications: 6, additions: 2), OperationCount(multiplications: 4, additions: 2)))
    // A factor for each number, and nothing to add: each pass moves one product.
    #expect(
      try count("x = [2, 3]\nw = [4, 5]\nf = x @ w")
        == (OperationCount(multiplications: 4), OperationCount(multiplications: 4)))
    // Five copies forward; back the adjoint of b is a sum of five.
    #expect(
      try count("x = [2, 3, 4, 5, 6]\nb = 1\nf = sum(x + b)")
        == (OperationCount(additions: 4), OperationCount(additions: 4)))
    // A chain of exponentials from three inputs: each forward pass walks it, the reverse passes once.
    #expect(
      try count("f(x, y, z) = exp(exp(x + y + z)) at (0.1, 0.2, 0.3)")
        == (OperationCount(multiplications: 6), OperationCount(multiplications: 2)))
    // One input, three outputs.
    #expect(
      try count("x = 2\nf = exp(x) * [2, 3, 4]")
        == (OperationCount(multiplications: 4), OperationCount(multiplications: 6)))
    #expect(try ExpressionProgram("x = 2\nf = exp(x) * [2, 3, 4]").modeComparison().cheaper == .forward)
  }

  @Test("Entries are known from the event on that finds them, and the last event has the whole count")
  func known() throws {
    let comparison = try ExpressionProgram("f(x, y) = x * sin(y) at (2, 3)").modeComparison()
    let reverse = try #require(comparison.reverse.first)
    for (place, name) in ["x", "y"].enumerated() {
      guard case .finish(let node, _, _) = reverse.trace.events[reverse.since[place]] else {
        Issue.record("no end of a path")
        continue
      }
      #expect(reverse.trace.nodes[node].name == name)
    }
    #expect(zip(reverse.running, reverse.running.dropFirst()).allSatisfy { $0.total <= $1.total })
    #expect(reverse.running.last == reverse.count)
    #expect(comparison.forward.map(\.name) == ["x", "y"])
    #expect(reverse.name == "f")
  }

  @Test("What cannot be compared is refused") func refusals() throws {
    let constant = try ExpressionProgram("const c = 3\nf = sin(c)")
    #expect(throws: ModeError.noVariable) { try constant.modeComparison() }
    let many = try ExpressionProgram("x = ones(2000)\nf = sum(x)")
    #expect(throws: ModeError.tooManyPasses(forward: 2000, reverse: 1)) { try many.modeComparison() }
    let dense = try ExpressionProgram("x = ones(1000)\nf = sum(sin(cos(x)))")
    #expect(throws: ModeError.tooManyEntries(2_001_000)) { try dense.modeComparison() }
  }
}

/// Counts node by node, without the events of a pass: which cells are reached is followed through dense local Jacobians,
/// whose rows are vector-Jacobian products of unit adjoints.
private struct IndependentCount {
  private let nodes: [Node]
  /// By node and operand: rows by cells of the value, columns by cells of the operand; empty where nothing passes.
  private var jacobians: [[[[Double]]]] = []

  init(_ output: Node) throws {
    nodes = output.operandsFirst()
    for node in nodes {
      guard let rule = node.operation?.rule else {
        jacobians.append([])
        continue
      }
      let values = Operands(all: node.operands.map(\.value))
      jacobians.append(
        try node.operands.enumerated().map { place, operand in
          guard operand.dependsOnVariable, rule.isDifferentiable(in: place) else { return [] }
          return try (0..<node.value.shape.count).map { row in
            let unit = try Tensor(
              (0..<node.value.shape.count).map { $0 == row ? 1 : 0 }, shape: node.value.shape, dtype: .float64)
            return try rule.pullBack(unit, to: place, values, node.value).reduced(to: operand.value.shape).elements
          }
        })
    }
  }

  /// Whether every entry is a number.
  var isFinite: Bool {
    jacobians.allSatisfy { $0.allSatisfy { $0.allSatisfy { $0.allSatisfy { $0.isFinite } } } }
  }

  private func position(_ node: Node) -> Int? { nodes.firstIndex { $0 === node } }

  private func isProduct(_ entry: Double) -> Bool { entry != 1 && entry != -1 }

  func forward(from input: Node, cell: Int) -> OperationCount {
    var reached: [Set<Int>] = nodes.map { _ in [] }
    guard let start = position(input) else { return OperationCount() }
    reached[start] = [cell]
    var count = OperationCount()
    for (number, node) in nodes.enumerated() where number != start {
      var terms = Array(repeating: 0, count: node.value.shape.count)
      for (place, operand) in node.operands.enumerated() {
        guard let source = position(operand) else { continue }
        for (row, entries) in jacobians[number][place].enumerated() {
          let moving = reached[source].map { entries[$0] }.filter { $0 != 0 }
          terms[row] += moving.count
          count.multiplications += moving.count(where: isProduct)
        }
      }
      count.additions += terms.reduce(0) { $0 + max(0, $1 - 1) }
      reached[number] = Set(terms.indices.filter { terms[$0] > 0 })
    }
    return count
  }

  func reverse(fromCell cell: Int) -> OperationCount {
    var terms = nodes.map { Array(repeating: 0, count: $0.value.shape.count) }
    var count = OperationCount()
    for (number, node) in nodes.enumerated().reversed() {
      let isOutput = number == nodes.count - 1
      for (place, operand) in node.operands.enumerated() {
        guard let target = position(operand) else { continue }
        for (row, entries) in jacobians[number][place].enumerated()
        where isOutput ? row == cell : terms[number][row] > 0 {
          for (column, entry) in entries.enumerated() where entry != 0 {
            terms[target][column] += 1
            if isProduct(entry) { count.multiplications += 1 }
          }
        }
      }
    }
    count.additions = terms.joined().reduce(0) { $0 + max(0, $1 - 1) }
    return count
  }
}
