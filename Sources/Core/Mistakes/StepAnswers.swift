import Autodiff

/// What can be asked before each use of the chain rule of a right pass, with its answers.
///
/// A wrong answer is that of a mistake in this step alone: what was there before and what comes in are right.
///
/// ```swift
/// let answers = StepAnswers(trace)
/// answers.sums[4]?.right     // the adjoint after event 4
/// answers.sums[4]?.wrong     // 3 instead of 3 + 3: overwritten
/// ```
package struct StepAnswers: Sendable {
  /// By the position of an event: the local derivative, where that is a number.
  package private(set) var locals: [Int: StepAnswer] = [:]
  /// By the position of an event: the adjoint of the receiver after it, of an array one element.
  ///
  /// It is missing where the adjoint is only summarised.
  package private(set) var sums: [Int: StepAnswer] = [:]

  /// The states of each adjoint so far, by node.
  private var history: [Int: [TraceValue]] = [:]
  private let trace: Trace

  /// Goes through a trace; one of forward mode or with a mistake has no answers.
  ///
  /// - Complexity: O(*n*) for all elements of all events, and *k*² for an operation of *k* operands.
  package init(_ trace: Trace) {
    self.trace = trace
    guard trace.walk == nil, trace.input == nil else { return }
    var gradients: [Int: TraceValue] = [:]
    // By operation, the local derivatives of each place.
    var slopes: [Int: [Int: Double]] = [:]
    for event in trace.events {
      switch event {
      case .finish(let node, .variable, let gradient): gradients[node] = gradient
      case .propagate(let step): slopes[step.from, default: [:]][step.operand] = step.local?.scalar
      default: break
      }
    }
    for (position, event) in trace.events.enumerated() {
      switch event {
      case .seed(let node, let adjoint): history[node] = [adjoint]
      case .propagate(let step):
        locals[position] = local(step, slopes[step.from] ?? [:])
        sums[position] = sum(step, gradient: gradients[step.to])
        history[step.to, default: []].append(step.adjoint)
      default: break
      }
    }
  }

  /// The question for the local derivative.
  private func local(_ step: TraceEvent.Propagation, _ slopes: [Int: Double]) -> StepAnswer? {
    guard let right = step.local?.scalar, trace.nodes[step.from].shape.isEmpty else { return nil }
    let (result, operand) = (trace.nodes[step.from].value.scalar, trace.nodes[step.to].value.scalar)
    var wrong: [WrongAnswer] = []
    if let contribution = step.contribution.scalar {
      wrong.append(WrongAnswer(value: contribution, cause: .contribution))
    }
    for (place, slope) in slopes.sorted(by: { $0.key < $1.key }) where place != step.operand {
      wrong.append(WrongAnswer(value: slope, cause: .otherOperand(place)))
    }
    if let result { wrong.append(WrongAnswer(value: result, cause: .valueOfResult)) }
    if let operand { wrong.append(WrongAnswer(value: operand, cause: .valueOfOperand)) }
    let values = trace.nodes[step.from].operands.compactMap { trace.nodes[$0].value.scalar }
    return StepAnswer(right: right, from: values + [right], wrong: wrong)
  }

  /// The question for the adjoint after the step.
  private func sum(_ step: TraceEvent.Propagation, gradient: TraceValue?) -> StepAnswer? {
    let before = history[step.to]?.last
    guard let place = element(step, before), let right = step.adjoint.element(place),
      let contribution = step.contribution.element(place)
    else { return nil }
    let earlier = before?.element(place)
    var terms = [contribution, earlier ?? 0]
    var wrong: [WrongAnswer] = []
    func add(_ value: Double?, _ cause: WrongAnswer.Cause) {
      if let value { wrong.append(WrongAnswer(value: value, cause: cause)) }
    }
    if let earlier {
      add(contribution, .overwritten(earlier: earlier, contribution: contribution))
      add(earlier, .notAdded)
    }
    if let source = source(of: place, step), let slope = step.local?.element(source) {
      let states = (history[step.from] ?? []).map { $0.element(source) ?? .nan }
      let base = earlier ?? 0
      if let upstream = states.last {
        terms += [slope, upstream]
        // Where a broadcast comes back, a contribution is a sum of several products.
        if trace.nodes[step.from].shape == step.adjoint.shape {
          add(base + slope, .withoutUpstream(upstream))
          add(base + upstream, .upstreamAlone)
        } else {
          add(base + upstream * slope, .notSummed)
        }
      }
      if trace.nodes[step.from].shape == step.adjoint.shape, states.count > 1 {
        for (arrived, state) in states.dropLast().enumerated() {
          add(base + state * slope, .incompleteUpstream(arrived: arrived + 1, expected: states.count))
        }
        add(base + states.reduce(0) { $0 + $1 * slope }, .handedOnAgain)
      }
    }
    if let earlier = gradient?.element(place) { add(right + earlier, .notZeroed(earlier)) }
    let isNumber = step.adjoint.shape.isEmpty
    return StepAnswer(right: right, element: isNumber ? nil : place, from: terms, wrong: wrong)
  }

  /// The element to ask for: the first at which something arrives, best where something was there before.
  private func element(_ step: TraceEvent.Propagation, _ before: TraceValue?) -> Int? {
    guard case .array(_, let shares) = step.contribution, !shares.isEmpty else { return nil }
    let arriving = shares.indices.filter { shares[$0] != 0 && shares[$0].isFinite }
    let growing = arriving.first { place in before?.element(place).map { $0 != 0 } ?? false }
    return growing ?? arriving.first ?? 0
  }

  /// The position in the operation's array of the first element that an element of its operand stands behind; nil where
  /// the operation is not elementwise.
  private func source(of place: Int, _ step: TraceEvent.Propagation) -> Int? {
    guard step.local != nil else { return nil }
    let (outer, inner) = (trace.nodes[step.from].shape, step.adjoint.shape)
    guard outer.count >= inner.count else { return nil }
    let indices = place.indices(in: inner)
    var position = 0
    for (axis, size) in outer.enumerated() {
      let own = axis - (outer.count - inner.count)
      let index = own >= 0 && inner[own] == size && indices.indices.contains(own) ? indices[own] : 0
      position = position * size + index
    }
    return position
  }
}
