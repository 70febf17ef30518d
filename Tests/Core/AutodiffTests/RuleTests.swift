import Autodiff
import Formulas
import FoundationEssentials
import Tensors
import TestSupport
import Testing

@Suite("Every operation's derivative is right")
struct RuleTests {
  private static let shapes: [[Int]] = [
    [], [1], [3], [2, 3], [2, 1], [1, 3], [3, 2], [2], [2, 1, 3], [0], [0, 3],
  ]

  /// Every choice of shapes for so many operands, fewer of them where there are many operands.
  private static func choices(_ arity: Int, _ more: [[Int]] = []) -> [[[Int]]] {
    let shapes = (arity > 2 ? Array(shapes.prefix(6)) + [[0]] : shapes) + more
    return (0..<arity).reduce([[]]) { heads, _ in heads.flatMap { head in shapes.map { head + [$0] } } }
  }

  @Test(
    "against central differences and forward mode, for every pair of shapes and both types",
    arguments: Operation.all)
  func derivatives(_ operation: Operation) throws {
    let checker = RuleChecker(rule: operation.rule)
    var dice = SplitMix64(operation.name)
    var fitting = 0
    for arity in operation.rule.arity.lowerBound...min(operation.rule.arity.upperBound, 3) {
      for shapes in Self.choices(arity, operation.imageShapes) {
        let points = try checker.points(shapes, &dice)
        guard let complaints = try checker.complaints(at: points, &dice) else { continue }
        #expect(complaints.isEmpty)
        fitting += 1
      }
    }
    #expect(fitting > 0, "no shapes were found on which \(operation.name) could be tried")
  }

  @Test("what is elementwise takes every pair of shapes that broadcasts, and no other", arguments: Operation.all)
  func broadcasting(_ operation: Operation) throws {
    let rule = operation.rule
    let arity = rule.arity.lowerBound
    let scalars = Operands(all: (0..<arity).map { _ in Tensor(0.5) })
    guard rule.arity.lowerBound == rule.arity.upperBound, let result = try? rule.evaluate(scalars),
      try (0..<arity).contains(where: { try rule.local($0, scalars, result) != nil })
    else { return }
    for shapes in Self.choices(arity) {
      let checked = try shapes.map { try Shape($0) }
      var expected: Shape? = .scalar
      for shape in checked { expected = expected.flatMap { try? $0.broadcast(with: shape, for: "") } }
      let values = checked.map { Tensor(repeating: 0.5, shape: $0) }
      #expect((try? rule.evaluate(Operands(all: values)))?.shape == expected, "\(operation.name) of \(shapes)")
    }
  }

  @Test(
    "operands that may change places give the same result either way",
    arguments: Operation.all.filter(\.rule.isCommutative))
  func commutativity(_ operation: Operation) throws {
    let checker = RuleChecker(rule: operation.rule)
    var dice = SplitMix64(operation.name)
    for _ in 0..<20 {
      let points = try checker.points([[], []], &dice)
      let there = try operation.rule.evaluate(Operands(all: points))
      #expect(try operation.rule.evaluate(Operands(all: points.reversed())) == there)
    }
  }

  @Test("the caption's formula is the rule that ran", arguments: Operation.all)
  func formulas(_ operation: Operation) throws {
    let checker = RuleChecker(rule: operation.rule)
    var dice = SplitMix64(operation.name)
    let arity = operation.rule.arity.lowerBound
    for _ in 0..<40 {
      let numbers = (0..<arity).map { Double.random(in: checker.range($0), using: &dice) }
      for choice in 0..<(1 << arity) {
        let spelledOut = Set((0..<arity).filter { choice >> $0 & 1 == 1 })
        #expect(try checker.formulaComplaints(at: numbers, spelledOut: spelledOut) == [])
      }
    }
  }

  @Test("the short forms of a power with a constant exponent", arguments: [-2.0, -1, -0.5, 0, 0.5, 1, 2, 3, 10])
  func exponents(_ exponent: Double) throws {
    let checker = RuleChecker(rule: Operation.pow.rule)
    for base in [0.3, 1, 2.5] {
      #expect(try checker.formulaComplaints(at: [base, exponent], spelledOut: [1]) == [])
      #expect(try checker.formulaComplaints(at: [base, exponent], spelledOut: [0, 1]) == [])
    }
  }

  @Test("sums over every choice of axes hand their adjoint back")
  func sums() throws {
    var dice = SplitMix64("sums")
    for axes in [nil, [], [0], [1], [-1], [-3], [0, 2], [2, 0, 1], [-1, 0]] as [[Int]?] {
      for keepDims in [false, true] {
        let checker = RuleChecker(rule: Operation.sum(axes: axes, keepDims: keepDims).rule)
        let complaints = try checker.complaints(at: checker.points([[2, 3, 2]], &dice), &dice)
        #expect(complaints == [], "axes \(String(describing: axes))")
      }
    }
  }

  @Test("names differ and each finds its operation again")
  func names() {
    #expect(Set(Operation.all.map(\.name)).count == Operation.all.count)
    for operation in Operation.all {
      #expect(Operation(name: operation.name, attributes: operation.rule.attributes) == operation)
    }
    #expect(Operation(name: "convolve", attributes: [:]) == nil)
    #expect(
      Operation(name: "sum", attributes: ["axis": .integers([1]), "keepdims": .flag(true)])
        == .sum(axes: [1], keepDims: true))
    #expect(Operation(name: "sum", attributes: ["axis": .flag(true)]) == nil)
    #expect(Operation(name: "sum", attributes: ["keepdims": .integers([1])]) == nil)
  }

  @Test("every case is in the list, and the list has every rule of the folder")
  func list() throws {
    let operations = "Sources/Core/Autodiff/Operations"
    let source = try Repository.text(of: "\(operations)/NodeOperation.swift")
    let cases = source.matches(of: /\n  (?:indirect )?case `?(\w+)/).map { String($0.1) }
    let listed = Operation.all.map { String("\($0)".prefix { $0 != "(" }) }
    #expect(listed.sorted() == cases.filter { $0 != "custom" }.sorted())
    var rules: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(atPath: Repository.url(operations).path) {
      guard file.hasSuffix(".swift") else { continue }
      for rule in try Repository.text(of: "\(operations)/\(file)").matches(of: /\nfinal class (\w+):/) {
        #expect(file == "\(rule.1).swift")
        rules.insert(String(rule.1))
      }
    }
    #expect(Set(Operation.all.map { "\(type(of: $0.rule))" }) == rules)
  }

  @Test("the names of the contract are those of the table")
  func contract() {
    let contract = Set(
      """
      add sub mul div pow neg exp log sin cos tan sqrt tanh sigmoid relu abs square maximum minimum sum mean max min
      dot transpose reshape squeeze stack concatenate index broadcast_to place where less lessEqual greater greaterEqual equal notEqual
      softmax_cross_entropy
      softplus log_sigmoid log1p expm1 gelu erf asin acos atan sinh cosh atan2 sign floor clip stop_gradient
      logsumexp norm prod var std cumsum matmul
      conv2d conv2d_input conv2d_weight max_pool2d max_unpool2d max_pool2d_at
      """.split(whereSeparator: \.isWhitespace).map(String.init))
    #expect(Set(Operation.all.map(\.name)) == contract)
  }
}

/// The sine, with one thing wrong at a time.
private final class WrongSine: OperationRule {
  enum Fault { case none, pullBack, pushForward, local, localFormula, formula, signOfFormula }

  let fault: Fault

  init(fault: Fault) { self.fault = fault }

  var name: String { "wrong sine" }
  var arity: ClosedRange<Int> { 1...1 }
  var domain: [ClosedRange<Double>] { [-3...3] }

  private func slope(_ x: Tensor, isWrong: Bool) -> Tensor { isWrong ? x.sine : x.cosine }

  func evaluate(_ operands: Operands<Tensor>) throws(TensorError) -> Tensor { operands[0].sine }

  func local(_ operand: Int, _ operands: Operands<Tensor>, _ result: Tensor) throws(TensorError) -> Tensor? {
    slope(operands[0], isWrong: fault == .local)
  }

  func pullBack(
    _ adjoint: Tensor, to operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try adjoint.multiplied(by: slope(operands[0], isWrong: fault == .pullBack))
  }

  func pullBack(
    _ adjoint: NodeQuantity, to operand: Int, _ operands: Operands<NodeQuantity>, _ result: NodeQuantity
  ) throws(TensorError) -> NodeQuantity {
    try adjoint.multiplied(by: operands[0].cosine)
  }

  func pushForward(
    _ tangent: Tensor, from operand: Int, _ operands: Operands<Tensor>, _ result: Tensor
  ) throws(TensorError) -> Tensor {
    try tangent.multiplied(by: slope(operands[0], isWrong: fault == .pushForward))
  }

  func formula(_ operands: Operands<Formula>) -> Formula {
    .function(fault == .formula ? .cos : .sin, [operands[0]])
  }

  func localFormula(_ operand: Int, _ operands: Operands<Formula>, _ result: Formula) -> Formula? {
    if fault == .localFormula { return result }
    let slope = Formula.function(.cos, [operands[0]])
    return fault == .signOfFormula ? .negative(slope) : slope
  }

  func pullBackFormula(
    _ adjoint: Formula, to operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    .dot(adjoint, .function(.cos, [operands[0]]))
  }

  func pushForwardFormula(
    _ tangent: Formula, from operand: Int, _ operands: Operands<Formula>, _ result: Formula
  ) -> Formula {
    .dot(.function(.cos, [operands[0]]), tangent)
  }
}

@Suite("A wrong rule is caught")
struct WrongRuleTests {
  private func complaints(_ fault: WrongSine.Fault) throws -> (derivatives: [String], formulas: [String]) {
    let checker = RuleChecker(rule: WrongSine(fault: fault))
    var dice = SplitMix64(5)
    let points = try checker.points([[2, 3]], &dice)
    return (
      try #require(try checker.complaints(at: points, &dice)), try checker.formulaComplaints(at: [0.7])
    )
  }

  @Test("nothing is said of the right one")
  func right() throws {
    let (derivatives, formulas) = try complaints(.none)
    #expect(derivatives == [] && formulas == [])
  }

  @Test("a wrong product with the Jacobian, backward or forward")
  func products() throws {
    #expect(try complaints(.pullBack).derivatives.contains { $0.contains("difference") })
    #expect(try complaints(.pullBack).derivatives.contains { $0.contains("JVP") })
    #expect(try complaints(.pushForward).derivatives.contains { $0.contains("JVP") })
  }

  @Test("a caption that shows another rule")
  func captions() throws {
    for fault in [WrongSine.Fault.local, .localFormula, .formula, .signOfFormula] {
      #expect(try !complaints(fault).formulas.isEmpty, "\(fault)")
    }
  }
}
