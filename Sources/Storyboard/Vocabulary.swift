import Autodiff
import Formulas

/// How the nodes of a trace are called in pictures.
struct Vocabulary {
  private let trace: Trace
  /// The differentiated function, `f`.
  let function: Symbol

  init(_ trace: Trace) {
    self.trace = trace
    function = Symbol(trace.functionName)
  }

  /// What a node shows: `ln` for a logarithm, `pow` with a real subscript, a constant's number.
  func label(_ id: Int) -> Formula {
    let node = trace.nodes[id]
    switch node.kind {
    case .constant: return trace.constant(id)
    case .variable: return .symbol(Symbol(node.label))
    case .operation: return .symbol(operationSymbol(node))
    }
  }

  /// What captions call a node: the user's name where there is one, else the label; the output by its label.
  func symbol(_ id: Int) -> Symbol {
    let node = trace.nodes[id]
    switch node.kind {
    case .operation: return id == trace.output || !node.hasUsersName ? operationSymbol(node) : Symbol(node.name)
    case .variable, .constant: return Symbol(node.name)
    }
  }

  /// A node as it stands in the formula of an operation that uses it.
  func operand(_ id: Int) -> Formula {
    trace.nodes[id].kind == .constant ? trace.constant(id) : .symbol(symbol(id))
  }

  /// The derivative of the output with respect to a node, `∂f/∂x`.
  func adjoint(_ id: Int) -> Formula { .partial(function, symbol(id)) }

  /// A number, a short vector by its elements, or the shape of an array.
  func value(_ value: TraceValue) -> Formula {
    guard case .array(let shape, let elements) = value, shape.count < 2, elements.count <= 4, !elements.isEmpty else {
      return .words(value.shapeText)
    }
    return shape.isEmpty ? number(elements[0]) : .list(elements.map(number))
  }

  /// A number; what is none is a name, so that formulas that show it are equal.
  private func number(_ value: Double) -> Formula {
    value.isNaN ? .symbol(Symbol(base: "NaN", face: .upright)) : .number(value)
  }

  /// `left = 23.01`, or `left: (4, 3)` where only the shape is told.
  static func statement(_ left: Formula, _ value: Formula) -> Formula {
    if case .words(let shape) = value { return .phrase([left, .words(": \(shape)")]) }
    return .equality(left, value)
  }

  /// A node in words: "operation sin", "variable x".
  func spoken(_ id: Int) -> String {
    "\(trace.nodes[id].kind.rawValue) \(operand(id).spoken())"
  }

  private func operationSymbol(_ node: TraceNode) -> Symbol {
    let operation = node.operation ?? ""
    guard node.label.hasPrefix(operation) else { return Symbol(node.label, face: .upright) }
    let number = node.label.dropFirst(operation.count).drop { $0 == "_" }
    // An underscore within an operation's name begins no subscript.
    let base = operation == "log" ? "ln" : operation.split(separator: "_").joined(separator: "-")
    return Symbol(base: base, subscript: number.isEmpty ? nil : String(number), face: .upright)
  }
}
