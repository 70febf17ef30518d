import Autodiff
import Formulas

/// What a step adds to the adjoint of an operand, with its numbers: `∂f/∂x += ∂f/∂mul · ∂mul/∂x = 12 × 2 = 24`.
struct Accumulation {
  private let step: TraceEvent.Propagation
  private let before: TraceValue?
  private let operation: OperationText
  private let trace: Trace
  private let words: Vocabulary
  private let numbers: NumberStyle
  /// The adjoint of the operation.
  private let upstream: TraceValue?
  private let passage: Passage

  init(
    _ step: TraceEvent.Propagation, before: TraceValue?, _ operation: OperationText, _ trace: Trace,
    _ words: Vocabulary, _ numbers: NumberStyle, upstream: TraceValue?
  ) {
    (self.step, self.before, self.operation) = (step, before, operation)
    (self.trace, self.words, self.numbers, self.upstream) = (trace, words, numbers, upstream)
    passage = Passage(step, through: operation.rule, to: operation.node.shape)
  }

  /// The contribution, and beside it what is to be said of it: what was summed, the total so far, what `n` is.
  var line: Formula {
    let notes = [mask, broadcast, total, step.local == nil ? operation.countStatement : nil].compactMap(\.self)
    return notes.isEmpty ? contribution : .statements([contribution] + notes)
  }

  /// The same as it is read aloud.
  var spoken: String {
    let share = words.spoken(step.contribution, numbers)
    var text = "\(words.adjoint(step.to).spoken(numbers)) grows by "
    if let note = passage.note, case .nothing = passage {
      text += "\(share), \(note)"
    } else if step.contribution.scalar != nil, let product {
      let sign = numbers.relation(product, words.value(step.contribution))
      text += "\(product.spoken(numbers)), which is \(sign == .approximates ? "about " : "")\(share)"
    } else {
      text += share
    }
    if before != nil { text += "; it is now \(words.spoken(step.adjoint, numbers))" }
    if step.local == nil, let count = operation.countStatement { text += "; \(count.spoken(numbers))" }
    return text
  }

  private var contribution: Formula {
    let receiver = words.shaped(words.adjoint(step.to), step.contribution.shape)
    if case .nothing = passage { return .chain(receiver, [.init(.growsBy, .number(0))]) }
    var links: [Formula.Link] = [.init(.growsBy, share)]
    let product = product.flatMap { $0.hasRoom(beside: words.value(step.contribution)) ? $0 : nil }
    if let product { links.append(.init(.equals, product)) }
    if let norm = words.norm(step.contribution) {
      return .phrase([.chain(receiver, links), .words(", of norm "), norm])
    }
    let value = words.value(step.contribution)
    links.append(.init(product.map { numbers.relation($0, value) } ?? .equals, value))
    return .chain(receiver, links)
  }

  /// The contribution by names: the adjoint times the local derivative, or what the rule of an array operation says.
  private var share: Formula {
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

  /// The same by numbers, where there is room for them.
  private var product: Formula? {
    guard let upstream, let adjoint = words.arrays.elements(of: upstream) else { return nil }
    // A mask stops infinity, which no product with 0 does.
    if case .some = passage, !upstream.isFinite { return nil }
    guard let local = step.local else { return matrixProduct(upstream) }
    // An array times one would only be written twice.
    guard summedAxes == nil, upstream.shape.isEmpty || local.scalar != 1, let factor = words.arrays.elements(of: local),
      upstream.shape == local.shape || upstream.shape.isEmpty || local.shape.isEmpty
    else { return nil }
    return .product(adjoint, factor, ofArrays: isOfArrays)
  }

  /// The matrix product of the adjoint and the other operand as numbers, with the digits that show it.
  private func matrixProduct(_ upstream: TraceValue) -> Formula? {
    guard operation.rule?.name == "dot", let value = words.arrays.elements(of: step.contribution) else { return nil }
    for digits in numbers.precision...numbers.precision + 2 {
      func number(_ value: Double) -> Formula {
        digits == numbers.precision || value.isNaN ? .of(value) : .decimal(value, digits: digits)
      }
      let values = operation.node.operands.map { words.arrays.elements(of: trace.nodes[$0].value, number) }
      let operands = values.compactMap(\.self)
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

  private var mask: Formula? { passage.note.map(Formula.words) }

  private var summedAxes: [Int]? { operation.node.shape.axes(summedFor: step.contribution.shape) }

  private var broadcast: Formula? {
    guard step.local != nil, let axes = summedAxes else { return nil }
    return .phrase([.words("summed over \(axes.text), where "), words.operand(step.to), .words(" was broadcast")])
  }

  /// What had arrived and what arrives now, `−0.99 + 24 = 23.01`.
  private var total: Formula? {
    guard let before else { return nil }
    guard case .array(let shape, let earlier) = before, case .array(shape, let share) = step.contribution,
      case .array(shape, let sum) = step.adjoint, words.arrays.writes(shape), earlier.count == sum.count,
      share.count == sum.count, let value = words.arrays.elements(of: step.adjoint)
    else { return words.norm(step.adjoint).map { .phrase([.words("in all of norm "), $0]) } }
    let terms = sum.indices.map { numbers.terms(earlier[$0], share[$0], of: sum[$0]) }
    let sides = Formula.plus(.array(terms.map(\.0), shape), .array(terms.map(\.1), shape))
    // What is left of rounding errors, no digits that can be shown add up to.
    guard sides.hasRoom(beside: value), numbers.isClose(sides, value, units: 2) || !step.adjoint.isFinite else {
      return .phrase([.words("in all "), value])
    }
    return .chain(sides, [.init(numbers.relation(sides, value), value)])
  }
}

extension Operands<Formula> {
  /// The operands with the shapes of their arrays beneath; numbers as they are.
  fileprivate func shaped(by shapes: [[Int]]) -> Operands<Formula> {
    Operands(all: zip(self, shapes).map { $1.isEmpty ? $0 : .shaped($0, $1) })
  }
}

extension Formula {
  /// Whether it is one array or a product.
  fileprivate var isProduct: Bool {
    switch self {
    case .shaped, .dot, .matrixProduct, .transposed: true
    default: false
    }
  }

  /// The formula with the shape of a transpose beneath the whole of it, as the array that is multiplied has it.
  fileprivate var withShapesOutside: Formula {
    switch self {
    case .dot(let a, let b): .dot(a.withShapesOutside, b.withShapesOutside)
    case .matrixProduct(let a, let b): .matrixProduct(a.withShapesOutside, b.withShapesOutside)
    case .transposed(.shaped(let a, let shape)): .shaped(.transposed(a), shape.reversed())
    // What is reshaped tells its shape itself.
    case .named("reshape", let arguments):
      .named("reshape", arguments.map { if case .shaped(let a, _) = $0 { a } else { $0 } })
    default: self
    }
  }

  /// A transposed array of numbers with its rows and columns exchanged, a reshaped vector as a column or a row.
  private var rearrangingNumbers: Formula {
    switch self {
    case .transposed(.matrix(let rows)):
      .matrix((rows.first ?? []).indices.map { column in rows.map { $0[column] } })
    case .transposed(let numbers): numbers
    case .named("reshape", let arguments):
      switch (arguments.first, arguments.last) {
      case (.list(let elements)?, .tuple(let sizes)?) where sizes.first == .literal(1): .matrix([elements])
      case (.list(let elements)?, _): .matrix(elements.map { [$0] })
      default: self
      }
    default: self
    }
  }

  /// A product of numbers with its transposes carried out.
  fileprivate var multiplyingNumbers: Formula {
    switch self {
    case .dot(let a, let b): .times(a.rearrangingNumbers, b.rearrangingNumbers)
    case .matrixProduct(let a, let b): .matrixProduct(a.rearrangingNumbers, b.rearrangingNumbers)
    default: self
    }
  }

  /// A product summed over axes of a shape, so that it has the shape of the operand that was broadcast along them.
  fileprivate static func summed(
    _ product: Formula, over axes: [Int], of shape: [Int], to operand: [Int]
  ) -> Formula {
    if operand.isEmpty { return .total(product) }
    // An axis of size 1 stays; one that the operand lacks does not.
    let keepDims = Formula.keyword("keepdims", .symbol(Symbol("true", face: .upright)))
    if operand.count == shape.count { return .named("sum", [product, axes.argument, keepDims]) }
    let sum = axes.count == shape.count ? Formula.total(product) : .named("sum", [product, axes.argument])
    guard axes.count > shape.count - operand.count else { return sum }
    return .named("reshape", [sum, .tuple(operand.map { .literal(Double($0)) })])
  }

  /// Whether matrices of numbers and what they make can stand in one line of a caption.
  fileprivate func hasRoom(beside result: Formula) -> Bool {
    matrixColumns + result.matrixColumns <= 9
  }

  /// How many columns of matrices stand beside each other.
  private var matrixColumns: Int {
    switch self {
    case .matrix(let rows): rows.first?.count ?? 0
    case .plus(let a, let b), .times(let a, let b), .elementwise(let a, let b), .matrixProduct(let a, let b):
      a.matrixColumns + b.matrixColumns
    default: 0
    }
  }

  /// A product: element by element of arrays, else of numbers or of a number and an array.
  fileprivate static func product(_ a: Formula, _ b: Formula, ofArrays: Bool) -> Formula {
    if ofArrays { return .elementwise(a, b) }
    return a.isNumber || b.isNumber ? .times(a, b) : .dot(a, b)
  }
}

extension [Int] {
  /// The axes of this shape that an adjoint is summed over to become one of an operand's shape; nil for none.
  fileprivate func axes(summedFor operand: [Int]) -> [Int]? {
    let extra = count - operand.count
    guard extra >= 0, self != operand else { return nil }
    let stretched = operand.indices.filter { operand[$0] == 1 && self[$0 + extra] != 1 }.map { $0 + extra }
    let axes = Swift.Array(0..<extra) + stretched
    return axes.isEmpty ? nil : axes
  }

  /// The argument `axis=0`.
  fileprivate var argument: Formula {
    let numbers = map { Formula.literal(Double($0)) }
    return .keyword("axis", numbers.count == 1 ? numbers[0] : .tuple(numbers))
  }

  /// In words, `axis 0`, `axes 0, 1`.
  fileprivate var text: String {
    (count == 1 ? "axis " : "axes ") + map(String.init).joined(separator: ", ")
  }
}
