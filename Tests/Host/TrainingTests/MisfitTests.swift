import Autodiff
import Tensors
import Testing
import Training

/// What does not fit together is thrown, as the documentation says; nothing stops the program.
@Suite("What does not fit is thrown") struct MisfitTests {
  /// A data set that may say anything of itself.
  private struct Claims: DataSet {
    var count = 8
    var width = 2
    var classes = 2
    var labels = [0, 1, 0, 1, 0, 1, 0, 1]
    var shape: [Int]?

    func inputs(_ rows: ArraySlice<Int>) throws(TensorError) -> Tensor {
      try Tensor(repeating: 0.5, shape: Shape(shape ?? [rows.count, width]), dtype: .float32)
    }
  }

  private func plan() -> TrainingPlan {
    var plan = TrainingPlan()
    (plan.iterations, plan.batchSize) = (2, 4)
    return plan
  }

  private static func claims() -> [(String, any DataSet)] {
    [
      ("a width the network does not have", Claims(width: 3)),
      ("more classes than the network", Claims(classes: 3)),
      ("fewer classes than the network", Claims(classes: 1, labels: Array(repeating: 0, count: 8))),
      ("no class", Claims(classes: 0)), ("less than no class", Claims(classes: -1)),
      ("a label that is no class", Claims(labels: [0, 1, 2, 1, 0, 1, 0, 1])),
      ("a negative label", Claims(labels: [0, 1, -1, 1, 0, 1, 0, 1])),
      ("fewer labels than examples", Claims(labels: [0, 1])),
      ("inputs without rows", Claims(shape: [2])), ("inputs of another width", Claims(shape: [4, 5])),
      ("inputs of too many rows", Claims(shape: [9, 2])), ("inputs of three axes", Claims(shape: [4, 2, 1])),
    ]
  }

  @Test("A data set that does not fit the network", arguments: Loss.allCases)
  func data(_ loss: Loss) throws {
    var plan = plan()
    plan.loss = loss
    let network = try Perceptron(sizes: [2, 3, 2], seed: 1)
    var count = 0
    for (what, data) in Self.claims() {
      #expect(throws: TensorError.self, "\(what)") { try train(network, on: data, by: plan) }
      #expect(throws: TensorError.self, "held back: \(what)") {
        try train(network, on: Claims(), testing: data, by: plan)
      }
      #expect(throws: TensorError.self, "evaluated: \(what)") { try Evaluation(network, on: data) }
      count += 1
    }
    #expect(count == 12)
    #expect(try train(network, on: Claims(), testing: Claims(), by: plan).isFinished)
  }

  @Test("A plan that makes no sense names what is wrong")
  func plans() {
    let wrong: [(String, (inout TrainingPlan) -> Void)] = [
      ("batch size", { $0.batchSize = 0 }), ("batch size", { $0.batchSize = -1 }),
      ("number of steps", { $0.iterations = -1 }), ("epochs", { $0.epochs = -1 }), ("epochs", { $0.epochs = .max }),
      ("rate", { $0.rate = .constant(.nan) }), ("rate", { $0.rate = .constant(.infinity) }),
      ("rate", { $0.rate = .constant(-1) }), ("rate", { $0.rate = .oneCycle(highest: .nan) }),
      ("rise", { $0.rate = .oneCycle(highest: 1, rise: .nan) }),
      ("rise", { $0.rate = .oneCycle(highest: 1, rise: -1) }), ("rise", { $0.rate = .oneCycle(highest: 1, rise: 2) }),
      ("momentum", { $0.momentum = .nan }), ("momentum", { $0.momentum = 1 }), ("momentum", { $0.momentum = -0.1 }),
      ("trials", { $0.trials = -1 }),
    ]
    for (name, change) in wrong {
      var plan = plan()
      change(&plan)
      let error = #expect(throws: TrainingError.self) {
        try train(Perceptron(sizes: [2, 3, 2], seed: 1), on: Claims(), by: plan)
      }
      #expect(error?.description.contains(name) == true, "\(name): \(error?.description ?? "")")
    }
  }

  @Test("An optimiser with gradients that are not those of its parameters changes nothing")
  func optimizers() throws {
    let start: [Tensor] = [[1, 2], [3]]
    let wrong: [[Tensor]] = [[], [[1, 2]], [[1, 2], [3], [4]], [[1], [3]], [[1, 2], 3], [[1, 2], [[3]]]]
    let makers: [(remembers: Bool, make: () -> any Optimizer)] = [
      (false, { SGD() }), (true, { SGD(momentum: 0.5) }), (true, { Adam() }),
    ]
    for (remembers, make) in makers {
      for gradients in wrong {
        for isFirst in [true, false] {
          var (parameters, optimizer) = (start, make())
          if !isFirst { try optimizer.step(&parameters, [[0, 0], [0]], rate: 0.1) }
          let before = parameters
          #expect(throws: TensorError.self) { try optimizer.step(&parameters, gradients, rate: 0.1) }
          #expect(parameters == before)
        }
      }
      // Other parameters than those of the steps before.
      guard remembers else { continue }
      var (parameters, optimizer) = (start, make())
      try optimizer.step(&parameters, start, rate: 0.1)
      for others: [Tensor] in [[[1, 2]], [[1, 2], [3], [4]], [[1, 2, 3], [3]]] {
        var changed = others
        #expect(throws: TensorError.self) { try optimizer.step(&changed, others, rate: 0.1) }
        #expect(changed == others)
      }
    }
  }

  @Test("Rows that a data set does not have")
  func rows() throws {
    let spiral = try Spiral(points: 4, seed: 1)
    for row in [-1, 12, .max, .min] {
      #expect(throws: TensorError.self) { try spiral.inputs([row]) }
      #expect(throws: TensorError.self) { try spiral.targets([row]) }
    }
  }

  @Test("A spiral's settings are named", arguments: [Double.nan, .infinity, -.infinity, -1, 1e300])
  func noise(_ noise: Double) {
    let error = #expect(throws: TrainingError.self) { try Spiral(noise: noise, seed: 1) }
    #expect(error?.description.contains("noise") == true)
  }

  @Test("A network whose layers are empty is none")
  func emptyLayers() throws {
    let shapes: [([Int], [Int])] = [([0, 2], [2]), ([2, 0], [0])]
    for (weights, biases) in shapes {
      let parameters = try [weights, biases].map { Tensor(repeating: 0, shape: try Shape($0)) }
      #expect(throws: TrainingError.self) { try Perceptron(parameters: parameters) }
    }
    #expect(throws: TrainingError.self) { try Perceptron(parameters: []) }
  }

  @Test("A checkpoint for images of another size than the network takes", arguments: [(1, 1), (-1, -2), (.max, 2)])
  func imageSize(_ height: Int, _ breadth: Int) throws {
    let checkpoint = Checkpoint(try Perceptron(sizes: [2, 2], seed: 1), imageSize: (height, breadth))
    #expect(throws: TrainingError.self) { try checkpoint.bytes() }
    #expect(throws: TrainingError.self) { try checkpoint.predictions(Packed.png(width: 1, [0, 0]), calling: "a.png") }
  }
}
