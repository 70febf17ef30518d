import Autodiff
import Expressions
import Formulas
import TestSupport
import Testing

/// Names that differ in a file differ in its pictures, and no label stands in the place of a user's name.
@Suite("Names that meet")
struct NameCollisionTests {
  /// Names that look alike, and names of operations and labels.
  private static let names = [
    "µ", "μ",
    "x1", "x_1", "x₁", "x", "x′", "x_1′", "x₁′", "x1′", "y_12", "y12", "y₁₂", "w_i_j", "w_i", "mul", "mul_0", "mul_1",
    "mul0", "add", "add_0", "sin", "sin_0", "ln", "ln_0", "log", "pow_0", "pow", "f", "g", "h", "const_0", "const_1",
    "e", "π", "sum", "dot", "light_intensity_at_canopy", "light_intensity", "h_1", "softmax_cross_entropy", "ŷ", "ŷ_1",
    "x_", "_x", "_x_1", "a__b", "x₁₂", "x_12", "div", "neg", "exp_0",
  ]

  private static let expressions = [
    "A * B + sin(A) * log(B)", "log(A * A) + log(B)", "A^B + B^2 + sin(A)", "sum([1, 2] * A) * sum([3, 4] * B)",
    "(A + B) * (A - B) * -A", "A * pi + B * 2.718281828459045", "sum([1, 2] * A + [3, 4] * B)",
    "dot([1, 2], [3, 4]) * A / B", "exp(exp(A)) + B",
  ]

  @Test("every pair of names, in every voice") func pairs() throws {
    var (tried, seen) = (0, 0)
    for (index, a) in Self.names.enumerated() {
      for b in Self.names[..<index] {
        let expression = Self.expressions[tried % Self.expressions.count]
        tried += 1
        let body = expression.replacing("A", with: "\u{1}").replacing("B", with: b).replacing("\u{1}", with: a)
        // A name that is no longer a function's cannot be called.
        guard isThorough || tried % 4 == 0, let trace = try? Program("\(a) = 0.5; \(b) = 1.5; result = \(body)").trace()
        else { continue }
        check(trace, "\(a), \(b): \(body)")
        seen += 1
      }
    }
    #expect(seen > (isThorough ? 600 : 150), "\(seen) pairs")
  }

  @Test("many names at once, some of operations") func many() throws {
    var dice = SplitMix64("Names that meet")
    let count = 60
    for _ in 0..<count {
      var names = Array(Self.names.shuffled(using: &dice).prefix(6))
      let output = names.removeLast()
      let operation = names.removeLast()
      let lines = names.map { "\($0) = 0.5\n" }.joined()
      let products = names.joined(separator: " * ")
      let source = "\(lines)\(operation) = \(products) + \(names[0])\n\(output) = \(operation) * \(operation) + 2"
      check(try Program(source).trace(), source)
    }
  }

  @Test("a label that gives way is numbered past the user's names") func labels() throws {
    func symbols(_ source: String) throws -> [String] {
      let trace = try Program(source).trace()
      let symbols = NodeSymbols(trace)
      return trace.nodes.map { symbols.label($0).text }
    }
    #expect(try symbols("mul = 3; f = mul * 2") == ["mul", "2", "mul_0"])
    #expect(try symbols("mul_0 = 3; f = mul_0 * mul_0 * 2") == ["mul_0", "mul_1", "2", "mul_2"])
    #expect(try symbols("ln = 3; f = log(ln)") == ["ln", "ln_0"])
    #expect(try symbols("x = 3; f = sin(x)") == ["x", "sin"])
    #expect(try symbols("const_0 = 3; f = const_0 * [1, 2]") == ["const_0", "const_1", "mul"])
    #expect(try symbols("x = 3; mul = x * 2") == ["x", "2", "mul_0"])
  }

  @Test("a name alone keeps its subscript, of several one does") func subscripts() throws {
    func latex(_ source: String) throws -> [String] {
      let trace = try Program(source).trace()
      let symbols = NodeSymbols(trace)
      return trace.nodes.filter { $0.kind == .variable }.map { Formula.symbol(symbols.symbol($0)).latex() }
    }
    #expect(try latex("x1 = 1; f = x1 + 1") == ["{x}_{1}"])
    #expect(try latex("x1 = 1; x_1 = 2; x₁ = 3; f = x1 + x_1 + x₁")[2] == "{x}_{1}")
    #expect(try Set(latex("x1 = 1; x_1 = 2; x₁ = 3; f = x1 + x_1 + x₁")).count == 3)
  }

  /// No two nodes of a picture have a symbol in common, and the user's names are as they were typed.
  private func check(_ trace: Trace, _ what: String) {
    let symbols = NodeSymbols(trace)
    var all = trace.nodes.filter { $0.literal == nil }.map(symbols.symbol)
    if trace.nodes[trace.output].kind == .operation { all.append(symbols.function) }
    let voices: [(Symbol) -> String] = [
      { $0.text }, { Formula.symbol($0).latex().replacing("\\mathit", with: "\\mathrm") }, { $0.spoken },
    ]
    for voice in voices {
      let written = all.map(voice)
      #expect(Set(written).count == written.count, "\(what): \(written)")
    }
    // No sign of a constant is a user's name.
    let names = Set(trace.nodes.filter { $0.kind == .variable }.map { $0.name == "pi" ? "π" : $0.name })
    for node in trace.nodes where node.literal != nil {
      #expect(!names.contains(trace.constant(node.id, symbols).text()), "\(what)")
    }
    for node in trace.nodes where node.kind == .variable {
      #expect(symbols.symbol(node).text == node.name, "\(what)")
    }
  }
}
