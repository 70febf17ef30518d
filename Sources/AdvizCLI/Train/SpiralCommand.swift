import Adviz
import ArgumentParser
import Synchronization

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
        adviz train spiral --film
      """)

  @Option(help: ArgumentHelp("How many arms there are.", valueName: "n"))
  var arms = 3

  @Option(help: ArgumentHelp("How many points an arm has.", valueName: "n"))
  var points = 200

  @Option(help: ArgumentHelp("How far points stray from their arm.", valueName: "distance"))
  var noise = 0.03

  @Flag(
    help: """
      Write film.svg into the folder: decision boundary, loss and gradients over the steps, as a picture that plays by \
      itself.
      """)
  var film = false

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
      guard film else {
        try await TrainingSession(name: "spiral", title: "Spiral arms", options: options, recipe: recipe).run(
          learnt, testing: testSet)
        return
      }
      let recording = Mutex(
        TrainingFilm("Spiral arms", learning: learnt, testing: testSet, loss: recipe.plan.loss))
      let session = TrainingSession(name: "spiral", title: "Spiral arms", options: options, recipe: recipe) {
        network, steps in
        try recording.withLock { try $0.record(network, after: steps) }
      }
      let result = try await session.run(learnt, testing: testSet)
      let picture = try recording.withLock { film in
        try film.record(result.network, after: result.iterations, isLast: true)
        return film.svg()
      }
      let place = "\(options.output ?? "Output/spiral")/film.svg"
      try makeParentFolder(of: place)
      try writeFile(picture, to: place)
      if !options.json { try Console.print("film  \(place.shown)") }
    } catch {
      throw AdvizTool.report(error)
    }
  }
}
