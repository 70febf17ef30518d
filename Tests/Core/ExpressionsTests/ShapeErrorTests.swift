import Testing

@Suite struct ShapeErrorTests {
  @Test func shapesThatDoNotBroadcastAreNamed() {
    #expect(
      report("a = [1, 2]\nb = [1, 2, 3]\nf = 2 * a + b") == """
        expr.txt:3:11: error: add: shapes (2,) and (3,) do not broadcast
            f = 2 * a + b
                      ^
        """)
  }

  @Test(arguments: [
    ("a - b", "sub"), ("a * b", "mul"), ("a / b", "div"), ("a ^ b", "pow"), ("maximum(a, b)", "maximum"),
    ("minimum(a, b)", "minimum"), ("where(a, b, 1)", "where"), ("where(1, a, b)", "where"),
  ])
  func operationAndBothShapesAreNamed(expression: String, operation: String) {
    let mistakes = mistakes("a = [[1, 2], [3, 4]]; b = [1, 2, 3]; f = \(expression)")
    #expect(mistakes.count == 1)
    #expect(mistakes.first?.contains(" \(operation): ") == true)
    #expect(mistakes.first?.contains("(2, 2)") == true)
    #expect(mistakes.first?.contains("(3,)") == true)
  }

  @Test func conditionsShapesAreNamed() {
    let mistakes = mistakes("a = [1, 2]; b = [1, 2, 3]; f = where(a < b, 1, 2)")
    #expect(mistakes == ["1:40 less: shapes (2,) and (3,) do not broadcast"])
  }

  @Test func axisOutOfRange() {
    #expect(
      report("a = [1, 2]\nf = sum(a, axis=1)") == """
        expr.txt:2:5: error: sum: axis 1 is out of range for shape (2,)
            f = sum(a, axis=1)
                ^~~
        """)
    #expect(mistakes("a = [1, 2]; f = sum(a, axis=-2)") == ["1:17 sum: axis -2 is out of range for shape (2,)"])
    #expect(mistakes("a = [1, 2]; f = sum(a, axis=(0, -1))").count == 1)
    #expect(mistakes("a = 1; f = sum(a, axis=0)").count == 1)
  }

  @Test(arguments: [
    "zeros(-1)", "zeros(1e9)", "zeros(1e5, 1e5)", "ones(9e18, 9e18)", "arange(-1)", "arange(1e12)", "eye(1e9)",
    "eye(-2)",
    "eye(9223372036854774784)", "full((2, -1), 3)", "full(1e300, 3)", "zeros(1.5)", "randn(1e10)", "randn(2, seed=0.5)",
    "zeros([1, 2], 1e9)",
  ])
  func sizesThatCannotBeAreMistakes(call: String) {
    let mistakes = mistakes("x = \(call)")
    #expect(mistakes.count == 1)
    #expect(mistakes.first?.hasPrefix("1:") == true)
  }

  @Test func arrayNestedDeeperThanAxesGo() {
    let text = "x = " + String(repeating: "[", count: 65) + "1" + String(repeating: "]", count: 65)
    #expect(mistakes(text).count == 1)
  }
}
