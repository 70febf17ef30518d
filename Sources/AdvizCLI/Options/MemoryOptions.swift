import Adviz
import ArgumentParser

/// The option for the memory of arrays, which every command that evaluates has.
struct MemoryOptions: ParsableArguments {
  @Option(help: Self.help)
  var maxMemory: ByteCount?

  static let help = ArgumentHelp(
    "The most memory for all arrays together, 500MB or 2GB; half of the machine's by default.", valueName: "size")

  func apply() {
    Self.apply(maxMemory)
  }

  static func apply(_ maxMemory: ByteCount?) {
    if let maxMemory { Memory.limit = maxMemory.bytes }
  }
}
