import Autodiff
import Formulas
import Tensors
import TestSupport

/// Compares what a rule says of itself in independent ways and tells where it contradicts itself.
struct RuleChecker {
  let rule: any OperationRule

  private func operands(_ values: [Tensor]) -> Operands<Tensor> { Operands(all: values) }

  /// The range that a position's numbers are drawn from, a little inside so that differences stay within.
  func range(_ position: Int) -> ClosedRange<Double> {
    guard let last = rule.domain.last else { return 0.3...2 }
    let range = position < rule.domain.count ? rule.domain[position] : last
    let margin = (range.upperBound - range.lowerBound) * 0.05
    return (range.lowerBound + margin)...(range.upperBound - margin)
  }

  func points(_ shapes: [[Int]], _ dice: inout SplitMix64) throws -> [Tensor] {
    var points: [Tensor] = []
    for (position, shape) in shapes.enumerated() {
      points.append(try dice.tensor(shape, in: range(position)))
    }
    return points
  }

  /// Everything that is wrong at a point; nil where the shapes do not fit the operation.
  func complaints(at values: [Tensor], _ dice: inout SplitMix64) throws -> [String]? {
    guard let result = try? rule.evaluate(operands(values)) else { return nil }
    // The mean of nothing is NaN, and so is all that is said of it.
    guard result.elements.allSatisfy(\.isFinite) else { return nil }
    var complaints: [String] = []
    let place = "\(rule.name) of \(values.map { "\($0)" }.joined(separator: ", "))"
    let adjoint = try dice.tensor(result.shape.sizes, in: -1...1)
    for position in values.indices where rule.isDifferentiable(in: position) {
      let operand = values[position]
      let tangent = try dice.tensor(operand.shape.sizes, in: -1...1)
      let back = try rule.pullBack(adjoint, to: position, operands(values), result).reduced(to: operand.shape)
      let forward = try rule.pushForward(tangent, from: position, operands(values), result).broadcast(to: result.shape)
      let backward = inner(back, tangent)
      if !isClose(inner(forward, adjoint), backward, within: 1e-11) {
        let other = inner(forward, adjoint)
        complaints.append("VJP \(backward) and JVP \(other) differ in operand \(position) of \(place)")
      }
      let difference = try difference(values, position, tangent, adjoint)
      if !isClose(difference, backward, within: 1e-7) {
        complaints.append("VJP \(backward) and difference \(difference) differ in operand \(position) of \(place)")
      }
      complaints += try disagreementsInFloat32(values, position, adjoint, back)
    }
    return complaints
  }

  /// The change of ⟨f, adjoint⟩ along a tangent, by central differences of the fourth order.
  private func difference(_ values: [Tensor], _ position: Int, _ tangent: Tensor, _ adjoint: Tensor) throws -> Double {
    func along(_ step: Double) throws -> Double {
      var moved = values
      moved[position] = try values[position].adding(tangent.multiplied(by: Tensor(step)))
      return try inner(rule.evaluate(operands(moved)), adjoint)
    }
    let step = 1e-3
    let near = try along(step) - along(-step)
    let far = try along(2 * step) - along(-2 * step)
    return (8 * near - far) / (12 * step)
  }

  /// The same in single precision must be the same but for rounding.
  private func disagreementsInFloat32(
    _ values: [Tensor], _ position: Int, _ adjoint: Tensor, _ back: Tensor
  ) throws -> [String] {
    let values = values.map { $0.converted(to: .float32) }
    let result = try rule.evaluate(operands(values))
    let single = try rule.pullBack(adjoint.converted(to: .float32), to: position, operands(values), result)
      .reduced(to: back.shape)
    guard result.dtype == .float32, single.dtype == .float32 else { return ["\(rule.name) leaves float32"] }
    let agree = zip(single.elements, back.elements).allSatisfy { isClose($0, $1, within: 3e-5) }
    return agree ? [] : ["\(rule.name) in float32 gives \(single), not \(back)"]
  }

  /// What the captions show against what ran, at numbers.
  ///
  /// `spelledOut` writes an operand as its number, as a constant is written in a caption, instead of by a name.
  func formulaComplaints(at numbers: [Double], spelledOut: Set<Int> = []) throws -> [String] {
    let values = numbers.map { Tensor($0) }
    guard let result = try? rule.evaluate(operands(values)) else { return [] }
    let symbols = numbers.indices.map { Symbol("operand_\($0)") }
    let resultSymbol = Symbol("result")
    func lookUp(_ symbol: Symbol) -> Double? {
      symbol == resultSymbol ? result.scalar : symbols.firstIndex(of: symbol).map { numbers[$0] }
    }
    let written = Operands(
      all: numbers.indices.map { spelledOut.contains($0) ? Formula.number(numbers[$0]) : .symbol(symbols[$0]) })
    var complaints: [String] = []
    let place = "\(rule.name)\(numbers)"
    if let shown = rule.formula(written).value(lookUp), !isClose(shown, result.scalar ?? .nan, within: 1e-12) {
      complaints.append("\(place) is \(result) but its formula says \(shown)")
    }
    for position in numbers.indices where rule.isDifferentiable(in: position) {
      let local = try rule.local(position, operands(values), result)
      let formula = rule.localFormula(position, written, .symbol(resultSymbol))
      guard (local == nil) == (formula == nil) else {
        complaints.append("\(place): a local derivative without its formula, or the other way round")
        continue
      }
      let back = try rule.pullBack(3, to: position, operands(values), result).scalar ?? .nan
      let backFormula = rule.pullBackFormula(.number(3), to: position, written, .symbol(resultSymbol))
      if let shown = backFormula.value(lookUp), !isClose(shown, back, within: 1e-11) {
        complaints.append("\(place): the contribution shown is \(shown), handed on is \(back)")
      }
      let forward = try rule.pushForward(3, from: position, operands(values), result).scalar ?? .nan
      let forwardFormula = rule.pushForwardFormula(.number(3), from: position, written, .symbol(resultSymbol))
      if let shown = forwardFormula.value(lookUp), !isClose(shown, forward, within: 1e-11) {
        complaints.append("\(place): the tangent shown is \(shown), the result moves by \(forward)")
      }
      guard let local, let formula else { continue }
      let number = local.scalar ?? .nan
      if !isClose(3 * number, back, within: 1e-12) {
        complaints.append("\(place): the local derivative is \(number) but \(back) of 3 is handed on")
      }
      guard let shown = formula.value(lookUp) else {
        complaints.append("\(place): the formula \(formula.text()) has no value")
        continue
      }
      if !isClose(shown, number, within: 1e-11) {
        complaints.append("\(place): the formula \(formula.text()) is \(shown), the derivative \(number)")
      }
    }
    return complaints
  }
}
