import ArgumentParser

struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a network on adviz's own differentiation.",
    discussion: """
      Example:
        adviz train mnist
        adviz train spiral
      """,
    subcommands: [MNISTCommand.self, SpiralCommand.self])
}
