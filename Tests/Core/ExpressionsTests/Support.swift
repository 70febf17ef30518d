import Autodiff
import Expressions
import Foundation
import Tensors
import Testing

/// The trace of a file.
func trace(_ text: String, at point: String? = nil) throws -> Trace {
  try Program(text, at: point.map { text throws in try Point(text) } ?? Point()).trace()
}

/// The graph under the output as nested calls, `add(mul(2, x), 1)`: operations by their names, leaves by their labels.
func tree(_ text: String) throws -> String {
  let trace = try trace(text)
  func write(_ id: Int) -> String {
    let node = trace.nodes[id]
    guard let operation = node.operation else { return node.label }
    return "\(operation)(\(node.operands.map(write).joined(separator: ", ")))"
  }
  return write(trace.output)
}

/// The tree of one expression over `x = 2`, `y = 3` and `z = 5`.
func tree(of expression: String) throws -> String {
  try tree("x = 2; y = 3; z = 5; f = \(expression)")
}

/// The output's numbers, row by row.
func elements(_ text: String, at point: String? = nil) throws -> [Double] {
  let trace = try trace(text, at: point)
  guard case .array(_, let elements) = trace.nodes[trace.output].value else { return [] }
  return elements
}

/// The output's sizes.
func shape(_ text: String) throws -> [Int] {
  let trace = try trace(text)
  return trace.nodes[trace.output].shape
}

/// The output, which must be a number.
func number(_ text: String, at point: String? = nil) throws -> Double {
  let trace = try trace(text, at: point)
  return try #require(trace.nodes[trace.output].value.scalar)
}

/// The value of one expression over `x = 2`, `y = 3` and `z = 5`.
func value(of expression: String) throws -> Double {
  try number("x = 2; y = 3; z = 5; f = \(expression)")
}

/// The gradients by name.
func gradients(_ text: String) throws -> [String: [Double]] {
  guard case .end(let gradients) = try trace(text).events.last else { return [:] }
  return gradients.mapValues { value in
    if case .array(_, let elements) = value { elements } else { [] }
  }
}

/// The error of a file; nil where there is none.
func failure(_ text: String, at point: Point = Point()) -> ExpressionError? {
  do throws(ExpressionError) {
    _ = try Program(text, at: point)
    return nil
  } catch {
    return error
  }
}

/// The whole report of a file's mistakes; empty where there are none.
func report(_ text: String, at point: Point = Point()) -> String {
  failure(text, at: point)?.report(file: "expr.txt") ?? ""
}

/// The mistakes as `line:column message`.
func mistakes(_ text: String) -> [String] {
  failure(text)?.diagnostics.map { "\($0.range.line):\($0.range.column) \($0.message)" } ?? []
}

/// The same pseudo-random numbers on every run (xorshift64*).
struct Xorshift: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
