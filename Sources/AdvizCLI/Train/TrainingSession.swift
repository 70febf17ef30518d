import Adviz
import ArgumentParser

/// A training run as a command makes it: with a display, checkpoints, and a report at the end.
struct TrainingSession: Sendable {
  private let name: String
  /// The heading of the report.
  private let title: String
  private let options: TrainingOptions
  private let recipe: Recipe
  private let folder: String
  private let checkpointPath: String
  /// Is told of the network before the first step and now and then, with the steps it has made.
  private let observe: @Sendable (Perceptron, Int) throws -> Void

  init(
    name: String, title: String, options: TrainingOptions, recipe: Recipe,
    observe: @Sendable @escaping (Perceptron, Int) throws -> Void = { _, _ in }
  ) {
    self.observe = observe
    (self.name, self.title) = (name, title)
    self.options = options
    self.recipe = recipe
    folder = options.output ?? "Output/\(name)"
    checkpointPath = options.checkpoint ?? "\(folder)/network.safetensors"
  }

  /// Trains, and tells what came of it.
  @discardableResult
  func run(
    _ data: some DataSet, testing testSet: some DataSet, imageSize: (height: Int, breadth: Int)? = nil
  ) async throws -> TrainingResult {
    MemoryLimit.apply(options.maxMemory)
    // Told before the run rather than after it.
    try makeParentFolder(of: checkpointPath)
    let network = try recipe.network(for: data, imageSize: imageSize, seed: options.seed)
    try observe(network, 0)
    @Sendable func save(_ network: Perceptron, after iterations: Int) throws {
      try Checkpoint(
        network, imageSize: imageSize,
        notes: ["data": name, "seed": "\(options.seed)", "iterations": "\(iterations)"]
      ).write(to: checkpointPath)
    }
    let result: TrainingResult
    do {
      result = try await learn(network, data, testSet, save: save)
    } catch let divergence as Divergence {
      throw await error(for: divergence, data, testSet)
    }
    // The result is printed also where the network cannot be written.
    let written = Result { try save(result.network, after: result.iterations) }
    var drawn = Result<Void, any Error>.success(())
    do { try await draw(result, data, testSet) } catch { drawn = .failure(error) }
    try report(result)
    try written.get()
    try drawn.get()
    return result
  }

  /// Draws the report, unless nobody wants one.
  private func draw(
    _ result: TrainingResult, _ data: some DataSet, _ testSet: some DataSet, divergence: Divergence? = nil
  ) async throws {
    guard options.report else { return }
    try await untilInterrupted {
      var report = try TrainingReport(
        title, result, recipe.plan, data: data, testing: testSet, divergence: divergence)
      report.divergenceText = divergence.map(Hint.sentence)
      try await report.write(to: folder)
    }
  }

  /// Draws the report of a run that diverged; returns the error that tells of it.
  private func error(
    for divergence: Divergence, _ data: some DataSet, _ testSet: some DataSet
  ) async -> any Error {
    guard options.report else { return divergence }
    do {
      try await draw(divergence.result, data, testSet, divergence: divergence)
    } catch {
      // The divergence is reported also where its report cannot be drawn.
      Console.complain(line: "warning: the report is not written: \(Hint.sentence(error))")
      return divergence
    }
    return CommandError(
      .checkFailed, "error: \(Hint.sentence(divergence)); \(folder.shown)/report.html shows the node")
  }

  /// Trains, shows how it goes, and keeps the network in the course of it.
  private func learn(
    _ network: Perceptron, _ data: some DataSet, _ testSet: some DataSet,
    save: @Sendable @escaping (Perceptron, Int) throws -> Void
  ) async throws -> TrainingResult {
    let display = TrainingDisplay()
    // A step and the saving of a large network take their time.
    return try await untilInterrupted(patience: 5) {
      defer { display.clear() }
      var lastSaved = 0.0
      let result = try train(network, on: data, testing: testSet, by: recipe.plan) { progress, network in
        display.show(progress)
        try observe(network, progress.iteration)
        if progress.seconds - lastSaved >= options.checkpointEvery {
          lastSaved = progress.seconds
          // A full disk need not end the run: there may be room at its end.
          do { try save(network, progress.iteration) } catch { display.warn(Hint.sentence(error)) }
        }
        return !Task.isCancelled
      }
      guard !result.isFinished else { return result }
      display.clear()
      try save(result.network, result.iterations)
      Console.complain(
        line: "interrupted at iteration \(result.iterations); the network so far is in \(checkpointPath)")
      throw CancellationError()
    }
  }

  private func report(_ result: TrainingResult) throws {
    let accuracy = result.evaluation?.accuracy ?? 0
    let microseconds = result.seconds * 1e6 / Double(max(1, result.iterations))
    guard !options.json else {
      return try Console.print(
        JSONReport.text(
          Report(
            accuracy: accuracy, loss: result.averageLoss, seconds: result.seconds, us_per_step: microseconds,
            iterations: result.iterations, seed: options.seed)))
    }
    let numbers = NumberStyle()
    try Console.print(
      Table.text(
        [
          ["test accuracy", "\((accuracy * 10_000).rounded() / 100) %"],
          ["mean loss of the last 1,000 steps", numbers.text(result.averageLoss)],
          ["seconds", numbers.text(result.seconds)], ["µs a step", numbers.text(microseconds)],
          ["network", checkpointPath],
        ] + (options.report ? [["report", "\(folder)/report.html"]] : [])))
  }

  // The names are those of the output.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct Report: Encodable {
    let accuracy: Double
    let loss: Double
    let seconds: Double
    let us_per_step: Double
    let iterations: Int
    let seed: UInt64
  }
}
