import Autodiff
import Formulas

/// The line of a caption that adds a contribution to an adjoint: `∂f/∂x += ∂f/∂mul · ∂mul/∂x = 12 × 2 = 24`.
struct Accumulation {
  private let step: TraceEvent.Propagation
  private let before: TraceValue?
  private let operation: OperationText
  private let trace: Trace
  private let words: Vocabulary
  private let numbers: NumberStyle
  /// The adjoint of the operation.
  private let upstream: TraceValue?
  private let coverage: MaskCoverage

  init(
    _ step: TraceEvent.Propagation, before: TraceValue?, _ operation: OperationText, _ trace: Trace,
    _ words: Vocabulary, _ numbers: NumberStyle, upstream: TraceValue?
  ) {
    (self.step, self.before, self.operation) = (step, before, operation)
    (self.trace, self.words, self.numbers, self.upstream) = (trace, words, numbers, upstream)
    coverage = MaskCoverage(step, through: operation.rule, to: operation.node.shape)
  }

  /// The contribution, and notes beside it: the axes summed over, the total so far, the meaning of `n`.
  var line: Formula {
    let notes = [mask, broadcast, total, step.local == nil ? operation.countStatement : nil].compactMap { $0 }
    return notes.isEmpty ? contribution : .statements([contribution] + notes)
  }

  /// The line as a sentence, for the eye or said: "∂f/∂x grows by 12 × 2, which is 24; it is now 23.01".
  func told(said isSaid: Bool) -> [Formula] {
    func part(_ formula: Formula) -> Formula { isSaid ? formula.said(numbers) : formula }
    func part(_ value: TraceValue) -> Formula {
      isSaid ? .words(words.spoken(value, numbers)) : words.told(value)
    }
    let share = part(step.contribution)
    let adjoint = part(words.adjoint(step.to))
    var parts = trace.walk == .overwrite ? Words.replaced(adjoint) : Words.growth(of: adjoint)
    if let note = coverage.note, case .nothing = coverage {
      parts += [share, .words(", \(note)")]
    } else if step.contribution.scalar != nil, let product {
      let relation = numbers.relation(product, words.value(step.contribution))
      parts += [part(product)] + Words.whichIs(share, isRounded: relation == .approximates)
    } else {
      parts.append(share)
    }
    if before != nil, trace.walk != .overwrite { parts += Words.nowIs(part(step.adjoint)) }
    if step.local == nil, let count = operation.countStatement { parts += [.words("; "), part(count)] }
    return parts
  }

  /// A contribution is added, but by the mistake to put it in the place of what has arrived.
  private var relation: Formula.Relation { trace.walk == .overwrite ? .equals : .growsBy }

  var contribution: Formula {
    let receiver = words.shaped(words.adjoint(step.to), step.contribution.shape)
    if case .nothing = coverage { return .chain(receiver, [.init(relation, .number(0))]) }
    return product(for: receiver)
  }

  /// The contribution as the product that it is, also where it is 0 whatever comes in.
  var productOfContribution: Formula { product(for: words.shaped(words.adjoint(step.to), step.contribution.shape)) }

  private func product(for receiver: Formula) -> Formula {
    if let group = trace.closedGroup(step.from), group.results.count != 1 {
      // What a group of several results hands on is no product of one derivative.
      if let norm = words.norm(step.contribution) { return .phrase(Words.growthByNorm(of: receiver, norm)) }
      return .chain(receiver, [.init(relation, words.value(step.contribution))])
    }
    var links: [Formula.Link] = [.init(relation, share)]
    let product = product.flatMap { $0.hasRoom(beside: words.value(step.contribution)) ? $0 : nil }
    if let product { links.append(.init(.equals, product)) }
    if let norm = words.norm(step.contribution) {
      return .phrase(Words.ofNorm(.chain(receiver, links), norm))
    }
    let value = words.value(step.contribution)
    links.append(.init(product.map { numbers.relation($0, value) } ?? .equals, value))
    return .chain(receiver, links)
  }

  /// The contribution by names: the adjoint times the local derivative, or the formula of an array operation's rule.
  var share: Formula {
    if trace.walk == .noUpstream {
      let local = operation.local(step.operand)
      guard step.local != nil, let axes = summedAxes else { return local }
      return .summed(local, over: axes, of: operation.node.shape, to: step.contribution.shape)
    }
    let adjoint = words.shaped(words.adjoint(step.from), operation.node.shape)
    guard step.local == nil, operation.rule != nil else {
      let product = Formula.product(adjoint, operation.local(step.operand), ofArrays: isOfArrays)
      guard step.local != nil, let axes = summedAxes else { return product }
      return .summed(product, over: axes, of: operation.node.shape, to: step.contribution.shape)
    }
    let shaped = operation.operands.shaped(by: operation.node.operands.map { trace.nodes[$0].value.shape })
    let share = operation.share(adjoint, to: step.operand, shaped) ?? adjoint
    // Within cases and the like shapes would be in the way.
    guard share.isProduct else {
      return operation.share(words.adjoint(step.from), to: step.operand) ?? adjoint
    }
    return share.withShapesOutside
  }

  /// The contribution by numbers; nil where there is no room for them.
  private var product: Formula? {
    guard trace.walk != .noUpstream, let upstream, let adjoint = words.arrays.elements(of: upstream) else { return nil }
    // A mask stops infinity, which no product with 0 does.
    if case .some = coverage, !upstream.isFinite { return nil }
    guard let local = step.local else { return matrixProduct(upstream) }
    // An array times one would only be written twice.
    guard summedAxes == nil, upstream.shape.isEmpty || local.scalar != 1, let factor = words.arrays.elements(of: local),
      upstream.shape == local.shape || upstream.shape.isEmpty || local.shape.isEmpty
    else { return nil }
    return .product(adjoint, factor, ofArrays: isOfArrays)
  }

  /// The matrix product of the adjoint and the other operand as numbers, with as many digits as make it come out.
  private func matrixProduct(_ upstream: TraceValue) -> Formula? {
    guard operation.rule?.name == "dot", let value = words.arrays.elements(of: step.contribution) else { return nil }
    for digits in numbers.precision...numbers.precision + 2 {
      func number(_ value: Double) -> Formula {
        digits == numbers.precision || value.isNaN ? .of(value) : .decimal(value, digits: digits)
      }
      let values = operation.node.operands.map { words.arrays.elements(of: trace.nodes[$0].value, number) }
      let operands = values.compactMap { $0 }
      guard operands.count == values.count, let adjoint = words.arrays.elements(of: upstream, number),
        let share = operation.share(adjoint, to: step.operand, Operands(all: operands))
      else { return nil }
      let product = share.multiplyingNumbers
      if numbers.isClose(product, value) { return product }
    }
    return nil
  }

  /// Whether the adjoint and the local derivative are both arrays.
  private var isOfArrays: Bool { !operation.node.shape.isEmpty && step.local?.shape.isEmpty == false }

  private var mask: Formula? { coverage.note.map(Formula.words) }

  private var summedAxes: [Int]? { operation.node.shape.axes(summedFor: step.contribution.shape) }

  var broadcast: Formula? {
    guard step.local != nil, let axes = summedAxes else { return nil }
    return .phrase(Words.summed(over: axes, words.operand(step.to)))
  }

  /// The sum of what had arrived and what arrives now, `−0.99 + 24 = 23.01`.
  var total: Formula? {
    guard let before, trace.walk != .overwrite else { return nil }
    guard case .array(let shape, let earlier) = before, case .array(shape, let share) = step.contribution,
      case .array(shape, let sum) = step.adjoint, words.arrays.writes(shape), earlier.count == sum.count,
      share.count == sum.count, let value = words.arrays.elements(of: step.adjoint)
    else { return words.norm(step.adjoint).map { .phrase(Words.inAllOfNorm($0)) } }
    let terms = sum.indices.map { numbers.terms(earlier[$0], share[$0], of: sum[$0]) }
    let sides = Formula.plus(.array(terms.map { $0.0 }, shape), .array(terms.map { $0.1 }, shape))
    // What is left of rounding errors, no digits that can be shown add up to.
    guard sides.hasRoom(beside: value), numbers.isClose(sides, value, units: 2) || !step.adjoint.isFinite else {
      return .phrase(Words.inAll(value))
    }
    return .chain(sides, [.init(numbers.relation(sides, value), value)])
  }
}
