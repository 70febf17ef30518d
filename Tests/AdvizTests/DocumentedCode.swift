import Foundation
import TestSupport
import Testing

/// The Swift code of documents, which a file of tests has too, and what its comments say is printed.
struct DocumentedCode {
  /// The file of tests, from the root of the package.
  private let tests: String

  init(runBy tests: String) {
    self.tests = tests
  }

  /// Whether the code of a document is in the file of tests, and what its comments say is what was printed.
  ///
  /// - Parameters:
  ///   - document: its path from the root of the package.
  ///   - program: which of its programs, each of which begins with an import; nil for all its blocks.
  ///   - printed: what the tests printed, line by line.
  /// - Throws: what reading a file throws.
  func expect(_ document: String, program: Int? = nil, prints printed: [String]) throws {
    let own = try lines(of: tests)
    var said: [String] = []
    for block in try program.map({ try programs(document)[$0] }) ?? blocks(document) {
      let isHere = own.contains(code(block))
      #expect(isHere, "\(document): \(block.joined(separator: "\n"))")
      said += block.filter { $0.contains("print(") }.map { line in
        line.firstRange(of: "  // ").map { String(line[$0.upperBound...]) } ?? "nothing said"
      }
    }
    let isPrinted = said.count == printed.count && zip(said, printed).allSatisfy(Self.says)
    #expect(isPrinted, "\(document) says \(said), and \(printed) is printed")
  }

  /// Whether a comment is what was printed; any digits may stand for `…`.
  private static func says(_ comment: String, _ printed: String) -> Bool {
    var rest = printed[...]
    for (number, piece) in comment.components(separatedBy: "…").enumerated() {
      if number > 0 { rest = rest.drop(while: \.isNumber) }
      guard rest.hasPrefix(piece) else { return false }
      rest = rest.dropFirst(piece.count)
    }
    return rest.isEmpty
  }

  /// Lines without indentation and remarks, and without imports, which are at the top of the tests.
  func code(_ lines: [String]) -> [String] {
    lines.map { line in
      let end = line.firstRange(of: "  // ")?.lowerBound ?? line.endIndex
      return line[..<end].trimmingCharacters(in: .whitespaces)
    }.filter { !$0.isEmpty && !$0.hasPrefix("// ") && $0 != "import Adviz" }
  }

  func text(of path: String) throws -> String {
    try String(contentsOf: Repository.root.appendingPathComponent(path), encoding: .utf8)
  }

  func lines(of path: String) throws -> [String] {
    try code(text(of: path).split(separator: "\n").map(String.init))
  }

  /// The fenced blocks of Swift, by lines.
  func blocks(_ document: String) throws -> [[String]] {
    try text(of: document).matches(of: /(?s)```swift\n(.*?)```/).map { $0.1.split(separator: "\n").map(String.init) }
  }

  /// The programs of a document: the blocks from one that begins with an import up to the next one.
  private func programs(_ document: String) throws -> [[[String]]] {
    try blocks(document).reduce(into: []) { programs, block in
      if block.first == "import Adviz" { programs.append([]) }
      if !programs.isEmpty { programs[programs.count - 1].append(block) }
    }
  }
}
