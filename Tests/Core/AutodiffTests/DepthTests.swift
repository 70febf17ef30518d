import Autodiff
import Tensors
import TestSupport
import Testing

@Suite("Deep and wide graphs")
struct DepthTests {
  /// A million in release; less in debug, where a node costs forty times as much.
  private static let length: Int = {
    #if DEBUG
      isThorough ? 200_000 : 60_000
    #else
      1_000_000
    #endif
  }()

  @Test("a long chain is built, differentiated and freed on a flat stack")
  func chain() throws {
    let x = variable(0.5, name: "x")
    weak var inner: Node?
    do {
      var v = x
      for step in 0..<Self.length {
        v = step % 2 == 0 ? v + 1.0 : -v
        if step == Self.length / 2 { inner = v }
      }
      let gradients = try gradient(of: v)
      #expect(gradients[x] == 1)
      #expect(v.operandsFirst().count > Self.length)
    }
    #expect(inner == nil, "the chain is freed with its last node")
  }

  @Test("a chain of v·v, where both operands are one node, is freed too")
  func squares() throws {
    let x = variable(1)
    weak var inner: Node?
    do {
      var v = x
      for step in 0..<Self.length / 16 {
        v = v * v
        if step == 10 { inner = v }
      }
      #expect(try gradient(of: v * 0)[x] == 0)
    }
    #expect(inner == nil)
  }

  @Test("operations with three operands, chained through each of them, are freed too")
  func selections() throws {
    let x = variable(1)
    weak var inner: Node?
    do {
      var v = x
      for step in 0..<Self.length / 20 {
        switch step % 3 {
        case 0: v = `where`(v, x, x)
        case 1: v = `where`(x, v, x)
        default: v = `where`(x, x, v)
        }
        if step == 10 { inner = v }
      }
      _ = try gradient(of: v)
    }
    #expect(inner == nil)
  }

  @Test("a node that somebody still holds outlives the chain above it")
  func kept() throws {
    let x = variable(2)
    var v = x
    for _ in 0..<1000 { v = v + 1.0 }
    let middle = v
    for _ in 0..<1000 { v = v + 1.0 }
    v = x
    #expect(middle.value == 1002)
    #expect(try gradient(of: middle)[x] == 1)
    #expect(middle.operandsFirst().count == 2001)
  }

  @Test("one node used very often")
  func wide() throws {
    let x = variable(1, name: "x")
    var level = (0..<Self.length / 40).map { _ in x * x }
    while level.count > 1 {
      level = stride(from: 0, to: level.count, by: 2).map {
        $0 + 1 < level.count ? level[$0] + level[$0 + 1] : level[$0]
      }
    }
    #expect(try gradient(of: level[0])[x] == Tensor(Double(2 * (Self.length / 40))))
  }
}

@Suite("Operations of many operands")
struct WidthTests {
  @Test("many numbers stacked cost a walk over them, not one for each")
  func stacked() throws {
    let variables = (0..<(isThorough ? 10_000 : 1_000)).map { variable(Tensor(Double($0))) }
    let gradients = try gradient(of: sum(square(stack(variables))))
    #expect(variables.enumerated().allSatisfy { gradients[$1] == Tensor(2 * Double($0)) })
  }

  @Test("each of the arrays joined gets its part back, along either axis")
  func joined() throws {
    for axis in [0, 1, -1] {
      let x = variable([[1, 2], [3, 4]]), y = variable([[5, 6], [7, 8]])
      let weights: Tensor = axis == 0 ? [[1, 2], [3, 4], [5, 6], [7, 8]] : [[1, 2, 3, 4], [5, 6, 7, 8]]
      let gradients = try gradient(of: sum(concatenate([x, y], axis: axis) * constant(weights)))
      #expect(gradients[x] == (axis == 0 ? [[1, 2], [3, 4]] : [[1, 2], [5, 6]]))
      #expect(gradients[y] == (axis == 0 ? [[5, 6], [7, 8]] : [[3, 4], [7, 8]]))
    }
  }
}

@Suite("Several passes at once over the same nodes")
struct ConcurrencyTests {
  /// A graph of shared nodes, some hundreds of them.
  private func graph() throws -> (output: Node, variables: [Node]) {
    let variables = (1...4).map { variable(Tensor(0.1 * Double($0)), name: "x\($0)") }
    var nodes = variables
    for step in 0..<300 {
      let (a, b) = (nodes[nodes.count - 1], nodes[(step * 7) % nodes.count])
      nodes.append(step % 3 == 0 ? sin(a) + b : step % 3 == 1 ? a * cos(b) : tanh(a - b))
    }
    return (nodes[nodes.count - 1] + nodes[150], variables)
  }

  @Test("give equal results, each of them")
  func parallel() async throws {
    let (output, variables) = try graph()
    let alone = try gradient(of: output)
    let expected = variables.map { alone[$0] }
    let trace = try Trace(of: output)
    let results = try await withThrowingTaskGroup(of: Bool.self) { group in
      for task in 0..<48 {
        group.addTask {
          switch task % 3 {
          case 0: return try Trace(of: output) == trace
          default:
            let gradients = try gradient(of: output)
            return variables.map { gradients[$0] } == expected
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.count == 48 && results.allSatisfy(\.self))
  }

  @Test("a pass begun inside another one's listener disturbs neither")
  func nested() throws {
    let (output, variables) = try graph()
    let expected = try gradient(of: output)
    var inner: [Bool] = []
    let outer = try gradient(of: output) { event in
      guard case .visit(let node, _) = event, inner.count < 20,
        let again = try? gradient(of: output), let part = try? gradient(of: node)
      else { return }
      inner.append(variables.allSatisfy { again[$0] == expected[$0] } && part.variables.count <= 4)
    }
    #expect(inner.count == 20 && inner.allSatisfy(\.self))
    for variable in variables { #expect(outer[variable] == expected[variable]) }
  }

  @Test("graphs that share nodes are freed from many tasks at once")
  func release() async throws {
    await withTaskGroup(of: Void.self) { group in
      let x = variable(1)
      var shared = x
      for _ in 0..<5000 { shared = shared + 1.0 }
      for _ in 0..<16 {
        group.addTask { [shared] in
          var v = shared
          for _ in 0..<5000 { v = -v }
          #expect(v.value == 5001)
        }
      }
      shared = x
      await group.waitForAll()
    }
  }
}
