import Autodiff
import Formulas

/// How the nodes of a trace are called in pictures.
struct Vocabulary {
  private let trace: Trace
  private let symbols: NodeSymbols
  /// The output as mathematics.
  let formula: Formula

  init(_ trace: Trace) {
    self.trace = trace
    symbols = NodeSymbols(trace)
    formula = trace.formula(symbols)
  }

  /// The differentiated function, `f`.
  var function: Symbol { symbols.function }

  /// What a node shows: `ln` for a logarithm, `pow` with a real subscript, a constant's number.
  func label(_ id: Int) -> Formula {
    let node = trace.nodes[id]
    return node.kind == .operation ? .symbol(symbols.label(node)) : trace.constant(id, symbols)
  }

  /// What captions call a node: the user's name where there is one, else the label; the output by its label.
  func symbol(_ id: Int) -> Symbol { symbols.symbol(trace.nodes[id]) }

  /// What the user called an operation; nil where its label is its name.
  func name(_ id: Int) -> Formula? {
    let node = trace.nodes[id]
    return node.kind == .operation && node.hasUsersName ? .symbol(symbols.name(node)) : nil
  }

  /// A node as it stands in the formula of an operation that uses it; a comparison is written out.
  func operand(_ id: Int) -> Formula {
    let node = trace.nodes[id]
    if node.isComparison, !node.hasUsersName, let rule = trace.rule(of: id) {
      return rule.formula(Operands(all: node.operands.map(named)))
    }
    return named(id)
  }

  /// A node by its symbol or its number.
  private func named(_ id: Int) -> Formula {
    trace.nodes[id].kind == .operation ? .symbol(symbol(id)) : trace.constant(id, symbols)
  }

  /// The derivative of the output with respect to a node, `∂f/∂x`.
  func adjoint(_ id: Int) -> Formula { .partial(function, symbol(id)) }

  /// A number, a short vector or a small matrix by its elements, or the shape of an array.
  func value(_ value: TraceValue) -> Formula {
    guard case .array(let shape, let elements) = value, shape.count == 2, (1...3).contains(shape[0]),
      (1...4).contains(shape[1])
    else { return short(value) }
    return .matrix(
      (0..<shape[0]).map { row in elements[row * shape[1]..<(row + 1) * shape[1]].map(number) })
  }

  /// The same in one line, for an edge: of a matrix its shape.
  func short(_ value: TraceValue) -> Formula {
    guard case .array(let shape, let elements) = value, shape.count < 2, elements.count <= 4, !elements.isEmpty else {
      return .words(value.shapeText)
    }
    return shape.isEmpty ? number(elements[0]) : .list(elements.map(number))
  }

  /// An array too large to be written, by how much there is of it: the Euclidean norm of its elements.
  func norm(_ value: TraceValue) -> Formula? {
    guard case .words = self.value(value) else { return nil }
    switch value {
    case .array(_, let elements): return number(elements.reduce(0) { $0 + $1 * $1 }.squareRoot())
    case .summary(let summary): return number(summary.norm)
    }
  }

  /// A formula of an array with its shape beneath; a number's as it is.
  func shaped(_ formula: Formula, _ shape: [Int]) -> Formula {
    shape.isEmpty ? formula : .shaped(formula, shape)
  }

  /// A number; what is none is a name, so that formulas that show it are equal.
  private func number(_ value: Double) -> Formula {
    value.isNaN ? .symbol(Symbol(base: "NaN", face: .upright)) : .number(value)
  }

  /// `left = 23.01`, or `left: (4, 3)` where only the shape is told.
  static func statement(_ left: Formula, _ value: Formula, norm: Formula? = nil) -> Formula {
    guard case .words(let shape) = value else { return .equality(left, value) }
    return .phrase([left, .words(": \(shape)")] + (norm.map { [.words(", norm "), $0] } ?? []))
  }

  /// A node in words: "operation sin", "variable x".
  func spoken(_ id: Int) -> String {
    "\(trace.nodes[id].kind.rawValue) \(named(id).spoken())"
  }
}

extension TraceNode {
  /// Whether it is a condition, which has no derivative.
  fileprivate var isComparison: Bool {
    ["less", "lessEqual", "greater", "greaterEqual", "equal", "notEqual"].contains(operation)
  }
}
