import Autodiff
import Tensors

/// A pass that goes the way of the right one and computes other numbers on it.
///
/// It listens to the right pass and tells each of its events with its own adjoints.
struct GatedPass {
  private let mistake: Mistake
  private let output: Node
  private let listener: (BackwardEvent) -> Void
  private var adjoints = Adjoints()
  /// The shapes with which the pass could not go on, as a sentence.
  private var cut: String?
  /// Any other error.
  private var failure: TensorError?

  init(_ mistake: Mistake, from output: Node, _ listener: @escaping (BackwardEvent) -> Void) {
    (self.mistake, self.output, self.listener) = (mistake, output, listener)
  }

  /// Runs the pass; of gradients that are not set to zero, twice.
  func run() throws(TensorError) -> PassOutcome {
    var pass = self
    for _ in 0..<(mistake == .noZeroing ? 2 : 1) {
      pass.adjoints = pass.adjointsOfVariables
      _ = try gradient(of: output, telling: { pass.follow($0) })
    }
    if let failure = pass.failure { throw failure }
    let adjoints = pass.adjoints
    return PassOutcome(cut: pass.cut) { adjoints[$0] ?? $0.zeroAdjoint }
  }

  /// What a second pass finds: the gradients of the first, where the variables keep them.
  private var adjointsOfVariables: Adjoints {
    var kept = Adjoints()
    for node in output.operandsFirst() where node.kind == .variable { kept[node] = adjoints[node] }
    return kept
  }

  private mutating func follow(_ event: BackwardEvent) {
    guard cut == nil, failure == nil else { return }
    do throws(TensorError) {
      listener(try mistaken(event))
    } catch {
      switch error {
      case .tooManyElements, .tooMuchMemory: failure = error
      default: cut = reason(event) ?? error.description
      }
    }
  }

  /// Why a rule cannot go on with the adjoint that it is given; nil where that has the right shape.
  private func reason(_ event: BackwardEvent) -> String? {
    guard case .propagate(let step) = event, let shape = adjoints[step.from]?.shape, shape != step.from.value.shape,
      let name = step.from.operation?.name
    else { return nil }
    return "at '\(name)', whose value has shape \(step.from.value.shape) and whose adjoint \(shape)"
  }

  /// The event as it is with the mistake.
  private mutating func mistaken(_ event: BackwardEvent) throws(TensorError) -> BackwardEvent {
    switch event {
    case .seed(let node, let adjoint):
      let sum = try adjoints[node].map { (earlier) throws(TensorError) in try earlier.adding(adjoint) } ?? adjoint
      adjoints[node] = sum
      return .seed(node: node, adjoint: sum)
    case .visit(let node, let adjoint):
      return .visit(node: node, adjoint: adjoint == nil ? nil : adjoints[node] ?? node.zeroAdjoint)
    case .propagate(let step): return .propagate(try mistaken(step))
    case .finish(let node, let kind, let gradient):
      return .finish(node: node, kind: kind, gradient: gradient == nil ? nil : adjoints[node] ?? node.zeroAdjoint)
    case .blocked, .enqueue, .end, .evaluate, .tangentSeed, .pushForward, .tangentEnd: return event
    }
  }

  private mutating func mistaken(_ step: BackwardEvent.Propagation) throws(TensorError) -> BackwardEvent.Propagation {
    let contribution = try step.from.contribution(
      of: adjoints[step.from] ?? step.from.zeroAdjoint, to: step.operand, making: mistake)
    var sum = contribution
    if mistake != .overwrite, let earlier = adjoints[step.to] { sum = try earlier.adding(contribution) }
    adjoints[step.to] = sum
    return BackwardEvent.Propagation(
      from: step.from, to: step.to, operand: step.operand, local: step.local, contribution: contribution, adjoint: sum,
      arrived: step.arrived, expected: step.expected)
  }
}
