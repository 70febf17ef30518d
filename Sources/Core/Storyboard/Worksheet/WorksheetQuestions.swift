import Autodiff
import Formulas

extension Worksheet {
  /// Makes a worksheet of a trace.
  ///
  /// - Parameters:
  ///   - trace: a backward pass without a mistake.
  ///   - numbers: the rounding of numbers.
  ///   - asksContributions: whether what travels along an edge is asked for there; else the derivative with respect to
  ///     the operation that it points to.
  ///   - literalsInside: whether a number that is used once stands inside the operation that uses it.
  /// - Complexity: O(*n*) for *n* nodes, edges and events.
  package init(_ trace: Trace, numbers: NumberStyle, asksContributions: Bool, literalsInside: Bool) {
    var blanks = BlankCounter()
    let story = Storyboard(trace, numbers: numbers, literalsInside: literalsInside)
    self.story = story.withBlanks(&blanks, asksContributions: asksContributions)
    let writer = QuestionWriter(trace, numbers)
    point = story.title == .words(trace.title) ? Director.point(trace, writer.words) : nil
    questions = writer.questions(&blanks)
    results = writer.results(&blanks)
    answers = blanks.answers
  }
}

/// Writes the questions of a worksheet: the captions of the steps, their numbers taken out.
private struct QuestionWriter {
  private let trace: Trace
  let words: Vocabulary
  private let numbers: NumberStyle
  private let captions: Captions

  init(_ trace: Trace, _ numbers: NumberStyle) {
    (self.trace, self.numbers) = (trace, numbers)
    words = Vocabulary(trace)
    captions = Captions(trace, words, numbers)
  }

  func questions(_ blanks: inout BlankCounter) -> [Worksheet.Question] {
    var questions: [Worksheet.Question] = []
    var adjoints: [Int: TraceValue] = [:]
    for event in trace.events {
      switch event {
      case .seed(let node, let adjoint):
        adjoints[node] = adjoint
        questions.append(
          Worksheet.Question(heading: .words(Words.start), lines: [value(words.adjoint(node), adjoint, &blanks)]))
      case .propagate(let step):
        questions.append(question(step, before: step.arrived > 1 ? adjoints[step.to] : nil, &blanks))
        adjoints[step.to] = step.adjoint
      default: break
      }
    }
    return questions
  }

  func results(_ blanks: inout BlankCounter) -> [Worksheet.Line] {
    guard case .end(let gradients)? = trace.events.last else { return [] }
    return trace.nodes.compactMap { node in
      guard node.kind == .variable, let gradient = gradients[node.name] else { return nil }
      return value(words.adjoint(node.id), gradient, &blanks)
    }
  }

  /// A name and its value, or the shape of a large array.
  private func value(_ name: Formula, _ value: TraceValue, _ blanks: inout BlankCounter) -> Worksheet.Line {
    guard let elements = words.arrays.elements(of: value) else { return shape(name, value, &blanks) }
    return blanks.line(words.shaped(name, value.shape), [.init(.equals, elements)])
  }

  /// An array too large to be written: its shape is asked for.
  private func shape(_ formula: Formula, _ value: TraceValue, _ blanks: inout BlankCounter) -> Worksheet.Line {
    let shape = Formula.words(value.shapeText)
    return Worksheet.Line(
      asked: .phrase(Words.ofShape(formula, blanks.blank(shape, .number))),
      answered: .phrase(Words.ofShape(formula, shape)))
  }

  /// One use of the chain rule.
  private func question(
    _ event: TraceEvent.Propagation, before: TraceValue?, _ blanks: inout BlankCounter
  ) -> Worksheet.Question {
    let operation = captions.text(event.from)
    let step = operation.withLocal(event, trace)
    let accumulation = Accumulation(
      step, before: before, operation, trace, words, numbers, upstream: captions.adjoints[step.from])
    var lines = [local(step, operation, &blanks), contribution(step, accumulation, &blanks)].compactMap { $0 }
    if before != nil, let sum = sum(step, accumulation, &blanks) { lines.append(sum) }
    return Worksheet.Question(
      heading: .phrase(Words.use(of: operation.result, to: operation.operands[step.operand])), lines: lines)
  }

  /// The local derivative: its formula, and its number.
  private func local(
    _ step: TraceEvent.Propagation, _ operation: OperationText, _ blanks: inout BlankCounter
  ) -> Worksheet.Line? {
    var links: [Formula.Link] = []
    var asked: [Formula.Link] = []
    if let formula = operation.localFormula(step.operand) {
      links.append(.init(.equals, formula))
      asked.append(.init(.equals, formula.isNumber ? blanks.blanks(formula) : blanks.blank(formula, .formula)))
    }
    if let number = step.local?.scalar, links.last?.right.isNumber != true {
      let value = Formula.of(number)
      let relation = links.last.map { numbers.relation($0.right, value) } ?? .equals
      links.append(.init(relation, value))
      asked.append(.init(relation, blanks.blanks(value)))
    }
    guard !links.isEmpty else { return nil }
    let name = operation.local(step.operand)
    return Worksheet.Line(asked: .chain(name, asked), answered: .chain(name, links))
  }

  /// The contribution: the product that it is, and its value.
  private func contribution(
    _ step: TraceEvent.Propagation, _ accumulation: Accumulation, _ blanks: inout BlankCounter
  ) -> Worksheet.Line {
    let receiver = words.adjoint(step.to)
    guard words.arrays.writes(step.contribution.shape),
      case .chain(let left, let links) = accumulation.productOfContribution
    else { return shape(.chain(receiver, [.init(.growsBy, accumulation.share)]), step.contribution, &blanks) }
    // Of arrays the factors are given elsewhere; the elements of the product are asked for.
    let shown = step.contribution.scalar == nil && links.count > 2 ? [links[0], links[links.count - 1]] : links
    return blanks.line(left, shown) { ShownValue(shown[$0].right, numbers) != nil }
  }

  /// What has arrived in all, `∂f/∂x = −0.99 + 24 = 23.01`.
  private func sum(
    _ step: TraceEvent.Propagation, _ accumulation: Accumulation, _ blanks: inout BlankCounter
  ) -> Worksheet.Line? {
    let name = words.adjoint(step.to)
    if step.adjoint.scalar != nil, case .chain(let sides, let links)? = accumulation.total {
      return blanks.line(name, [.init(.equals, sides)] + links)
    }
    return words.arrays.writes(step.adjoint.shape) ? value(name, step.adjoint, &blanks) : nil
  }
}

extension Storyboard {
  /// The same graph with blanks for the numbers of the pass.
  fileprivate func withBlanks(_ blanks: inout BlankCounter, asksContributions: Bool) -> Storyboard {
    var story = self
    story.edges = edges.map { edge in
      let number = asksContributions ? edge.contribution : edge.adjoint
      let blank = number.flatMap { Storyboard.blank($0, &blanks) }
      return StoryEdge(from: edge.from, to: edge.to, operand: edge.operand, adjoint: blank, contribution: blank)
    }
    // No dots for what has arrived.
    for place in story.nodes.indices { story.nodes[place].expected = 1 }
    guard var timeline = frames.timeline else { return story }
    timeline.gradients = zip(timeline.variables, timeline.gradients).map { variable, states in
      guard let last = states.last, let partial = node(variable)?.partial else { return states }
      let value = Storyboard.blank(last.value, &blanks)
      return [
        StoryFrame.GradientState(
          value: value ?? last.value, statement: value.map { .equality(partial, $0) } ?? partial, arrived: 0,
          isGrowing: false, since: 0)
      ]
    }
    story.frames.timeline = timeline
    return story
  }

  /// A blank for a number, blanks for the elements of a small array; nil for a larger one.
  private static func blank(_ value: Formula, _ blanks: inout BlankCounter) -> Formula? {
    switch value {
    case .words: nil
    case .matrix(let rows) where rows.joined().count > 6: nil
    default: blanks.blanks(value)
    }
  }
}
