import Tensors

/// Answers to be checked, `x=0.18,y=[1,2]`: numbers and arrays with the digits in which they were written.
package struct ExpectedAnswers: Sendable {
  /// One answer.
  package struct Answer: Sendable {
    /// What it is given for.
    package let name: String
    /// The size along each axis; empty for a number.
    package let shape: [Int]
    /// The numbers in row-major order.
    package let numbers: [WrittenNumber]
    /// The place of the name.
    let range: SourceRange
  }

  /// The answers, in the order of the text.
  package let answers: [Answer]
  private let lines: [String]

  /// Reads the text.
  ///
  /// - Throws: ``ExpressionError``.
  package init(_ text: String) throws(ExpressionError) {
    let lexer = Lexer(text)
    lines = lexer.lines
    var diagnostics = lexer.diagnostics
    var answers: [Answer] = []
    if diagnostics.isEmpty {
      var texts: [SourceRange: String] = [:]
      for token in lexer.tokens where texts[token.range.end] == nil { texts[token.range.end] = token.text }
      var parser = Parser(lexer.tokens)
      var builder = GraphBuilder(point: EvaluationPoint(), tokens: lexer.tokens)
      do throws(Parser.Failure) {
        for item in try parser.assignments() {
          guard let syntax = item.value else { continue }
          if let name = syntax.firstName {
            let message =
              "an answer is a number, as in 'x=0.18', or an array, and cannot refer to '\(name.text.quotable)'"
            diagnostics.append(Diagnostic(range: name.range, message: message))
            continue
          }
          guard let value = builder.literal(syntax, for: "the answer for '\(item.name.quotable)'") else { continue }
          if answers.contains(where: { $0.name == item.name }) {
            diagnostics.append(Diagnostic(range: item.range, message: "'\(item.name.quotable)' has an answer already"))
          }
          let digits = syntax.writtenDigits(texts)
          let numbers = value.elements.enumerated().map { position, number in
            WrittenNumber(number, digits.count == value.elements.count ? digits[position] : nil)
          }
          answers.append(Answer(name: item.name, shape: value.shape.sizes, numbers: numbers, range: item.range))
        }
      } catch {
        diagnostics.append(error.diagnostic)
      }
      diagnostics += builder.diagnostics
    }
    guard diagnostics.isEmpty else { throw ExpressionError(diagnostics, in: lines, concernsPoint: true) }
    self.answers = answers
  }

  /// An error about the names of some answers.
  package func error(_ mistakes: [(answer: Answer, message: String)]) -> ExpressionError {
    ExpressionError(
      mistakes.map { Diagnostic(range: $0.answer.range, message: $0.message) }, in: lines, concernsPoint: true)
  }
}

/// A number as an answer, with the digits in which it was written.
package struct WrittenNumber: Sendable {
  /// The number.
  package let value: Double
  /// Its digits; nil where it was computed, `1/3`.
  let digits: Digits?

  /// How many digits a number was written with.
  struct Digits: Sendable {
    /// From the first that is not 0 on.
    let significant: Int
    /// Those behind the decimal point.
    let decimals: Int
  }

  init(_ value: Double, _ digits: Digits?) { (self.value, self.digits) = (value, digits) }

  /// Whether a number rounds to this one in the digits given, or is within 1 % of it.
  ///
  /// The digits are the significant ones: 0.18 is the answer to 0.1823, and 1 is not that to 0.6. A zero has none: 0.00
  /// is the answer to what rounds to it at its last decimal, and 0 to 0 alone, as far as rounding lets it.
  package func isAnswer(to number: Double) -> Bool {
    guard number.isFinite else { return number == value }
    let distance = (number - value).magnitude
    if distance <= 0.01 * number.magnitude { return true }
    guard let digits else { return distance <= Self.rounding }
    // A little more, as neither the number nor half a unit is exact.
    let half = 0.5 * (1 + 1e-9)
    guard digits.significant > 0 else {
      return digits.decimals > 0 ? distance <= half * Self.power(-digits.decimals) : distance <= Self.rounding
    }
    guard number != 0 else { return false }
    // Just below a power of ten the number has finer digits than the answer, and just above it coarser ones.
    let exponent = min(Self.exponent(number.magnitude), Self.exponent(value.magnitude))
    return distance <= half * Self.power(exponent - digits.significant + 1)
  }

  /// What rounding may leave of a derivative that is 0.
  private static let rounding = 1e-12

  /// The exponent of the power of ten that a number begins with, 2 of 340.
  private static func exponent(_ magnitude: Double) -> Int {
    guard magnitude > 0 else { return 0 }
    var (rest, exponent) = (magnitude, 0)
    while rest >= 10 { (rest, exponent) = (rest / 10, exponent + 1) }
    while rest < 1 { (rest, exponent) = (rest * 10, exponent - 1) }
    return exponent
  }

  private static func power(_ exponent: Int) -> Double {
    (0..<exponent.magnitude).reduce(1) { power, _ in exponent < 0 ? power / 10 : power * 10 }
  }
}

extension Syntax {
  /// The first name in it that is none of a function or a constant of the language.
  fileprivate var firstName: (text: String, range: SourceRange)? {
    func first(_ parts: [Syntax]) -> (text: String, range: SourceRange)? {
      for part in parts { if let name = part.firstName { return name } }
      return nil
    }
    switch self {
    case .number: return nil
    case .name(let name, let range): return ["pi", "e"].contains(name) ? nil : (name, range)
    case .negative(let operand, _): return operand.firstName
    case .power(let base, let exponent, _): return first([base, exponent])
    case .chain(let head, let links): return first([head] + links.map { $0.operand })
    case .call(_, _, let arguments): return first(arguments.map { $0.value })
    case .suffixed(let base, _): return base.firstName
    case .array(let items, _), .tuple(let items, _): return first(items)
    }
  }

  /// The digits of each number of a literal, in order, by the words of the text by their ends; nil for one that is
  /// computed.
  ///
  /// A number's place begins with its sign.
  fileprivate func writtenDigits(_ texts: [SourceRange: String]) -> [WrittenNumber.Digits?] {
    switch self {
    case .number(_, let range): [texts[range.end].map { WrittenNumber.Digits($0) }]
    case .negative(let operand, _): operand.writtenDigits(texts)
    case .array(let items, _): items.flatMap { $0.writtenDigits(texts) }
    case .name, .chain, .power, .call, .suffixed, .tuple: [nil]
    }
  }
}

extension WrittenNumber.Digits {
  /// Counts the digits of a number as it is written, `1_000.50e-3`.
  fileprivate init(_ text: String) {
    let mantissa = text.prefix { $0 != "e" && $0 != "E" }.filter { $0 != "_" }
    significant = mantissa.filter { $0 != "." }.drop { $0 == "0" }.count
    decimals = mantissa.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
  }
}

extension SourceRange {
  /// The place behind it.
  fileprivate var end: SourceRange { SourceRange(line: line, column: column + length, length: 1) }
}
