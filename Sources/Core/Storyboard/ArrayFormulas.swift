import Autodiff
import Formulas

extension Operands<Formula> {
  /// The operands with the shapes of their arrays beneath; numbers as they are.
  func shaped(by shapes: [[Int]]) -> Operands<Formula> {
    Operands(all: zip(self, shapes).map { $1.isEmpty ? $0 : .shaped($0, $1) })
  }
}

extension Formula {
  /// Whether it is one array or a product.
  var isProduct: Bool {
    switch self {
    case .shaped, .dot, .matrixProduct, .transposed: true
    default: false
    }
  }

  /// The formula with the shape of a transpose beneath the whole of it, as the array that is multiplied has it.
  var withShapesOutside: Formula {
    switch self {
    case .dot(let a, let b): .dot(a.withShapesOutside, b.withShapesOutside)
    case .matrixProduct(let a, let b): .matrixProduct(a.withShapesOutside, b.withShapesOutside)
    case .transposed(.shaped(let a, let shape)): .shaped(.transposed(a), shape.reversed())
    // What is reshaped tells its shape itself.
    case .named("reshape", let arguments):
      .named("reshape", arguments.map { if case .shaped(let a, _) = $0 { a } else { $0 } })
    default: self
    }
  }

  /// A transposed array of numbers with its rows and columns exchanged, a reshaped vector as a column or a row.
  private var rearrangingNumbers: Formula {
    switch self {
    case .transposed(.matrix(let rows)):
      .matrix((rows.first ?? []).indices.map { column in rows.map { $0[column] } })
    case .transposed(let numbers): numbers
    case .named("reshape", let arguments):
      switch (arguments.first, arguments.last) {
      case (.list(let elements)?, .tuple(let sizes)?) where sizes.first == .literal(1): .matrix([elements])
      case (.list(let elements)?, _): .matrix(elements.map { [$0] })
      default: self
      }
    default: self
    }
  }

  /// A product of numbers with its transposes carried out.
  var multiplyingNumbers: Formula {
    switch self {
    case .dot(let a, let b): .times(a.rearrangingNumbers, b.rearrangingNumbers)
    case .matrixProduct(let a, let b): .matrixProduct(a.rearrangingNumbers, b.rearrangingNumbers)
    default: self
    }
  }

  /// A product summed over axes of a shape, so that it has the shape of the operand that was broadcast along them.
  static func summed(
    _ product: Formula, over axes: [Int], of shape: [Int], to operand: [Int]
  ) -> Formula {
    if operand.isEmpty { return .total(product) }
    // An axis of size 1 stays; one that the operand lacks does not.
    let keepDims = Formula.keyword("keepdims", .symbol(Symbol("true", face: .upright)))
    if operand.count == shape.count { return .named("sum", [product, axes.argument, keepDims]) }
    let sum = axes.count == shape.count ? Formula.total(product) : .named("sum", [product, axes.argument])
    guard axes.count > shape.count - operand.count else { return sum }
    return .named("reshape", [sum, .tuple(operand.map { .literal(Double($0)) })])
  }

  /// Whether matrices of numbers and what they make can stand in one line of a caption.
  func hasRoom(beside result: Formula) -> Bool {
    matrixColumns + result.matrixColumns <= 9
  }

  /// The number of columns of all matrices beside each other.
  private var matrixColumns: Int {
    switch self {
    case .matrix(let rows): rows.first?.count ?? 0
    case .plus(let a, let b), .times(let a, let b), .elementwise(let a, let b), .matrixProduct(let a, let b):
      a.matrixColumns + b.matrixColumns
    default: 0
    }
  }

  /// A product: element by element of arrays, else of numbers or of a number and an array.
  static func product(_ a: Formula, _ b: Formula, ofArrays: Bool) -> Formula {
    if ofArrays { return .elementwise(a, b) }
    return a.isNumber || b.isNumber ? .times(a, b) : .dot(a, b)
  }
}

extension [Int] {
  /// The axes of this shape that an adjoint is summed over to become one of an operand's shape; nil for none.
  func axes(summedFor operand: [Int]) -> [Int]? {
    let extra = count - operand.count
    guard extra >= 0, self != operand else { return nil }
    let stretched = operand.indices.filter { operand[$0] == 1 && self[$0 + extra] != 1 }.map { $0 + extra }
    let axes = Swift.Array(0..<extra) + stretched
    return axes.isEmpty ? nil : axes
  }

  /// The argument `axis=0`.
  var argument: Formula {
    let numbers = map { Formula.literal(Double($0)) }
    return .keyword("axis", numbers.count == 1 ? numbers[0] : .tuple(numbers))
  }
}
