import Formulas

extension Trace {
  /// How the output is called in `∂f/∂x`: its name where the user gave one, else `f`.
  public var functionName: String {
    guard nodes.indices.contains(output) else { return "f" }
    let node = nodes[output]
    guard node.kind == .operation, !node.hasUsersName else { return node.name }
    // Another node may have taken the letter.
    let taken = Set(nodes.filter { $0.kind != .operation || $0.hasUsersName }.map(\.name))
    return ["f", "g", "h"].first { !taken.contains($0) } ?? "f′"
  }

  /// The output as mathematics, `f = sin(x + y) + mul^z`, written out from its operands.
  ///
  /// Operations that the user named stand by their name. A formula that would grow beyond some eighty
  /// signs gives only the names of the variables, `f(x, y)`.
  public var formula: Formula {
    var budget = 80
    func expand(_ id: Int, depth: Int) -> Formula? {
      budget -= 1
      guard budget > 0, depth < 12, nodes.indices.contains(id) else { return nil }
      let node = nodes[id]
      switch node.kind {
      case .variable: return .symbol(Symbol(node.name))
      case .constant: return constant(id)
      case .operation:
        if id != output, node.hasUsersName { return .symbol(Symbol(node.name)) }
        guard let rule = rule(of: id) else { return nil }
        var operands: [Formula] = []
        for operand in node.operands {
          guard let formula = expand(operand, depth: depth + 1) else { return nil }
          operands.append(formula)
        }
        return rule.formula(Operands(all: operands))
      }
    }
    let name = Formula.symbol(Symbol(functionName))
    guard nodes.indices.contains(output), nodes[output].kind == .operation else { return name }
    if let expanded = expand(output, depth: 0) { return .equality(name, expanded) }
    let variables = nodes.filter { $0.kind == .variable && $0.id < output }
    var parts = [name, .words("(")]
    for (position, variable) in variables.prefix(8).enumerated() {
      if position > 0 { parts.append(.words(", ")) }
      parts.append(.symbol(Symbol(variable.name)))
    }
    return .phrase(parts + [.words(variables.count > 8 ? ", …)" : ")")])
  }

  /// The operation's rule; nil where its name is not in the table, as in a trace from elsewhere.
  public func rule(of id: Int) -> (any OperationRule)? {
    let node = nodes[id]
    guard let name = node.operation, let operation = Operation(name: name, attributes: node.attributes),
      operation.rule.arity.contains(node.operands.count)
    else { return nil }
    // A product with a number is elementwise: nothing is transposed in its derivatives.
    if case .dot = operation, node.operands.contains(where: { nodes[$0].shape.isEmpty }) { return Operation.mul.rule }
    return operation.rule
  }

  /// A constant as it stands in a formula: by its name, as π or e, or as its number.
  public func constant(_ id: Int) -> Formula {
    let node = nodes[id]
    if let number = node.value.scalar, node.label == NumberStyle().text(number) { return .number(number) }
    return .symbol(Symbol(node.label, face: ["π", "e"].contains(node.label) ? .upright : .italic))
  }
}

extension TraceNode {
  /// Whether an operation's name is the user's, and not its label, with `#1` behind it where that was taken.
  public var hasUsersName: Bool {
    guard name.hasPrefix(label) else { return true }
    let rest = name.dropFirst(label.count)
    return !rest.isEmpty && !(rest.first == "#" && rest.dropFirst().allSatisfy(\.isNumber))
  }
}
