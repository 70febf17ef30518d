import Autodiff
import Tensors
import TestSupport
import Testing

/// An expression to which an identity applies, written with the operations that it saves.
private struct Example: Sendable, CustomTestStringConvertible {
  let identity: Identity
  let testDescription: String
  /// The numbers that `x` is drawn from.
  let domain: ClosedRange<Double>
  /// The expression of `x` and another variable.
  let build: @Sendable (_ x: Node, _ y: Node) -> Node

  init(
    _ identity: Identity, _ text: String, in domain: ClosedRange<Double> = -3...3,
    _ build: @escaping @Sendable (_ x: Node, _ y: Node) -> Node
  ) {
    (self.identity, testDescription, self.domain, self.build) = (identity, text, domain, build)
  }

  static let all = [
    Example(.timesOne, "x·1") { x, _ in x * 1.0 }, Example(.timesOne, "1·x") { x, _ in 1.0 * x },
    Example(.timesZero, "x·0") { x, _ in x * 0.0 }, Example(.timesZero, "0·sin x") { x, _ in 0.0 * sin(x) },
    Example(.plusZero, "x + 0") { x, _ in x + 0.0 }, Example(.plusZero, "0 + x") { x, _ in 0.0 + x },
    Example(.minusZero, "x − 0") { x, _ in x - 0.0 },
    Example(.minusItself, "sin x − sin x") { x, _ in sin(x) - sin(x) },
    Example(.overOne, "x/1") { x, _ in x / 1.0 },
    Example(.overItself, "x/x", in: 0.5...3) { x, _ in x / x },
    Example(.firstPower, "x¹") { x, _ in x ** 1 },
    Example(.zerothPower, "x⁰") { x, _ in x ** 0 },
    Example(.square, "x^2 + square(x)") { x, _ in x ** 2 + square(x) },
    Example(.square, "square(x)·x^2") { x, _ in square(x) * x ** 2 },
    Example(.doubleNegation, "−(−x)") { x, _ in -(-x) },
    Example(.reluOfNonnegative, "relu(relu(x))") { x, _ in relu(relu(x)) },
    Example(.reluOfNonnegative, "relu(|x|)") { x, _ in relu(abs(x)) },
    Example(.absOfNonnegative, "||x||") { x, _ in abs(abs(x)) },
    Example(.absOfNonnegative, "|relu(x)|") { x, _ in abs(relu(x)) },
    Example(.knownCondition, "where(2 > 1, x, y)") { x, y in `where`(constant(2) > constant(1), x, y) },
    Example(.knownCondition, "where(0, y, x)") { x, y in `where`(constant(0), y, x) },
  ]
}

@Suite("Identities of static optimisation")
struct IdentityTests {
  @Test("every identity has an example") func completeness() {
    #expect(Set(Example.all.map(\.identity)) == Set(Identity.allCases))
  }

  @Test("an identity is told by name and changes neither value nor gradient", arguments: Example.all)
  private func sameness(_ example: Example) throws {
    var dice = SplitMix64(1606)
    for shape in [[], [3], [2, 3]] {
      for _ in 0..<(isThorough ? 60 : 5) {
        let x = variable(try dice.tensor(shape, in: example.domain), name: "x")
        let y = variable(try dice.tensor(shape, in: -2...2), name: "y")
        // In the midst of a graph, where broadcasting sums up what comes back.
        let scale = variable(try dice.tensor([], in: 0.5...2), name: "scale")
        for before in [example.build(x, y), sum(tanh(example.build(x * scale, y) + y) * x)] {
          let optimization = optimized(before)
          let uses = optimization.savings.identities
          #expect(uses.contains { $0.identity == example.identity }, "\(optimization.savings)")
          #expect(optimization.savings.description.contains(example.identity.name))
          #expect(isSameToTheBit(optimization.output.value, before.value))
          #expect(
            optimization.output.operandsFirst().count { $0.operation != nil } == optimization.savings.operationsAfter)
          let (old, new) = (try gradient(of: before), try gradient(of: optimization.output))
          for variable in [x, y, scale] {
            #expect(new[variable].shape == old[variable].shape)
            for (a, b) in zip(new[variable].elements, old[variable].elements) {
              #expect(isClose(a, b, within: 1e-12) || (a - b).magnitude < 1e-12, "\(variable.name ?? "") \(a) \(b)")
            }
          }
          #expect(optimized(optimization.output).savings.operations == 0, "a second time changes nothing")
        }
      }
    }
  }

  @Test("what would change a shape or a type stays")
  func shapes() throws {
    let x = variable([1, 2, 3]), one = constant(Tensor(repeating: 1, shape: try Shape([2, 3])))
    let zero = constant(Tensor(repeating: 0, shape: try Shape([2, 3])))
    for f in [x * one, x / one, x + zero, x - zero, x ** one, `where`(one, x, zero)] {
      #expect(optimized(f).savings.operations == 0)
      #expect(isSameToTheBit(optimized(f).output.value, f.value))
    }
    // Ones that broadcast into x leave its shape as it is.
    #expect(optimized(x * constant([1, 1, 1])).savings.operations == 1)
    #expect(optimized(sin(x) * constant([1])).savings.operations == 1)
    // A constant has the shape of what it stands for.
    #expect(optimized(x * zero).output.value.shape == (try Shape([2, 3])))
    let single = variable(Tensor(2, dtype: .float32))
    let doubled = single * constant(Tensor(1, dtype: .float64))
    #expect(optimized(doubled).output.value.dtype == doubled.value.dtype)
  }

  @Test("what an identity assumes and does not find at hand is computed as before")
  func assumptions() {
    let infinite = variable(Tensor(.infinity)), zero = variable(0), minusZero = variable(Tensor(-0.0))
    let mixed = variable([1, 0]), two = variable([1, 2])
    for f in [
      infinite * 0.0, infinite - infinite, infinite / infinite, zero / zero, minusZero + 0.0, mixed / mixed,
      `where`(constant([1, 0]), two, two * 2), relu(zero * 2),
    ] {
      #expect(optimized(f).savings.identities.isEmpty, "\(optimized(f).savings)")
      #expect(isSameToTheBit(optimized(f).output.value, f.value))
    }
  }

  @Test("one identity makes room for the next, and what nothing needs any more is left behind")
  func chains() throws {
    let x = variable(2, name: "x"), y = variable(3, name: "y")
    let f = ((x * 1.0 + 0.0) / 1.0) ** 1 - (exp(sin(y)) * 0.0 + 0.0) + -(-(x - 0.0))
    let optimization = optimized(f)
    #expect(optimization.savings.operationsAfter == 1)
    #expect(
      optimization.savings.description
        == "12 operations saved: 0 merged, 1 folded, 3 not needed, by x·1 = x, by x·0 = 0 (if x is finite), "
        + "by x + 0 = x, 2 by x − 0 = x, by x/1 = x, by x¹ = x, by −(−x) = x")
    #expect(try gradient(of: optimization.output)[x] == 2)
    #expect(try gradient(of: optimization.output)[y] == 0)
    #expect(optimized(x * 1.0).output === x)
  }

  @Test("the fate of every node of the graph is told, by the ids of its trace")
  func fates() throws {
    let x = variable(2, name: "x")
    let f = maximum((sin(x) * 1.0 + sin(x)) * (constant(3) + 4.0), exp(x) * 0.0)
    let nodes = try Trace(of: f).nodes
    let optimization = optimized(f)
    func fate(_ name: String) throws -> Optimization.Fate {
      optimization.fates[try #require(nodes.first { $0.name == name }).id]
    }
    let sine = try #require(nodes.first { $0.name == "sin_0" }).id
    #expect(optimization.fates.count == nodes.count)
    #expect(try fate("x") == .stays && fate("sin_0") == .stays)
    #expect(try fate("sin_1") == .merged(into: sine, nil))
    #expect(try fate("mul_0") == .merged(into: sine, .timesOne))
    #expect(try fate("add_1") == .folded(nil))
    #expect(try fate("exp") == .removed && fate("3") == .removed && fate("4") == .removed)
    // There is a constant 0 already.
    let zero = try #require(nodes.first { $0.name == "0" }).id
    #expect(try fate("mul_2") == .merged(into: zero, .timesZero))
    #expect(try fate("maximum") == .stays)
    // What stays is as much as the new graph has, and each node that is merged stands for one that does.
    let after = optimization.output.operandsFirst().count
    #expect(
      optimization.fates.count { if case .stays = $0 { true } else if case .folded = $0 { true } else { false } }
        == after)
    for case .merged(let target, _) in optimization.fates { #expect(optimization.fates[target] == .stays) }
  }
}
