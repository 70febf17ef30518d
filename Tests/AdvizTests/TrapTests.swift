import Adviz
import Foundation
import TestSupport
import Testing

/// The library stops with a sentence, or not at all: in debug builds and in those with optimisation.
@Suite("What does not fit is told in a sentence") struct TrapTests {
  @Test("Functions that stop the program write why", arguments: sampled(Misfits.stopping, oneIn: 4))
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
    let found = try SymbolGraph.read().functionsOfArrays
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
    ("colour", "'blue' is no colour like '#add8e6'", { print("blue" as ThemeColor) }),
    ("momentum", "the momentum is a share from 0, less than 1, not nan", { _ = SGD(momentum: .nan) }),
    ("decay", "the decays are shares from 0, less than 1, not 1.0 and 0.999", { _ = Adam(decay: (1, 0.999)) }),
    ("epsilon", "epsilon is a finite number from 0, not -1.0", { _ = Adam(epsilon: -1) }),
  ]

  private static func sine() -> Storyboard? {
    (try? Trace(of: sin(variable(2, name: "x")))).map { Storyboard($0) }
  }

  @Test("A place or a number that is out of range", arguments: sampled(0..<TrapTests.outOfRange.count, oneIn: 3))
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
    let parts = ["precondition", "assertionFailure", "unsafeUnwrap"]
    let root = Repository.root.appendingPathComponent("Sources").path
    let files = try #require(FileManager.default.enumerator(atPath: root))
    var count = 0
    for case let file as String in files where file.hasSuffix(".swift") {
      for (number, line) in try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false
      ).enumerated() {
        // What is looked for is sought by its expression only where a part of it stands.
        guard line.utf8.contains(UInt8(ascii: "!")) || parts.contains(where: line.contains) else { continue }
        let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)[0]
          .replacing(/"[^"]*"/, with: "")
        #expect(!code.contains(silent) && !code.contains(forced), "\(file):\(number + 1): \(line)")
      }
      count += 1
    }
    #expect(count > 200)
  }
}
