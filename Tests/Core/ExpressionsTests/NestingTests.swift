import Expressions
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
      let brackets = [
        ("(", ")", 100_000), ("[", "]", 100_000), ("sin(", ")", 10_000), ("x[", "]", 10_000), ("2(", ")", 10_000),
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
      let signs = [("-", 100_000), ("x^", 100_000), ("+", 10_000), ("x**", 10_000), ("x^-", 10_000), ("-x^", 10_000)]
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
  @Test func sumOfAHundredThousandTerms() throws {
    let program = try Program("x = 2\nf = x" + times(99_999, " + x"))
    #expect(program.output.value == 200_000)
  }

  @Test func productOfAHundredThousandFactors() throws {
    let program = try Program("x = 1\nf = x" + times(99_999, " * x"))
    #expect(program.output.value == 1)
  }

  @Test(.enabled(if: isThorough)) func chainOfAHundredThousandStatements() throws {
    var text = "x0 = 1\n"
    for index in 1...100_000 { text += "x\(index) = x\(index - 1) + 1\n" }
    let program = try Program(text)
    #expect(program.output.value == 100_001)
    #expect(program.output.name == "x100000")
  }

  @Test func sumOfTenThousandTermsIsDifferentiated() throws {
    let text = "x = 2\nf = x" + times(9_999, " + x")
    #expect(try gradients(text) == ["x": [10_000]])
  }

  @Test func arrayOfAHundredThousandNumbers() throws {
    let program = try Program("x = [1" + times(99_999, ", 1") + "]\nf = sum(x)")
    #expect(program.output.value == 100_000)
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
