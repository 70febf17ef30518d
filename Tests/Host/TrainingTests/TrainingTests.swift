import Tensors
import Testing
import Training

/// Points on a line, told apart by their sign.
private struct Signs: DataSet {
  let count = 64
  let width = 2
  let classes = 2
  var labels: [Int] { (0..<count).map { $0 % 2 } }

  func inputs(_ rows: ArraySlice<Int>) throws(TensorError) -> Tensor {
    let points = rows.flatMap { row -> [Double] in
      let distance = 1 + Double(row) / 64
      return [row % 2 == 0 ? -distance : distance, 0.5]
    }
    return try Tensor(points, shape: Shape([rows.count, 2]), dtype: .float32)
  }
}

@Suite("Training") struct TrainingTests {
  private func plan(_ iterations: Int) -> TrainingPlan {
    var plan = TrainingPlan()
    plan.iterations = iterations
    plan.batchSize = 8
    return plan
  }

  @Test func networkLearns() throws {
    let network = try Perceptron(sizes: [2, 4, 2], seed: 3)
    let result = try train(network, on: Signs(), by: plan(200))
    #expect(try Evaluation(result.network, on: Signs()).accuracy == 1)
    #expect(result.averageLoss < 0.3 && result.iterations == 200 && result.curve.count == 2)
  }

  @Test(arguments: [0.0, 0.9]) func sameSeedGivesSameBits(momentum: Double) throws {
    var plan = plan(50)
    plan.momentum = momentum
    plan.optimizer = momentum == 0 ? .adam : .sgd
    plan.rate = .oneCycle(highest: 0.1)
    let runs = try (0..<2).map { _ in
      try train(Perceptron(sizes: [2, 4, 2], seed: 3), on: Signs(), by: plan).network.parameters
    }
    #expect(runs[0] == runs[1])
    plan.seed = 2
    #expect(try train(Perceptron(sizes: [2, 4, 2], seed: 3), on: Signs(), by: plan).network.parameters != runs[0])
  }

  @Test func bothLossesLearnTheSame() throws {
    var plan = plan(20)
    let stable = try train(Perceptron(sizes: [2, 4, 2], seed: 3), on: Signs(), by: plan)
    plan.loss = .naive
    let naive = try train(Perceptron(sizes: [2, 4, 2], seed: 3), on: Signs(), by: plan)
    #expect(abs(stable.averageLoss - naive.averageLoss) < 1e-5)
  }

  @Test func divergenceNamesIteration() throws {
    var plan = plan(500)
    plan.rate = .constant(1e30)
    plan.loss = .naive
    let error = try #require(throws: Divergence.self) {
      try train(Perceptron(sizes: [2, 4, 2], seed: 3), on: Signs(), by: plan)
    }
    #expect(error.iteration > 1 && error.iteration < 10)
  }

  @Test func runningMeanCoversLastValues() {
    var mean = RunningMean(span: 3)
    #expect(mean.mean == nil)
    for value in 1...10 { mean.append(Double(value)) }
    #expect(mean.mean == 9)
  }
}
