import Autodiff
import Expressions
import Foundation
import Tensors
import TestSupport
import Testing

/// What an optimised graph is compared with.
private func operationCount(_ output: Node) -> Int {
  output.operandsFirst().count { $0.operation != nil }
}

private func names(_ output: Node) -> Set<String> {
  Set(output.operandsFirst().compactMap(\.name))
}

@Suite("Equal subexpressions become one")
struct MergingTests {
  @Test("the article's (sin x)^(sin x) computes its sine once")
  func article() throws {
    let x = variable(1.2, name: "x")
    let f = sin(x) ** sin(x)
    let optimization = optimized(f)
    #expect(operationCount(f) == 3 && operationCount(optimization.output) == 2)
    #expect(optimization.savings.description == "1 operation saved: 1 merged, 0 folded")
    #expect((optimization.savings.operationsBefore, optimization.savings.operationsAfter) == (3, 2))
    #expect(isSameToTheBit(optimization.output.value, f.value))
    // d/dx s^s = s^s (ln s + 1) cos x
    let s = Foundation.sin(1.2)
    let slope = pow(s, s) * (Foundation.log(s) + 1) * Foundation.cos(1.2)
    #expect(isClose(try #require(gradient(of: optimization.output)[x].scalar), slope))
  }

  @Test("what is equal only after its operands have been merged")
  func transitive() throws {
    let x = variable(0.7), y = variable(0.3)
    func layer() -> Node { exp(cos(x * y + 2) / (y - 3)) }
    let f = layer() + layer() * layer()
    let optimization = optimized(f)
    #expect(operationCount(optimization.output) == 8)
    #expect(optimization.savings.description == "12 operations saved: 12 merged, 0 folded")
    #expect(optimization.savings.operationsBefore == 20 && optimization.savings.mergedConstants == 4)
  }

  @Test("operands may change places where order is of no meaning, and only there")
  func commutative() {
    let x = variable(0.7), y = variable(0.3)
    let commuting: [(Node, Node) -> Node] = [{ $0 + $1 }, { $0 * $1 }, maximum, minimum]
    for operation in commuting { #expect(optimized(operation(x, y) / operation(y, x)).savings.merged == 1) }
    let others: [(Node, Node) -> Node] = [{ $0 - $1 }, { $0 / $1 }, { $0 ** $1 }, { $0 < $1 }]
    for operation in others {
      #expect(optimized(operation(x, y) / operation(y, x)).savings.operations == 0)
    }
    let a = variable([[1, 2], [3, 4]]), b = variable([[0, 1], [5, 2]])
    #expect(optimized(dot(a, b) / dot(b, a)).savings.operations == 0)
    #expect(optimized(dot(a, b) / dot(a, b)).savings.merged == 1)
  }

  @Test("the larger of 0 and −0 depends on the order, so they stay two")
  func signedZeros() throws {
    let x = variable(0), y = variable(Tensor(-0.0))
    for choose in [maximum, minimum] as [(Node, Node) -> Node] {
      let f = 1 / choose(x, y) + 2 / choose(y, x)
      let optimization = optimized(f)
      #expect(optimization.savings.operations == 0)
      #expect(isSameToTheBit(optimization.output.value, f.value))
    }
  }

  @Test("x·x keeps both of its edges")
  func repeatedOperand() throws {
    let x = variable(3, name: "x")
    let f = (x * x) * (x * x)
    let optimization = optimized(f)
    #expect(operationCount(optimization.output) == 2)
    #expect(try gradient(of: optimization.output)[x] == 108)
    #expect(optimized(x * x).savings.operations == 0)
  }

  @Test("operations that differ in an attribute stay two")
  func attributes() throws {
    let x = variable([[1, 2], [3, 4]])
    let pairs: [(Node, Node)] = [
      (sum(x, axes: [0]), sum(x, axes: [1])), (sum(x, axes: [0]), mean(x, axes: [0])),
      (max(x, axes: [1]), min(x, axes: [1])),
      (sum(x, axes: [0], keepDims: true), sum(x, axes: [0])),
      (stack([x, x], axis: 0), stack([x, x], axis: 1)), (reshape(x, to: [4, 1]), reshape(x, to: [1, 4])),
      (
        try .applying(.index([.position(0)]), to: Operands(x)),
        try .applying(.index([.position(1)]), to: Operands(x))
      ),
    ]
    for (one, two) in pairs {
      #expect(optimized(sum(one) * sum(two)).savings.operations == 0)
      #expect(optimized(sum(one) * sum(one)).savings.operations == 1)
    }
  }

  @Test("many operands, in their order")
  func manyOperands() {
    let x = variable(1), y = variable(2), z = variable(3)
    #expect(optimized(sum(stack([x, y, z]) * stack([x, y, z]))).savings.merged == 1)
    #expect(optimized(sum(stack([x, y, z]) * stack([x, z, y]))).savings.merged == 0)
    #expect(optimized(`where`(x, y, z) * `where`(x, y, z)).savings.merged == 1)
    #expect(optimized(`where`(x, y, z) * `where`(x, z, y)).savings.merged == 0)
  }

  @Test("variables are the caller's own, equal ones and those of one name too")
  func variables() throws {
    let x = variable(2, name: "x"), other = variable(2, name: "x")
    let f = sin(x) * sin(other) + sin(x)
    let optimization = optimized(f)
    #expect(optimization.savings.merged == 1)
    let gradients = try gradient(of: optimization.output), expected = try gradient(of: f)
    #expect(gradients.variables.count == 2)
    #expect(gradients.variables.allSatisfy { $0 === x || $0 === other })
    #expect(isClose(gradients[x].elements[0], expected[x].elements[0]))
    #expect(isClose(gradients[other].elements[0], expected[other].elements[0]))
    #expect(gradients[x] != gradients[other])
  }

  @Test("ties and kinks are shared as before")
  func kinks() throws {
    let x = variable(0, name: "x")
    for f in [
      maximum(abs(x), abs(x)), minimum(relu(x) + x, relu(x) + x), max(stack([x * 2, x * 2])),
      abs(x) * 3 + relu(x) + abs(x), `where`(x > 0, x * 2, x * 2) + `where`(x > 0, x * 2, x * 2),
    ] {
      let optimization = optimized(f)
      #expect(optimization.savings.merged > 0)
      #expect(try gradient(of: optimization.output)[x] == gradient(of: f)[x])
    }
  }
}

@Suite("Constants are folded, and what is left over is dropped")
struct FoldingTests {
  @Test("an operation on constants alone becomes a constant")
  func folding() throws {
    let x = variable(1.5)
    let f = (constant(2) * 3.0 + 1) * x
    let optimization = optimized(f)
    #expect(optimization.savings.description == "2 operations saved: 0 merged, 2 folded")
    let operand = optimization.output.operands[0]
    #expect(operand.kind == .constant && operand.value == 7)
    #expect(try gradient(of: optimization.output)[x] == 7)
  }

  @Test("what a folded operation needed is no part of the new graph, and freed with the old one")
  func dropping() {
    let x = variable(1.5)
    weak var inner: Node?
    let output: Node
    do {
      let hidden = constant([1, 2, 3], name: "hidden")
      let part = exp(hidden)
      inner = part
      output = optimized(sum(part) * x).output
      #expect(part.value.shape.count == 3)
    }
    #expect(output.operandsFirst().count == 3)
    #expect(!names(output).contains("hidden"))
    #expect(inner == nil)
  }

  @Test("a graph without a variable becomes its value, under its name")
  func constantsAlone() {
    let f = (constant(2, name: "c") * 1.0).named("f")
    let optimization = optimized(f)
    #expect(optimization.output.kind == .constant && optimization.output.value == 2)
    #expect(optimization.output.name == "f")
    #expect(optimization.output.operandsFirst().count == 1)
  }

  @Test("type and value are kept to the bit, what is not a number too", arguments: DType.allCases)
  func bits(_ dtype: DType) throws {
    let x = variable(Tensor(1, dtype: dtype))
    for folded in [
      constant(Tensor(0, dtype: dtype)) / constant(Tensor(0, dtype: dtype)),
      constant(Tensor(1, dtype: dtype)) / constant(Tensor(3, dtype: dtype)),
      -constant(Tensor(0, dtype: dtype)),
      exp(constant(Tensor(repeating: 0.3, shape: try Shape([2, 0]), dtype: dtype))),
      exp(constant(Tensor(repeating: 0.3, shape: try Shape([2, 3]), dtype: dtype))),
    ] {
      let optimization = optimized(folded / x)
      #expect(optimization.savings.folded == 1)
      #expect(isSameToTheBit(optimization.output.operands[0].value, folded.value))
      #expect(isSameToTheBit(optimization.output.value, (folded / x).value))
    }
  }

  @Test("constants are equal if type, shape and every bit are")
  func constants() throws {
    let x = variable(1.5)
    func merges(_ a: Tensor, _ b: Tensor) -> Bool {
      let optimization = optimized(sum(maximum(x, constant(a))) + sum(minimum(x, constant(b))))
      #expect(optimization.savings.operations == 0)
      return optimization.savings.mergedConstants == 1
    }
    let three = try Tensor([1, 2, 3], shape: Shape([3]))
    #expect(merges(2, 2) && merges(three, three) && merges([1, 2], [1, 2]))
    #expect(merges(Tensor(.nan), Tensor(.nan)))
    #expect(!merges(0, Tensor(-0.0)) && !merges([0, 1], [Tensor(-0.0), 1]))
    #expect(!merges(2, Tensor(2, dtype: .float32)) && !merges(2, [2]) && !merges([1, 2], [[1, 2]]))
    #expect(!merges([1, 2], [1, 3]) && !merges([1, 2], [1, 2, 3]))
    #expect(!merges([0.5, 1], Tensor(repeating: 0.5, shape: try Shape([2]))))
    // Equal constants make operations equal.
    #expect(optimized(x ** 2 * x ** 2).savings.merged == 1)
    #expect(optimized(sum(x * constant(three)) * sum(constant(three) * x)).savings.merged == 2)
  }

  @Test("what cannot be saved is said, and stays the caller's own")
  func nothing() {
    let x = variable(2, name: "x")
    for node in [x, constant(2), sin(x), x * x + 1.0] {
      let optimization = optimized(node)
      #expect(optimization.output === node)
      #expect(optimization.savings.operations == 0)
      #expect(optimization.savings.description.hasPrefix("nothing to save"))
    }
    #expect(optimized(x * 2 + 2).savings.description == "no operation saved: equal constants became one")
  }
}

@Suite("Names stay")
struct OptimizedNameTests {
  @Test("of merged nodes the one that has a name gives it, else the first")
  func merged() {
    let x = variable(0.5, name: "x")
    let named = sin(x).named("s")
    #expect(names(optimized(sin(x) ** named).output) == ["x", "s"])
    #expect(names(optimized(named ** sin(x)).output) == ["x", "s"])
    #expect(names(optimized(named ** sin(x).named("t")).output) == ["x", "s"])
    #expect(names(optimized(x * 2 + x / constant(2, name: "two")).output) == ["x", "two"])
  }

  @Test("a folded operation keeps its name, and takes none from what it needed")
  func folded() {
    let x = variable(0.5, name: "x")
    let six = (constant(2) * 3.0).named("six")
    #expect(names(optimized(x * six + x / 6).output) == ["x", "six"])
    let again = six * 1.0
    #expect(names(optimized(x * again).output) == ["x"])
  }

  @Test("a node that changes beneath keeps its name, and the caller's graph stays as it was")
  func rebuilt() throws {
    let x = variable(0.5, name: "x")
    let f = (sin(x).named("s") ** sin(x)).named("f")
    let before = try Trace(of: f)
    let optimization = optimized(f)
    #expect(optimization.output.name == "f")
    #expect(optimization.output !== f)
    #expect(try Trace(of: f) == before)
    #expect(try Trace(of: optimization.output).nodes.map(\.label) == ["x", "sin", "pow"])
  }
}

@Suite("Random graphs, optimised")
struct RandomOptimizationTests {
  /// A random graph that computes much of itself twice: `a·b + b/a` of a graph and its copy.
  private struct Doubled {
    let output: Node
    let half: Node
    let variables: [Node]

    init(seed: UInt64) throws {
      let graph = try RandomGraph(seed: seed)
      var dice = SplitMix64(seed)
      let copy = try Doubled.copy(of: graph.output, &dice)
      let product = graph.output * copy
      output = Bool.random(using: &dice) ? product : product + sum(product)
      (half, variables) = (graph.output, graph.variables)
    }

    /// The same graph of other nodes on the same variables, the operands of sums and products in any order.
    private static func copy(of output: Node, _ dice: inout SplitMix64) throws -> Node {
      var copies: [ObjectIdentifier: Node] = [:]
      for node in output.operandsFirst() {
        let operands = node.operands.map { copies[ObjectIdentifier($0)] ?? $0 }
        let copy: Node
        switch node.kind {
        case .variable: copy = node
        case .constant: copy = constant(node.value, name: node.name)
        case .operation(let operation):
          let swaps = [.add, .mul].contains(operation) && Bool.random(using: &dice)
          copy = try .applying(operation, to: swaps ? Operands(all: operands.reversed()) : operands)
        }
        copies[ObjectIdentifier(node)] = copy
      }
      return copies[ObjectIdentifier(output)] ?? output
    }
  }

  @Test("values, gradients and names are as before, and nothing is left to save", arguments: 0..<8)
  func property(_ part: UInt64) throws {
    var saved = 0
    var compared = 0
    for seed in (part * 60)..<(part * 60 + 60) {
      let graph = try Doubled(seed: seed)
      let (before, optimization) = (graph.output, optimized(graph.output))
      let after = optimization.output
      saved += optimization.savings.operations
      #expect(isSameToTheBit(after.value, before.value), "seed \(seed)")
      #expect(optimization.savings.operationsBefore == operationCount(before), "seed \(seed)")
      #expect(optimization.savings.operationsAfter == operationCount(after), "seed \(seed)")
      // The copy costs nothing: what is left is one half and what joins the two.
      let half = optimized(graph.half)
      if half.output.kind != .constant {
        let joining = before.operation == .mul ? 1 : 3
        #expect(optimization.savings.operationsAfter == half.savings.operationsAfter + joining, "seed \(seed)")
      }
      #expect(optimized(after).output === after, "seed \(seed): a second time changes nothing")
      #expect(names(after).isSubset(of: names(before)), "seed \(seed)")
      // What another node stands for goes by its name.
      if case .merged? = optimization.fates.last {} else { #expect(after.name == before.name, "seed \(seed)") }
      try expectNothingLeft(after, "seed \(seed)")
      let (gradients, expected) = (try gradient(of: after), try gradient(of: before))
      for variable in graph.variables {
        let (new, old) = (gradients[variable], expected[variable])
        #expect(new.shape == old.shape && new.dtype == old.dtype, "seed \(seed)")
        // Where a contribution is not finite, adding first may give another one that is not.
        guard old.elements.allSatisfy(\.isFinite) else { continue }
        compared += 1
        for (a, b) in zip(new.elements, old.elements) {
          #expect(isClose(a, b, within: 1e-9), "seed \(seed): \(variable.name ?? "?") \(a) \(b)")
        }
      }
    }
    #expect(saved > 300 && compared > 60, "\(saved) \(compared)")
  }

  /// Every value follows from its operands, no two nodes are equal, and none has constants alone.
  private func expectNothingLeft(_ output: Node, _ comment: Comment) throws {
    let nodes = output.operandsFirst()
    for (position, node) in nodes.enumerated() {
      guard let operation = node.operation else { continue }
      #expect(node.operands.contains { $0.kind != .constant }, comment)
      let value = try operation.rule.evaluate(node.operands.map { $0.value })
      #expect(isSameToTheBit(value, node.value), comment)
      let twins = nodes[..<position].filter { other in
        other.operation == operation && zip(other.operands, node.operands).allSatisfy { $0 === $1 }
          && other.operands.count == node.operands.count
      }
      #expect(twins.isEmpty, comment)
    }
  }
}

@Suite("Deep and wide graphs, optimised")
struct OptimizationDepthTests {
  @Test("two equal chains of 50,000 operations become one, on a flat stack", .enabled(if: isThorough))
  func chains() throws {
    let x = variable(0.5, name: "x")
    func chain() -> Node { (0..<50_000).reduce(x) { v, step in step % 2 == 0 ? v + 1.0 : -v } }
    weak var inner: Node?
    do {
      let f = chain() * chain()
      inner = f.operands[1]
      let optimization = optimized(f)
      #expect(optimization.savings.merged == 50_000)
      #expect(optimization.savings.operationsAfter == 50_001)
      #expect(try gradient(of: optimization.output)[x] == gradient(of: f)[x])
    }
    #expect(inner == nil)
  }

  @Test("a long chain of operations on constants becomes a number")
  func folded() throws {
    let x = variable(2)
    let count = isThorough ? 100_000 : 20_000
    let deep = (0..<count).reduce(constant(0)) { v, _ in v + 1.0 }
    let optimization = optimized(deep * x)
    #expect(optimization.savings.folded == count)
    #expect(optimization.output.operandsFirst().count == 3)
    #expect(try gradient(of: optimization.output)[x] == Tensor(Double(count)))
  }

  @Test("a hundred layers of v·v written out twice, 2^100 paths, cost a walk over the nodes")
  func paths() {
    let x = variable(1)
    let f = (0..<100).reduce((x, x)) { pair, _ in (pair.0 * pair.1, pair.1 * pair.0) }
    let optimization = optimized(f.0 + f.1)
    #expect(optimization.savings.operationsAfter == 101)
  }

  @Test("several tasks may optimise one graph at once")
  func concurrent() async {
    let x = variable(0.5), y = variable(0.25)
    let f = (0..<300).reduce(x) { v, step in step % 2 == 0 ? sin(v * y) + sin(y * v) : v + x * y }
    let expected = optimized(f).savings
    await withTaskGroup(of: Savings.self) { group in
      for _ in 0..<16 { group.addTask { optimized(f).savings } }
      for await savings in group { #expect(savings == expected) }
    }
  }
}
