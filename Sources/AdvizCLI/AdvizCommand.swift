import ArgumentParser

/// A command whose errors become a sentence and an exit code.
protocol AdvizCommand: ParsableCommand {
  func execute() throws
}

extension AdvizCommand {
  func run() throws {
    do {
      try execute()
    } catch {
      throw AdvizTool.report(error)
    }
  }
}
