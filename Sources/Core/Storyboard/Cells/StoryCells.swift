import Autodiff
import Formulas

/// The cells that the steps of a story tell of: one of each contribution, and those it comes from.
package struct StoryCells: Sendable {
  /// What is marked in a step.
  package struct Marks: Hashable, Sendable {
    /// The node that receives.
    package let receiver: Int
    /// The cell of its adjoint that is told of.
    package let cell: Int
    /// The cells of the operation's adjoint that contribute to it.
    package let sources: Set<Int>
    /// How each cell of the receiver's contribution comes about, in row-major order.
    package let all: [Told]
  }

  /// How one cell comes about.
  package struct Told: Hashable, Sendable {
    /// The sum.
    package let line: Formula
    /// The cells of the operation's adjoint that contribute.
    package let sources: [Int]
  }

  /// The marks of the step that walks an edge, by the place of the edge.
  private var edges: [Int: Marks] = [:]
  /// By step, the same.
  private var steps: [Int: Marks] = [:]

  /// The cells of the operation's adjoint that contribute to what is told of, when an edge is walked.
  package func sources(onEdge edge: Int) -> Set<Int> { edges[edge]?.sources ?? [] }

  /// The cell of a node's adjoint that a step tells of; nil where it tells of none.
  package func cell(of node: Int, step: Int) -> Int? {
    steps[step].flatMap { $0.receiver == node ? $0.cell : nil }
  }

  /// How each cell of the contribution of a step comes about; empty where it tells of none.
  package func all(step: Int) -> [Told] { steps[step]?.all ?? [] }

  mutating func add(_ marks: Marks, step: Int, edge: Int?) {
    steps[step] = marks
    if let edge { edges[edge] = marks }
  }
}

extension Storyboard {
  /// The same story that tells, in each step between arrays, how one cell of the contribution comes about.
  ///
  /// A line of the caption says it as a sum; the cell, and those of the adjoint that contribute to it, are marked where they
  /// are drawn. It is the cell of most terms, the first of several. Arrays beyond ``OperationCells/limit`` are left out.
  ///
  /// - Complexity: as many Jacobian-vector products a step as the operand has cells.
  package func tellingCells() -> Storyboard {
    var story = self
    var cells = StoryCells()
    let teller = CellTeller(source.trace, source.numbers, source.elementsUpTo)
    guard var timeline = frames.timeline else { return self }
    for place in timeline.moments.indices {
      let moment = timeline.moments[place]
      guard source.trace.events.indices.contains(moment.event),
        case .propagate(let step) = source.trace.events[moment.event], let (told, all) = teller.tell(step)
      else { continue }
      timeline.moments[place].caption = moment.caption.with(all[told].line, source.numbers)
      cells.add(
        .init(receiver: step.to, cell: told, sources: Set(all[told].sources), all: all), step: moment.step,
        edge: moment.edge)
    }
    story.frames.timeline = timeline
    story.cells = cells
    return story
  }
}

/// Tells how a cell of a contribution comes about.
private struct CellTeller {
  let trace: Trace
  let words: Vocabulary
  let numbers: NumberStyle
  let taken: Set<String>
  /// The adjoint that each node hands on.
  let adjoints: [Int: [Double]]

  init(_ trace: Trace, _ numbers: NumberStyle, _ elementsUpTo: Int?) {
    (self.trace, self.numbers) = (trace, numbers)
    words = Vocabulary(trace, ArrayStyle(elementsUpTo: elementsUpTo))
    taken = Set(trace.nodes.map { $0.name })
    var adjoints: [Int: [Double]] = [:]
    for event in trace.events {
      if case .visit(let node, .array(_, let elements)?) = event { adjoints[node] = elements }
    }
    self.adjoints = adjoints
  }

  /// How each cell of the contribution of a step between arrays comes about, and which of them is told of; nil where there
  /// is none that holds.
  func tell(_ step: TraceEvent.Propagation) -> (told: Int, all: [StoryCells.Told])? {
    let node = trace.nodes[step.from]
    guard case .array(let shape, let contribution) = step.contribution, !(shape.isEmpty && node.shape.isEmpty),
      trace.closedGroup(step.from) == nil, let adjoint = adjoints[step.from],
      let cells = try? trace.cells(of: step.from), cells.operands.indices.contains(step.operand)
    else { return nil }
    let links = cells.operands[step.operand]
    let sums = links.contributions(from: adjoint)
    guard links.operandShape == shape, sums.count == contribution.count,
      let told = sums.indices.max(by: { (sums[$0].terms.count, $1) < (sums[$1].terms.count, $0) }),
      !sums[told].terms.isEmpty, CellTeller.agree(sums[told].total, contribution[told])
    else { return nil }
    let operand = words.symbol(step.to)
    let isAmbiguous =
      node.operands.count { $0 == step.to } > 1 || step.from == trace.output && step.expected > 1
    let symbols = CellSymbols(
      function: words.function, value: words.symbol(step.from), valueShape: cells.shape,
      operand: isAmbiguous ? operand.asOperand(step.operand + 1) : operand, receiver: operand, operandShape: shape,
      taken: taken)
    return (
      told, sums.map { .init(line: $0.formula(symbols, numbers), sources: $0.terms.map { $0.cell }) }
    )
  }

  /// Whether two numbers are the same but for rounding, in single precision too; a pass with a mistake hands on others.
  private static func agree(_ a: Double, _ b: Double) -> Bool {
    a == b || a.isNaN && b.isNaN || (a - b).magnitude <= 1e-5 * max(a.magnitude, b.magnitude)
  }
}

extension Caption {
  /// The caption with a line more.
  fileprivate func with(_ line: Formula, _ numbers: NumberStyle) -> Caption {
    Caption(
      lines: lines + [line], spoken: "\(spoken) \(line.spoken(numbers).capitalizedFirst).",
      prose: [prose, .words(" "), line, .words(".")])
  }
}
