import Formulas
import Tensors

/// The convolution of images with kernels, and its adjoints with respect to both; as in neural networks, kernels are not
/// turned around.
///
/// The three are derivatives of one number that is linear in images, kernels and the adjoint of the result, so that each
/// operand's adjoint is one of them again.
final class Conv2d: OperationRule {
  let convolution: Convolution

  init(_ convolution: Convolution) { self.convolution = convolution }

  var name: String { convolution.name }
  var arity: ClosedRange<Int> { 2...2 }
  var domain: [ClosedRange<Double>] { [-3...3, -3...3] }
  var remark: String? {
    switch convolution.target {
    case .result: "x is (batch, channels, height, width) and y (filters, channels, height, width)"
    case .images: "the adjoint of the images of a convolution, from that of its result and its kernels"
    case .kernels: "the adjoint of the kernels of a convolution, from its images and the adjoint of its result"
    }
  }

  var attributes: [String: Attribute] {
    var attributes: [String: Attribute] = [
      "stride": .integers(convolution.stride), "padding": .integers(convolution.padding),
    ]
    switch convolution.target {
    case .result: break
    case .images(let sizes), .kernels(let sizes): attributes["sizes"] = .integers(sizes)
    }
    return attributes
  }

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    guard case .integers(let stride) = attributes["stride"] ?? .integers([1, 1]),
      case .integers(let padding) = attributes["padding"] ?? .integers([0, 0])
    else { return nil }
    if case .result = convolution.target { return .conv2d(stride: stride, padding: padding) }
    guard case .integers(let sizes)? = attributes["sizes"] else { return nil }
    return if case .images = convolution.target {
      .conv2dInput(sizes: sizes, stride: stride, padding: padding)
    } else {
      .conv2dWeight(sizes: sizes, stride: stride, padding: padding)
    }
  }

  func elementCountIfGrowing(_ operands: Operands<Tensor>) -> Int {
    operands.count == 2 ? convolution.resultCount(operands[0].shape, operands[1].shape) : 0
  }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    try operands[0].convolved(convolution, with: operands[1])
  }

  func local(_ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor) -> Tensor? { nil }

  func pullBack<A: ArrayQuantity>(
    _ adjoint: A, to operand: Int, _ operands: Operands<A>, _ result: A
  ) throws(TensorError) -> A {
    let (a, b) = (operands[0], operands[1])
    let result = convolution.of(.result)
    let images = convolution.of(.images(Array((operand == 0 ? a : b).shape.sizes.dropFirst(2))))
    let kernels = convolution.of(.kernels(Array((operand == 0 ? a : b).shape.sizes.dropFirst(2))))
    // What arrives takes the place of the array that the operation computes.
    return switch (convolution.target, operand) {
    case (.result, 0): try adjoint.convolved(images, with: b)
    case (.result, _): try a.convolved(kernels, with: adjoint)
    case (.images, 0): try adjoint.convolved(result, with: b)
    case (.images, _): try adjoint.convolved(kernels, with: a)
    case (.kernels, 0): try b.convolved(images, with: adjoint)
    case (.kernels, _): try a.convolved(result, with: adjoint)
    }
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try operand == 0
      ? tangent.convolved(convolution, with: operands[1]) : operands[0].convolved(convolution, with: tangent)
  }

  func reach(
    _ moves: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    // A product with ones, as a factor may be 0.
    let others = operands.map { Tensor(repeating: 1, shape: $0.shape, dtype: moves.dtype) }
    return try pushForward(moves, from: operand, others, result).compared(.notEqual, to: moves.filled(0))
  }

  func formula(_ operands: Operands<Formula>) -> Formula { .named(name, [operands[0], operands[1]] + arguments) }
  func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? { nil }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    let (a, b) = (operands[0], operands[1])
    let (name, first, second) =
      switch (convolution.target, operand) {
      case (.result, 0): ("conv2d_input", adjoint, b)
      case (.result, _): ("conv2d_weight", a, adjoint)
      case (.images, 0): ("conv2d", adjoint, b)
      case (.images, _): ("conv2d_weight", adjoint, a)
      case (.kernels, 0): ("conv2d_input", b, adjoint)
      case (.kernels, _): ("conv2d", a, adjoint)
      }
    return .named(name, [first, second] + arguments)
  }

  /// Stride and padding, where they are not 1 and 0.
  private var arguments: [Formula] {
    [("stride", convolution.stride, 1), ("padding", convolution.padding, 0)].compactMap { name, numbers, usual in
      numbers.allSatisfy { $0 == usual } ? nil : .keyword(name, .oneOrTwo(numbers))
    }
  }
}

extension Formula {
  /// One number for two equal ones, else both in parentheses.
  static func oneOrTwo(_ numbers: [Int]) -> Formula {
    let literals = numbers.map { Formula.literal(Double($0)) }
    guard let first = literals.first, literals.allSatisfy({ $0 == first }) else { return .tuple(literals) }
    return first
  }
}

extension Convolution {
  /// The operation on nodes.
  var operation: Operation {
    switch target {
    case .result: .conv2d(stride: stride, padding: padding)
    case .images(let sizes): .conv2dInput(sizes: sizes, stride: stride, padding: padding)
    case .kernels(let sizes): .conv2dWeight(sizes: sizes, stride: stride, padding: padding)
    }
  }
}
