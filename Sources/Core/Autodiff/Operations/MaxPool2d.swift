import Formulas
import Tensors

/// The largest element of each window of images, its adjoint, and its derivative along a direction; ties share equally.
final class MaxPool2d: OperationRule {
  /// What is done at the largest element of each window.
  enum Kind {
    /// It is taken.
    case largest
    /// The element of another array is placed there.
    case placed
    /// The element of another array is taken from there.
    case taken
  }

  let kind: Kind
  let pooling: Pooling

  init(_ kind: Kind, _ pooling: Pooling) { (self.kind, self.pooling) = (kind, pooling) }

  var name: String {
    switch kind {
    case .largest: "max_pool2d"
    case .placed: "max_unpool2d"
    case .taken: "max_pool2d_at"
    }
  }

  var arity: ClosedRange<Int> { kind == .largest ? 1...1 : 2...2 }
  var domain: [ClosedRange<Double>] { [-3...3, -3...3] }
  var isMask: Bool { true }
  var remark: String? {
    kind == .largest
      ? "x is (batch, channels, height, width); ties share the adjoint equally, the others get 0"
      : "a condition has no derivative"
  }

  var specialExamples: [SpecialExample] {
    guard kind == .largest else { return [] }
    let image: Tensor = [[[[1, 3], [3, 0]]]]
    return [SpecialExample(situation: "a tie", operands: [image])]
  }

  var attributes: [String: Attribute] { ["size": .integers(pooling.size), "stride": .integers(pooling.stride)] }

  func read(_ attributes: [String: Attribute], for operation: Operation) -> Operation? {
    guard case .integers(let size) = attributes["size"] ?? .integers([2, 2]),
      case .integers(let stride) = attributes["stride"] ?? .integers(size)
    else { return nil }
    return switch kind {
    case .largest: .maxPool2d(size: size, stride: stride)
    case .placed: .maxUnpool2d(size: size, stride: stride)
    case .taken: .maxPool2dAt(size: size, stride: stride)
    }
  }

  func isDifferentiable(in operand: Int) -> Bool { operand == 0 }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor {
    switch kind {
    case .largest: try operands[0].largest(of: pooling)
    case .placed: try operands[0].placed(atLargestOf: operands[1], in: pooling)
    case .taken: try operands[0].taken(atLargestOf: operands[1], in: pooling)
    }
  }

  func local(_ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor) -> Tensor? { nil }

  func pullBack<A: ArrayQuantity>(
    _ adjoint: A, to operand: Int, _ operands: Operands<A>, _ result: A
  ) throws(TensorError) -> A {
    switch (kind, operand) {
    case (.largest, _): try adjoint.placed(atLargestOf: operands[0], in: pooling)
    case (.placed, 0): try adjoint.taken(atLargestOf: operands[1], in: pooling)
    case (.taken, 0): try adjoint.placed(atLargestOf: operands[1], in: pooling)
    // Asked by nobody: which is the largest does not change along with the images, almost everywhere.
    default: try operands[1].filled(0).broadcast(to: operands[1].shape)
    }
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    switch (kind, operand) {
    case (.largest, _): try tangent.taken(atLargestOf: operands[0], in: pooling)
    case (.placed, 0): try tangent.placed(atLargestOf: operands[1], in: pooling)
    case (.taken, 0): try tangent.taken(atLargestOf: operands[1], in: pooling)
    default: Tensor(repeating: 0, shape: result.shape, dtype: result.dtype)
    }
  }

  func isAtKink(_ operands: Operands<Tensor>, _ result: Tensor) throws(TensorError) -> Bool {
    try operands[kind == .largest ? 0 : 1].hasTies(in: pooling)
  }

  func formula(_ operands: Operands<Formula>) -> Formula { .named(name, Array(operands) + arguments) }
  func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? { nil }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    switch (kind, operand) {
    case (.largest, _): .named("max_unpool2d", [adjoint, operands[0]] + arguments)
    case (.placed, 0): .named("max_pool2d_at", [adjoint, operands[1]] + arguments)
    case (.taken, 0): .named("max_unpool2d", [adjoint, operands[1]] + arguments)
    default: .number(0)
    }
  }

  func pushForwardFormula(
    _ tangent: Formula, from operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    switch (kind, operand) {
    case (.largest, _): .named("max_pool2d_at", [tangent, operands[0]] + arguments)
    case (_, 0): formula(Operands(all: [tangent, operands[1]]))
    default: .number(0)
    }
  }

  /// The size of a window, and the stride where it is another.
  private var arguments: [Formula] {
    let size = Formula.oneOrTwo(pooling.size)
    let stride = Formula.oneOrTwo(pooling.stride)
    return [size] + (stride == size ? [] : [.keyword("stride", stride)])
  }
}
