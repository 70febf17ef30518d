import Autodiff
import Charts
import Embedding
import Formulas
import GraphLayout
import Output
import Rendering
import Storyboard
import Tensors
import Training

/// A training run as pictures and a page: how it went, what the network gets wrong, and what it is.
public struct TrainingReport: Sendable {
  /// A graph of the report, whose files exist when the page is written.
  struct Graph {
    let heading: String
    let text: String
    /// The files of the picture for wide and for narrow screens, without `.svg` and `-dark.svg`.
    let wide: String
    let narrow: String
    var link: String?
  }

  private let title: String
  private let lead: String
  private let facts: [(name: String, value: String)]
  private let figures: [Figure]
  private let step: Node
  private let divergence: Divergence?
  /// The sentence about the divergence; its own for nil.
  package var divergenceText: String?

  /// The report of a run that has ended.
  ///
  /// - Parameters:
  ///   - title: the heading.
  ///   - result: the outcome of the run.
  ///   - plan: the settings of the run.
  ///   - data: the training set.
  ///   - testSet: the test set.
  ///   - divergence: the end of a run that came to numbers which are not finite, whose result `result` is.
  /// - Throws: ``TensorError`` where network and data do not fit, ``TrainingError/badSetting(_:)`` for a plan that makes no
  ///   sense, ``EmbedError`` for an image that cannot be made.
  public init(
    _ title: String, _ result: TrainingResult, _ plan: TrainingPlan, data: some DataSet, testing testSet: some DataSet,
    divergence: Divergence? = nil
  ) throws {
    let network = result.network
    _ = try plan.steps(for: data.count)
    try data.check(for: network)
    try testSet.check(for: network)
    self.title = title
    self.divergence = divergence
    let sizes = network.sizes.map(String.init).joined(separator: "–")
    let numbers = NumberStyle()
    lead =
      "A network of \(sizes) units, trained on \(data.count.grouped) examples and tried on \(testSet.count.grouped) others."
    let evaluation = try result.evaluation ?? Evaluation(network, on: testSet)
    guard evaluation.answers.count == testSet.count else {
      throw TensorError.wrongElementCount(shape: try Shape([testSet.count]), count: evaluation.answers.count)
    }
    facts = [
      ("test accuracy", percent(evaluation.accuracy)), ("test loss", numbers.text(evaluation.loss)),
      ("steps", result.iterations.grouped), ("examples a step", "\(plan.batchSize)"),
      ("seconds", numbers.text(result.seconds)),
      ("µs a step", numbers.text(result.seconds * 1e6 / Double(max(1, result.iterations)))),
      ("parameters", network.parameters.reduce(0) { $0 + $1.shape.count }.grouped), ("seed", "\(plan.seed)"),
    ]
    var figures: [Figure] = [.lossCurve(result)]
    if result.trials.count > 1 { figures.append(.accuracyCurve(result)) }
    figures.append(.confusion(evaluation, classes: testSet.classes))
    if let images = testSet as? ImageSet {
      if let mistakes = try Figure.mistakes(network, evaluation, images) { figures.append(mistakes) }
      figures.append(try .hiddenUnits(network, height: images.height, breadth: images.breadth))
    }
    if let points = testSet as? Spiral { figures.append(try .decisionBoundary(network, points)) }
    self.figures = figures
    let rows = Array(0..<min(plan.batchSize, data.count))[...]
    step = try network.graph(data.inputs(rows), data.targets(rows), by: plan.loss)
  }

  /// Writes each figure as `<name>.svg` and `<name>-dark.svg`, the graph of the loss of one step as `graph.svg`, its
  /// backward pass as an animation in `step/`, both for narrow screens too, and `report.html`, which shows them all.
  ///
  /// - Parameter folder: where; it need not exist.
  /// - Throws: ``OutputError``, ``EmbedError``, ``TemplateError``, and what layout says.
  public func write(to folder: String) async throws {
    try makeParentFolder(of: "\(folder)/report.html")
    for figure in figures {
      try writeFile(figure.chart.svg(theme: .light), to: "\(folder)/\(figure.name).svg")
      try writeFile(figure.chart.svg(theme: .dark), to: "\(folder)/\(figure.name)-dark.svg")
    }
    var graphs: [Graph] = []
    if let graph = try writeDivergence(to: folder) { graphs.append(graph) }
    graphs += try await writeStep(to: folder)
    try writeFile(page(graphs), to: "\(folder)/report.html")
  }

  private func page(_ graphs: [Graph]) throws -> [UInt8] {
    func variables(_ theme: Theme) -> [[String: String]] {
      theme.paints.map { ["name": $0.name, "color": $0.color.description] }
    }
    return try Templates().render(
      .report,
      [
        "title": title, "lead": lead, "light": variables(.light), "dark": variables(.dark),
        "facts": facts.map { ["name": $0.name, "value": $0.value] },
        "figures": figures.map {
          [
            "title": $0.chart.title, "summary": $0.chart.summary, "picture": $0.chart.inline(prefix: "\($0.name)-"),
            "isWide": $0.isWide,
          ] as [String: Any]
        },
        "graphs": graphs.map { graph in
          var values: [String: Any] = [
            "heading": graph.heading, "text": graph.text, "wide": graph.wide, "narrow": graph.narrow,
            "alternative": graph.heading,
          ]
          if let link = graph.link { values["link"] = link }
          return values
        },
      ])
  }

  /// The graph of one step's loss, and the animation of its backward pass.
  private func writeStep(to folder: String) async throws -> [Graph] {
    let trace = try Trace(of: step, title: "One training step")
    try writeGraph(trace, to: folder, "graph")
    try await Animation.write(trace, to: "\(folder)/step", export: ExportOptions([.html, .markdown]))
    try await Animation.write(
      trace, to: "\(folder)/step-narrow", options: TrainingReport.narrow, export: ExportOptions([.markdown]))
    return [
      Graph(
        heading: "The graph of the loss", text: "What one batch goes through, with the shapes of its arrays.",
        wide: "graph", narrow: "graph-narrow"),
      Graph(
        heading: "One training step", text: "How the derivative of the loss travels back to weights and biases.",
        wide: "step/animation", narrow: "step-narrow/animation", link: "step/player.html"),
    ]
  }

  /// The graph in which a number that is not finite was born, with a ring around the node.
  private func writeDivergence(to folder: String) throws -> Graph? {
    guard let divergence else { return nil }
    let trace = try Trace(of: divergence.graph, title: "Iteration \(divergence.iteration): where numbers end")
    let marked = trace.nodes.first { $0.name == divergence.origin?.name }?.id
    try writeGraph(trace, to: folder, "divergence", marking: marked)
    let sentence = "\(divergenceText ?? divergence.description)."
    return Graph(
      heading: "Where the first number that is not finite was born",
      text: sentence.prefix(1).uppercased() + sentence.dropFirst(), wide: "divergence", narrow: "divergence-narrow")
  }

  private func writeGraph(_ trace: Trace, to folder: String, _ name: String, marking marked: Int? = nil) throws {
    let story = Storyboard(trace, tellsSteps: false)
    for (width, usual) in [("", PictureOptions()), ("-narrow", TrainingReport.narrow)] {
      for (suffix, theme) in [("", Theme.light), ("-dark", .dark)] {
        var options = usual
        options.theme = theme
        options.theme.sizes = usual.theme.sizes
        try writeFile(
          GraphRenderer.svg(story, options: options, marking: marked), to: "\(folder)/\(name)\(width)\(suffix).svg")
      }
    }
  }

  /// Pictures for a screen of some 390 points: edges go down, and texts are larger on their page.
  private static let narrow: PictureOptions = {
    var options = PictureOptions()
    options.direction = .topToBottom
    options.size = Size(width: 780, height: 1500)
    for measure in Measure.allCases { options.theme.sizes[measure] *= 2 }
    return options
  }()
}
