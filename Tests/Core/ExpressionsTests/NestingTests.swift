import Expressions
import Tensors
import TestSupport
import Testing

private func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

/// Depth is bounded by an error, length by nothing.
///
/// What could end the process runs in one of its own.
@Suite struct NestingTests {
  @Test(arguments: [
    ("(", "x", ")"), ("sin(", "x", ")"), ("-", "x", ""), ("+", "x", ""), ("- -", "x", ""), ("x^", "x", ""),
    ("x**-", "x", ""), ("sum(x, axis=", "0", ")"), ("where(x < ", "1", ", 1, 2)"), ("2(", "x", ")"),
  ])
  func depthOfAHundredIsReadable(open: String, inner: String, close: String) {
    let mistakes = mistakes("x = 0.5\nf = " + times(60, open) + inner + times(60, close))
    #expect(mistakes.allSatisfy { !$0.contains("nested") })
  }

  @Test func tooDeepBracketsAreAMistakeThatNamesTheLimit() async {
    await #expect(processExitsWith: .success) {
      let depth = isThorough ? 10_000 : 2_000
      let brackets = [
        ("(", ")", 10 * depth), ("[", "]", 10 * depth), ("sin(", ")", depth), ("x[", "]", depth), ("2(", ")", depth),
      ]
      for (open, close, depth) in brackets {
        let text = "x = 1\nf = " + times(depth, open) + "x" + times(depth, close)
        let mistakes = mistakes(text)
        #expect(mistakes.count == 1)
        #expect(mistakes.first?.contains("nested deeper than the limit of 200") == true)
      }
    }
  }

  @Test func tooManySignsAreAMistakeThatNamesTheLimit() async {
    await #expect(processExitsWith: .success) {
      let depth = isThorough ? 10_000 : 2_000
      let signs = [
        ("-", 10 * depth), ("x^", 10 * depth), ("+", depth), ("x**", depth), ("x^-", depth), ("-x^", depth),
      ]
      for (sign, depth) in signs {
        let mistakes = mistakes("x = 1\nf = " + times(depth, sign) + "x")
        #expect(mistakes.count == 1)
        #expect(mistakes.first?.contains("nested deeper than the limit of 200") == true)
      }
    }
  }

  @Test func powersInSuperscriptsOneAfterTheOtherDoNotOverflowTheStack() async {
    await #expect(processExitsWith: .success) {
      _ = failure("x = 1\nf = x" + times(100_000, " ²"))
    }
  }

  @Test func transposesAndIndicesOneAfterTheOtherDoNotOverflowTheStack() async {
    await #expect(processExitsWith: .success) {
      _ = failure("x = 1\nf = x" + times(20_000, ".T"))
      _ = failure("x = 1\nf = x" + times(20_000, "[0]"))
    }
  }

  @Test func manyBracketsThatAreNeverClosedAreReported() async {
    await #expect(processExitsWith: .success) {
      let report = report("f = " + times(1_000, "(") + "1")
      #expect(report.contains("'(' is never closed"))
    }
  }
}

@Suite struct LongFileTests {
  private let terms = isThorough ? 100_000 : 20_000

  @Test func sumOfManyTerms() throws {
    let program = try Program("x = 2\nf = x" + times(terms - 1, " + x"))
    #expect(program.output.value == Tensor(Double(2 * terms)))
  }

  @Test func productOfManyFactors() throws {
    let program = try Program("x = 1\nf = x" + times(terms - 1, " * x"))
    #expect(program.output.value == 1)
  }

  @Test(.enabled(if: isThorough)) func chainOfAHundredThousandStatements() throws {
    var text = "x0 = 1\n"
    for index in 1...100_000 { text += "x\(index) = x\(index - 1) + 1\n" }
    let program = try Program(text)
    #expect(program.output.value == 100_001)
    #expect(program.output.name == "x100000")
  }

  @Test func sumOfThousandsOfTermsIsDifferentiated() throws {
    let text = "x = 2\nf = x" + times(terms / 10 - 1, " + x")
    #expect(try gradients(text) == ["x": [Double(terms / 10)]])
  }

  @Test func arrayOfManyNumbers() throws {
    let program = try Program("x = [1" + times(terms - 1, ", 1") + "]\nf = sum(x)")
    #expect(program.output.value == Tensor(Double(terms)))
  }

  @Test func functionOfAThousandVariables() throws {
    let names = (0..<1_000).map { "x\($0)" }
    let values = names.indices.map { "\($0)" }
    let text = """
      f(\(names.joined(separator: ", "))) = \(names.joined(separator: " + ")) at (\(values.joined(separator: ", ")))
      """
    #expect(try number(text) == 499_500)
  }

  @Test func thousandMistakesAreReported() {
    let text = (0..<1_000).map { "x\($0) = $ +" }.joined(separator: "\n")
    #expect(mistakes(text).count == 1_000)
  }
}
