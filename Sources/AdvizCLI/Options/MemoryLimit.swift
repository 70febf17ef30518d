import Adviz
import ArgumentParser

/// The option `--max-memory`, which every command that evaluates declares with this help.
enum MemoryLimit {
  static let help = ArgumentHelp(
    "The most memory for all arrays together, 500MB or 2GB; half of the machine's by default.", valueName: "size")

  static func apply(_ size: ByteCount?) {
    if let size { Memory.limit = size.bytes }
  }
}
