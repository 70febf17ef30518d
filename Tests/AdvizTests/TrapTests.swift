import Adviz
import Foundation
import TestSupport
import Testing

/// The library stops with a sentence, or not at all: in debug builds and in those with optimisation.
@Suite("What does not fit is told in a sentence") struct TrapTests {
  @Test("Functions that stop the program write why", arguments: Misfits.stopping)
  func stops(_ name: String) async throws {
    guard case .stopping(let sentence, _)? = Misfits.cases[name] else { return }
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [name = name as String] in
      if case .stopping(_, let body)? = Misfits.cases[name] { body() }
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("Fatal error: \(sentence)"), "\(text.prefix(300))")
  }

  @Test("Functions that throw do throw, and what takes anything takes it")
  func throwing() {
    var count = 0
    for (name, misfit) in Misfits.cases {
      switch misfit {
      case .throwing(let body):
        let error = #expect(throws: (any Error).self, "\(name)") { try body() }
        #expect(error is TensorError || error is TrainingError, "\(name): \(error.map { "\($0)" } ?? "")")
      case .fitting(let body): #expect(throws: Never.self, "\(name)") { try body() }
      case .stopping: continue
      }
      count += 1
    }
    #expect(count >= 45 && Misfits.stopping.count >= 30)
  }

  @Test("Every public function of this kind, by the symbol graph, has a case")
  func symbols() throws {
    let found = try SymbolGraph().functionsOfArrays
    #expect(found.count >= 75)
    #expect(found.subtracting(Misfits.cases.keys) == [])
    #expect(Set(Misfits.cases.keys).subtracting(found) == [])
  }

  static let outOfRange: [(String, String, @Sendable () -> Void)] = [
    ("operand", "there is no operand 2 among 2", { _ = Operands(1, 2)[2] }),
    ("operand of many", "there is no operand 5 among 3", { _ = Operands(all: [1, 2, 3])[5] }),
    ("frame", "there is no frame 99: there are", { _ = sine()?.frames[99] }),
    ("caption", "there is no frame -1: there are", { _ = sine()?.frames.caption(-1) }),
    ("edge", "there is no frame \(Int.max): there are", { _ = sine()?.frames.currentEdge(.max) }),
    ("picture", "there is no frame 99: there are", { _ = sine().flatMap { try? FrameRenderer($0) }?.svg(99) }),
    ("colour", "'blue' is no colour like '#add8e6'", { print("blue" as Color) }),
    ("momentum", "the momentum is a share from 0, less than 1, not nan", { _ = SGD(momentum: .nan) }),
    ("decay", "the decays are shares from 0, less than 1, not 1.0 and 0.999", { _ = Adam(decay: (1, 0.999)) }),
    ("epsilon", "epsilon is a finite number from 0, not -1.0", { _ = Adam(epsilon: -1) }),
  ]

  private static func sine() -> Storyboard? {
    (try? Trace(of: sin(variable(2, name: "x")))).map { Storyboard($0) }
  }

  @Test("A place or a number that is out of range", arguments: 0..<TrapTests.outOfRange.count)
  func places(_ number: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [number = number as Int] in
      TrapTests.outOfRange[number].2()
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("Fatal error: \(Self.outOfRange[number].1)"), "\(text.prefix(300))")
  }

  /// Preconditions lose their sentences where the compiler optimises, and so do forced unwrappings.
  @Test("No source stops the program by what says nothing in a release build")
  func sources() throws {
    let silent = try Regex(#"\b(precondition|preconditionFailure|assertionFailure|try!|as!|unsafeUnwrap)\b"#)
    let forced = try Regex(#"[\w)\]]!(?![=\w])"#)
    let root = Repository.root.appendingPathComponent("Sources").path
    let files = try #require(FileManager.default.enumerator(atPath: root))
    var count = 0
    for case let file as String in files where file.hasSuffix(".swift") {
      for (number, line) in try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false
      ).enumerated() {
        let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)[0]
          .replacing(/"[^"]*"/, with: "")
        #expect(!code.contains(silent) && !code.contains(forced), "\(file):\(number + 1): \(line)")
      }
      count += 1
    }
    #expect(count > 200)
  }
}

/// What the library offers, by the compiler.
private struct SymbolGraph {
  private struct File: Decodable {
    let symbols: [Symbol]
  }

  private struct Symbol: Decodable {
    struct Text: Decodable { let precise: String }
    struct Kind: Decodable { let identifier: String }
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

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-symbols-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let root = Repository.root
    let process = Process()
    process.executableURL = root.appendingPathComponent(".ci/symbols")
    process.arguments = [try Self.modules().path, folder.path]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, ".ci/symbols failed")
    let data = try Data(contentsOf: folder.appendingPathComponent("Adviz.symbols.json"))
    symbols = try JSONDecoder().decode(File.self, from: data).symbols
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

  /// Functions of two arrays or shapes, or of one and axes, rows or subscripts of it.
  var functionsOfArrays: Set<String> {
    let kinds: Set = ["func", "method", "init", "subscript", "type.method", "func.op"]
    let owners: Set = [
      "Tensor", "Shape", "Node", "Perceptron", "Spiral", "ImageSet", "ShiftedImages", "DataSet", "Optimizer",
    ]
    let one = /\b(Tensor|Shape|Node|Perceptron|DataSet|Subscript)\b|\[(Double|UInt8|Int)\]|ArraySlice<Int>/
    let many = /\[(Tensor|Node|Shape)\]|(Tensor|Subscript)\.\.\.|Operands<(Node|Tensor)>/
    return Set(
      symbols.filter { kinds.contains($0.kind.identifier.replacing(/^swift\./, with: "")) }
        .filter { !$0.identifier.precise.contains("::SYNTHESIZED::") }
        .filter { symbol in
          let owner = symbol.pathComponents.count > 1 ? symbol.pathComponents[0] : ""
          let isMember = ["method", "subscript", "init"].contains(
            symbol.kind.identifier.replacing(/^swift\./, with: ""))
          let weights = symbol.types.map { $0.contains(many) ? 2 : $0.contains(one) ? 1 : 0 }
          let hasAxis = symbol.pathComponents.last?.contains("axis:") == true
          return weights.reduce((isMember && owners.contains(owner) ? 1 : 0) + (hasAxis ? 1 : 0), +) >= 2
        }
        .map { $0.pathComponents.joined(separator: ".") + " " + $0.types.joined(separator: ", ") })
  }
}
