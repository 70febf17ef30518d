import Autodiff
import Tensors
import TestSupport
import Testing
import TraceFiles

@Suite("What holds for every trace, on hundreds of random graphs")
struct TracePropertyTests {
  private static let seeds: Range<UInt64> = 0..<(isThorough ? 300 : 100)

  private func forEachTrace(_ body: (Trace, RandomGraph, UInt64) throws -> Void) throws {
    for seed in Self.seeds {
      let graph = try RandomGraph(seed: seed)
      try body(try Trace(of: graph.output, variables: graph.variables), graph, seed)
    }
  }

  @Test("the random graphs are worth looking at")
  func variety() throws {
    var operations: Set<String> = []
    var (shared, constantParts, conditions, twice, unreached, waiting) = (0, 0, 0, 0, 0, 0)
    try forEachTrace { trace, graph, _ in
      operations.formUnion(trace.nodes.compactMap(\.operation))
      let uses = trace.nodes.flatMap(\.operands)
      if Set(uses).count < uses.count { shared += 1 }
      let operation = trace.nodes.filter { $0.kind == .operation }
      if operation.contains(where: { !trace.dependsOnVariable($0.id) }) { constantParts += 1 }
      if trace.nodes.contains(where: { $0.operation == "where" }) { conditions += 1 }
      if trace.nodes.contains(where: { Set($0.operands).count < $0.operands.count }) { twice += 1 }
      if trace.nodes.contains(where: { $0.id > trace.output }) { unreached += 1 }
      let visited = trace.events.compactMap { if case .visit(let node, _) = $0 { node } else { nil } }
      let seen = trace.events.compactMap { if case .enqueue(let node) = $0 { node } else { nil } }
      if visited != [trace.output] + seen { waiting += 1 }
    }
    #expect(operations.count >= Operation.all.filter { $0.imageShapes.isEmpty }.count - 4)
    #expect(shared > (isThorough ? 120 : 40))
    #expect(constantParts > (isThorough ? 50 : 16))
    #expect(conditions > (isThorough ? 5 : 0))
    #expect(twice > (isThorough ? 50 : 16))
    #expect(unreached > (isThorough ? 30 : 10))
    #expect(waiting > (isThorough ? 30 : 10))
  }

  @Test("the walk is the one the contract describes, event by event, with queues, counts and reasons")
  func order() throws {
    try forEachTrace { trace, _, seed in
      #expect(ReferenceWalk.recorded(trace) == ReferenceWalk(trace).lines, "seed \(seed)")
    }
  }

  @Test("each edge is walked at most once, and only from the node that is visited")
  func edges() throws {
    try forEachTrace { trace, _, seed in
      var walked: Set<[Int]> = []
      var visited: Set<Int> = []
      var current = -1
      for event in trace.events {
        switch event {
        case .visit(let node, _):
          #expect(visited.insert(node).inserted, "node \(node) twice in seed \(seed)")
          current = node
        case .propagate(let step):
          #expect(step.from == current && trace.nodes[step.from].operands[step.operand] == step.to)
          #expect(walked.insert([step.from, step.operand]).inserted, "seed \(seed)")
        case .blocked(let from, let to, let operand, _):
          #expect(from == current && trace.nodes[from].operands[operand] == to)
          #expect(walked.insert([from, operand]).inserted, "seed \(seed)")
        default: break
        }
      }
      let edges = visited.reduce(0) { $0 + trace.nodes[$1].operands.count }
      #expect(walked.count == edges, "every edge of a visited operation is handled")
    }
  }

  @Test("contributions add up to the adjoint that travels on, and have the operand's shape")
  func sums() throws {
    try forEachTrace { trace, _, seed in
      var sums: [Int: [Double]] = [:]
      for event in trace.events {
        switch event {
        case .seed(let node, let adjoint):
          #expect(adjoint == .array(shape: trace.nodes[node].shape, elements: adjoint.numbers.map { _ in 1 }))
          sums[node] = adjoint.numbers
        case .propagate(let step):
          #expect(step.contribution.shape == trace.nodes[step.to].shape)
          let sum = sums[step.to].map { zip($0, step.contribution.numbers).map(+) } ?? step.contribution.numbers
          sums[step.to] = sum
          #expect(step.adjoint == .array(shape: trace.nodes[step.to].shape, elements: sum), "seed \(seed)")
        case .visit(let node, let adjoint):
          guard trace.nodes[node].kind != .constant else {
            #expect(adjoint == nil)
            continue
          }
          let zeros = trace.nodes[node].value.numbers.map { _ in 0.0 }
          #expect(adjoint == .array(shape: trace.nodes[node].shape, elements: sums[node] ?? zeros), "seed \(seed)")
        default: break
        }
      }
    }
  }

  @Test("a local derivative times what arrives is what is handed on, where nothing was broadcast")
  func locals() throws {
    var checked = 0
    try forEachTrace { trace, _, seed in
      var adjoints: [Int: TraceValue] = [:]
      for event in trace.events {
        if case .visit(let node, let adjoint?) = event { adjoints[node] = adjoint }
        guard case .propagate(let step) = event, let local = step.local, let upstream = adjoints[step.from],
          local.shape == upstream.shape, step.contribution.shape == upstream.shape
        else { continue }
        let isMask = trace.rule(of: step.from)?.isMask == true
        let product = zip(upstream.numbers, local.numbers).map { isMask && $1 == 0 ? 0 : $0 * $1 }
        #expect(step.contribution == .array(shape: upstream.shape, elements: product), "seed \(seed)")
        checked += 1
      }
    }
    #expect(checked > (isThorough ? 300 : 100))
  }

  @Test("a leaf's visit is followed by its finish, which tells a variable's gradient")
  func leaves() throws {
    try forEachTrace { trace, _, _ in
      for (event, next) in zip(trace.events, trace.events.dropFirst()) {
        guard case .visit(let node, let adjoint) = event, trace.nodes[node].kind != .operation else { continue }
        #expect(next == .finish(node: node, kind: trace.nodes[node].kind, gradient: adjoint))
      }
    }
  }

  @Test("the end tells what gradient(of:) returns, for unreached variables zeros")
  func end() throws {
    try forEachTrace { trace, graph, seed in
      let gradients = try gradient(of: graph.output)
      let reached = graph.output.operandsFirst().filter { $0.kind == .variable }
      let rest = graph.variables.filter { variable in !reached.contains { $0 === variable } }
      let names = trace.nodes.filter { $0.kind == .variable }.map(\.name)
      #expect(names.count == reached.count + rest.count)
      for (name, node) in zip(names, reached + rest) {
        #expect(trace.gradients[name] == TraceValue(gradients[node], isFull: true), "seed \(seed)")
      }
      for node in rest { #expect(gradients[node] == Tensor(repeating: 0, shape: node.value.shape)) }
      #expect(trace.gradients.count == names.count)
    }
  }

  @Test("the gradient is the one that forward mode computes")
  func forwardMode() throws {
    var dice = SplitMix64("forward")
    var checked = 0
    for seed in Self.seeds {
      let graph = try RandomGraph(seed: seed)
      let gradients = try gradient(of: graph.output)
      for variable in gradients.variables {
        let along = try dice.tensor(variable.value.shape.sizes, in: -1...1)
        let forward = try tangent(of: graph.output, moving: variable, along: along).elements.reduce(0, +)
        let backward = inner(gradients[variable], along)
        guard forward.isFinite, backward.isFinite, forward.magnitude < 1e12 else { continue }
        // Sums of large terms that cancel lose digits in either order.
        let size = zip(gradients[variable].elements, along.elements).reduce(1) { $0 + ($1.0 * $1.1).magnitude }
        #expect((forward - backward).magnitude <= 1e-9 * size, "seed \(seed): \(forward), \(backward)")
        checked += 1
      }
    }
    #expect(checked > (isThorough ? 180 : 60))
  }

  /// Forward mode by hand, from each rule's Jacobian-vector product.
  private func tangent(of output: Node, moving variable: Node, along direction: Tensor) throws -> Tensor {
    var tangents: [ObjectIdentifier: Tensor] = [ObjectIdentifier(variable): direction]
    for node in output.operandsFirst() {
      guard let rule = node.operation?.rule else { continue }
      let values = Operands(all: node.operands.map(\.value))
      var sum = Tensor(repeating: 0, shape: node.value.shape)
      for (position, operand) in node.operands.enumerated() where rule.isDifferentiable(in: position) {
        guard let tangent = tangents[ObjectIdentifier(operand)] else { continue }
        let pushed = try rule.pushForward(tangent, from: position, values, node.value)
        sum = try sum.adding(pushed.broadcast(to: node.value.shape))
      }
      tangents[ObjectIdentifier(node)] = sum
    }
    return tangents[ObjectIdentifier(output)] ?? Tensor(repeating: 0, shape: output.value.shape)
  }

  @Test("ids follow a left-to-right depth-first walk, operands first; what is not reached comes last")
  func ids() throws {
    try forEachTrace { trace, graph, seed in
      var order: [Node] = []
      func walk(_ node: Node) {
        guard !order.contains(where: { $0 === node }) else { return }
        for operand in node.operands { walk(operand) }
        order.append(node)
      }
      walk(graph.output)
      #expect(trace.output == order.count - 1)
      order += graph.variables.filter { variable in !order.contains { $0 === variable } }
      #expect(trace.nodes.map(\.id) == Array(order.indices))
      for (traced, node) in zip(trace.nodes, order) {
        #expect(traced.value == TraceValue(node.value, isFull: true), "seed \(seed)")
        #expect(traced.operation == node.operation?.name)
        let operands = node.operands.map { operand in order.firstIndex { $0 === operand } ?? -1 }
        #expect(traced.operands == Array(operands))
      }
    }
  }

  @Test("names differ; labels count the operations of one kind from 0")
  func names() throws {
    try forEachTrace { trace, graph, seed in
      #expect(Set(trace.nodes.map(\.name)).count == trace.nodes.count, "seed \(seed)")
      let groups = Dictionary(grouping: trace.nodes.filter { $0.kind == .operation }) { $0.operation ?? "" }
      // A variable without a name is called var, as an operation is.
      for (operation, nodes) in groups where operation != "var" {
        let labels = nodes.count == 1 ? [operation] : nodes.indices.map { "\(operation)_\($0)" }
        #expect(nodes.map(\.label) == labels, "seed \(seed): names are \(trace.nodes.map(\.name))")
      }
    }
  }

  @Test("listening changes no bit of the result")
  func listening() throws {
    for seed in Self.seeds {
      let graph = try RandomGraph(seed: seed)
      var events = 0
      let heard = try gradient(of: graph.output) { _ in events += 1 }
      let alone = try gradient(of: graph.output)
      #expect(heard.variables.elementsEqual(alone.variables) { $0 === $1 })
      for variable in alone.variables { #expect(isSameToTheBit(heard[variable], alone[variable])) }
      #expect(events > 2)
    }
  }

  @Test("recording twice gives the same trace and the same bytes")
  func reproducible() throws {
    for seed in Self.seeds.prefix(40) {
      let first = try RandomGraph(seed: seed)
      let second = try RandomGraph(seed: seed)
      let bytes = try Trace(of: first.output, variables: first.variables).jsonLines()
      #expect(try Trace(of: second.output, variables: second.variables).jsonLines() == bytes)
      #expect(try Trace(of: first.output, variables: first.variables).jsonLines() == bytes)
    }
  }

  @Test("saved and read back, a trace is equal, and saved again the same bytes")
  func roundTrip() throws {
    try forEachTrace { trace, _, seed in
      let bytes = try trace.jsonLines()
      let read = try Trace(jsonLines: bytes)
      #expect(read == trace, "seed \(seed)")
      #expect(try read.jsonLines() == bytes, "seed \(seed)")
    }
  }
}

extension TraceValue {
  /// The elements of an array that is written out.
  var numbers: [Double] { if case .array(_, let elements) = self { elements } else { [] } }
}
