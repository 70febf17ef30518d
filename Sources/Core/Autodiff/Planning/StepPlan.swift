import Tensors

/// A step of training that repeats: the order of the forward and the backward pass of a graph, and the arrays that they
/// write.
///
/// A loop of training builds a graph of the same shape in every step. A plan is made of one such graph and of the events
/// of its backward pass, and runs the same computation for other values without building it anew: it allocates no node,
/// looks for no order, and writes where the step before wrote. Layers of weights and biases, and softmax with cross
/// entropy at the end, are computed in one pass over memory each; every other operation is computed by its rule.
///
/// Loss and gradients are the same to the bit as those of the graph. Only ``descend(_:rate:)`` adds the step of the
/// weights as their gradient is computed, which rounds otherwise.
package struct StepPlan {
  private enum Forward {
    case operation(Int)
    case layer(Int)
    case loss(logits: Int, labels: Int)
  }

  private enum Backward {
    case propagation(RecordedGraph.Propagation)
    case layer(Int)
  }

  /// An operation that is computed by its rule.
  private struct PlannedOperation {
    let rule: any OperationRule
    let operands: Operands<Int>
  }

  /// The memory of the arrays, counted for as long as a copy of the plan exists.
  private final class Claim: Sendable {
    private let bytes: Int
    init(_ bytes: Int) {
      self.bytes = bytes
      Memory.count(bytes)
    }
    deinit { Memory.count(-bytes) }
  }

  private let forms: [(shape: Shape, dtype: DType)]
  private let inputs: [Int?]
  private let parameters: [Int?]
  private let seed: Tensor
  private let claim: Claim
  /// Whether the loss is the softmax cross entropy of logits that nothing else uses, which is computed with its slope.
  private let isLossPlanned: Bool
  private var operations: [PlannedOperation?]
  private var layers: [PlannedLayer]
  private var forward: [Forward] = []
  private var backward: [Backward] = []
  /// The numbers of the parameters that are used outside of layers.
  private var others: [Int] = []
  private var values: [Tensor]
  private var adjoints: [Tensor]
  private var gradients: [Tensor]

  /// A plan of the steps that a graph is one of; nil where the loss depends on another variable than the parameters, or an
  /// operation hands on derivatives though none arrive at it.
  ///
  /// - Parameters:
  ///   - root: the loss.
  ///   - inputs: the constants that change from step to step.
  ///   - parameters: the variables that the loss is differentiated by.
  /// - Throws: ``TensorError``, as a backward pass does.
  package init?(of root: Node, inputs: [Node], parameters: [Node]) throws(TensorError) {
    let graph = try RecordedGraph(root)
    let last = graph.nodes.count - 1
    let places = parameters.map { graph.position(of: $0) }
    let variables = graph.nodes.indices.filter { graph.nodes[$0].isLeaf && graph.nodes[$0].dependsOnVariable }
    guard variables.allSatisfy({ places.contains($0) }) else { return nil }

    self.inputs = inputs.map { graph.position(of: $0) }
    self.parameters = places
    forms = (inputs + parameters).map { ($0.value.shape, $0.value.dtype) }
    seed = .ones(like: root.value)
    claim = Claim(graph.nodes.reduce(0) { $0 + $1.memoryNeed })
    operations = zip(graph.nodes, graph.operands).map { node, operands in
      node.operation.map { PlannedOperation(rule: $0.rule, operands: operands) }
    }
    // Nothing of the graph is held that a step writes.
    values = graph.nodes.map { $0.isLeaf && !$0.dependsOnVariable ? $0.value : Tensor(0) }
    for place in self.inputs { if let place { values[place] = Tensor(0) } }
    adjoints = graph.nodes.map { _ in Tensor(0) }
    gradients = parameters.map { .zeros(like: $0.value) }
    layers = graph.layers(parameters)
    isLossPlanned = graph.endsInCrossEntropy
    planForward(graph, last)
    guard planBackward(graph, last) else { return nil }
    planParameters(parameters.count)
  }

  /// Orders the operations, each layer in the place of its last.
  private mutating func planForward(_ graph: RecordedGraph, _ last: Int) {
    var parts: [Forward?] = graph.nodes.indices.map { graph.nodes[$0].isLeaf ? nil : .operation($0) }
    for (number, layer) in layers.enumerated() {
      (parts[layer.product], parts[layer.sum]) = (nil, nil)
      parts[layer.result] = .layer(number)
    }
    if isLossPlanned { parts[last] = .loss(logits: graph.operands[last][0], labels: graph.operands[last][1]) }
    forward = parts.compactMap { $0 }
  }

  /// Orders the uses of the chain rule as the backward pass did, each layer where its product handed something on.
  ///
  /// - Returns: whether every operation that hands something on has got something.
  private mutating func planBackward(_ graph: RecordedGraph, _ last: Int) -> Bool {
    var layerOf: [Int?] = graph.nodes.map { _ in nil }
    for (number, layer) in layers.enumerated() {
      layerOf[layer.product] = number
      layerOf[layer.sum] = number
      if let rectifier = layer.rectifier { layerOf[rectifier] = number }
    }
    var hasArrived = graph.nodes.map { _ in false }
    hasArrived[last] = true
    var isPlanned = layers.map { _ in false }
    for step in graph.propagations {
      guard hasArrived[step.from] else { return false }
      hasArrived[step.to] = true
      if step.from == last, isLossPlanned { continue }
      guard let number = layerOf[step.from] else {
        backward.append(.propagation(step))
        continue
      }
      guard step.from == layers[number].product, !isPlanned[number] else { continue }
      // The product's first operand comes first, if it gets anything.
      isPlanned[number] = true
      layers[number].needsInputAdjoint = step.operand == 0
      layers[number].isFirst = step.isFirst
      backward.append(.layer(number))
    }
    return true
  }

  /// Notes which parameters are not those of layers.
  private mutating func planParameters(_ count: Int) {
    var isOfLayer = Array(repeating: false, count: count)
    for layer in layers { (isOfLayer[layer.weights], isOfLayer[layer.biases]) = (true, true) }
    others = (0..<count).filter { !isOfLayer[$0] && parameters[$0] != nil }
  }

  /// Whether ``descend(_:rate:)`` is possible: all parameters that the loss depends on are those of layers, and nothing
  /// can fail in the middle.
  package var canDescend: Bool {
    others.isEmpty && backward.allSatisfy { if case .layer = $0 { true } else { false } }
  }

  /// Whether inputs and parameters have the shapes and types that the plan was made for.
  package func fits(_ inputs: [Tensor], _ parameters: [Tensor]) -> Bool {
    guard inputs.count == self.inputs.count, parameters.count == self.parameters.count else { return false }
    for (number, input) in inputs.enumerated() where !isLike(input, forms[number]) { return false }
    for (number, parameter) in parameters.enumerated() where !isLike(parameter, forms[inputs.count + number]) {
      return false
    }
    return true
  }

  private func isLike(_ tensor: Tensor, _ form: (shape: Shape, dtype: DType)) -> Bool {
    tensor.dtype == form.dtype && tensor.shape == form.shape
  }

  /// The loss for other inputs and parameters, which must fit.
  ///
  /// - Throws: ``TensorError`` where a result would exceed the limits of a tensor.
  package mutating func evaluate(_ inputs: [Tensor], _ parameters: [Tensor]) throws(TensorError) -> Tensor {
    guard fits(inputs, parameters) else { fatalError("a plan of a step is used for arrays of other shapes or types") }
    for (number, input) in inputs.enumerated() {
      if let place = self.inputs[number] { values[place] = input }
    }
    for number in others {
      if let place = self.parameters[number] { values[place] = parameters[number] }
    }
    for part in forward {
      switch part {
      case .operation(let place):
        guard let operation = operations[place] else { continue }
        let operands = operation.operands.map { values[$0] }
        values[place] = try operation.rule.evaluate(operands)
      case .layer(let number): layers[number].evaluate(&values, parameters)
      case .loss(let logits, let labels):
        values[values.count - 1] = try values[logits].softmaxCrossEntropy(
          labels: values[labels], slope: &adjoints[logits])
      }
    }
    return values[values.count - 1]
  }

  /// The gradients of the loss that was just evaluated, in the order of the parameters, which are still the same.
  ///
  /// - Throws: ``TensorError`` where a result would exceed the limits of a tensor.
  package mutating func gradients(_ parameters: [Tensor]) throws(TensorError) -> [Tensor] {
    adjoints[adjoints.count - 1] = seed
    for part in backward {
      switch part {
      case .layer(let number): try layers[number].pullBack(values, &adjoints, parameters, &gradients)
      case .propagation(let step): try propagate(step)
      }
    }
    for number in others {
      guard let place = self.parameters[number] else { continue }
      gradients[number] = adjoints[place]
      // The parameters are the caller's, to be changed in place.
      values[place] = Tensor(0)
      adjoints[place] = Tensor(0)
    }
    return gradients
  }

  private mutating func propagate(_ step: RecordedGraph.Propagation) throws(TensorError) {
    guard let operation = operations[step.from] else { return }
    let operands = operation.operands.map { values[$0] }
    let contribution = try operation.rule.pullBack(
      adjoints[step.from], to: step.operand, operands, values[step.from]
    ).reduced(like: operands[step.operand])
    if step.isFirst {
      adjoints[step.to] = contribution
    } else {
      try adjoints[step.to].accumulate(contribution)
    }
  }

  /// One step of gradient descent, `w ← w − rate·∂f/∂w`, after ``evaluate(_:_:)`` for the same parameters.
  ///
  /// The product that makes the gradient of weights adds the step to them: no gradient is written to memory. Weights that
  /// somebody else holds, too, are copied first. Where ``canDescend`` is false the program stops.
  ///
  /// - Throws: ``TensorError``, which cannot happen after a loss was evaluated.
  package mutating func descend(_ parameters: inout [Tensor], rate: Double) throws(TensorError) {
    guard canDescend else { fatalError("a plan whose parameters are not all those of layers cannot descend") }
    for part in backward {
      guard case .layer(let number) = part else { continue }
      try layers[number].descend(values, &adjoints, &parameters, &gradients, rate: rate)
    }
  }
}
