import Expressions
import TestSupport
import Testing

/// What nobody would write must be refused or read, never end the process.
@Suite struct JunkTests {
  static let words = [
    "x", "y", "f", "e", "pi", "π", "at", "const", "output", "true", "False", "sin", "ln", "sum", "where", "maximum",
    "axis", "keepdims", "zeros", "ones", "full", "arange", "eye", "randn", "seed", "T", "θ₁", "x′", "0", "1", "2",
    "3.5",
    ".5", "1e3", "-1", "1e999", "+", "-", "−", "*", "·", "×", "/", "@", "^", "**", "²", "⁻¹", "⁻", "(", ")", "[", "]",
    ",",
    "=", "==", "<", "<=", ">", "!=", "!", ":", ".", ";", "\n", "\r\n", "#", "$", "'", "\u{FEFF}", "\u{301}", "👩‍👩‍👧",
    "\t", "\u{2028}", "x = 2\n", "f = ", "f(x) = ", " at ", "(x)", "[1, 2]", "axis=0", ", ", "\0",
  ]

  static let files = [
    StatementTests.article, "f(a, b) = sum(a * b, axis=(0, -1), keepdims=true) at (1, [2, 3])\r\noutput f",
    "const 2; const k = -3\nx = [[1, 2], [3, 4]]\nf = 2 ln(x) + where(x <= 3, x², k^-x)\n# end",
    "\u{FEFF}# Titel\nθ₁ = randn(2, 3, seed=1)\ny′ = θ₁\nf = maximum(\n  y′, 0\n) - 1/2θ₁",
  ]

  /// Whether a text is read, and traced, or refused with places that are in it.
  private func check(_ text: String) {
    guard let error = failure(text) else {
      #expect(throws: Never.self) { _ = try Program(text).trace() }
      return
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    #expect(!error.diagnostics.isEmpty)
    for diagnostic in error.diagnostics {
      let range = diagnostic.range
      let isInside =
        lines.indices.contains(range.line - 1) && range.column >= 1 && range.length >= 1
        && range.column <= lines[range.line - 1].count + 1
      if !isInside { Issue.record("\(range) is outside of \(text.debugDescription)") }
    }
    let places = error.diagnostics.map { [$0.range.line, $0.range.column] }
    #expect(zip(places, places.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) })
    #expect(error.report(file: "expr.txt").contains(": error: "))
  }

  @Test(arguments: 1...(isThorough ? 20 : 2))
  func randomWordsAreReadOrRefused(seed: UInt64) {
    var generator = Xorshift(seed: seed)
    for _ in 0..<1_000 {
      let count = Int.random(in: 1...14, using: &generator)
      let separator = Bool.random(using: &generator) ? " " : ""
      let words = (0..<count).map { _ in Self.words.randomElement(using: &generator) ?? "" }
      check((Bool.random(using: &generator) ? "x = 2; f = " : "") + words.joined(separator: separator))
    }
  }

  @Test(arguments: 1...(isThorough ? 4 : 2))
  func damagedFilesAreReadOrRefused(seed: UInt64) {
    var generator = Xorshift(seed: seed)
    for round in 0..<500 {
      var bytes = Array(Self.files[round % Self.files.count].utf8)
      for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes.remove(at: index)
        case 1: bytes[index] = UInt8.random(in: .min ... .max, using: &generator)
        case 2: bytes.insert(UInt8.random(in: 32...126, using: &generator), at: index)
        default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &generator)], at: index)
        }
      }
      check(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test(arguments: 1...(isThorough ? 2 : 1))
  func randomWordsArePointsOrRefused(seed: UInt64) {
    var generator = Xorshift(seed: seed)
    for _ in 0..<1_000 {
      let count = Int.random(in: 0...8, using: &generator)
      let text = "x=" + (0..<count).map { _ in Self.words.randomElement(using: &generator) ?? "" }.joined()
      do {
        _ = try Point(text)
      } catch {
        #expect(!error.diagnostics.isEmpty)
      }
    }
  }
}
