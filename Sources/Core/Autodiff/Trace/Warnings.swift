import Formulas
import Tensors

extension Trace {
  /// Where the first number that is not finite was made, in the forward and in the backward pass.
  ///
  /// `log: infinite at node log, from x = 0`, and `on the way back, log hands to x: 1 · 1/0 = ∞`. At most one sentence
  /// each; none where all is finite.
  public var warnings: [String] {
    [firstNonFiniteValue.map(sentence), firstNonFiniteContribution.map(sentence)].compactMap { $0 }
  }

  private func sentence(_ born: NonFiniteValue) -> String {
    let node = nodes[born.node]
    guard node.kind == .operation else { return "\(node.kind.rawValue) \(node.name) is \(node.value.flaw)" }
    return "\(node.operation ?? ""): \(node.value.flaw) at node \(node.name), from \(operands(of: node))"
      + stableOffer(around: node.id)
  }

  /// The function that does without the overflow, if the node belongs to what one stands for.
  private func stableOffer(around id: Int) -> String {
    stableForm(around: id).map { "; written \($0.text), it stays finite" } ?? ""
  }

  private func sentence(_ made: NonFiniteContribution) -> String {
    let (from, to) = (nodes[made.step.from], nodes[made.step.to])
    let place = made.element?.indices(in: to.shape) ?? []
    let target = to.name + (place.isEmpty ? "" : "\(place)")
    let what =
      "\(computation(made))\(from.name == from.label ? "" : ", at node \(from.name)")\(limit(made))"
      + stableOffer(around: from.id)
    if case .accumulation = made.cause { return "on the way back, what arrives at \(target) adds up: \(what)" }
    let hands = "on the way back, \(from.label) hands to \(target)"
    return made.element == nil ? "\(hands) of shape \(Shape.text(to.shape)) \(what)" : "\(hands): \(what)"
  }

  /// The operands of a node, rounded only as far as they still give its value.
  private func operands(of node: TraceNode) -> String {
    let values = node.operands.compactMap { nodes.indices.contains($0) ? nodes[$0] : nil }
    let numbers = values.compactMap { $0.value.scalar }
    let style = NumberStyle.shortest(for: numbers) { rounded in
      guard rounded.count == values.count, let result = node.value.scalar, let rule = rule(of: node.id),
        let value = rule.formula(Operands(all: rounded.map(Formula.operand))).value({ _ in nil })
      else { return true }
      return value.isOfKind(of: result)
    }
    return values.map { operand in
      guard let number = operand.value.scalar else { return "\(operand.name) of shape \(Shape.text(operand.shape))" }
      return operand.isLiteral ? operand.label : "\(operand.name) = \(Formula.operand(number).text(style))"
    }.joined(separator: " and ")
  }
}

extension Trace {
  /// The computation of a contribution that is not finite: `0 · 1/0 = 0 · ∞ = NaN`.
  package func computation(_ made: NonFiniteContribution) -> String {
    let style = NumberStyle()
    let value = made.value.map { style.text($0) } ?? ""
    switch made.cause {
    case .product(let adjoint, let local, let operands, let result):
      guard let rule = rule(of: made.step.from) else {
        return "\(style.text(adjoint)) · \(style.text(local)) = \(value)"
      }
      func share(_ numbers: [Double]) -> Formula? {
        let numbers = Operands(all: numbers.map(Formula.operand))
        return rule.localFormula(
          made.step.operand, numbers, result.isFinite ? .operand(result) : rule.formula(numbers))
      }
      let digits = NumberStyle.shortest(for: operands) { rounded in
        share(rounded)?.value { _ in nil }.map { (adjoint * $0).isOfKind(of: adjoint * local) } ?? true
      }
      let written = Self.product(adjoint, share(operands) ?? .number(local), digits)
      // The two factors, where neither of them is what came out.
      let factors = Self.product(adjoint, .number(local), style)
      let isTold = adjoint != 0 || local.isFinite || local.isNaN || written == factors
      return "\(written)\(isTold ? "" : " = " + factors) = \(outcome(adjoint * local, made))"
    case .sum(let count, _): return "\(value), the sum of \(count) finite products"
    case .accumulation(let earlier, let contribution):
      return "\(Formula.plus(.number(earlier), .number(contribution)).text()) = \(value)"
    case .other(let adjoint):
      let operands = Set(nodes[made.step.from].operands).sorted().compactMap { id in
        nodes[id].value.range.map { "\(nodes[id].name) \($0)" }
      }
      let sources = (["an adjoint \(adjoint.range ?? "of nothing")"] + operands).joined(separator: " and ")
      return "\(made.element == nil ? made.step.contribution.flawOfElements : value), from \(sources)"
    }
  }

  /// The product and, where the operand's element is the sum of several and came out otherwise, that sum.
  private func outcome(_ product: Double, _ made: NonFiniteContribution) -> String {
    let style = NumberStyle()
    guard let value = made.value, !product.isOfKind(of: value) else { return style.text(product) }
    let isSum = nodes[made.step.from].shape.reduce(1, *) > nodes[made.step.to].shape.reduce(1, *)
    return isSum
      ? "\(style.text(product)); summed over the broadcast that makes \(style.text(value))" : style.text(value)
  }

  /// An adjoint times a local derivative, a quotient without parentheses: `1 · 1/0`.
  private static func product(_ adjoint: Double, _ local: Formula, _ style: NumberStyle) -> String {
    switch local {
    case .fraction, .dot: "\(Formula.number(adjoint).text(style)) · \(local.text(style))"
    default: Formula.dot(.number(adjoint), local).text(style)
    }
  }

  /// The largest number of the type, where that is the reason.
  private func limit(_ made: NonFiniteContribution) -> String {
    let exact: Double
    switch made.cause {
    case .product(let adjoint, let local, let operands, let result):
      let isPole = operands.contains(0) && ["log", "div", "sqrt", "pow"].contains(nodes[made.step.from].operation)
      guard !isPole, adjoint.isFinite, operands.allSatisfy({ $0.isFinite }),
        (adjoint * local).isInfinite || local.isInfinite
      else { return "" }
      let numbers = Operands(all: operands.map(Formula.number))
      let rule = rule(of: made.step.from)
      let written = result.isFinite ? .number(result) : rule?.formula(numbers) ?? .number(result)
      let slope = rule?.localFormula(made.step.operand, numbers, written)?.value { _ in nil }
      exact = adjoint * (slope ?? local)
    case .sum(_, let total): exact = total
    case .accumulation(let earlier, let contribution): exact = earlier + contribution
    case .other: return ""
    }
    let largest = exact.isFinite ? Double(Float.greatestFiniteMagnitude) : .greatestFiniteMagnitude
    return "; the largest number of float\(exact.isFinite ? 32 : 64) is \(NumberStyle().text(largest))"
  }
}

extension TraceNode {
  /// Whether it is a number that was written into an expression, and so is its own name.
  fileprivate var isLiteral: Bool {
    guard kind == .constant, let number = value.scalar else { return false }
    return [4, 17].contains { NumberStyle(precision: $0).text(number) == label }
  }
}

extension TraceValue {
  /// In what way it is not finite, as far as it is known.
  fileprivate var flaw: String {
    switch self {
    case .array(_, let elements): elements.contains { $0.isNaN } ? "not a number" : "infinite"
    // Where an element is NaN, so are the smallest and the largest. The mean of ∞ and −∞ is NaN too.
    case .summary(let summary): summary.min.isInfinite || summary.max.isInfinite ? "infinite" : "not a number"
    }
  }

  fileprivate var flawOfElements: String {
    flaw == "infinite" ? "infinite elements" : "elements that are not numbers"
  }

  /// `of 1`, or `from 0 to 4`; nil where there is no element.
  fileprivate var range: String? {
    let (low, high): (Double?, Double?)
    switch self {
    case .array(_, let elements):
      (low, high) = elements.contains { $0.isNaN } ? (.nan, .nan) : (elements.min(), elements.max())
    case .summary(let summary): (low, high) = (summary.min, summary.max)
    }
    guard let low, let high else { return nil }
    let style = NumberStyle()
    return low == high || low.isNaN ? "of \(style.text(low))" : "from \(style.text(low)) to \(style.text(high))"
  }
}

extension Formula {
  /// A number with the sign of a negative zero, upon which the sign of a quotient depends.
  fileprivate static func operand(_ value: Double) -> Formula {
    value == 0 && value.sign == .minus ? .literal(value) : .number(value)
  }
}

extension NumberStyle {
  /// The style with four digits if what is said of the numbers holds of the rounded ones too, else with all digits.
  fileprivate static func shortest(for numbers: [Double], where holds: ([Double]) -> Bool) -> NumberStyle {
    let (short, long) = (NumberStyle(), NumberStyle(precision: 17))
    return !holds(numbers.map(short.rounded)) && holds(numbers) ? long : short
  }

  /// The number that is written.
  private func rounded(_ value: Double) -> Double {
    let parts = parts(of: value)
    guard value.isFinite, value != 0,
      let number = Double("\(parts.digits.isEmpty ? "1" : parts.digits)e\(parts.exponent ?? 0)")
    else {
      return value
    }
    return parts.isNegative ? -number : number
  }
}

extension Double {
  /// Whether both are NaN, or infinite with one sign, or finite.
  fileprivate func isOfKind(of other: Double) -> Bool {
    isNaN ? other.isNaN : isFinite ? other.isFinite : self == other
  }
}
