import Charts
import Embedding
import Formulas
import Rendering
import Tensors
import Training

extension TrainingReport {
  /// A picture of the report, and the name of its file without the ending.
  struct Figure: Sendable {
    let name: String
    let chart: Chart
    var isWide = false
  }
}

extension TrainingReport.Figure {
  /// The average loss in the course of the run, and the loss on what is held back.
  static func lossCurve(_ result: TrainingResult) -> Self {
    var curves = [
      Chart.Curve("mean of the last 1,000 steps", result.curve.map { (Double($0.iteration), $0.averageLoss) })
    ]
    if result.trials.count > 1 {
      curves.append(
        Chart.Curve("test examples", result.trials.map { (Double($0.iteration), $0.loss) }, hasDots: true))
    }
    let last = result.curve.last.map { NumberStyle().text($0.averageLoss) } ?? "unknown"
    return Self(
      name: "loss",
      chart: .curves(
        "Loss", summary: "The loss over \(result.iterations.grouped) steps; at the end it is \(last).", x: "step",
        y: "cross entropy", isLogarithmic: true, curves))
  }

  /// The share of right answers on what is held back, in the course of the run.
  static func accuracyCurve(_ result: TrainingResult) -> Self {
    let points = result.trials.map { (x: Double($0.iteration), y: 100 * $0.accuracy) }
    let last = points.last.map { percent($0.y / 100) } ?? "unknown"
    return Self(
      name: "accuracy",
      chart: .curves(
        "Accuracy",
        summary: "The share of right answers over \(result.iterations.grouped) steps; at the end it is \(last).",
        x: "step", y: "right answers", unit: " %", [Chart.Curve("test examples", points, hasDots: true)]))
  }

  /// The number of times that each label was taken for each.
  static func confusion(_ evaluation: Evaluation, classes: Int) -> Self {
    var most = (count: 0, label: 0, answer: 0)
    for (label, row) in evaluation.confusion.enumerated() {
      for (answer, count) in row.enumerated() where answer != label && count > most.count {
        most = (count, label, answer)
      }
    }
    let summary =
      most.count == 0
      ? "Every answer is right."
      : "The most frequent mistake: \(most.label) taken for \(most.answer), \(most.count) times."
    return Self(
      name: "confusion",
      chart: .confusion(
        "Which label was taken for which", summary: summary, evaluation.confusion,
        labels: (0..<classes).map(String.init)))
  }

  /// The wrong answers that the network was most sure of, those first in which it gave the right one the least chance;
  /// nil where there is none.
  static func mistakes(_ network: Perceptron, _ evaluation: Evaluation, _ images: ImageSet) throws -> Self? {
    let wrong = evaluation.answers.indices.filter { evaluation.answers[$0] != images.labels[$0] }
      .sorted { (evaluation.confidences[$0], $1) > (evaluation.confidences[$1], $0) }.prefix(1000)
    guard !wrong.isEmpty else { return nil }
    // Many answers are as sure as numbers can be; the chance of the right one still tells them apart.
    let shares = try network.probabilities(images.inputs(wrong))
    let (elements, classes) = (shares.elements, images.classes)
    let chances = wrong.enumerated().map { place, image in
      (image: image, chance: elements[place * classes + images.labels[image]])
    }.sorted { ($0.chance, $0.image) < ($1.chance, $1.image) }
    let tiles = try chances.prefix(15).map { image, chance in
      let first = image * images.width
      let png = try PixelImage(width: images.breadth, height: images.height) { column, row in
        let grey = images.pixels[first + row * images.breadth + column]
        return (Color(red: grey, green: grey, blue: grey), 1)
      }.png()
      let label = images.labels[image]
      return Chart.Tile(png: png, ["\(label) taken for \(evaluation.answers[image])", odds(chance)])
    }
    return Self(
      name: "mistakes",
      chart: .images(
        "The most confident mistakes",
        summary: "The \(tiles.count) wrong answers the network is most sure of, and the chance it gave the right one.",
        tiles, columns: 5, side: 96))
  }

  /// The weights from the image to each hidden unit, as images: blue for what excites it, orange for what inhibits it.
  static func hiddenUnits(_ network: Perceptron, height: Int, breadth: Int) throws(EmbedError) -> Self {
    let weights = network.parameters[0]
    if weights.shape.rank == 4 { return try filters(weights) }
    let (elements, units) = (weights.elements, weights.shape.sizes[1])
    let shown = min(units, 100)
    // Outliers would leave nothing to be seen of the rest.
    let magnitudes = elements.map(abs).sorted()
    let scale = max(magnitudes[(magnitudes.count - 1) * 995 / 1000], 1e-12)
    let tiles = try (0..<shown).map { unit throws(EmbedError) in
      let png = try PixelImage(width: breadth, height: height) { column, row in
        let weight = elements[(row * breadth + column) * units + unit] / scale
        return (weight > 0 ? "#2b8cc4" : "#e08a00", abs(weight))
      }.png()
      return Chart.Tile(png: png)
    }
    let which = shown < units ? "the first \(shown) of \(units) hidden units" : "the \(units) hidden units"
    return Self(
      name: "weights",
      chart: .images(
        "What \(which) look for", summary: "Weights as images: blue excites a unit, orange inhibits it.", tiles,
        columns: 16, side: 50), isWide: true)
  }

  /// The kernels of the first layer of convolutions, as images.
  private static func filters(_ kernels: Tensor) throws(EmbedError) -> Self {
    let (elements, sizes) = (kernels.elements, kernels.shape.sizes)
    let scale = max(elements.reduce(0) { max($0, abs($1)) }, 1e-12)
    let area = sizes[1] * sizes[2] * sizes[3]
    let tiles = try (0..<min(sizes[0], 100)).map { filter throws(EmbedError) in
      let png = try PixelImage(width: sizes[3], height: sizes[2]) { column, row in
        let weight = elements[filter * area + row * sizes[3] + column] / scale
        return (weight > 0 ? "#2b8cc4" : "#e08a00", abs(weight))
      }.png()
      return Chart.Tile(png: png)
    }
    let which = tiles.count < sizes[0] ? "the first \(tiles.count) of \(sizes[0]) filters" : "the \(sizes[0]) filters"
    return Self(
      name: "weights",
      chart: .images(
        "What \(which) look for", summary: "Kernels as images: blue excites a filter, orange inhibits it.", tiles,
        columns: 16, side: 50), isWide: true)
  }

  /// The answer of the network at each place of the plane, and the test points.
  static func decisionBoundary(_ network: Perceptron, _ points: Spiral) throws -> Self {
    Self(
      name: "boundary",
      chart: .plane(
        "Decision boundary", summary: "The answer at each place of the plane, and the test points.", reach: reach,
        regions: try regions(of: network, classes: points.classes, side: 160), points: marks(of: points),
        names: names(of: points)))
  }

  /// The plane is drawn from minus this to this, in both directions.
  static let reach = 1.15

  /// The points and the number of their arm.
  static func marks(of points: Spiral) -> [(x: Double, y: Double, label: Int)] {
    points.labels.indices.map { index in
      (x: points.coordinates[2 * index], y: points.coordinates[2 * index + 1], label: points.labels[index])
    }
  }

  /// What the arms are called.
  static func names(of points: Spiral) -> [String] { (0..<points.classes).map { "arm \($0)" } }

  /// The answer of the network at each place of the plane, as a PNG file of so many pixels a side.
  static func regions(of network: Perceptron, classes: Int, side: Int) throws -> [UInt8] {
    func coordinate(_ index: Int) -> Double { ((Double(index) + 0.5) / Double(side) * 2 - 1) * reach }
    let places = (0..<side * side).flatMap { [coordinate($0 % side), -coordinate($0 / side)] }
    let inputs = try Tensor(places, shape: Shape([side * side, 2]), dtype: network.dtype)
    let shares = try network.probabilities(inputs)
    let (elements, answers) = (shares.elements, shares.largestOfRows)
    return try PixelImage(width: side, height: side) { column, row in
      let place = row * side + column
      let answer = answers[place]
      // The more certain the answer, the fuller its colour.
      let share = (elements[place * classes + answer] - 1 / Double(classes)) / (1 - 1 / Double(max(2, classes)))
      return (Chart.classColor(answer, in: .light), 0.1 + 0.5 * share)
    }.png()
  }
}
