import Foundation
import TestSupport
import Testing

/// The public symbols of `import Adviz`, as the compiler lists them.
struct SymbolGraph {
  private struct File: Decodable {
    let symbols: [Symbol]
  }

  private struct Symbol: Decodable {
    struct Text: Decodable { let precise: String }
    struct Kind: Decodable {
      let identifier: String

      /// Without the language: `struct`, `enum.case`, `type.method`.
      var name: String { String(identifier.replacing(/^swift\./, with: "")) }
    }
    struct Fragment: Decodable { let spelling: String }
    struct Parameter: Decodable { let declarationFragments: [Fragment] }
    struct Signature: Decodable { let parameters: [Parameter]? }

    let identifier: Text
    let kind: Kind
    let pathComponents: [String]
    let functionSignature: Signature?

    /// The types of the parameters.
    var types: [String] {
      (functionSignature?.parameters ?? []).map { parameter in
        let text = parameter.declarationFragments.map(\.spelling).joined()
        return text.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? text
      }
    }
  }

  private let symbols: [Symbol]

  private static let shared = Result { try SymbolGraph() }

  /// The symbols, which are read once for all tests.
  static func read() throws -> SymbolGraph { try shared.get() }

  private init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-symbols-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = Repository.url(".ci/symbols")
    process.arguments = [try Self.modules().path, folder.path]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, ".ci/symbols failed")
    let data = try Data(contentsOf: folder.appendingPathComponent("Adviz.symbols.json"))
    symbols = try JSONDecoder().decode(File.self, from: data).symbols.filter {
      !$0.identifier.precise.contains("::SYNTHESIZED::")
    }
  }

  /// The modules beside the test runner, where the package is built.
  private static func modules() throws -> URL {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path != "/" {
      let modules = folder.appendingPathComponent("Modules")
      if FileManager.default.fileExists(atPath: modules.appendingPathComponent("Adviz.swiftmodule").path) {
        return modules
      }
      folder.deleteLastPathComponent()
    }
    throw CocoaError(.fileNoSuchFile)
  }

  /// Each declaration on a line of its own: its path, its kind and the types of its parameters.
  var declarations: [String] {
    symbols.map { symbol in
      let types = symbol.types.isEmpty ? "" : " (\(symbol.types.joined(separator: ", ")))"
      return "\(symbol.pathComponents.joined(separator: ".")): \(symbol.kind.name)\(types)"
    }.sorted()
  }

  /// Functions of two arrays or shapes, or of one and axes, rows or subscripts of it.
  var functionsOfArrays: Set<String> {
    let kinds: Set = ["func", "method", "init", "subscript", "type.method", "func.op"]
    let owners: Set = [
      "Tensor", "Shape", "Node", "Perceptron", "Spiral", "ImageSet", "ShiftedImages", "DataSet", "TrainingOptimizer",
    ]
    let one = /\b(Tensor|Shape|Node|Perceptron|DataSet|Subscript)\b|\[(Double|UInt8|Int)\]|ArraySlice<Int>/
    let many = /\[(Tensor|Node|Shape)\]|(Tensor|Subscript)\.\.\.|Operands<(Node|Tensor)>/
    return Set(
      symbols.filter { kinds.contains($0.kind.name) }
        .filter { symbol in
          let owner = symbol.pathComponents.count > 1 ? symbol.pathComponents[0] : ""
          let isMember = ["method", "subscript", "init"].contains(symbol.kind.name)
          let weights = symbol.types.map { $0.contains(many) ? 2 : $0.contains(one) ? 1 : 0 }
          let hasAxis = symbol.pathComponents.last?.contains("axis:") == true
          return weights.reduce((isMember && owners.contains(owner) ? 1 : 0) + (hasAxis ? 1 : 0), +) >= 2
        }
        .map { $0.pathComponents.joined(separator: ".") + " " + $0.types.joined(separator: ", ") })
  }
}
