import Formulas

/// A part of a graph that a function of the language computes too, without the overflow of its steps: `sigmoid(x)` for
/// `1/(1 + e^-x)`.
struct StableForm {
  /// The call, `sigmoid(x)`.
  let text: String
  /// The operations that it stands for.
  let members: Set<Int>
}

extension Trace {
  /// The function that computes the largest part of the graph around an operation without its overflow; nil where none
  /// is known.
  ///
  /// - Complexity: O(*n*) for *n* nodes.
  func stableForm(around id: Int) -> StableForm? {
    guard nodes.indices.contains(id) else { return nil }
    return nodes[id...].reversed().lazy.compactMap { StableForms(trace: self).form(at: $0.id) }
      .first { $0.members.contains(id) }
  }
}

/// Recognises how functions are written out on paper.
private struct StableForms {
  let trace: Trace

  /// A part of the graph and the node that it is a function of.
  private struct Match {
    let argument: Int
    var isNegated = false
    let members: Set<Int>
  }

  func form(at id: Int) -> StableForm? {
    func call(_ name: String, _ match: Match, _ more: Set<Int> = []) -> StableForm {
      let sign = match.isNegated ? "-" : ""
      return StableForm(text: "\(name)(\(sign)\(text(match.argument)))", members: match.members.union(more).union([id]))
    }
    switch operation(id) {
    case "log":
      guard let inner = operand(id, 0) else { return nil }
      if let match = sigmoid(inner) { return call("log_sigmoid", match) }
      if operation(inner) == "sub", isOne(operand(inner, 0)), let match = operand(inner, 1).flatMap(sigmoid) {
        return call(
          "log_sigmoid", Match(argument: match.argument, isNegated: !match.isNegated, members: match.members), [inner])
      }
      if let power = onePlus(inner), let match = exponential(power) { return call("softplus", match, [inner]) }
      if operation(inner) == "sum", let match = operand(inner, 0).flatMap(exponential) {
        return call("logsumexp", match, [inner])
      }
      if let match = softmax(inner) { return call("log_softmax", match) }
    case "div":
      if let match = sigmoid(id) { return call("sigmoid", match) }
      if let match = softmax(id) { return call("softmax", match) }
    case "sqrt":
      guard let sum = operand(id, 0), operation(sum) == "sum", let square = operand(sum, 0),
        let root = root(ofSquare: square)
      else { return nil }
      return call("norm", Match(argument: root, members: [sum, square]))
    default: break
    }
    return nil
  }

  /// `sigmoid(x)`, `1/(1 + e^-x)` or `e^x/(1 + e^x)`.
  private func sigmoid(_ id: Int) -> Match? {
    if operation(id) == "sigmoid" { return operand(id, 0).map { Match(argument: $0, members: [id]) } }
    guard operation(id) == "div", let above = operand(id, 0), let below = operand(id, 1), let power = onePlus(below),
      let match = exponential(power)
    else { return nil }
    let members = match.members.union([id, below])
    if isOne(above) {
      if let negated = negated(match.argument) {
        return Match(argument: negated, members: members.union([match.argument]))
      }
      return Match(argument: match.argument, isNegated: true, members: members)
    }
    guard exponential(above)?.argument == match.argument else { return nil }
    return Match(argument: match.argument, members: members.union([above]))
  }

  /// `e^x/sum(e^x)`, and the same shifted by the largest element.
  private func softmax(_ id: Int) -> Match? {
    guard operation(id) == "div", let above = operand(id, 0), let sum = operand(id, 1), operation(sum) == "sum",
      let match = exponential(above), operand(sum, 0).flatMap(exponential)?.argument == match.argument
    else { return nil }
    let members = match.members.union([id, sum])
    guard operation(match.argument) == "sub", let x = operand(match.argument, 0),
      let top = operand(match.argument, 1), operation(top) == "max", operand(top, 0) == x
    else { return Match(argument: match.argument, members: members) }
    return Match(argument: x, members: members.union([match.argument, top]))
  }

  /// `exp(x)` or `e^x`.
  private func exponential(_ id: Int) -> Match? {
    switch operation(id) {
    case "exp": return operand(id, 0).map { Match(argument: $0, members: [id]) }
    case "pow":
      guard let base = operand(id, 0), isAll(base, { ($0 - 2.718281828459045).magnitude < 1e-9 }) else { return nil }
      return operand(id, 1).map { Match(argument: $0, members: [id]) }
    default: return nil
    }
  }

  /// The `x` of `−x` or `−1·x`.
  private func negated(_ id: Int) -> Int? {
    switch operation(id) {
    case "neg": return operand(id, 0)
    case "mul":
      guard let left = operand(id, 0), let right = operand(id, 1) else { return nil }
      return isAll(left, { $0 == -1 }) ? right : isAll(right, { $0 == -1 }) ? left : nil
    default: return nil
    }
  }

  /// The `x` of `1 + x`.
  private func onePlus(_ id: Int) -> Int? {
    guard operation(id) == "add", let left = operand(id, 0), let right = operand(id, 1) else { return nil }
    return isOne(left) ? right : isOne(right) ? left : nil
  }

  /// The `x` of `x²`.
  private func root(ofSquare id: Int) -> Int? {
    switch operation(id) {
    case "square": operand(id, 0)
    case "pow": operand(id, 1).map { isAll($0, { $0 == 2 }) } == true ? operand(id, 0) : nil
    case "mul": operand(id, 0) == operand(id, 1) ? operand(id, 0) : nil
    default: nil
    }
  }

  private func operation(_ id: Int) -> String? { trace.nodes[id].operation }

  private func operand(_ id: Int, _ place: Int) -> Int? {
    let operands = trace.nodes[id].operands
    guard operands.indices.contains(place), trace.nodes.indices.contains(operands[place]) else { return nil }
    return operands[place]
  }

  private func isOne(_ id: Int?) -> Bool { id.map { isAll($0) { $0 == 1 } } ?? false }

  /// Whether a node is a constant all of whose elements are of some kind.
  private func isAll(_ id: Int, _ holds: (Double) -> Bool) -> Bool {
    let node = trace.nodes[id]
    guard node.kind == .constant, let elements = node.value.elements, !elements.isEmpty else { return false }
    return elements.allSatisfy(holds)
  }

  /// A node by its name; what has none is left to the reader.
  private func text(_ id: Int) -> String {
    let node = trace.nodes[id]
    return node.kind != .operation || node.hasUsersName ? node.name : "…"
  }
}
