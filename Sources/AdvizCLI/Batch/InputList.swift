import Adviz
import ArgumentParser

/// The expression files of a command that draws any number of them.
struct InputList: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Expression files, saved traces, or folders, which stand for the *.txt files in them; - is standard input.",
      valueName: "expr.txt"))
  var files: [String]

  @Option(
    help: ArgumentHelp("How many things are worked on at once; as many as there are cores by default.", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Write a rule for Make: the files that were written, and what they depend on.", valueName: "file"))
  var depfile: String?

  func validate() throws {
    guard (1...1024).contains(jobs ?? 1) else { throw ValidationError("--jobs is a number from 1 to 1024.") }
    guard depfile != "-" else { throw ValidationError("--depfile names a file; standard output is for results.") }
    guard files.count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("Standard input holds one file; name the others.")
    }
  }

  /// The first file; there is one at least.
  var first: String { files.first ?? "-" }

  /// Whether results go to places of their own below a folder: there are several files, or a folder.
  var isMany: Bool { files.count > 1 || files.contains(where: ExpressionFolder.isFolder) }
}
