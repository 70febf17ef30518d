import Adviz
import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct MNISTCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mnist",
    abstract: "Train a network on handwritten digits, the article's by default.",
    discussion: """
      The article's run is the default: a network of 784, 64 and 10 units with rectifiers, batches of 32, 50,000 steps \
      of gradient descent. The rate of 0.32 is for the mean of a batch's losses; the article sums them, so that its \
      0.01 is the same. It keeps one order of the images, as --no-shuffle does.

      The recipes: 'article'; 'best', 98 % and more for twice the multiply-adds; 'long', 98.7 % and more in minutes; \
      'convolution', two layers of convolutions before the hidden one, and images that move. \
      Any option given beside a recipe takes the place of what the recipe says.

      Without --data the four files are looked for in adviz/mnist in the user's cache ($XDG_CACHE_HOME, or ~/.cache), and \
      downloaded where they are missing. Any data set of the same files can be learnt, Fashion-MNIST for one \
      (Debian: dataset-fashion-mnist).

      --loss naive writes softmax and cross entropy as they are on paper. Where that comes to numbers that are not \
      finite, the run stops and tells in which step, at which operation and why.

      Example:
        adviz train mnist
        adviz train mnist --recipe best --seed 2 -o Output/best
        adviz train mnist --recipe convolution
        adviz train mnist --data /usr/share/datasets/fashion-mnist -o Output/fashion
        adviz train mnist --loss naive
      """)

  @Option(help: ArgumentHelp("The folder of the four IDX files, plain or packed by gzip.", valueName: "dir"))
  var data: String?

  @Option(help: "What the options begin with: article (the default), best, long or convolution.")
  var recipe = RecipeName.article

  @Option(help: ArgumentHelp("By how many pixels images are moved while they are learnt from.", valueName: "n"))
  var shifts: Int?

  @OptionGroup var options: TrainingOptions

  func validate() throws {
    guard shifts ?? 0 >= 0 else { throw ValidationError("--shifts is a number from 0.") }
  }

  func run() async throws {
    do {
      Allocator.keepFreedMemory()
      let source = try await folder()
      if let checkpoint = options.checkpoint {
        try InputFiles(MNIST.files.flatMap { ["\(source)/\($0)", "\(source)/\($0).gz"] }).refuse(asOutput: checkpoint)
      }
      let digits = try MNIST(folder: source)
      var recipe = recipe.recipe
      options.override(&recipe)
      if let shifts { recipe.shifts = shifts }
      let session = TrainingSession(
        name: "mnist", title: title, options: options, recipe: recipe)
      let (height, breadth) = (digits.training.height, digits.training.breadth)
      if recipe.shifts == 0 {
        try await session.run(digits.training, testing: digits.test, imageSize: (height, breadth))
      } else {
        let shifted = try ShiftedImages(digits.training, by: recipe.shifts)
        try await session.run(shifted, testing: digits.test, imageSize: (height, breadth))
      }
    } catch {
      throw AdvizTool.report(error)
    }
  }

  /// The heading of the report: images by the name of their folder.
  private var title: String {
    data?.split(separator: "/").last.map { "Images of \($0)" } ?? "Handwritten digits"
  }

  /// The folder of the data, which are fetched where nobody named one.
  private func folder() async throws -> String {
    if let data { return data }
    let environment = ProcessInfo.processInfo.environment
    let folder = try MNIST.cacheFolder(environment)
    let mirrors = environment["ADVIZ_MIRRORS"]?.split(separator: " ").map(String.init) ?? MNIST.mirrors
    let bar = ProgressBar("downloading MNIST")
    defer { bar.clear() }
    return try await untilInterrupted {
      try await Download(MNIST.remoteFiles, from: mirrors).fetch(into: folder) { bar.show($0) }
      return folder
    }
  }
}

/// A recipe by its name.
enum RecipeName: String, ExpressibleByArgument, CaseIterable {
  case article, best, long, convolution

  init?(argument: String) {
    self.init(rawValue: argument == "default" ? "article" : argument)
  }

  var recipe: Recipe {
    switch self {
    case .article: .article
    case .best: .best
    case .long: .long
    case .convolution: .convolution
    }
  }
}
