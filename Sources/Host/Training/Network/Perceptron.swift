import Autodiff
import Tensors

/// Layers of weights and biases with rectifiers between them, the article's network; layers of convolutions may stand
/// before them.
public struct Perceptron: Sendable {
  /// The size of the input, of each hidden layer, and of the output.
  public let sizes: [Int]
  /// Weights of shape (inputs, outputs) and biases of shape (outputs), layer after layer; the weights of a
  /// ``ConvolutionLayer`` have the shape (filters, channels, height, width).
  public internal(set) var parameters: [Tensor]
  /// The shape of an input as an image, (channels, height, width), where layers of convolutions look at it; else empty.
  let imageShape: [Int]

  /// How many examples are looked at together where nothing is learnt: what a convolution makes of more of them does not
  /// stay in the caches.
  static let rowsAtOnce = 100

  /// A network with normally distributed weights of variance 2/inputs and biases of 0.
  ///
  /// After He et al., "Delving Deep into Rectifiers", ICCV 2015.
  /// - Throws: ``TrainingError/badSetting(_:)`` for less than two sizes or a size of 0, and ``TensorError`` for sizes
  ///   whose product is too large.
  public init(sizes: [Int], seed: UInt64, dtype: DType = .float32) throws {
    guard sizes.count >= 2, sizes.allSatisfy({ $0 > 0 }) else {
      throw TrainingError.badSetting("a network has an input and an output, and no layer is empty")
    }
    var noise = NormalGenerator(seed: seed)
    parameters = []
    for (inputs, outputs) in zip(sizes, sizes.dropFirst()) {
      let scale = (2 / Double(inputs)).squareRoot()
      let shape = try Shape([inputs, outputs])
      parameters.append(try Tensor((0..<shape.count).map { _ in scale * noise.next() }, shape: shape, dtype: dtype))
      parameters.append(Tensor(repeating: 0, shape: try Shape([outputs]), dtype: dtype))
    }
    self.sizes = sizes
    imageShape = []
  }

  /// A network of grey images that begins with layers of convolutions, with normally distributed weights of variance
  /// 2/inputs and biases of 0.
  ///
  /// - Parameters:
  ///   - imageSize: the height and the breadth of an image.
  ///   - convolutions: the layers that look at the image.
  ///   - hidden: the sizes of the hidden layers after them.
  ///   - classes: the size of the output.
  ///   - seed: of the weights.
  ///   - dtype: the type of the parameters.
  /// - Throws: ``TrainingError/badSetting(_:)`` for a size of 0 and for layers that the image is too small for, and
  ///   ``TensorError`` for sizes whose product is too large.
  public init(
    imageSize: (height: Int, breadth: Int), convolutions: [ConvolutionLayer], hidden: [Int], classes: Int, seed: UInt64,
    dtype: DType = .float32
  ) throws {
    var noise = NormalGenerator(seed: seed)
    var parameters: [Tensor] = []
    func layer(_ shape: [Int], inputs: Int, outputs: Int) throws {
      let (scale, shape) = ((2 / Double(max(1, inputs))).squareRoot(), try Shape(shape))
      parameters.append(try Tensor((0..<shape.count).map { _ in scale * noise.next() }, shape: shape, dtype: dtype))
      parameters.append(Tensor(repeating: 0, shape: try Shape([outputs]), dtype: dtype))
    }
    var image = [1, imageSize.height, imageSize.breadth]
    for convolution in convolutions {
      let kernel = [convolution.filters, image[0], convolution.size, convolution.size]
      image = try ConvolutionLayer.shape(after: kernel, of: image)
      try layer(kernel, inputs: kernel[1] * kernel[2] * kernel[3], outputs: kernel[0])
    }
    let sizes = [try Shape(image).count] + hidden + [classes]
    guard sizes.allSatisfy({ $0 > 0 }) else {
      throw TrainingError.badSetting("a network has an input and an output, and no layer is empty")
    }
    for (inputs, outputs) in zip(sizes, sizes.dropFirst()) {
      try layer([inputs, outputs], inputs: inputs, outputs: outputs)
    }
    try self.init(parameters: parameters, imageSize: imageSize)
  }

  /// A network of known parameters, whose shapes must follow from each other; no layer is empty.
  ///
  /// - Parameters:
  ///   - parameters: weights and biases in turn.
  ///   - imageSize: the height and the breadth of its images, where it begins with convolutions.
  /// - Throws: ``TrainingError/badSetting(_:)``.
  public init(
    parameters: [Tensor], imageSize: (height: Int, breadth: Int)? = nil
  ) throws(TrainingError) {
    let count = parameters.prefix { $0.shape.rank != 2 }.count
    let convolutions = try ConvolutionLayer.sizes(parameters.prefix(count), imageSize)
    imageShape = convolutions.isEmpty ? [] : imageSize.map { [1, $0.height, $0.breadth] } ?? []
    var sizes = convolutions
    for layer in stride(from: count, to: parameters.count, by: 2) {
      guard layer + 1 < parameters.count, parameters[layer].shape.rank == 2, parameters[layer].shape.count > 0,
        sizes.isEmpty || sizes.last == parameters[layer].shape.sizes[0],
        parameters[layer + 1].shape.sizes == [parameters[layer].shape.sizes[1]]
      else { throw .badSetting("the parameters are not those of layers that follow each other") }
      if sizes.isEmpty { sizes.append(parameters[layer].shape.sizes[0]) }
      sizes.append(parameters[layer].shape.sizes[1])
    }
    guard sizes.count - convolutions.count >= (count == 0 ? 2 : 1),
      parameters.allSatisfy({ $0.dtype == parameters[0].dtype })
    else {
      throw .badSetting("a network has an input and an output, and parameters of one type")
    }
    self.sizes = sizes
    self.parameters = parameters
  }

  /// The type of the parameters.
  public var dtype: DType { parameters[0].dtype }

  /// The parameters as variables with names, `W1`, `b1`, `W2` and so on.
  public func variables() -> [Node] {
    parameters.enumerated().map { position, value in
      variable(value, name: (position % 2 == 0 ? "W" : "b") + "\(position / 2 + 1)")
    }
  }

  /// The output of the network for inputs: a logit for each class.
  ///
  /// - Parameters:
  ///   - inputs: of shape (rows, inputs).
  ///   - variables: weights and biases, as ``variables()`` gives them.
  /// - Returns: of shape (rows, classes). Shapes that do not fit, and weights without biases, stop the program.
  public static func logits(_ inputs: Node, _ variables: [Node]) -> Node {
    guard variables.count.isMultiple(of: 2) else {
      fatalError("a network has weights and biases in turn, not \(variables.count) parameters")
    }
    return .trusting { () throws(TensorError) in try graph(of: inputs, variables) }
  }

  /// The graph of the logits, where weights and biases come in turn.
  private static func graph(
    of inputs: Node, _ variables: [Node], image: [Int] = []
  ) throws(TensorError) -> Node {
    let rows = inputs.value.shape.sizes.prefix(1)
    var activation = inputs
    if !image.isEmpty { activation = try .applying(.reshape(sizes: rows + image), to: Operands(inputs)) }
    for layer in stride(from: 0, to: variables.count, by: 2) {
      let (weights, bias) = (variables[layer], variables[layer + 1])
      guard weights.value.shape.rank == 2 else {
        activation = try ConvolutionLayer.graph(of: activation, weights, bias)
        continue
      }
      if activation.value.shape.rank > 2 {
        let width = activation.value.shape.sizes.dropFirst().reduce(1, *)
        activation = try .applying(.reshape(sizes: rows + [width]), to: Operands(activation))
      } else if layer > 0 {
        activation = relu(activation)
      }
      let product = try Node.applying(.dot, to: Operands(activation, weights))
      activation = try .applying(.add, to: Operands(product, bias))
    }
    return activation
  }

  /// The probability of each class for inputs, of shape (rows, classes).
  ///
  /// - Throws: ``TensorError`` where the inputs have another width than the network.
  public func probabilities(_ inputs: Tensor) throws(TensorError) -> Tensor {
    try check(inputs)
    let parameters = parameters.map { constant($0) }
    return try Perceptron.graph(of: constant(inputs), parameters, image: imageShape).value.softmax()
  }

  /// The graph of a batch's loss.
  ///
  /// - Parameters:
  ///   - inputs: of shape (rows, inputs).
  ///   - targets: of shape (rows, classes).
  ///   - loss: how it is computed.
  /// - Returns: a number, the mean over the rows. Other shapes stop the program.
  public func loss(_ inputs: Tensor, _ targets: Tensor, by loss: Loss) -> Node {
    .trusting { () throws(TensorError) in try graph(inputs, targets, by: loss) }
  }

  /// The graph of a batch's loss.
  ///
  /// - Throws: ``TensorError`` where inputs or targets have other shapes.
  package func graph(_ inputs: Tensor, _ targets: Tensor, by loss: Loss) throws(TensorError) -> Node {
    try graph(inputs, targets, variables(), loss)
  }

  /// The loss of a batch and its gradients with respect to the parameters.
  ///
  /// The graph lives in here only, so that whoever changes the parameters finds them held by nobody else.
  package func gradients(
    _ inputs: Tensor, _ targets: Tensor, by loss: Loss
  ) throws -> (loss: Double, gradients: [Tensor]) {
    let variables = variables()
    let value = try graph(inputs, targets, variables, loss)
    let gradients = try gradient(of: value)
    return (value.value.elements[0], variables.map { gradients[$0] })
  }

  /// A plan of the steps on batches of this one's shapes; it refers to no parameters.
  ///
  /// - Throws: ``TensorError`` where inputs or targets have other shapes.
  package func stepPlan(_ inputs: Tensor, _ targets: Tensor, by loss: Loss) throws(TensorError) -> StepPlan? {
    try check(inputs)
    let (variables, x, y) = (variables(), constant(inputs), constant(targets))
    let root = try loss.graph(Perceptron.graph(of: x, variables, image: imageShape), y)
    return try StepPlan(of: root, inputs: [x, y], parameters: variables)
  }

  private func graph(
    _ inputs: Tensor, _ targets: Tensor, _ variables: [Node], _ loss: Loss
  ) throws(TensorError) -> Node {
    try check(inputs)
    return try loss.graph(
      Perceptron.graph(of: constant(inputs, name: "inputs"), variables, image: imageShape),
      constant(targets, name: "labels"))
  }

  /// Checks that inputs are of shape (rows, inputs).
  private func check(_ inputs: Tensor) throws(TensorError) {
    guard inputs.shape.rank == 2, inputs.shape.sizes[1] == sizes[0] else {
      throw .innerDimensionsDiffer(inputs.shape, parameters[0].shape)
    }
  }
}
