import Formulas

extension Trace {
  /// The name of the output in `∂f/∂x`: its own where the user gave one, else `f`.
  public var functionName: String {
    if let outputName { return outputName }
    guard nodes.indices.contains(output) else { return "f" }
    let node = nodes[output]
    guard node.kind == .operation, !node.hasUsersName else { return node.name }
    // Another node may have taken the letter.
    let taken = Set(nodes.filter { $0.kind != .operation || $0.hasUsersName }.map { $0.name })
    if let letter = ["f", "g", "h"].first(where: { !taken.contains($0) }) { return letter }
    var number = 0
    while taken.contains("f_\(number)") { number += 1 }
    return "f_\(number)"
  }

  /// The output as mathematics, `f = sin(x + y) + mul^z`, written out from its operands.
  ///
  /// Operations that the user named stand by their name. A formula that would grow beyond some eighty
  /// signs gives only the names of the variables, `f(x, y)`.
  public var formula: Formula { formula(NodeSymbols(self)) }

  /// The output as mathematics in one line, where names are as they were typed.
  ///
  /// - Complexity: that of the formula; it does not grow with a graph that is too large for one.
  var formulaText: String { isTooLong ? formula(nil).text() : formula.text() }

  /// The same with symbols that have been chosen before; without any, where it is known to be too long.
  package func formula(_ symbols: NodeSymbols?) -> Formula {
    let name = Formula.symbol(symbols?.function ?? Symbol(functionName))
    guard nodes.indices.contains(output) else { return name }
    let node = nodes[output]
    if let symbols {
      if node.kind != .operation { return outputName == nil ? name : .equality(name, constant(output, symbols)) }
      var expansion = Expansion(trace: self, symbols: symbols)
      if let expanded = expansion.formula(output, depth: 0) { return .equality(name, expanded) }
    }
    let variables = nodes.filter { $0.kind == .variable && $0.id < output }
    var parts = [name, .words("(")]
    for (position, variable) in variables.prefix(8).enumerated() {
      if position > 0 { parts.append(.words(", ")) }
      parts.append(.symbol(symbols?.symbol(variable) ?? Symbol(variable.name)))
    }
    return .phrase(parts + [.words(variables.count > 8 ? ", …)" : ")")])
  }

  /// Whether the formula would have more operations than ``Expansion`` writes out.
  private var isTooLong: Bool {
    var budget = Expansion.limit
    var waiting = [output]
    while let id = waiting.popLast() {
      budget -= 1
      guard budget > 0, nodes.indices.contains(id) else { return true }
      if id == output || !nodes[id].hasUsersName { waiting += nodes[id].operands }
    }
    return false
  }

  /// The operation's rule; nil where its name is not in the table, as in a trace from elsewhere.
  package func rule(of id: Int) -> (any OperationRule)? {
    let node = nodes[id]
    guard let name = node.operation, let operation = Operation(name: name, attributes: node.attributes),
      operation.rule.arity.contains(node.operands.count)
    else { return nil }
    return operation.rule.written(at: node, node.operands.map { nodes[$0] })
  }

  /// A leaf as it stands in a formula: by its name, as π or e, or as its number.
  package func constant(_ id: Int, _ symbols: NodeSymbols) -> Formula {
    let node = nodes[id]
    guard let number = node.literal else { return .symbol(symbols.symbol(node)) }
    // A user who calls something else π or e reads the number.
    let isSign = ["π", "e"].contains(node.label) && !symbols.isTaken(node.label)
    return isSign ? .symbol(Symbol(node.label, face: .upright)) : .literal(number)
  }
}

/// Writes an output out from its operands, as long as there is room.
private struct Expansion {
  let trace: Trace
  let symbols: NodeSymbols
  private var budget = limit

  /// The most leaves and operations that are written out.
  static let limit = 80

  init(trace: Trace, symbols: NodeSymbols) {
    self.trace = trace
    self.symbols = symbols
  }

  /// The formula of a node; nil where it would be too long or an operation is unknown.
  mutating func formula(_ id: Int, depth: Int) -> Formula? {
    budget -= 1
    guard budget > 0, depth < 12, trace.nodes.indices.contains(id) else { return nil }
    let node = trace.nodes[id]
    guard node.kind == .operation else { return array(node) ?? trace.constant(id, symbols) }
    if id != trace.output, node.hasUsersName { return .symbol(symbols.symbol(node)) }
    guard let rule = trace.rule(of: id) else { return nil }
    var operands: [Formula] = []
    for operand in node.operands {
      guard let formula = formula(operand, depth: depth + 1) else { return nil }
      operands.append(formula)
    }
    return rule.formula(Operands(all: operands))
  }

  /// A small array that the user wrote within an expression, by its elements.
  private mutating func array(_ node: TraceNode) -> Formula? {
    guard node.kind == .constant, !node.isNamedByUser, case .array(let shape, let elements) = node.value,
      !shape.isEmpty, (1...9).contains(elements.count)
    else { return nil }
    budget -= elements.count
    // From the innermost axis outwards the elements are put into rows, the rows into matrices.
    var parts = elements.map(Formula.literal)
    for size in shape.reversed() {
      parts = stride(from: 0, to: parts.count, by: size).map { .list(Array(parts[$0..<min($0 + size, parts.count)])) }
    }
    return parts.first
  }
}
