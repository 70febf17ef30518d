import Autodiff
import Tensors
import TestSupport
import Testing

/// What `Gradients[node]` is for every kind of node, compared with forward mode, which counts any node as a variable.
@Suite("Gradients are asked for by node") struct GradientLookupTests {
  /// The sum over the output's elements of its derivatives with respect to a node.
  private func forward(_ output: Node, _ node: Node) throws -> [Double] {
    let jacobian = try derivative(of: output, withRespectTo: node).elements
    let count = node.value.shape.count
    return (0..<count).map { column in
      stride(from: column, to: jacobian.count, by: count).reduce(0) { $0 + jacobian[$1] }
    }
  }

  private func isClose(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($1)) }
  }

  @Test(
    "Every node that depends on a variable has the adjoint forward mode gives", arguments: DifferentiationMode.allCases)
  func operations(_ mode: DifferentiationMode) throws {
    let x = variable(try Tensor([0.5, 1.5, 2.5], shape: Shape([3])), name: "x")
    let y = variable(2, name: "y")
    let c = constant(3)
    let inner = (x * y).named("inner")
    let f = sum(sin(inner) * inner / (x + c), axes: [0]) + mean(square(x[.range(0..<2)])) * y
    let gradients = try gradient(of: f, mode: mode)
    let nodes = f.operandsFirst().filter(\.dependsOnVariable)
    var count = 0
    for node in nodes {
      #expect(isClose(gradients[node].elements, try forward(f, node)), "\(node.name ?? node.operation?.name ?? "")")
      #expect(gradients[node].shape == node.value.shape)
      count += 1
    }
    #expect(count >= 12)
  }

  @Test("A named copy stands for what it is a copy of, and the other way round")
  func copies() throws {
    let x = variable(3, name: "x")
    let copy = x.named("copy")
    let second = copy.named("second")
    #expect(try gradient(of: x * x)[copy] == 6)
    #expect(try gradient(of: x * x)[second] == 6)
    #expect(try gradient(of: copy * copy)[x] == 6)
    #expect(try gradient(of: second * second)[x] == 6)
    #expect(try gradient(of: second * second)[copy] == 6)
    // Two nodes of one graph are two variables.
    let both = try gradient(of: x * copy * copy)
    #expect(both[x] == 9 && both[copy] == 18)
    // What stands for both of them.
    #expect(both[second] == 27)
    let product = x * 2
    #expect(try gradient(of: sin(product))[product.named("p")].scalar == cos(product).value.scalar)
    #expect(try gradient(of: sin(product.named("p")))[product].scalar == cos(product).value.scalar)
    #expect(try gradient(of: sin(product.named("p")))[x].scalar == (2 * cos(product)).value.scalar)
  }

  @Test("The output's own derivative is 1 for each element")
  func output() throws {
    let x = variable([1, 2])
    let f = x * x
    #expect(try gradient(of: f)[f] == [1, 1])
    #expect(try gradient(of: x)[x] == [1, 1])
  }

  @Test("Zeros: for what the output does not depend on, and for constants")
  func zeros() throws {
    let (x, elsewhere, c) = (variable(2), variable([1, 2]), constant(3))
    let gradients = try gradient(of: x * c)
    #expect(gradients[elsewhere] == [0, 0] && gradients[elsewhere * 2] == [0, 0])
    #expect(gradients[c] == 0)
    // A condition has no derivative.
    let condition = x > 1
    #expect(try gradient(of: `where`(condition, x, c))[condition] == 0)
    #expect(try gradient(of: c)[c] == 0)
  }

  @Test("A long chain of named copies is freed without recursion")
  func freeing() async {
    await #expect(processExitsWith: .success) {
      var node = variable(1)
      for step in 0..<(isThorough ? 200_000 : 50_000) { node = (node + 1).named("n\(step)") }
      node = variable(1)
      var leaf = node
      for step in 0..<(isThorough ? 200_000 : 50_000) { leaf = leaf.named("n\(step)") }
    }
  }
}
