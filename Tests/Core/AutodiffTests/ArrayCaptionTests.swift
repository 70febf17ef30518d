import Autodiff
import Formulas
import Tensors
import TestSupport
import Testing

/// What a caption says of arrays is computed from the formula alone, and compared with what the rule hands back.
@Suite("An array's caption is the rule that ran")
struct ArrayCaptionTests {
  private static let shapes: [[Int]] = [[], [1], [3], [2, 3], [3, 2], [1, 3], [2, 1, 3]]

  private static let variants: [Operation] =
    [[0], [1], [-1], [0, 1]].flatMap { axes in
      [false, true].flatMap { keepDims in
        [
          Operation.sum(axes: axes, keepDims: keepDims), .mean(axes: axes, keepDims: keepDims),
          .max(axes: axes, keepDims: keepDims), .min(axes: axes, keepDims: keepDims),
        ]
      }
    }
    + [[0], [-1], [0, 1]].flatMap { axes in
      [false, true].flatMap { keepDims in
        [
          Operation.logSumExp(axes: axes, keepDims: keepDims), .norm(axes: axes, keepDims: keepDims),
          .product(axes: axes, keepDims: keepDims), .variance(axes: axes, keepDims: keepDims),
          .standardDeviation(axes: axes, keepDims: keepDims),
        ]
      }
    } + [
      .cumulativeSum(axis: -1), .cumulativeSum(axis: 0, isReversed: true), .matmul(transposed: true),
      .matmul(otherTransposed: true), .index([.positions([1, 0])]),
      .reshape(sizes: [3, 2]), .reshape(sizes: [6]), .squeeze(), .squeeze(axes: [0]), .stack(axis: 1),
      .conv2d(stride: [2, 1], padding: [1, 0]), .maxPool2d(size: [1, 2], stride: [1, 1]),
      .concatenate(axis: 1), .index([.position(1)]), .index([.slice(from: 0, to: nil, step: 2)]),
    ]

  @Test(arguments: Operation.all + variants) func contributions(_ operation: Operation) throws {
    let rule = operation.rule
    var dice = SplitMix64(operation.name)
    let checker = RuleChecker(rule: rule)
    var fitting = 0
    for arity in rule.arity.lowerBound...min(rule.arity.upperBound, 3) {
      let choices = (0..<arity).reduce([[[Int]]]([[]])) { heads, _ in
        heads.flatMap { h in (Self.shapes + operation.imageShapes).map { h + [$0] } }
      }
      for shapes in choices {
        let values = try checker.points(shapes, &dice)
        // A product with a number has the caption of an elementwise one.
        // Nor has a product of batches one for vectors.
        if case .matmul = operation, values.contains(where: { $0.shape.rank < 2 }) { continue }
        if operation == .dot, values.contains(where: { $0.shape.rank == 0 }) { continue }
        let operands = Operands(all: values)
        guard let result = try? rule.evaluate(operands), result.elements.allSatisfy(\.isFinite) else { continue }
        let adjoint = try dice.tensor(result.shape.sizes, in: -1...1)
        // Without spread the formula is 0/0, and 0 is handed back.
        if case .standardDeviation = operation, result.elements.contains(0) { continue }
        for position in values.indices where rule.isDifferentiable(in: position) {
          let expected = try rule.pullBack(adjoint, to: position, operands, result).reduced(to: values[position].shape)
          let reading = try ArrayReading(operation, values, result, adjoint, position)
          let shown = try reading.contribution().reduced(to: values[position].shape)
          #expect(
            zip(shown.elements, expected.elements).allSatisfy { isClose($0, $1, within: 1e-11) },
            "\(operation), shapes \(shapes), operand \(position): shown \(shown), handed back \(expected)")
        }
        fitting += 1
      }
    }
    #expect(fitting > 0 || operation.name == "reshape")
  }
}

/// Reads a formula with arrays in the place of its names.
private struct ArrayReading {
  private let rule: any OperationRule
  private let operands: [Tensor]
  private let result: Tensor
  private let adjoint: Tensor
  private let position: Int
  /// The axes a reduction folds, which its adjoint and result are repeated along.
  private let axes: [Int]?

  init(_ operation: Operation, _ operands: [Tensor], _ result: Tensor, _ adjoint: Tensor, _ position: Int) throws {
    rule = operation.rule
    (self.operands, self.position) = (operands, position)
    switch operation {
    case .sum(let axes, _), .mean(let axes, _), .max(let axes, _), .min(let axes, _), .logSumExp(let axes, _),
      .norm(let axes, _), .product(let axes, _), .variance(let axes, _), .standardDeviation(let axes, _):
      self.axes = axes
      self.result = try result.repeated(alongSummed: axes, of: operands[0].shape)
      self.adjoint = try adjoint.repeated(alongSummed: axes, of: operands[0].shape)
    default:
      axes = nil
      (self.result, self.adjoint) = (result, adjoint)
    }
  }

  func contribution() throws -> Tensor {
    let names = Operands(all: operands.indices.map { Formula.symbol(Symbol("operand_\($0)")) })
    return try value(rule.pullBackFormula(.symbol(Symbol("adjoint")), to: position, names, .symbol(Symbol("result"))))
  }

  private func value(_ formula: Formula) throws -> Tensor {
    switch formula {
    case .number(let number), .literal(let number): return Tensor(number)
    case .symbol(let symbol): return try named(symbol)
    case .negative(let a): return try Tensor(0).subtracting(value(a))
    case .plus(let a, let b): return try value(a).adding(value(b))
    case .minus(let a, let b): return try value(a).subtracting(value(b))
    case .times(let a, let b): return try value(a).multiplied(by: value(b))
    case .dot(let a, let b), .elementwise(let a, let b): return try value(a).multiplied(by: value(b))
    case .matrixProduct(let a, let b): return try product(value(a), value(b))
    case .fraction(let a, let b): return try value(a).divided(by: value(b))
    case .power(let a, let b): return try value(a).raised(to: value(b))
    case .transposed(let a): return try value(a).transposed
    case .comparison(let sign, .comparison(let first, let a, let b), let c):
      return try value(.comparison(first, a, b)).multiplied(by: value(.comparison(sign, b, c)))
    case .comparison(let sign, let a, let b):
      let (x, y) = try (value(a), value(b))
      let wide = try x.adding(y).shape
      return try Tensor(
        zip(x.broadcast(to: wide).elements, y.broadcast(to: wide).elements).map { sign.holds($0, $1) ? 1 : 0 },
        shape: wide)
    case .piecewise(let a, let condition, let b):
      let (first, choice, second) = try (value(a), value(condition), value(b))
      let isFirst = try choice.compared(.notEqual, to: Tensor(0))
      return try isFirst.multiplied(by: first).adding(Tensor(1).subtracting(isFirst).multiplied(by: second))
    case .function(_, let arguments):
      // A named function is what it is of each element.
      let values = try arguments.map { try value($0) }
      let wide = try values.dropFirst().reduce(values[0]) { try $0.adding($1) }.shape
      let wideValues = try values.map { try $0.broadcast(to: wide).elements }
      return try Tensor(
        (0..<wide.count).map { index in
          guard case .function(let function, _) = formula else { return .nan }
          return Formula.function(function, wideValues.map { .number($0[index]) }).value { _ in nil } ?? .nan
        }, shape: wide)
    case .root(let a): return try value(a).raised(to: Tensor(0.5))
    case .named("softmax", let arguments):
      let logits = try value(arguments[0])
      let powers = try Tensor(
        logits.elements.map { Formula.function(.exp, [.number($0)]).value { _ in nil } ?? .nan },
        shape: logits.shape)
      return try powers.divided(by: powers.sum(axes: [-1], keepDims: true))
    case .named("sum", let arguments) where arguments.dropFirst().first == .keyword("axis", .literal(-1)):
      return try value(arguments[0]).sum(axes: [-1], keepDims: true)
    case .named("product_of_others", let arguments): return try value(arguments[0]).productOfOthers(axes: axes)
    case .named("mean", let arguments): return try value(arguments[0]).mean(axes: axes, keepDims: true)
    case .named("matrix_transpose", let arguments): return try matricesTransposed(value(arguments[0]))
    case .named("cumsum", let arguments):
      guard case .integers(let axis)? = rule.attributes["axis"] else { throw Unread(formula: formula) }
      let isReversed = arguments.contains { if case .keyword("reverse", _) = $0 { true } else { false } }
      return try value(arguments[0]).cumulativeSum(axis: axis[0], reversed: isReversed)
    // A result written out so that it broadcasts to the operand.
    case .named(rule.name, let arguments)
    where axes != nil && arguments.contains(Formula.keyword("keepdims", .symbol(Symbol("true", face: .upright)))):
      return result
    // The adjoint of a reduction is repeated along its axes already.
    case .named("broadcast", let arguments): return try value(arguments[0])
    case .named("reshape", let arguments): return try value(arguments[0]).reshaped(to: operands[position].shape)
    case .named(let name, let arguments) where name.contains("2d"): return try ofImages(name, arguments)
    case .phrase(let parts):
      guard parts.count == 2, case .words(let place) = parts[1], case .text(let key)? = rule.attributes["key"],
        place == " at [\(key)], 0 elsewhere"
      else { throw Unread(formula: formula) }
      return try returned(value(parts[0]))
    case .indexed(let a, let part):
      guard part == "part \(position + 1)" else { throw Unread(formula: formula) }
      return try returned(value(a))
    default: throw Unread(formula: formula)
    }
  }

  /// A function of images with the attributes that it is written with; heights and widths are those of the operand.
  private func ofImages(_ name: String, _ arguments: [Formula]) throws -> Tensor {
    func numbers(_ formula: Formula) throws -> [Int]? {
      switch formula {
      case .literal(let number): [Int(number), Int(number)]
      case .tuple(let items): try items.flatMap { try numbers($0)?.prefix(1) ?? [] }
      default: nil
      }
    }
    var attributes: [String: Attribute] = ["sizes": .integers(Array(operands[position].shape.sizes.dropFirst(2)))]
    var arrays: [Tensor] = []
    for argument in arguments {
      if case .keyword(let key, let value) = argument {
        attributes[key] = try numbers(value).map { .integers($0) }
      } else if let size = try numbers(argument) {
        attributes["size"] = .integers(size)
      } else {
        arrays.append(try value(argument))
      }
    }
    guard let operation = Operation(name: name, attributes: attributes) else { throw Unread(formula: .named(name, [])) }
    return try operation.rule.evaluate(Operands(all: arrays))
  }

  /// The matrix product as mathematics has it: a vector is a column at the right of a matrix and a row at its left.
  private func product(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    let wanted = operands[position].shape
    if a.shape.rank == 0 || b.shape.rank == 0 { return try a.multiplied(by: b) }
    if rule.name == "matmul" { return try a.matmul(b) }
    if a.shape.rank == 1, b.shape.rank == 1 { return wanted.rank == 2 ? try a.outer(b) : try a.dot(b) }
    return try a.dot(b)
  }

  /// The matrices of the last two axes with rows and columns exchanged, by a product with unit matrices.
  private func matricesTransposed(_ a: Tensor) throws -> Tensor {
    let rows = a.shape.sizes[a.shape.rank - 2]
    let unit = try Tensor(
      (0..<rows * rows).map { $0 % (rows + 1) == 0 ? 1 : 0 }, shape: Shape([rows, rows]))
    return try a.matmul(unit, transposed: true)
  }

  /// Sends each element back to where the operation took it from, which the operation tells of numbered elements.
  private func returned(_ adjoint: Tensor) throws -> Tensor {
    var marks: [Tensor] = []
    var next = 0.0
    var first = 0.0
    for (place, operand) in operands.enumerated() {
      if place == position { first = next }
      marks.append(try Tensor((0..<operand.shape.count).map { next + Double($0) }, shape: operand.shape))
      next += Double(operand.shape.count)
    }
    let moved = try rule.evaluate(Operands(all: marks))
    var elements = [Double](repeating: 0, count: operands[position].shape.count)
    for (mark, share) in zip(moved.elements, adjoint.elements) {
      let place = Int(mark - first)
      if elements.indices.contains(place) { elements[place] += share }
    }
    return try Tensor(elements, shape: operands[position].shape)
  }

  private func named(_ symbol: Symbol) throws -> Tensor {
    for (place, operand) in operands.enumerated() where symbol == Symbol("operand_\(place)") { return operand }
    if symbol == Symbol("adjoint") { return adjoint }
    if symbol == Symbol("result") { return result }
    if symbol == .pi { return Tensor(.pi) }
    guard symbol == Symbol("n") else { throw Unread(formula: .symbol(symbol)) }
    switch rule.name {
    // How many are averaged, how many share the extreme, and how many rows there are.
    case "mean", "var", "std":
      let ones = Tensor(repeating: 1, shape: operands[0].shape)
      return try ones.sum(axes: axes).repeated(alongSummed: axes, of: operands[0].shape)
    case "max", "min":
      let isExtreme = try operands[0].compared(.equal, to: result)
      return try isExtreme.sum(axes: axes).repeated(alongSummed: axes, of: operands[0].shape)
    case "softmax_cross_entropy":
      return Tensor(Double(operands[0].shape.rank > 1 ? operands[0].shape.sizes.dropLast().reduce(1, *) : 1))
    default: throw Unread(formula: .symbol(symbol))
    }
  }

  struct Unread: Error {
    let formula: Formula
  }
}
