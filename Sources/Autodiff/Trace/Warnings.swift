import Formulas
import Tensors

extension Trace {
  /// Where the first number that is not finite was born, in the forward and in the backward pass.
  public var warnings: [String] {
    [firstBadValue, firstBadContribution].compactMap(\.self)
  }

  private var firstBadValue: String? {
    let born = nodes.first { node in
      !node.value.isFinite && node.operands.allSatisfy { nodes[$0].value.isFinite }
    }
    guard let born else { return nil }
    guard born.kind == .operation else { return "\(born.kind.rawValue) \(born.name) is \(Self.kind(of: born.value))" }
    return "\(born.operation ?? ""): \(Self.kind(of: born.value)) at node \(born.name), from \(operands(of: born))"
  }

  private var firstBadContribution: String? {
    for case .propagate(let step) in events where !step.contribution.isFinite {
      let from = nodes[step.from]
      // What is not finite before it is differentiated has been told already.
      guard from.value.isFinite, from.operands.allSatisfy({ nodes[$0].value.isFinite }) else { continue }
      let what = "the derivative of \(from.name) with respect to \(nodes[step.to].name)"
      return "\(from.operation ?? ""): \(what) is \(Self.kind(of: step.contribution)), from \(operands(of: from))"
    }
    return nil
  }

  private func operands(of node: TraceNode) -> String {
    node.operands.map { id in
      let operand = nodes[id]
      guard let number = operand.value.scalar else { return "\(operand.name) of shape \(Shape.text(operand.shape))" }
      let text = NumberStyle().text(number)
      return text == operand.label ? text : "\(operand.name) = \(text)"
    }.joined(separator: " and ")
  }

  private static func kind(of value: TraceValue) -> String {
    switch value {
    case .array(_, let elements): elements.contains(where: \.isNaN) ? "not a number" : "infinite"
    case .summary(let summary): summary.mean.isNaN ? "not a number" : "infinite"
    }
  }
}
