import Autodiff
import Tensors
import Testing
import Training

@Suite("Where the first number that is not finite was born") struct DiagnosisTests {
  private func row(_ numbers: [Double], _ name: String, dtype: DType = .float32) throws -> Node {
    variable(try Tensor(numbers, shape: Shape([numbers.count]), dtype: dtype), name: name)
  }

  @Test func nowhere() throws {
    #expect(try NonFiniteOrigin(in: sum(exp(row([1, 2], "x")))) == nil)
  }

  @Test func overflowingExponential() throws {
    let graph = sum(exp(try row([1, 92.3, 95], "x")))
    let origin = try #require(try NonFiniteOrigin(in: graph))
    #expect(origin.node.operation == .exp && origin.pass == .forward && origin.place == [1])
    #expect(origin.sources.first?.name == "x")
    #expect(
      "\(origin)"
        == "The first such number was born in exp of shape (3,) at [1]: exp(92.3) = ∞; the largest number of"
        + " float32 is 3.403×10³⁸")
  }

  @Test func logarithmOfZero() throws {
    let origin = try #require(try NonFiniteOrigin(in: sum(log(try row([1, 0], "x")))))
    #expect("\(origin)" == "The first such number was born in log of shape (2,) at [1]: ln(0) = −∞")
  }

  @Test func zeroOverZero() throws {
    let origin = try #require(try NonFiniteOrigin(in: sum(row([1, 0], "x") / row([1, 0], "y"))))
    #expect("\(origin)" == "The first such number was born in div of shape (2,) at [1]: 0/0 = NaN, which has no value")
  }

  @Test func productNamesRanges() throws {
    let large = variable(try Tensor([1e30, 1e30], shape: Shape([1, 2]), dtype: .float32), name: "a")
    let origin = try #require(try NonFiniteOrigin(in: sum(dot(large, transpose(large)))))
    #expect(origin.node.operation == .dot && "\(origin)".contains("of a from 10³⁰ to 10³⁰"), "\(origin)")
  }

  @Test func nonFiniteVariable() throws {
    let origin = try #require(try NonFiniteOrigin(in: sum(exp(row([1, .nan], "W1")))))
    #expect("\(origin)" == "The variable 'W1' of shape (2,) was not finite to begin with: it is NaN at [1]")
  }

  @Test func backwardPass() throws {
    // The root of 0 is 0; its derivative is not finite.
    let origin = try #require(try NonFiniteOrigin(in: sum(sqrt(row([4, 0], "x")))))
    #expect(origin.pass == .backward(operand: 0) && origin.place == [1] && origin.adjoint == 1)
    #expect(
      "\(origin)".hasPrefix(
        "The first such number was born on the way back, in what sqrt of shape (2,) hands to x at [1]: "))
  }

  @Test func naiveLossNamesItsFault() throws {
    var plan = TrainingPlan()
    plan.iterations = 500
    plan.loss = .naive
    plan.rate = .constant(1000)
    let error = try #require(throws: Divergence.self) {
      try train(Perceptron(sizes: [2, 16, 3], seed: 3), on: Spiral(points: 40, seed: 1), by: plan)
    }
    let origin = try #require(error.origin)
    #expect(["exp", "log", "div"].contains(origin.node.operation?.name ?? ""), "\(error)")
    #expect(error.result.iterations == error.iteration - 1)
    #expect(error.result.network.parameters.allSatisfy { $0.isFinite })
    #expect(error.graph.operandsFirst().contains { $0 === origin.node })
    // The stable loss goes on where the naive one fails.
    plan.loss = .stable
    plan.iterations = error.iteration
    #expect(try train(Perceptron(sizes: [2, 16, 3], seed: 3), on: Spiral(points: 40, seed: 1), by: plan).isFinished)
  }
}
