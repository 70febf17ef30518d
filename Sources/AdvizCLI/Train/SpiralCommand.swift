import Adviz
import ArgumentParser

struct SpiralCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spiral",
    abstract: "Train a small network on points that wind around each other; needs no data.",
    discussion: """
      The points are made from the seed, as many to learn from as to test with. The network of 2, 16, 16 and 3 units \
      learns in seconds which arm a point is on.

      Example:
        adviz train spiral
        adviz train spiral --arms 2 --hidden 8,8 --seed 7
      """)

  @Option(help: ArgumentHelp("How many arms there are.", valueName: "n"))
  var arms = 3

  @Option(help: ArgumentHelp("How many points an arm has.", valueName: "n"))
  var points = 200

  @Option(help: ArgumentHelp("How far points stray from their arm.", valueName: "distance"))
  var noise = 0.03

  @OptionGroup var options: TrainingOptions

  func validate() throws {
    guard (1...1 << 10).contains(arms) else { throw ValidationError("--arms is a number from 1 to \(1 << 10).") }
    guard (1...1 << 20).contains(points) else { throw ValidationError("--points is a number from 1 to \(1 << 20).") }
    guard (0...1000).contains(noise) else { throw ValidationError("--noise is a number from 0 to 1000.") }
  }

  func run() async throws {
    do {
      Allocator.keepFreedMemory()
      var recipe = Recipe.spiral
      options.override(&recipe)
      // Other points of the same arms to test with.
      let learnt = try Spiral(arms: arms, points: points, noise: noise, seed: options.seed)
      let testSet = try Spiral(arms: arms, points: points, noise: noise, seed: ~options.seed)
      try await TrainingSession(name: "spiral", title: "Spiral arms", options: options, recipe: recipe).run(
        learnt, testing: testSet)
    } catch {
      throw AdvizTool.report(error)
    }
  }
}
