import Autodiff
import Formulas

/// The names of a trace's nodes, as pictures and captions write them.
struct Vocabulary {
  let trace: Trace
  private let symbols: NodeSymbols
  /// The output as mathematics.
  let formula: Formula
  /// The choice of arrays that are written by their elements.
  let arrays: ArrayStyle
  /// The function that is differentiated: the output, `f`, the sum of an array's elements, `ΣY`, or one of
  /// them.
  let function: Symbol

  init(_ trace: Trace, _ arrays: ArrayStyle = ArrayStyle()) {
    self.trace = trace
    self.arrays = arrays
    symbols = NodeSymbols(trace)
    formula = trace.contraction.map { $0.whole.formula(NodeSymbols($0.whole)) } ?? trace.formula(symbols)
    let total = symbols.function.asTotal(inParentheses: symbols.isTaken(symbols.function.asTotal().text))
    if let element = trace.outputElement {
      function = symbols.function.element(element)
    } else {
      function = trace.hasArrayOutput ? total : symbols.function
    }
  }

  /// The label of a node: `ln` for a logarithm, `pow` with a real subscript, a constant's number.
  func label(_ id: Int) -> Formula {
    let node = trace.nodes[id]
    return node.kind == .operation ? .symbol(symbols.label(node)) : trace.constant(id, symbols)
  }

  /// The name of a node in captions: the user's name where there is one, else the label; the output by its label.
  func symbol(_ id: Int) -> Symbol { symbols.symbol(trace.nodes[id]) }

  /// The user's name of an operation; nil where its label is its name.
  func name(_ id: Int) -> Formula? {
    let node = trace.nodes[id]
    return node.kind == .operation && node.hasUsersName ? .symbol(symbols.name(node)) : nil
  }

  /// A node as it stands in the formula of an operation that uses it; a comparison is written out.
  func operand(_ id: Int) -> Formula {
    let node = trace.nodes[id]
    if node.isComparison, !node.hasUsersName, let rule = trace.rule(of: id) {
      return rule.formula(Operands(all: node.operands.map(symbolOrNumber)))
    }
    return symbolOrNumber(id)
  }

  /// A node by its symbol or its number.
  private func symbolOrNumber(_ id: Int) -> Formula {
    trace.nodes[id].kind == .operation ? .symbol(symbol(id)) : trace.constant(id, symbols)
  }

  /// The derivative of the output with respect to a node, `∂f/∂x`.
  func adjoint(_ id: Int) -> Formula { .partial(function, symbol(id)) }

  /// The derivative that a pass is about at a node: of the output with respect to it, in forward mode of it with
  /// respect to the input.
  func derivative(_ id: Int) -> Formula {
    guard trace.input != nil else { return adjoint(id) }
    return .partial(id == trace.output ? symbols.function : symbol(id), input)
  }

  /// What moves in forward mode, `x` or one element of an array.
  var input: Symbol {
    guard let input = trace.input else { return .blank }
    let name = symbol(input.node)
    return input.element.isEmpty ? name : name.element(input.element)
  }

  /// The symbol of a node's tangent, `x′`, with as many primes as make it a name of its own.
  func tangent(_ id: Int) -> Symbol {
    let most = trace.nodes.reduce(0) { max($0, symbol($1.id).primes) }
    return symbol(id).primed(most + 1)
  }

  /// The letter of the infinitesimal part of dual numbers, one that is no name of the trace.
  var infinitesimal: Symbol {
    Symbol(["ε", "δ", "η", "ζ"].first { letter in !trace.nodes.contains { symbol($0.id).base == letter } } ?? "ε̂")
  }

  /// A value with its tangent, `0.6931 + 0.5ε`; nil for what is too large to be written.
  func dual(_ value: TraceValue, _ tangent: TraceValue) -> Formula? {
    guard let real = arrays.elements(of: value) else { return nil }
    return arrays.elements(of: tangent).map { .dual(real, $0, infinitesimal) }
  }

  /// The value beneath a node: a literal as it was written, else a number or a small array, or the norm of a large one.
  func shownValue(_ node: TraceNode) -> Formula {
    let constant = node.kind == .constant ? trace.constant(node.id, symbols) : nil
    if case .literal? = constant { return constant ?? value(node.value) }
    return norm(node.value).map { .phrase(Words.norm($0)) } ?? value(node.value)
  }

  /// A formula of an array with its shape beneath; a number's as it is.
  func shaped(_ formula: Formula, _ shape: [Int]) -> Formula {
    shape.isEmpty ? formula : .shaped(formula, shape)
  }

  /// A node as a sentence names it: `variable x`, the name as mathematics.
  func named(_ id: Int) -> Formula {
    if let group = trace.closedGroup(id) { return .words(Words.group(group.title)) }
    return .phrase([.words("\(trace.nodes[id].kind.word) "), symbolOrNumber(id)])
  }

  /// A node in words: "operation sin", "variable x".
  func spoken(_ id: Int) -> String {
    if let group = trace.closedGroup(id) { return Words.group(group.title) }
    return "\(trace.nodes[id].kind.word) \(symbolOrNumber(id).spoken())"
  }
}

extension TraceNode.Kind {
  /// The kind in words.
  package var word: String {
    switch self {
    case .variable: Words.variable
    case .constant: Words.constant
    case .operation: Words.operation
    }
  }
}

extension TraceNode {
  /// Whether it is a condition, which has no derivative.
  fileprivate var isComparison: Bool {
    ["less", "lessEqual", "greater", "greaterEqual", "equal", "notEqual"].contains(operation)
  }
}
