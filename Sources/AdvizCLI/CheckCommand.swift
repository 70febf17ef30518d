import Adviz
import ArgumentParser

struct CheckCommand: ExpressionCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Compare the gradients of reverse mode, forward mode and central differences, or answers with them.",
    discussion: """
      Exits with 1 where they disagree. Where differences cannot tell, or the point is one without a derivative for \
      which there is a convention, a sentence says so, and that is no disagreement.

      With --expect, answers are compared with the derivatives instead: one agrees where the derivative rounds to the \
      digits in which it is written, or is within 1 %. Of a wrong one it is told which mistake gives it, or the first \
      step from which it could come.

      Example:
        adviz check expr.txt
        adviz check expr.txt --expect x=0.18,y=2
      """)

  @OptionGroup var input: ExpressionInput

  @OptionGroup var evaluation: EvaluationOptions

  @Option(help: ArgumentHelp("Answers to compare with the derivatives.", valueName: "x=0.18,y=[1,2]"))
  var expect: [String] = []

  @Flag(help: "Print one JSON object.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "The most elements of a variable that are moved one by one; a larger one is moved along 4 random directions.",
      valueName: "n"))
  var elements = GradientCheck.elementLimit

  func validate() throws {
    guard (0...Int(Int32.max)).contains(elements) else {
      throw ValidationError("--elements is a number from 0 to \(Int32.max).")
    }
  }

  func execute(_ file: Input) throws {
    let program = try evaluation.program(file)
    guard expect.isEmpty else { return try checkAnswers(expect.joined(separator: ","), program) }
    let trace = try program.trace()
    Console.warn(trace.warnings)
    let bar = ProgressBar()
    let checks = try checkGradient(
      of: program.output, variables: program.variables, elementLimit: elements, progress: { bar.show($0) })
    bar.clear()
    if json {
      try Console.print(JSONReport.text(Report(trace, checks)))
    } else {
      if let note = trace.arrayOutputNote { Console.complain("note: \(note)") }
      let function = trace.differentiatedName
      let rows = checks.map { check in
        [
          "∂\(function)/∂\(check.variable.name ?? "")", check.reverse.description,
          check.forward.description, check.difference.description, check.sentence,
        ]
      }
      try Console.print(Table.text([["", "reverse mode", "forward mode", "differences", ""]] + rows))
    }
    if checks.contains(where: { $0.verdict == .disagrees }) { throw ExitCode(SystemExit.checkFailed.rawValue) }
  }

  /// Compares answers with the derivatives.
  private func checkAnswers(_ text: String, _ program: ExpressionProgram) throws {
    let check: AnswerCheck
    do {
      check = try AnswerCheck(ExpectedAnswers(text), program)
    } catch let error as ExpressionError {
      throw CommandError(
        .usage, error.report(file: "--expect", remedy: Hint.remedy), option: "expect", mistakes: error)
    }
    Console.warn(check.right.warnings)
    if json {
      try Console.print(JSONReport.text(check))
    } else {
      if let note = check.right.arrayOutputNote { Console.complain("note: \(note)") }
      try Console.print(check.text)
    }
    if !check.agrees { throw ExitCode(SystemExit.checkFailed.rawValue) }
  }
}

extension GradientCheck {
  /// The verdict in words.
  fileprivate var sentence: String {
    let verdict =
      switch verdict {
      case .agrees: "agrees"
      case .disagrees: "DISAGREES"
      case .atKink(let reason): reason
      case .notDecided(let reason): "not decided: \(reason)"
      }
    return directions == 0 ? verdict : "\(verdict), along \(directions) random directions"
  }
}

private struct Report: Encodable {
  let output: Output
  let gradients: [String: Entry]
  let warnings: [String]

  init(_ trace: Trace, _ checks: [GradientCheck]) {
    let node = trace.nodes[trace.output]
    output = Output(name: trace.functionName, shape: node.shape, value: node.value)
    gradients = Dictionary(checks.map { ($0.variable.name ?? "", Entry($0)) }) { first, _ in first }
    warnings = trace.warnings
  }

  struct Output: Encodable {
    let name: String
    let shape: [Int]
    let value: TraceValue
  }

  /// The three gradients of one variable; `agrees` is null where there is a reason why that is not known.
  struct Entry: Encodable {
    let check: GradientCheck

    init(_ check: GradientCheck) { self.check = check }

    private enum CodingKeys: String, CodingKey {
      case reverse, forward, difference, agrees, reason, directions
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(TraceValue(check.reverse, isFull: false), forKey: .reverse)
      try container.encode(TraceValue(check.forward, isFull: false), forKey: .forward)
      try container.encode(TraceValue(check.difference, isFull: false), forKey: .difference)
      let reason = check.verdict.reason
      try container.encode(reason == nil ? check.agrees : nil, forKey: .agrees)
      try container.encodeIfPresent(reason, forKey: .reason)
      if check.directions > 0 { try container.encode(check.directions, forKey: .directions) }
    }
  }
}
