import Adviz
import TestSupport
import Testing

/// Operations that are declared outside of adviz.
@Suite("An operation of one's own")
struct CustomOperationTests {
  /// `x·y²`, with one thing wrong at a time.
  private final class Weighted: CustomRule {
    enum Fault { case none, slope, shape, value }

    let name: String
    let fault: Fault

    init(_ name: String, _ fault: Fault = .none) { (self.name, self.fault) = (name, fault) }

    var arity: ClosedRange<Int> { 2...2 }
    var isElementwise: Bool { true }

    func value(_ x: Operands<Tensor>) throws(TensorError) -> Tensor {
      try x[0].multiplied(by: x[1].squared)
    }

    func pullBack(_ adjoint: Node, to operand: Int, _ x: Operands<Node>, _ y: Node) -> Node {
      if fault == .shape { return variable([1, 2, 3, 4, 5]) }
      return operand == 0 ? adjoint * square(x[1]) : adjoint * x[0] * x[1] * (fault == .slope ? 3 : 2)
    }

    func formula(_ x: Operands<Formula>) -> Formula { .times(x[0], .power(x[1], .number(2))) }

    func derivativeFormula(_ operand: Int, _ x: Operands<Formula>, _ y: Formula) -> Formula? {
      operand == 0 ? .power(x[1], .number(2)) : .dot(.number(2), .times(x[0], x[1]))
    }
  }

  /// The sum of the squares, not elementwise.
  private final class SumOfSquares: CustomRule {
    let name = "sum_of_squares", isElementwise = false
    func value(_ x: Operands<Tensor>) throws(TensorError) -> Tensor { try x[0].squared.sum() }
    func pullBack(_ adjoint: Node, to operand: Int, _ x: Operands<Node>, _ y: Node) -> Node { adjoint * 2 * x[0] }
  }

  @Test("is recorded, captioned, drawn and read back from a trace")
  func lifeOfATrace() throws {
    let weighted = try CustomOperation(Weighted("weighted"))
    defer { weighted.unregister() }
    let x = variable(2, name: "x"), y = variable(3, name: "y")
    let f = sin(weighted(x, y))
    let trace = try Trace(of: f)
    #expect(trace.title == "f = sin(x × y^2)")
    let read = try Trace(jsonLines: trace.jsonLines())
    #expect(read.nodes == trace.nodes && read.events == trace.events)
    for story in [Storyboard(trace), Storyboard(read)] {
      let captions = story.frames.map { $0.caption.text(NumberStyle()) }.joined(separator: "\n")
      #expect(captions.contains("∂weighted/∂x = y^2 = 9") || captions.contains("∂weighted/∂x = y² = 9"), "\(captions)")
    }
    let svg = try String(decoding: FrameRenderer(Storyboard(read)).svg(1), as: UTF8.self)
    #expect(svg.contains("weighted"))
  }

  @Test("is drawn without formulas where nobody registered it")
  func unknown() throws {
    let weighted = try CustomOperation(Weighted("weighted_for_a_while"))
    let trace = try Trace(of: weighted(variable(2, name: "x"), variable(3, name: "y")))
    weighted.unregister()
    #expect(Storyboard(trace).frames.count > 3)
  }

  @Test("has forward mode, higher derivatives and the derivatives of arrays by its pull-back")
  func derivatives() throws {
    let weighted = try CustomOperation(Weighted("weighted_array"))
    let total = try CustomOperation(SumOfSquares())
    defer { for operation in [weighted, total] { operation.unregister() } }
    let x = variable([[1, 2, 3], [4, 5, 6]], name: "x"), y = variable([1, -1, 2], name: "y")
    let f = total(weighted(x, y)) + sum(weighted(y, y))
    #expect(try checkGradient(of: f).allSatisfy(\.agrees))
    let plain = sum(square(x * y ** 2.0)) + sum(y ** 3.0)
    for variable in [x, y] {
      #expect(try gradient(of: f)[variable] == gradient(of: plain)[variable])
      #expect(try hessian(of: f, withRespectTo: variable) == hessian(of: plain, withRespectTo: variable))
    }
    #expect(optimized(weighted(x, y) + weighted(x, y)).savings.merged == 1)
  }

  @Test("with a wrong rule is caught by the check, or told in a sentence")
  func wrongRules() throws {
    let slope = try CustomOperation(Weighted("weighted_wrong", .slope))
    let shape = try CustomOperation(Weighted("weighted_misfit", .shape))
    defer { for operation in [slope, shape] { operation.unregister() } }
    let x = variable([2, 3], name: "x"), y = variable(3, name: "y")
    let check = try checkGradient(of: sum(slope(x, y)))
    #expect(check.filter { !$0.agrees }.compactMap(\.variable.name) == ["y"])
    let error = #expect(throws: TensorError.self) { try gradient(of: sum(shape(x, y))) }
    #expect(
      error?.description
        == "weighted_misfit: the rule hands an array of shape (5,) to its operand 1, which has the shape (2,)")
    let misfit = try TensorError.shapesDoNotBroadcast(operation: "mul", Shape([2]), Shape([3]))
    #expect(throws: misfit) {
      try Node.applying(.custom(slope), to: Operands(x, variable([1, 2, 3])))
    }
    #expect(throws: TensorError.wrongOperandCount(operation: "weighted_wrong", takes: 2...2, count: 1)) {
      try Node.applying(.custom(slope), to: Operands(x))
    }
  }

  @Test("has a name that is its own")
  func names() throws {
    let first = try CustomOperation(Weighted("once"))
    #expect(throws: CustomOperationError.nameTaken("once")) { try CustomOperation(Weighted("once")) }
    #expect(throws: CustomOperationError.nameTaken("sin")) { try CustomOperation(Weighted("sin")) }
    for name in ["", "a b", "1st", "x.y", "<b>"] {
      #expect(throws: CustomOperationError.noName(name)) { try CustomOperation(Weighted(name)) }
    }
    #expect(
      CustomOperationError.nameTaken("sin").description
        == "there is an operation 'sin' already; call yours something else")
    first.unregister()
    try CustomOperation(Weighted("once")).unregister()
  }
}
