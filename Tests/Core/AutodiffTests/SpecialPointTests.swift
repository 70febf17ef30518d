import Autodiff
import Formulas
import Tensors
import TestSupport
import Testing

/// `adviz ops` says what is returned where there is no ordinary derivative; here it is compared with what is returned,
/// and points that are not listed are looked for.
@Suite("Special points are all listed, and what is returned there is what is said")
struct SpecialPointTests {
  /// What operands are drawn from; an infinity at −0 may have the other sign, as the remarks say.
  private static let numbers = [-3, -2.5, -2, -1, -0.5, -0.0, 0, 0.5, 1, 1.5, 2, 3]

  private static let elementwise = Operation.all.filter { $0.rule.isElementwise }

  private func grid(_ operation: Operation) -> [[Double]] {
    (0..<operation.rule.arity.lowerBound).reduce([[]]) { heads, position in
      // Of a selection NaN is of interest as a condition alone; what it selects it hands on.
      let hasNaN = operation.rule.isMask && (operation != .where || position == 0)
      let numbers = Self.numbers + (hasNaN ? [.nan] : [])
      return heads.flatMap { head in numbers.map { head + [$0] } }
    }
  }

  private func lookUp(_ operation: Operation, _ operands: [Double]) -> (Symbol) -> Double? {
    let names = operation.rule.operandNames
    return { symbol in names.firstIndex { Symbol($0) == symbol }.map { operands[$0] } }
  }

  private func points(of operation: Operation, at operands: [Double]) -> [(offset: Int, element: SpecialPoint)] {
    operation.rule.specialPoints.enumerated().filter {
      $1.conditions.allSatisfy { $0.holds(lookUp(operation, operands)) }
    }
  }

  private func isSame(_ a: Double, _ b: Double, at operands: [Double]) -> Bool {
    let hasNegativeZero = operands.contains { $0 == 0 && $0.sign == .minus }
    return a == b || a.isNaN && b.isNaN || hasNegativeZero && a.isInfinite && b.isInfinite
      || (a - b).magnitude < 1e-14
  }

  /// The derivative by the backward pass, for numbers and for arrays of one element, by forward mode and by the rule.
  private func derivatives(_ operation: Operation, at operands: [Double], in position: Int) throws -> [Double] {
    var found: [Double] = []
    for isArray in [false, true] {
      for dtype in DType.allCases {
        let leaves = operands.enumerated().map { place, number -> Node in
          let value = isArray ? Tensor(repeating: number, shape: .vector, dtype: dtype) : Tensor(number, dtype: dtype)
          return place == position ? variable(value) : constant(value)
        }
        let output = try Node.applying(operation, to: Operands(all: leaves))
        for mode in DifferentiationMode.allCases {
          found.append(try #require(gradient(of: output, mode: mode)[leaves[position]].elements.first))
        }
        let values = Operands(all: leaves.map(\.value))
        found.append(try #require(operation.rule.local(position, values, output.value)?.elements.first))
      }
    }
    return found
  }

  @Test("what a special point says is returned, by every way there is", arguments: sampled(elementwise, oneIn: 4))
  func saidIsReturned(_ operation: Operation) throws {
    var seen: Set<Int> = []
    for operands in grid(operation) {
      let matching = points(of: operation, at: operands)
      guard !matching.isEmpty else { continue }
      seen.formUnion(matching.map(\.offset))
      let value = try operation.rule.evaluate(Operands(all: operands.map { Tensor($0) })).elements[0]
      let values = matching.compactMap { $0.element.value?.value(lookUp(operation, operands)) }
      #expect(
        values.isEmpty ? value.isFinite : values.allSatisfy { isSame(value, $0, at: operands) },
        "\(operation) of \(operands) is \(value), said is \(values)")
      for (_, point) in matching {
        for (position, derivative) in point.derivatives.enumerated() {
          guard let derivative else { continue }
          let said = try #require(derivative.value(lookUp(operation, operands)))
          for found in try derivatives(operation, at: operands, in: position) {
            #expect(
              isSame(found, said, at: operands) || isSame(found, Double(Float(said)), at: operands),
              "\(operation) of \(operands), operand \(position): \(found), said is \(said)")
          }
        }
      }
    }
    #expect(seen.count == operation.rule.specialPoints.count, "each was met on the grid")
  }

  @Test(
    "where the slopes of both sides are not what is returned, or it is no number, there is a special point",
    arguments: elementwise)
  func allAreListed(_ operation: Operation) throws {
    var (ordinary, special) = (0, 0)
    for operands in grid(operation) {
      for position in operands.indices where operation.rule.isDifferentiable(in: position) {
        let values = Operands(all: operands.map { Tensor($0) })
        let result = try operation.rule.evaluate(values)
        let returned = try #require(operation.rule.local(position, values, result)?.elements.first)
        func slope(_ step: Double) throws -> Double {
          var moved = operands
          moved[position] += step
          let there = try operation.rule.evaluate(Operands(all: moved.map { Tensor($0) })).elements[0]
          return (there - result.elements[0]) / step
        }
        let slopes = try [slope(1e-7), slope(-1e-7)]
        let isOrdinary =
          returned.isFinite && slopes.allSatisfy { ($0 - returned).magnitude < 1e-4 * max(1, returned.magnitude) }
        if isOrdinary {
          ordinary += 1
        } else {
          special += 1
          #expect(
            points(of: operation, at: operands).contains { $0.element.derivatives[position] != nil },
            "\(operation) of \(operands) returns \(returned) for operand \(position), slopes \(slopes), which is not said"
          )
        }
      }
    }
    let isCondition = !(0..<operation.rule.arity.lowerBound).contains { operation.rule.isDifferentiable(in: $0) }
    // Of the numbers that are drawn, four are no whole numbers, and four lie between −1 and 1.
    #expect(isCondition || ordinary >= 4, "\(operation): \(ordinary) ordinary points, \(special) special ones")
    // A condition that is not a number is no special point for what is selected.
    #expect(special >= operation.rule.specialPoints.count || operation == .where)
  }

  @Test("what there is no derivative of says so", arguments: Operation.all)
  func conditions(_ operation: Operation) {
    let rule = operation.rule
    let hasCondition = (0..<rule.arity.lowerBound).contains { !rule.isDifferentiable(in: $0) }
    let isSaid = rule.remark == "a condition has no derivative" || operation == .stopGradient
    #expect(hasCondition == isSaid)
  }

  @Test("examples of operations on arrays hand back what they are examples of", arguments: DType.allCases)
  func examples(_ dtype: DType) throws {
    let ln2 = 0.6931471805599453
    let expected: [(operation: Operation, example: Int, operand: Int, share: [Double])] = [
      (.max(), 0, 0, [0.5, 0, 0.5]), (.max(), 1, 0, [.nan, .nan]), (.min(), 0, 0, [0.5, 0, 0.5]),
      (.min(), 1, 0, [.nan, .nan]),
      (.logSumExp(), 0, 0, [0.2689414213699951, 0.7310585786300049]), (.norm(), 0, 0, [0, 0]),
      (.product(), 0, 0, [6, 0, 0]), (.standardDeviation(), 0, 0, [0, 0]),
      (.maxPool2d(), 0, 0, [0, 0.5, 0.5, 0]),
      (.softmaxCrossEntropy, 0, 0, [-0.5, 0.5]), (.softmaxCrossEntropy, 0, 1, [ln2, ln2]),
      (.softmaxCrossEntropy, 1, 0, [0, 0]), (.softmaxCrossEntropy, 1, 1, [0, .infinity]),
    ]
    let count = Operation.all.map(\.rule.specialExamples.count).reduce(0, +)
    #expect(Set(expected.map { "\($0.operation) \($0.example)" }).count == count)
    for (operation, example, operand, share) in expected {
      let values = Operands(all: operation.rule.specialExamples[example].operands.map { $0.converted(to: dtype) })
      let result = try operation.rule.evaluate(values)
      let found = try operation.rule.pullBack(
        Tensor(repeating: 1, shape: result.shape, dtype: dtype), to: operand, values, result
      ).elements
      #expect(found.count == share.count)
      for (a, b) in zip(found, share) { #expect(a == b || a.isNaN && b.isNaN || (a - b).magnitude < 1e-7) }
    }
  }
}

extension Shape {
  /// One element along one axis.
  fileprivate static var vector: Shape { Tensor([1] as Tensor).shape }
}

extension Tensor {
  fileprivate init(_ tensor: Tensor) { self = tensor }
}
