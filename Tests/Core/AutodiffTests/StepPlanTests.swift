import Autodiff
import Tensors
import TestSupport
import Testing

/// A step of training as a test builds it: parameters and batches of some shapes, and a graph of them.
private struct Step {
  let name: String
  let parameters: [[Int]]
  let inputs: [[Int]]
  var dtype = DType.float32
  /// Of variables and inputs.
  let loss: @Sendable (_ w: [Node], _ x: [Node]) -> Node

  func tensors(_ dice: inout SplitMix64, _ shapes: [[Int]]) throws -> [Tensor] {
    try shapes.map { try dice.tensor($0, in: -1...1, dtype: dtype) }
  }

  /// Loss and gradients by a graph and its backward pass.
  func byGraph(
    _ parameters: [Tensor], _ inputs: [Tensor], listener: ((BackwardEvent) throws -> Void)? = nil
  ) throws -> (loss: Tensor, gradients: [Tensor]) {
    let (w, x) = (parameters.map { variable($0) }, inputs.map { constant($0) })
    let root = loss(w, x)
    let gradients = try gradient(of: root, listener: listener)
    return (root.value, w.map { gradients[$0] })
  }

  func plan(_ parameters: [Tensor], _ inputs: [Tensor]) throws -> StepPlan? {
    let (w, x) = (parameters.map { variable($0) }, inputs.map { constant($0) })
    return try StepPlan(of: loss(w, x), inputs: x, parameters: w)
  }

  /// Layers with rectifiers between them, softmax and cross entropy at the end.
  static func network(_ sizes: [Int], rows: Int, _ dtype: DType) -> Step {
    Step(
      name: "\(sizes) of \(rows) rows, \(dtype)",
      parameters: zip(sizes, sizes.dropFirst()).flatMap { [[$0, $1], [$1]] },
      inputs: [[rows, sizes[0]], [rows, sizes[sizes.count - 1]]], dtype: dtype
    ) { w, x in
      var activation = x[0]
      for layer in stride(from: 0, to: w.count, by: 2) {
        if layer > 0 { activation = relu(activation) }
        activation = dot(activation, w[layer]) + w[layer + 1]
      }
      return softmaxCrossEntropy(logits: activation, labels: x[1])
    }
  }

  /// What a plan may meet besides plain networks.
  static let others: [Step] = [
    Step(name: "tanh", parameters: [[4, 3], [3], [3, 2]], inputs: [[5, 4]]) { w, x in
      sum(square(dot(tanh(dot(x[0], w[0]) + w[1]), w[2])))
    },
    Step(name: "weights used twice", parameters: [[3, 3], [3]], inputs: [[4, 3]]) { w, x in
      let first = relu(dot(x[0], w[0]) + w[1])
      return mean(square(relu(dot(first, w[0]) + w[1])))
    },
    Step(name: "biases used twice", parameters: [[3, 3], [3, 3], [3]], inputs: [[4, 3]]) { w, x in
      sum(dot(relu(dot(x[0], w[0]) + w[2]), w[1]) + w[2])
    },
    Step(name: "past a layer", parameters: [[3, 3], [3], [3, 3], [3]], inputs: [[4, 3]]) { w, x in
      let first = relu(dot(x[0], w[0]) + w[1])
      return mean(square(relu(dot(first, w[2]) + w[3]) + first * 0.5))
    },
    Step(name: "a sum that is used twice", parameters: [[3, 2], [2]], inputs: [[4, 3]]) { w, x in
      let layer = dot(x[0], w[0]) + w[1]
      return sum(relu(layer)) + mean(layer)
    },
    Step(name: "biases first", parameters: [[3, 2], [2]], inputs: [[4, 3]]) { w, x in
      sum(relu(w[1] + dot(x[0], w[0])))
    },
    Step(name: "one row", parameters: [[3, 2], [2]], inputs: [[1, 3], [1, 2]]) { w, x in
      softmaxCrossEntropy(logits: dot(x[0], w[0]) + w[1], labels: x[1])
    },
    Step(name: "one column", parameters: [[3, 1], [1]], inputs: [[4, 3]]) { w, x in sum(relu(dot(x[0], w[0]) + w[1])) },
    Step(name: "biases of every row", parameters: [[3, 2], [4, 2]], inputs: [[4, 3]]) { w, x in
      sum(relu(dot(x[0], w[0]) + w[1]))
    },
    Step(name: "a learnt layer's input", parameters: [[4, 3], [3, 2], [2]], inputs: []) { w, _ in
      sum(square(dot(w[0], w[1]) + w[2]))
    },
    Step(name: "logits used twice", parameters: [[3, 2], [2]], inputs: [[4, 3], [4, 2]]) { w, x in
      let logits = dot(x[0], w[0]) + w[1]
      return softmaxCrossEntropy(logits: logits, labels: x[1]) + sum(square(logits)) * 0.01
    },
    Step(name: "learnt labels", parameters: [[3, 2], [2], [4, 2]], inputs: [[4, 3]]) { w, x in
      softmaxCrossEntropy(logits: dot(x[0], w[0]) + w[1], labels: w[2])
    },
    Step(name: "numbers", parameters: [[], [], []], inputs: [[]], dtype: .float64) { w, x in
      let s = sin(w[0] * x[0]) + w[1]
      return s * s * exp(w[2] * 0.1) + w[0]
    },
    Step(name: "a parameter that nothing uses", parameters: [[3, 2], [2], [7]], inputs: [[4, 3]]) { w, x in
      sum(relu(dot(x[0], w[0]) + w[1]))
    },
    Step(name: "a convolution", parameters: [[2, 1, 3, 3], [18, 4], [4]], inputs: [[3, 1, 5, 5], [3, 4]]) { w, x in
      let image = relu(conv2d(x[0], w[0]))
      return softmaxCrossEntropy(logits: dot(reshape(image, to: [3, 18]), w[1]) + w[2], labels: x[1])
    },
  ]

  static let all =
    [DType.float32, .float64].flatMap { dtype in
      [
        network([6, 5, 3], rows: 4, dtype), network([17, 9, 33, 4], rows: 7, dtype), network([3, 2], rows: 2, dtype),
        network([40, 16, 10], rows: 32, dtype),
      ]
    } + others
}

@Suite("A plan of a training step")
struct StepPlanTests {
  @Test("gives the bits of the graph in every step", arguments: Step.all.map(\.name))
  func bits(name: String) throws {
    let step = try #require(Step.all.first { $0.name == name })
    var dice = SplitMix64(7)
    var parameters = try step.tensors(&dice, step.parameters)
    var plan = try #require(try step.plan(parameters, step.tensors(&dice, step.inputs)))
    for _ in 0..<4 {
      let inputs = try step.tensors(&dice, step.inputs)
      #expect(plan.fits(inputs, parameters))
      let graph = try step.byGraph(parameters, inputs)
      #expect(try plan.evaluate(inputs, parameters).isSame(as: graph.loss))
      let gradients = try plan.gradients(parameters)
      for (planned, expected) in zip(gradients, graph.gradients) { #expect(planned.isSame(as: expected)) }
      for place in parameters.indices { try parameters[place].subtract(gradients[place], scaledBy: 0.1) }
    }
  }

  @Test("of numbers that are not finite, too", arguments: [Double.nan, .infinity, -.infinity, -0.0, 1e30])
  func notFinite(value: Double) throws {
    let step = Step.network([6, 5, 3], rows: 4, .float32)
    var dice = SplitMix64(8)
    let parameters = try step.tensors(&dice, step.parameters)
    var inputs = try step.tensors(&dice, step.inputs)
    var plan = try #require(try step.plan(parameters, inputs))
    var elements = inputs[0].elements
    elements[3] = value
    inputs[0] = try Tensor(elements, shape: inputs[0].shape, dtype: .float32)
    let graph = try step.byGraph(parameters, inputs)
    #expect(try plan.evaluate(inputs, parameters).isSame(as: graph.loss))
    for (planned, expected) in zip(try plan.gradients(parameters), graph.gradients) {
      #expect(planned.isSame(as: expected))
    }
  }

  @Test("keeps its results apart from those of other plans, of graphs, of passes that end early, and of errors")
  func interleaved() throws {
    var dice = SplitMix64(9)
    let steps = Step.all
    var parameters = try steps.map { try $0.tensors(&dice, $0.parameters) }
    var plans = try steps.indices.map { place in
      try #require(try steps[place].plan(parameters[place], steps[place].tensors(&dice, steps[place].inputs)))
    }
    struct Enough: Error {}
    var kept: [(tensors: [Tensor], copies: [[Double]])] = []
    for _ in 0..<(isThorough ? 2000 : 120) {
      let place = Int.random(in: 0..<steps.count, using: &dice)
      let (step, inputs) = (steps[place], try steps[place].tensors(&dice, steps[place].inputs))
      let graph = try step.byGraph(parameters[place], inputs)
      var gradients = graph.gradients
      switch Int.random(in: 0..<5, using: &dice) {
      case 0:
        // The pass that ends early leaves nothing behind.
        var count = 0
        #expect(throws: Enough.self) {
          _ = try step.byGraph(parameters[place], inputs) { _ in
            count += 1
            if count == 3 { throw Enough() }
          }
        }
      case 1:
        #expect(throws: TensorError.self) { try Tensor([1, 2, 3], shape: [3]).dot([[1], [2]]) }
        #expect(!plans[place].fits(inputs + [0], parameters[place]))
      case 2:
        // Told to a listener.
        var events = 0
        let told = try step.byGraph(parameters[place], inputs) { _ in events += 1 }
        #expect(events > 0)
        for (a, b) in zip(told.gradients, graph.gradients) { #expect(a.isSame(as: b)) }
      default:
        #expect(try plans[place].evaluate(inputs, parameters[place]).isSame(as: graph.loss))
        gradients = try plans[place].gradients(parameters[place])
        for (planned, expected) in zip(gradients, graph.gradients) { #expect(planned.isSame(as: expected)) }
      }
      // What was handed out stays as it was, whatever is computed later.
      kept.append((gradients, gradients.map(\.elements)))
      if kept.count > 6 { kept.removeFirst() }
      for (tensors, copies) in kept {
        for (tensor, copy) in zip(tensors, copies) {
          #expect(tensor.elements.map(\.bitPattern) == copy.map(\.bitPattern))
        }
      }
      for number in parameters[place].indices {
        try parameters[place][number].subtract(gradients[number], scaledBy: 0.05)
      }
    }
  }

  @Test("descends within the rounding of float32, the same each time", arguments: [DType.float32, .float64])
  func descent(dtype: DType) throws {
    let step = Step.network([40, 16, 10], rows: 32, dtype)
    func run(fused: Bool) throws -> [Tensor] {
      var dice = SplitMix64(10)
      var parameters = try step.tensors(&dice, step.parameters)
      var plan = try #require(try step.plan(parameters, step.tensors(&dice, step.inputs)))
      #expect(plan.canDescend)
      for _ in 0..<5 {
        _ = try plan.evaluate(step.tensors(&dice, step.inputs), parameters)
        if fused {
          try plan.descend(&parameters, rate: 0.1)
        } else {
          for (place, gradient) in try plan.gradients(parameters).enumerated() {
            try parameters[place].subtract(gradient, scaledBy: 0.1)
          }
        }
      }
      return parameters
    }
    let (fused, again, apart) = (try run(fused: true), try run(fused: true), try run(fused: false))
    let unit = dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
    for place in fused.indices {
      #expect(fused[place].isSame(as: again[place]))
      for (a, b) in zip(fused[place].elements, apart[place].elements) {
        #expect(abs(a - b) <= 16 * unit * max(1, abs(b)))
      }
    }
  }

  @Test("leaves alone parameters that somebody else holds")
  func shared() throws {
    let step = Step.network([6, 5, 3], rows: 4, .float32)
    var dice = SplitMix64(11)
    var parameters = try step.tensors(&dice, step.parameters)
    let inputs = try step.tensors(&dice, step.inputs)
    var plan = try #require(try step.plan(parameters, inputs))
    let (held, copies) = (parameters, parameters.map(\.elements))
    _ = try plan.evaluate(inputs, parameters)
    try plan.descend(&parameters, rate: 0.5)
    for (tensor, copy) in zip(held, copies) { #expect(tensor.elements == copy) }
    #expect(parameters[0].elements != copies[0])
  }

  @Test("descends where all parameters are those of layers, and nowhere else")
  func whoDescends() throws {
    var dice = SplitMix64(12)
    for step in Step.all {
      let plan = try #require(
        try step.plan(step.tensors(&dice, step.parameters), step.tensors(&dice, step.inputs)), "\(step.name)")
      // Those of a network alone.
      #expect(plan.canDescend == step.name.hasPrefix("["), "\(step.name)")
    }
  }

  @Test("is made of no graph with a variable that is no parameter")
  func unknownVariable() throws {
    let (x, y) = (variable(1), variable(2))
    #expect(try StepPlan(of: x * y, inputs: [], parameters: [x]) == nil)
  }
}

extension Tensor {
  /// Whether type, shape and the bits of every element are the same; NaN is NaN, whatever its sign.
  fileprivate func isSame(as other: Tensor) -> Bool {
    dtype == other.dtype && shape == other.shape
      && zip(elements, other.elements).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
  }
}
