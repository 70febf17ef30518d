/// A network and a way to train it that are known to do well together.
public struct Recipe: Hashable, Sendable {
  /// The layers of convolutions that look at an image, before the hidden layers.
  public var convolutions: [ConvolutionLayer] = []
  /// The sizes of the hidden layers.
  public var hidden: [Int]
  /// The settings of its training.
  public var plan: TrainingPlan
  /// By how many pixels images are moved while they are learnt from, up, down and to the sides.
  public var shifts = 0

  /// A recipe of one's own.
  public init(hidden: [Int], plan: TrainingPlan, shifts: Int = 0) {
    self.hidden = hidden
    self.plan = plan
    self.shifts = shifts
  }

  /// The article's run: 64 hidden units, 50,000 steps of plain descent.
  public static let article = Recipe(hidden: [64], plan: TrainingPlan())

  /// The best we know of for digits with twice the article's multiply-adds.
  ///
  /// Twice the hidden units, as many examples, and a rate that rises and falls.
  public static let best = risingAndFalling(hidden: 128, epochs: 26)

  /// The best we know of for digits with some minutes of time: a wide layer, and images that move by a pixel.
  public static let long = risingAndFalling(hidden: 800, epochs: 20, shifts: 1)

  /// Two layers of convolutions before the hidden one, and images that move by a pixel.
  ///
  /// After Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, "Gradient-Based Learning Applied to Document Recognition",
  /// Proc. IEEE 86 (1998) 2278–2324.
  public static let convolution: Recipe = {
    var recipe = risingAndFalling(hidden: 128, epochs: 5, shifts: 1)
    recipe.convolutions = [ConvolutionLayer(filters: 16, size: 5), ConvolutionLayer(filters: 32, size: 5)]
    recipe.plan.rate = .oneCycle(highest: 0.05)
    // Ten thousand images take as long as a hundred steps.
    recipe.plan.trials = recipe.plan.epochs ?? recipe.plan.trials
    return recipe
  }()

  /// A network for a data set, with random weights.
  ///
  /// - Parameters:
  ///   - data: the data set, whose width and classes are those of the network.
  ///   - imageSize: the height and the breadth of its images; nil where it has none.
  ///   - seed: of the weights.
  /// - Returns: the network before the first step.
  /// - Throws: ``TrainingError/badSetting(_:)`` for layers that do not follow from each other, and ``TensorError`` for
  ///   sizes whose product is too large.
  public func network(
    for data: some DataSet, imageSize: (height: Int, breadth: Int)? = nil, seed: UInt64
  ) throws -> Perceptron {
    guard !convolutions.isEmpty else {
      return try Perceptron(sizes: [data.width] + hidden + [data.classes], seed: seed)
    }
    guard let imageSize else {
      throw TrainingError.badSetting("layers of convolutions are for images of a known size")
    }
    return try Perceptron(
      imageSize: imageSize, convolutions: convolutions, hidden: hidden, classes: data.classes, seed: seed)
  }

  private static func risingAndFalling(hidden: Int, epochs: Int, shifts: Int = 0) -> Recipe {
    var plan = TrainingPlan()
    plan.epochs = epochs
    plan.batchSize = 64
    plan.rate = .oneCycle(highest: 0.1)
    plan.momentum = 0.9
    return Recipe(hidden: [hidden], plan: plan, shifts: shifts)
  }

  /// Some seconds for a ``Spiral``: two layers of 16 units, whose graph can be read.
  public static let spiral: Recipe = {
    var plan = TrainingPlan()
    plan.epochs = 200
    plan.rate = .oneCycle(highest: 0.02)
    plan.optimizer = .adam
    return Recipe(hidden: [16, 16], plan: plan)
  }()
}

extension TrainingPlan {
  /// The settings of ``Recipe/article``.
  public static let article = Recipe.article.plan
  /// The settings of ``Recipe/best``.
  public static let best = Recipe.best.plan
  /// The settings of ``Recipe/long``.
  public static let long = Recipe.long.plan
  /// The settings of ``Recipe/convolution``.
  public static let convolution = Recipe.convolution.plan
  /// The settings of ``Recipe/spiral``.
  public static let spiral = Recipe.spiral.plan
}
