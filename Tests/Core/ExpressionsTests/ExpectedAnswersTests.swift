import Expressions
import Testing

@Suite("Answers with the digits in which they are written") struct ExpectedAnswersTests {
  @Test(
    "an answer agrees with what rounds to its digits, or is within 1 %",
    arguments: [
      ("0.18", 0.18232, true), ("0.18", 0.17501, true), ("0.18", 0.1749, false), ("0.180", 0.18232, false),
      ("0.1823", 0.18232, true), ("0.1", 0.09501, true), ("0.1", 0.0949, false), ("23", 23.01, true),
      ("23.0", 23.2, true), ("23.0", 23.3, false), ("7", 7.1463, true), ("8", 7.1463, false), ("1", 0.6, false),
      ("10", 10.4, true), ("10", 10.6, false), ("100", 99.6, true), ("1e2", 130, true), ("1e2", 160, false),
      ("-0.42", -0.41614, true), ("-0.42", 0.41614, false), ("-2", -2.4, true), ("-2", -2.6, false), (".5", 0.5, true),
      ("1_000", 1000.4, true), ("0", 0, true),
      ("0.5", 0, false), ("0.9", 1, false), ("0.95", 1, false), ("95", 100, false), ("0.09", 0.1, false),
      ("1", 0.96, true),
      ("0", 6e-12, false), ("1/0", .infinity, true), ("0", 1e-12, true), ("0", 0.3, false), ("0.00", 0.004, true),
      ("0.00", 0.006, false), ("1/3", 0.3333, true),
      ("1/3", 0.3, false), ("3*4", 12, true), ("cos(3)", -0.985, true), ("2", Double.nan, false),
      ("2", Double.infinity, false), ("5e-324", Double.leastNonzeroMagnitude, true), ("1e308", 1.0000001e308, true),
      ("3", 1e-300, false),
    ] as [(String, Double, Bool)])
  func agreement(_ answer: String, _ value: Double, _ agrees: Bool) throws {
    let number = try #require(ExpectedAnswers("x=\(answer)").answers.first?.numbers.first)
    #expect(number.isAnswer(to: value) == agrees)
  }

  @Test("arrays, element by element")
  func arrays() throws {
    let answers = try ExpectedAnswers("W = [[1.0, -2], [0.25, 4]], v=[1,2]").answers
    #expect(answers.map(\.name) == ["W", "v"])
    #expect(answers[0].shape == [2, 2])
    #expect(answers[0].numbers.map(\.value) == [1, -2, 0.25, 4])
    #expect(answers[0].numbers[1].isAnswer(to: -2.4) && !answers[0].numbers[0].isAnswer(to: 1.06))
  }

  @Test(
    "what is no answer is a sentence at its place",
    arguments: [
      ("x=abc", "1:3: error: an answer is a number, as in 'x=0.18', or an array, and cannot refer to 'abc'"),
      ("x=[1, y]", "1:7: error: an answer is a number, as in 'x=0.18', or an array, and cannot refer to 'y'"),
      ("x=", "1:3: error: expected a number, a name or '(', found the end of the line"),
      ("0.18", "1:1: error: expected the name of a variable, found '0.18'"),
      ("x=1,x=2", "1:5: error: 'x' is given a value twice"),
      ("x=[[1],[2,3]]", "1:8: error: this row has shape (2,), the first one (1,)"),
    ])
  func refusals(_ text: String, _ sentence: String) {
    let error = #expect(throws: ExpressionError.self) { try ExpectedAnswers(text) }
    #expect(error?.report(file: "f").hasPrefix("f:\(sentence)") == true, "\(error?.report(file: "f") ?? "")")
  }
}
