import Adviz
import ArgumentParser

struct ExamplesCommand: AdvizCommand {
  static let configuration = CommandConfiguration(
    commandName: "examples",
    abstract: "List the example expressions, or print one of them.",
    discussion: """
      Without a name it lists the examples. With a name it prints the file, or writes it with -o.

      Example:
        adviz examples two-paths -o two-paths.txt
        adviz examples two-paths | adviz animate - -o lesson
      """)

  @Argument(help: "One example; a list of all by default.")
  var name: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"))
  var output: String = "-"

  func validate() throws {
    guard name != nil || output == "-" else {
      throw ValidationError("-o writes one example; name it: adviz examples two-paths -o two-paths.txt.")
    }
  }

  func execute() throws {
    guard let name else { return try Console.print(Table.text(ExampleFile.allCases.map { [$0.rawValue, $0.title] })) }
    let bytes = try file(name).bytes
    if output == "-" { try Console.print(bytes) } else { try writeResult(bytes, to: output) }
  }

  /// The example of a name, with or without the ending of its file.
  private func file(_ name: String) throws -> ExampleFile {
    let stem = name.hasSuffix(".txt") ? String(name.dropLast(4)) : name
    if let file = ExampleFile(rawValue: stem) { return file }
    let known = ExampleFile.allCases.map(\.rawValue)
    var suggestions = Suggestions()
    let meant = known.first { stem.count > 2 && $0.hasPrefix(stem) } ?? suggestions.nearest(to: stem, among: known)
    let hint = meant.map { "did you mean '\($0)'?" } ?? "the examples are \(known.joined(separator: ", "))"
    throw CommandError(.usage, "error: there is no example '\(name.quotable)'; \(hint)")
  }
}

/// The examples, which are compiled in, by the names of their files in `Templates/expressions`.
enum ExampleFile: String, CaseIterable {
  case singlePath = "single-path"
  case twoPaths = "two-paths"
  case multiVariable = "multi-variable"
  case dense
  case staticOptimisation = "static-optimisation"
  case broadcast
  case rowByRow = "row-by-row"
  case maximumAlongAxis = "maximum-along-axis"
  case affineLayer = "affine-layer"
  case twoLayers = "two-layers"
  case vanishingGradients = "vanishing-gradients"

  /// The file.
  var bytes: [UInt8] {
    switch self {
    case .singlePath: PackageResources.single_path_txt
    case .twoPaths: PackageResources.two_paths_txt
    case .multiVariable: PackageResources.multi_variable_txt
    case .dense: PackageResources.dense_txt
    case .staticOptimisation: PackageResources.static_optimisation_txt
    case .broadcast: PackageResources.broadcast_txt
    case .rowByRow: PackageResources.row_by_row_txt
    case .maximumAlongAxis: PackageResources.maximum_along_axis_txt
    case .affineLayer: PackageResources.affine_layer_txt
    case .twoLayers: PackageResources.two_layers_txt
    case .vanishingGradients: PackageResources.vanishing_gradients_txt
    }
  }

  /// The comment in its first line.
  var title: String {
    String(
      decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }.drop { $0 == UInt8(ascii: "#") || $0 == 32 }, as: UTF8.self)
  }
}
