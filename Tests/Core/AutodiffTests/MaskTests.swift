import Autodiff
import Expressions
import Tensors
import TestSupport
import Testing

/// What chooses among its operands, or among the elements of one, hands on exactly 0 to what it did not choose.
@Suite("A mask selects: infinity times 0 does not arise from it")
struct MaskTests {
  private static let masks: [Operation] = [
    .relu, .abs, .maximum, .minimum, .where, .clip, .sign, .floor, .max(), .min(), .max(axes: [1]),
    .min(axes: [0], keepDims: true),
    .index([.position(1)]), .index([.slice(from: 0, to: nil, step: 2)]), .index([.positions([1, 0, 1])]), .stack(),
    .concatenate(),
  ]

  /// Programs, and the derivatives by hand: those of the function that is left when what was not chosen is struck out.
  static let programs: [(source: String, gradients: [String: [Double]])] = [
    ("x = 0; y = 2; f = sqrt(where(x > 1, y, x))", ["x": [.infinity], "y": [0]]),
    ("x = -1; low = 0; f = sqrt(clip(x, low, 2))", ["x": [0], "low": [.infinity]]),
    ("x = 0; f = sqrt(clip(x, 0, 2))", ["x": [0]]),
    ("x = 3; high = 0; f = 1 / clip(x, -1, high)", ["x": [0], "high": [-.infinity]]),
    ("x = [0.5, 2]; f = sqrt(floor(x))", ["x": [0, 0]]),
    ("x = 0; f = sqrt(sign(x))", ["x": [0]]),
    ("x = 0; f = log(stop_gradient(x)) + x", ["x": [1]]),
    ("x = 0; y = 2; f = sqrt(where(x < 1, x, y))", ["x": [.infinity], "y": [0]]),
    ("x = -1; f = sqrt(relu(x))", ["x": [0]]),
    ("x = 0; f = sqrt(relu(x))", ["x": [0]]),
    ("x = 0; f = sqrt(abs(x))", ["x": [0]]),
    ("x = 0; f = log(abs(x))", ["x": [0]]),
    ("x = -4; f = sqrt(abs(x))", ["x": [-0.25]]),
    ("x = [0, -2]; f = sqrt(max(x))", ["x": [.infinity, 0]]),
    ("x = [0, 2]; f = sqrt(min(x))", ["x": [.infinity, 0]]),
    ("x = [0, 0, -1]; f = sqrt(max(x))", ["x": [.infinity, .infinity, 0]]),
    ("x = [[0, -2], [4, 1]]; f = sqrt(max(x, axis=1))", ["x": [.infinity, 0, 0.25, 0]]),
    ("x = [[0, -2], [4, 1]]; f = log(max(x, axis=1, keepdims=true))", ["x": [.infinity, 0, 0.25, 0]]),
    ("x = -3; y = 0; f = sqrt(maximum(x, y))", ["x": [0], "y": [.infinity]]),
    ("x = 3; y = 0; f = 1 / minimum(y, x)", ["x": [0], "y": [-.infinity]]),
    ("x = 0; y = 0; f = sqrt(maximum(x, y))", ["x": [.infinity], "y": [.infinity]]),
    ("x = [-1, 4]; y = 0; f = sqrt(maximum(x, y))", ["x": [0, 0.25], "y": [.infinity]]),
    ("x = [[-1], [4]]; y = [0, 1]; f = sqrt(maximum(x, y))", ["x": [0, 0.5], "y": [.infinity, 0.5]]),
    ("x = [0, 4, 9]; y = 1; f = sqrt(where(x > 1, x, y))", ["x": [0, 0.25, 1.0 / 6], "y": [0.5]]),
    ("x = [0, 4]; y = [[0], [1]]; f = sqrt(where(x > 1, x, y))", ["x": [0, 0.5], "y": [.infinity, 0.5]]),
    ("x = [0, 1, 4]; f = sqrt(x[[2, 0, 2]])", ["x": [.infinity, 0, 0.5]]),
    ("x = [0, 1, 2]; f = sqrt(x[0])", ["x": [.infinity, 0, 0]]),
    ("x = 0; y = 4; f = sum(sqrt(stack([x, y])))", ["x": [.infinity], "y": [0.25]]),
    ("x = [0]; y = [4]; f = sum(sqrt(concatenate([x, y])))", ["x": [.infinity], "y": [0.25]]),
    // A root of a negative number is not a number, and its adjoint neither.
    ("x = 1; y = -2; f = sqrt(minimum(x, y))", ["x": [0], "y": [.nan]]),
    ("x = [1, -2]; f = sqrt(min(x))", ["x": [0, .nan]]),
    ("x = 1; y = -2; f = log(where(x > 0, y, x)) * 0^-1", ["x": [0], "y": [-.infinity]]),
  ]

  @Test("programs that hand an infinite adjoint or none to a mask", arguments: DType.allCases)
  func byHand(_ dtype: DType) throws {
    var masked = 0
    for (source, expected) in Self.programs {
      let program = try Program(source)
      let output = dtype == .float64 ? program.output : Self.inFloat32(program.output)
      for mode in DifferentiationMode.allCases {
        let gradients = try gradient(of: output, mode: mode)
        for variable in gradients.variables {
          let name = try #require(variable.name)
          let wanted = try #require(expected[name])
          let found = gradients[variable].elements
          #expect(
            found.count == wanted.count && zip(found, wanted).allSatisfy { isSame($0, $1, within: 1e-6) },
            "∂f/∂\(name) in \(mode) mode is \(found), not \(wanted): \(source)")
          masked += zip(found, wanted).count { $1 == 0 && $0 == 0 }
        }
      }
    }
    #expect(masked >= 40, "zeros that a mask made: \(masked)")
  }

  @Test("a trace hands on the same as an unheard pass")
  func traced() throws {
    var steps = 0
    for (source, expected) in Self.programs {
      let trace = try Program(source).trace()
      for (name, wanted) in expected {
        let found = try #require(trace.gradients[name]).numbers
        #expect(zip(found, wanted).allSatisfy { isSame($0, $1, within: 1e-12) }, "∂f/∂\(name) is \(found): \(source)")
      }
      for case .propagate(let step) in trace.events {
        guard let local = step.local, local.shape == step.contribution.shape,
          ["where", "relu", "abs", "maximum", "minimum"].contains(trace.nodes[step.from].operation)
        else { continue }
        for (local, contribution) in zip(local.numbers, step.contribution.numbers) where local == 0 {
          #expect(contribution == 0, "\(source)")
          steps += 1
        }
      }
    }
    #expect(steps >= 10, "local derivatives of 0 in a trace: \(steps)")
  }

  @Test("every mask, with adjoints and tangents of every kind, on every pair of shapes", arguments: masks)
  func rules(_ operation: Operation) throws {
    let rule = operation.rule
    let shapes: [[Int]] = [[], [3], [2, 3], [2, 1]]
    var dice = SplitMix64("mask \(operation.name)")
    var zeros = 0
    let arity = min(rule.arity.upperBound, max(2, rule.arity.lowerBound))
    let choices = (0..<arity).reduce([[[Int]]]([[]])) { heads, _ in heads.flatMap { h in shapes.map { h + [$0] } } }
    for (sizes, dtype) in choices.flatMap({ sizes in DType.allCases.map { (sizes, $0) } }) {
      let values = try sizes.map { try Self.coarse($0, &dice).converted(to: dtype) }
      let operands = Operands(all: values)
      guard let result = try? rule.evaluate(operands) else { continue }
      let ones = Tensor(repeating: 1, shape: result.shape, dtype: dtype)
      for position in values.indices where rule.isDifferentiable(in: position) {
        let adjoint = try Self.odd(result.shape.sizes, &dice).converted(to: dtype)
        let tangent = try Self.odd(values[position].shape.sizes, &dice).converted(to: dtype)
        // Which elements are chosen is told by an adjoint of ones.
        let chosen = try rule.pullBack(ones, to: position, operands, result).broadcast(
          to: Self.wide(rule, result, values[position]))
        let back = try rule.pullBack(adjoint, to: position, operands, result)
        for (share, element) in zip(chosen.elements, back.elements) where share == 0 {
          #expect(element == 0, "\(operation) hands on \(element)")
          zeros += 1
        }
        // One element moves, by what is no number: what does not choose it stays where it is.
        for element in tangent.elements.indices {
          var moved = Array(repeating: 0.0, count: tangent.elements.count)
          moved[element] = 1
          let unit = try rule.pushForward(
            Tensor(moved, shape: tangent.shape, dtype: dtype), from: position, operands, result)
          moved[element] = tangent.elements[element]
          let odd = try rule.pushForward(
            Tensor(moved, shape: tangent.shape, dtype: dtype), from: position, operands, result)
          for (share, element) in zip(unit.elements, odd.elements) where share == 0 {
            #expect(element == 0, "\(operation) moves by \(element)")
            zeros += 1
          }
        }
      }
    }
    #expect(zeros > 20, "\(operation): elements that were not chosen: \(zeros)")
  }

  /// Close where a number is wanted, else the same infinity or NaN.
  private func isSame(_ found: Double, _ wanted: Double, within tolerance: Double) -> Bool {
    wanted.isFinite ? (found - wanted).magnitude <= tolerance : found == wanted || found.isNaN && wanted.isNaN
  }

  /// The shape in which a rule hands back: the result's where the operation is elementwise, else the operand's.
  private static func wide(_ rule: any OperationRule, _ result: Tensor, _ operand: Tensor) -> Shape {
    rule.isElementwise ? result.shape : operand.shape
  }

  /// Small whole numbers, among which there are ties and zeros.
  private static func coarse(_ sizes: [Int], _ dice: inout SplitMix64) throws -> Tensor {
    try drawn([-2, -1, 0, -0.0, 1, 2], sizes, &dice)
  }

  private static func odd(_ sizes: [Int], _ dice: inout SplitMix64) throws -> Tensor {
    try drawn([.infinity, -.infinity, .nan, 3], sizes, &dice)
  }

  private static func drawn(_ numbers: [Double], _ sizes: [Int], _ dice: inout SplitMix64) throws -> Tensor {
    let shape = try Shape(sizes)
    let elements = (0..<shape.count).map { _ in numbers.randomElement(using: &dice) ?? 0 }
    return try Tensor(elements, shape: shape)
  }

  /// The same graph with all leaves in single precision.
  private static func inFloat32(_ output: Node) -> Node {
    var copies: [ObjectIdentifier: Node] = [:]
    for node in output.operandsFirst() {
      let value = node.value.converted(to: .float32)
      switch node.kind {
      case .variable: copies[ObjectIdentifier(node)] = variable(value, name: node.name)
      case .constant: copies[ObjectIdentifier(node)] = constant(value, name: node.name)
      case .operation(let operation):
        let operands = node.operands.compactMap { copies[ObjectIdentifier($0)] }
        copies[ObjectIdentifier(node)] = try? Node.applying(operation, to: Operands(all: operands))
      }
    }
    return copies[ObjectIdentifier(output)] ?? output
  }
}
