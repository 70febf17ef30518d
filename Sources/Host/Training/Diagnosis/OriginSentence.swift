import Autodiff
import Formulas
import Tensors

extension NonFiniteOrigin: CustomStringConvertible {
  /// The sentence a person reads: `It was born in log, node 'log' of shape (32, 10), at [3, 7]: log(0) = −∞`.
  public var description: String {
    let shape = node.value.shape.sizes
    let at = place.isEmpty ? "" : " at \(place)"
    guard let operation = node.operation else {
      return "\(node.kind == .variable ? "The variable" : "The constant") '\(name)' of shape \(Shape.text(shape)) was"
        + " not finite to begin with: it is \(text(value))\(at)"
    }
    let called = name == operation.name ? "" : ", node '\(name)'"
    let what: String
    switch pass {
    case .backward(let operand) where isSum:
      what =
        "The first such number was born on the way back, in the sum of what arrives at \(sources[operand].name)\(at)"
    case .forward:
      what = "The first such number was born in \(operation.name)\(called) of shape \(Shape.text(shape))\(at)"
    case .backward(let operand):
      what =
        "The first such number was born on the way back, in what \(operation.name)\(called) of shape"
        + " \(Shape.text(shape)) hands to \(sources[operand].name)\(at)"
    }
    return "\(what): \(computation(operation))\(reason)"
  }

  /// The computation, with its numbers.
  private func computation(_ operation: Operation) -> String {
    if let computation { return computation }
    let elements = sources.compactMap(\.element)
    guard elements.count == sources.count else {
      let ranges = sources.map { "\($0.name) from \(text($0.range.lowerBound)) to \(text($0.range.upperBound))" }
      return "of \(ranges.joined(separator: " and ")) it makes \(text(value))"
    }
    return "\(operation.rule.formula(Operands(all: elements.map(Formula.number))).text()) = \(text(value))"
  }

  /// Why the number is none.
  private var reason: String {
    let isLimit = sources.contains { $0.element == 0 } && ["log", "div", "sqrt", "pow"].contains(node.operation?.name)
    if !isLimit, value.isInfinite || local?.isInfinite == true {
      let (type, largest) =
        node.value.dtype == .float32
        ? ("float32", Double(Float.greatestFiniteMagnitude)) : ("float64", .greatestFiniteMagnitude)
      return "; the largest number of \(type) is \(text(largest))"
    }
    return value.isNaN ? ", which has no value" : ""
  }

  private func text(_ number: Double) -> String { NumberStyle().text(number) }
}
