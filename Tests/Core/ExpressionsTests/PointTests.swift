import Expressions
import Testing

/// The values of `--at`.
@Suite struct PointTests {
  private static let file = "x = 1\ny = [1, 1]\nconst k = 3\nz = x\nf = k * x * sum(y)"

  /// What is wrong with a point as text; empty where nothing is.
  private func mistakes(of point: String) -> [String] {
    do throws(ExpressionError) {
      _ = try Point(point)
      return []
    } catch {
      return error.diagnostics.map { "\($0.range.line):\($0.range.column) \($0.message)" }
    }
  }

  @Test(
    arguments: [
      ("x=2", 12), ("x=2,y=[1,2]", 18), (" y = [ 1 , 2 ] , x = -2 ", -18), ("y=3", 9), ("x=1/2", 3), ("x=sqrt(4)", 12),
      ("y=ones(3)", 9), ("x=2e0", 12), ("x = −2", -12), ("y=[1,2],", nil),
    ] as [(String, Double?)])
  func valuesReplaceThoseOfTheFile(point: String, expected: Double?) throws {
    guard let expected else {
      #expect(!mistakes(of: point).isEmpty)
      return
    }
    #expect(try number(Self.file, at: point) == expected)
  }

  @Test func valuesReplaceThoseOfAFunctionsVariables() throws {
    #expect(try number("f(x, y) = x * y at (1, 2)", at: "y=5") == 5)
    #expect(try number("f(x, y) = x * y", at: "x=3,y=5") == 15)
  }

  @Test func valueNeedsAVariable() throws {
    #expect(
      report("value = 1\nf = value + 1", at: try Point("valeu=2")) == """
        expr.txt:1:1: error: there is no variable 'valeu' to give a value; did you mean 'value'?
            valeu=2
            ^~~~~
        """)
    #expect(
      report(Self.file, at: try Point("x=1,k=2")) == """
        expr.txt:1:5: error: 'k' is no variable and cannot be given a value
            x=1,k=2
                ^
        """)
    #expect(report(Self.file, at: try Point("f=2")).hasPrefix("expr.txt:1:1: error: 'f' is no variable"))
    #expect(report(Self.file, at: try Point("q=2,r=3")).split(separator: "\n").count == 6)
  }

  @Test func shapeOfTheNewValueIsChecked() throws {
    #expect(report("x = [1, 2]; f = x + [3, 4]", at: try Point("x=[1,2,3]")).contains("(3,) and (2,)"))
  }

  @Test(arguments: [
    ("", "1:1 "), ("x", "1:2 expected '='"), ("x=", "1:3 expected a number"), ("=2", "1:1 expected the name"),
    ("x=2 y=3", "1:6 unexpected '='"), ("x=q", "1:3 unknown name 'q'"), ("x=2,2", "1:5 expected the name"),
    ("x=[1,2", "1:3 '[' is never closed"), ("x=$", "1:3 unexpected character '$'"), ("x=(1,2)", "1:3 "),
    ("x=[1,[2]]", "1:6 "), ("x=1e999", "1:3 the number is too large"),
  ])
  func mistakeInAValueIsReported(point: String, beginning: String) {
    let mistakes = mistakes(of: point)
    #expect(mistakes.count == 1)
    #expect(mistakes.first?.hasPrefix(beginning) == true)
  }

  @Test(arguments: ["x=1;y=2", "x=1\ny=2", "x=1,x=2"])
  func noValueIsSilentlyDropped(point: String) {
    #expect(mistakes(of: point).count == 1)
  }

  @Test func endOfThePointIsNotQuotedAsIfItWereWritten() {
    #expect(mistakes(of: "x=1,") == ["1:5 expected the name of a variable, found the end of the line"])
  }
}
