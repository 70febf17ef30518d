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

  @Test(
    "A run by a plan gives the bits of one by graphs, with last batches that are smaller, reports and evaluations",
    arguments: [OptimizerKind.sgd, .adam], Loss.allCases)
  func planGivesSameBits(optimizer: OptimizerKind, loss: Loss) throws {
    var settings = plan(60)
    // 64 examples: every epoch ends with a batch of 4.
    settings.batchSize = 12
    (settings.optimizer, settings.loss, settings.rate) = (optimizer, loss, .constant(0.05))
    func run(_ stepping: Stepping) throws -> (parameters: [Tensor], curve: [Double]) {
      settings.stepping = stepping
      var reports = 0
      let result = try train(
        Perceptron(sizes: [2, 6, 5, 2], seed: 3), on: Signs(), testing: Signs(), by: settings
      ) { _, _ in
        reports += 1
        return true
      }
      #expect(reports == 1)
      return (result.network.parameters, result.trials.map(\.loss))
    }
    let (graphs, plan, fused) = (try run(.graphs), try run(.plan), try run(.fused))
    #expect(plan.parameters == graphs.parameters && plan.curve == graphs.curve)
    #expect(try run(.fused).parameters == fused.parameters)
    for (a, b) in zip(fused.parameters, graphs.parameters) {
      for (x, y) in zip(a.elements, b.elements) { #expect(abs(x - y) <= 1e-4 * max(1, abs(y))) }
    }
    // What cannot be fused is a plan.
    if optimizer == .adam || loss == .naive { #expect(fused.parameters == graphs.parameters) }
  }

  @Test("A run by a plan names the same iteration where it diverges, and loses nothing", arguments: Loss.allCases)
  func planDivergesTheSame(loss: Loss) throws {
    var settings = plan(500)
    (settings.rate, settings.loss) = (.constant(1e30), loss)
    let errors = try Stepping.allCases.map { stepping in
      settings.stepping = stepping
      return try #require(throws: Divergence.self) {
        try train(Perceptron(sizes: [2, 4, 2], seed: 3), on: Signs(), by: settings)
      }
    }
    #expect(Set(errors.map(\.iteration)).count == 1)
    #expect(errors[1].result.network.parameters == errors[0].result.network.parameters)
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
