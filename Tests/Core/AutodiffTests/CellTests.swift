import Autodiff
import Expressions
import Tensors
import TestSupport
import Testing

@Suite("Which cell came from which")
struct CellTests {
  /// Compares the cells of an operation with its rule at a point; nil where the shapes do not fit.
  private func complaints(_ operation: Autodiff.Operation, at values: [Tensor], _ dice: inout SplitMix64) throws
    -> [String]?
  {
    let rule = operation.rule
    let operands = Operands(all: values)
    guard let result = try? rule.evaluate(operands), result.elements.allSatisfy(\.isFinite) else { return nil }
    let cells = try OperationCells(rule, operands, result)
    let adjoint = try dice.tensor(result.shape.sizes, in: -1...1)
    var complaints: [String] = []
    for place in values.indices {
      let sums = cells.operands[place].contributions(from: adjoint.elements)
      guard sums.count == values[place].shape.count else {
        complaints.append("\(operation.name): \(sums.count) sums for \(values[place].shape)")
        continue
      }
      guard rule.isDifferentiable(in: place) else {
        if sums.contains(where: { !$0.terms.isEmpty }) { complaints.append("\(operation.name) hands on to \(place)") }
        continue
      }
      let back = try rule.pullBack(adjoint, to: place, operands, result).reduced(to: values[place].shape)
      for (sum, expected) in zip(sums, back.elements) where abs(sum.total - expected) > 1e-12 * max(1, abs(expected)) {
        complaints.append("\(operation.name): \(sum.total) for \(expected) in cell \(sum.cell) of operand \(place)")
      }
    }
    return complaints
  }

  private static let shapes: [[Int]] = [
    [], [1], [3], [2, 3], [2, 1], [1, 3], [3, 2], [2], [2, 1, 3], [0], [0, 3],
  ]

  /// The shapes of the tests of rules.
  private static func choices(_ arity: Int, _ more: [[Int]]) -> [[[Int]]] {
    let shapes = (arity > 2 ? Array(shapes.prefix(6)) + [[0]] : shapes) + more
    return (0..<arity).reduce([[]]) { heads, _ in heads.flatMap { head in shapes.map { head + [$0] } } }
  }

  @Test(
    "the sum of a cell's contributions is the adjoint's cell, for every operation and shape",
    arguments: Autodiff.Operation.all)
  func sums(_ operation: Autodiff.Operation) throws {
    let checker = RuleChecker(rule: operation.rule)
    var dice = SplitMix64(operation.name)
    var fitting = 0
    for arity in operation.rule.arity.lowerBound...min(operation.rule.arity.upperBound, 3) {
      for shapes in Self.choices(arity, operation.imageShapes) {
        let points = try checker.points(shapes, &dice)
        guard let complaints = try complaints(operation, at: points, &dice) else { continue }
        #expect(complaints == [])
        fitting += 1
      }
    }
    #expect(fitting > 0)
  }

  /// The cells of the last operation of an expression.
  private func cells(_ text: String) throws -> OperationCells {
    let trace = try ExpressionProgram(text).trace()
    return try #require(try trace.cells(of: trace.output))
  }

  @Test("a sum comes from all cells, a maximum from those that tie")
  func reductions() throws {
    let sum = try cells("x = [1, 2, 3]\nf = sum(x)").operands[0]
    #expect(sum.sources(of: 0) == [0, 1, 2])
    let largest = try cells("x = [1, 2, 2]\nf = max(x)").operands[0]
    #expect(largest.sources(of: 0) == [1, 2])
    #expect(largest.contributions(from: [3]).map(\.total) == [0, 1.5, 1.5])
    let columns = try cells("x = [[0, 1, 4], [0, 7, 1]]\nf = max(x, axis=0)").operands[0]
    #expect((0..<3).map { columns.sources(of: $0) } == [[0, 3], [4], [2]])
    #expect(columns.contributions(from: [1, 1, 1]).map(\.total) == [0.5, 0, 1, 0.5, 1, 0])
  }

  @Test("what is broadcast is copied there and summed back")
  func broadcasting() throws {
    let sum = try cells("A = [[1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 12]]\nb = [1, 2, 3]\nf = A + b")
    let row = sum.operands[1]
    #expect((0..<12).map { row.sources(of: $0) } == (0..<12).map { [$0 % 3] })
    let adjoint = (0..<12).map(Double.init)
    #expect(row.contribution(to: 1, from: adjoint).terms.map(\.cell) == [1, 4, 7, 10])
    #expect(row.contribution(to: 1, from: adjoint).total == 22)
    #expect(sum.operands[0].contribution(to: 7, from: adjoint).terms.map(\.cell) == [7])
  }

  @Test("an infinite derivative stays in its cell, and what no derivative has hands nothing on")
  func edges() throws {
    let root = try cells("x = [0, 4]\nf = sqrt(x)").operands[0]
    #expect(root.contribution(to: 1, from: [1, 1]).total == 0.25)
    #expect(root.contribution(to: 0, from: [1, 1]).total == .infinity)
    let trace = try ExpressionProgram("x = [1, 2]\ny = 3\nf = where(x < y, x, y)").trace()
    let condition = try #require(trace.nodes.first { $0.operation == "less" })
    let less = try #require(try trace.cells(of: condition.id))
    #expect(less.operands[1].sources(of: 1) == [0])
    #expect(less.operands[1].contribution(to: 0, from: [1, 1]).terms.isEmpty)
  }

  @Test("six terms are shown, and how many more there are")
  func manyTerms() throws {
    let sum = try cells("x = 2\nf = x + [1, 2, 3, 4, 5, 6, 7, 8]").operands[0].contribution(
      to: 0, from: Array(repeating: 1, count: 8))
    #expect((sum.shown.count, sum.hiddenCount, sum.total) == (6, 2, 8))
  }

  @Test("an array of more than 64 cells is refused by its name and size")
  func limit() throws {
    let trace = try ExpressionProgram("x = ones(9, 9)\nf = sum(x)").trace()
    #expect(throws: CellError.tooLarge(name: "x", shape: [9, 9])) { try trace.cells(of: trace.output) }
    let fitting = try ExpressionProgram("x = ones(8, 8)\nf = sum(x)").trace()
    #expect(try fitting.cells(of: fitting.output)?.operands[0].links.count == 64)
  }
}
