import Adviz

/// Answers for derivatives, compared with the right ones; what a wrong one could come from is told.
struct AnswerCheck {
  /// An answer and what is found out about it.
  struct Finding {
    let answer: ExpectedAnswers.Answer
    let node: TraceNode
    /// The derivative as it is.
    let value: TraceValue
    let agrees: Bool
    /// What gives the answer, where it is wrong.
    let diagnosis: AnswerDiagnosis?
  }

  let right: Trace
  let findings: [Finding]
  /// What each mistake spoils here.
  private let comparisons: [Mistake: MistakeComparison]

  /// Whether every answer is right.
  var agrees: Bool { findings.allSatisfy(\.agrees) }

  /// Checks the answers.
  ///
  /// - Throws: `ExpressionError` for a name that has no derivative, `TensorError` where an adjoint would exceed the
  ///   limits of a tensor.
  init(_ answers: ExpectedAnswers, _ program: ExpressionProgram) throws {
    right = try program.trace()
    let names = AnswerNames(right)
    let refusals = answers.answers.compactMap { answer in names.refusal(of: answer.name).map { (answer, $0) } }
    guard refusals.isEmpty else { throw answers.error(refusals) }
    // Passes with a mistake are made when the first wrong answer asks for them.
    var wrong: [Trace]?
    var findings: [Finding] = []
    for answer in answers.answers {
      guard let (node, value) = names.derivatives[answer.name] else { continue }
      let agrees = answer.isAnswer(to: value)
      if !agrees, wrong == nil {
        wrong = try Mistake.allCases.map { mistake in try program.trace(making: mistake) }
      }
      let diagnosis =
        agrees
        ? nil : AnswerDiagnosis(of: node.id, right: right, wrong: wrong ?? []) { answer.isAnswer(to: $0) }
      findings.append(Finding(answer: answer, node: node, value: value, agrees: agrees, diagnosis: diagnosis))
    }
    self.findings = findings
    let right = right
    let comparisons = (wrong ?? []).compactMap { MistakeComparison(right: right, wrong: $0) }
    self.comparisons = Dictionary(comparisons.map { ($0.mistake, $0) }) { first, _ in first }
  }

  /// What could have gone wrong, in a sentence without its full stop; nil where the answer is right.
  private func reason(_ finding: Finding) -> String? {
    guard let diagnosis = finding.diagnosis else { return nil }
    if let mistake = diagnosis.mistakes.first {
      let others = diagnosis.mistakes.dropFirst().map { ", and so does \($0.rawValue) (\($0.summary))" }
      let wrong = comparisons[mistake]?.wrong.first { $0.node == finding.node.id }
      return "the mistake '\(mistake.rawValue)' gives it (\(mistake.summary))"
        + (wrong.map { ", \($0.caption.text())" } ?? "") + others.joined()
    }
    if let step = diagnosis.step { return step.sentence(in: right) }
    guard finding.value.shape == finding.answer.shape else {
      return "the answer has shape \(finding.answer.value.shapeText), the derivative \(finding.value.shapeText)"
    }
    return "no step gives it, and none of the usual mistakes"
  }
}

extension ExpectedAnswers.Answer {
  /// Whether a derivative has the shape of the answer, and each element rounds to it or is within 1 % of it.
  func isAnswer(to value: TraceValue) -> Bool {
    guard value.shape == shape, let elements = value.elements, elements.count == numbers.count else { return false }
    return zip(numbers, elements).allSatisfy { $0.isAnswer(to: $1) }
  }

  /// The answer as a value.
  var value: TraceValue { .array(shape: shape, elements: numbers.map(\.value)) }
}

/// The derivatives that may be asked for by name: of variables, and of operations that the user named.
private struct AnswerNames {
  let derivatives: [String: (node: TraceNode, value: TraceValue)]
  private let trace: Trace

  init(_ trace: Trace) {
    self.trace = trace
    var adjoints: [Int: TraceValue] = [:]
    for event in trace.events {
      switch event {
      case .propagate(let step): adjoints[step.to] = step.adjoint
      case .finish(let node, _, let gradient?): adjoints[node] = gradient
      case .end(let gradients):
        for node in trace.nodes where node.kind == .variable && adjoints[node.id] == nil {
          adjoints[node.id] = gradients[node.name]
        }
      default: break
      }
    }
    var derivatives: [String: (node: TraceNode, value: TraceValue)] = [:]
    for node in trace.nodes where node.kind == .variable || node.kind == .operation && node.hasUsersName {
      if let adjoint = adjoints[node.id] { derivatives[node.name] = (node, adjoint) }
    }
    self.derivatives = derivatives
  }

  /// Why a name cannot be answered for, with the name that may have been meant; nil where it can.
  func refusal(of name: String) -> String? {
    guard derivatives[name] == nil else { return nil }
    let function = trace.differentiatedName
    let what =
      if name == trace.functionName {
        "'\(name.quotable)' is what is differentiated; --expect takes derivatives, of \(function) by each variable"
      } else if let node = trace.nodes.first(where: { $0.name == name }), node.kind == .constant {
        "'\(name.quotable)' is a constant, and nothing is differentiated by it"
      } else if trace.nodes.contains(where: { $0.name == name && $0.hasUsersName }) {
        "'\(name.quotable)' depends on no variable, and nothing is differentiated by it"
      } else {
        "there is no variable '\(name.quotable)'"
      }
    var suggestions = Suggestions()
    if let near = suggestions.nearest(to: name, among: derivatives.keys.sorted()) {
      return "\(what); did you mean '\(near.quotable)'?"
    }
    let variables = trace.nodes.filter { $0.kind == .variable }.map { "'\($0.name.quotable)'" }
    guard !variables.isEmpty else { return "\(what); there is no variable in the file" }
    let shown = variables.prefix(8).joined(separator: ", ") + (variables.count > 8 ? ", …" : "")
    return "\(what); the variable\(variables.count == 1 ? " is" : "s are") \(shown)"
  }
}

extension AnswerCheck {
  /// A row for each answer.
  var text: String {
    let rows = findings.map { finding in
      [
        "∂\(right.differentiatedName)/∂\(finding.node.name)", finding.answer.value.text, finding.value.text,
        finding.agrees ? "agrees" : "DISAGREES: \(reason(finding) ?? "")",
      ]
    }
    return Table.text([["", "answer", "reverse mode", ""]] + rows)
  }
}

extension AnswerCheck: Encodable {
  private enum CodingKeys: String, CodingKey { case output, expected, warnings }

  private struct Output: Encodable {
    let name: String
    let shape: [Int]
    let value: TraceValue
  }

  /// An answer as JSON; `mistakes`, `step` and `reason` where it is wrong.
  private struct Entry: Encodable {
    let answer: TraceValue
    let value: TraceValue
    let agrees: Bool
    let mistakes: [String]?
    let step: Int?
    let reason: String?
  }

  func encode(to encoder: any Encoder) throws {
    let node = right.nodes[right.output]
    let entries = findings.map { finding in
      let entry = Entry(
        answer: finding.answer.value, value: finding.value, agrees: finding.agrees,
        mistakes: finding.diagnosis?.mistakes.map(\.rawValue), step: finding.diagnosis?.step?.number,
        reason: reason(finding))
      return (finding.answer.name, entry)
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Output(name: right.functionName, shape: node.shape, value: node.value), forKey: .output)
    try container.encode(Dictionary(entries) { first, _ in first }, forKey: .expected)
    try container.encode(right.warnings, forKey: .warnings)
  }
}
