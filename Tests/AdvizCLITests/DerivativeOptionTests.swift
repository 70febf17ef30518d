import Foundation
import TestSupport
import Testing

/// `--derivative` of `graph` and `animate`, and `grad --order`, run as a process.
@Suite struct DerivativeOptionTests {
  private let tool: Tool

  init() throws {
    tool = try Tool()
    try tool.write("f(x) = sin(x) * x at 2\n", to: "f.txt")
    try tool.write("A = [[1, 2], [3, 4]]; f = sum(A @ A)\n", to: "array.txt")
    try tool.write("x = 1.5; y = 2; f = x^y * y\n", to: "two.txt")
  }

  @Test func derivativeIsDrawnBesideTheFunction() throws {
    defer { tool.remove() }
    let result = try tool.run("graph", "f.txt", "--derivative", "x", "--optimize")
    #expect(result.code == 0 && result.errors == "", "\(result.errors)")
    for text in ["f = sin(x) × x", "f′ = sin(x) + x × cos(x)", "∂f/∂x = 0.077"] {
      #expect(result.output.contains(text), "\(text)")
    }
    let second = try tool.run("graph", "f.txt", "--derivative", "x,x")
    #expect(second.code == 0 && second.output.contains("∂²f/∂x² = −2.651"))
    let mixed = try tool.run("graph", "two.txt", "--derivative", "x, y")
    #expect(mixed.code == 0 && mixed.output.contains("∂²f/∂x∂y = ") && mixed.output.contains("f_xy"))
  }

  @Test(
    "A derivative has a name that nothing else has",
    arguments: sampled(
      [
        ("x = 2; y = 3; f_x = x^2; f = f_x*y*x", "x", "df_dx = "), ("x = 2; f′ = x^3; f = f′*x", "x", "df_dx = "),
        ("x = 2; y = 3; xy = 4; loss_total = x*y*xy*x", "x,y", "loss_total_x_y = "),
        ("x = 2; y = 3; xy = 4; loss_total = x*y*xy*x", "xy", "loss_total_xy = "),
        ("x = 2; y = 3; xy = 4; f = x*y*xy*x", "x,y", "f_x_y = "),
        ("rate = 2; y = 3; f = rate*y*y", "rate,y", "f_rate_y = "),
        ("x = [1, 2]; f = x^2", "x", "(Σf)′ = "), ("x = 2; y = 3; f = x^y", "x,y", "f_xy = "),
      ], oneIn: 4))
  func names(_ text: String, _ directions: String, _ heading: String) throws {
    defer { tool.remove() }
    try tool.write(text, to: "n.txt")
    let result = try tool.run("graph", "n.txt", "--derivative", directions)
    #expect(result.code == 0 && result.output.contains(heading), "\(result)")
  }

  @Test("Pictures of two graphs tell that their text is small, and explain all kinds of nodes") func notes() throws {
    defer { tool.remove() }
    let deep = (0..<30).reduce("x") { text, _ in "sin(cos(\(text)))" }
    try tool.write("x = 2; f = \(deep)", to: "deep.txt")
    for arguments in sampled([["--optimize"], ["--derivative", "x"], ["--beside", "f.txt"]], oneIn: 3) {
      let result = try tool.run(["graph", "deep.txt", "-o", "d.svg"] + arguments)
      #expect(result.code == 0 && result.errors.contains("pixels high; a smaller graph is easier to read"), "\(result)")
    }
    try tool.write("x = 2; f = x", to: "one.txt")
    let result = try tool.run("graph", "one.txt", "--derivative", "x")
    let legend = result.output.components(separatedBy: "class=\"legend\"").last ?? ""
    #expect(legend.contains("#add8e6") && legend.contains("#ffa500"), "a variable and a constant")
  }

  @Test func conditionOfADerivativeIsReadable() throws {
    defer { tool.remove() }
    try tool.write("x = [1, -2]; f = sum(where(x < 1, x^2, x))", to: "w.txt")
    let result = try tool.run("animate", "w.txt", "--derivative", "x", "-o", "w")
    let trace = tool.read("w/trace.jsonl").map { String(decoding: $0, as: UTF8.self) } ?? ""
    #expect(result.code == 0 && trace.contains("where(x < 1, ") && trace.contains("where((x < 1) == 0, "), "\(result)")
    #expect(!trace.contains("1 != 0"))
  }

  @Test func passOverThePassIsAnimated() throws {
    defer { tool.remove() }
    let result = try tool.run("animate", "f.txt", "--derivative", "x", "--optimize", "-o", "pass")
    #expect(result.code == 0, "\(result.errors)")
    let trace = try String(decoding: #require(tool.read("pass/trace.jsonl")), as: UTF8.self)
    let last = try #require(trace.split(separator: "\n").last)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
    let gradients = try #require(object["gradients"] as? [String: Any])
    let slope = try #require(gradients["x"] as? Double ?? (gradients["x"] as? [String: Any])?["value"] as? Double)
    #expect(abs(slope - (2 * cos(2) - 2 * sin(2))) < 1e-14)
  }

  @Test func higherDerivativesArePrinted() throws {
    defer { tool.remove() }
    let result = try tool.run("grad", "f.txt", "--order", "3")
    #expect(result.code == 0 && result.output.contains("∂²f/∂x²  -2.6508885"), "\(result.output)")
    #expect(result.output.contains("∂³f/∂x³  -1.89559"))
    let json = try tool.run("grad", "two.txt", "--order", "2", "--json")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let derivatives = try #require(object["derivatives"] as? [[String: Any]])
    #expect(derivatives.compactMap { $0["variables"] as? [String] } == [["x", "x"], ["x", "y"], ["y", "y"]])
    // ∂²/∂x∂y of y·x^y.
    let mixed = 4 * 1.5 + 4 * 1.5 * log(1.5)
    #expect(abs(try #require(derivatives[1]["value"] as? Double) - mixed) < 1e-12)
  }

  @Test(
    arguments: sampled(
      [
        (["graph", "f.txt", "--derivative", "y"], 64, "there is no variable 'y' to differentiate by; there are x"),
        (["animate", "f.txt", "--derivative", ""], 64, "there is no variable '' to differentiate by"),
        (["graph", "f.txt", "--derivative", "x", "--around", "x"], 64, "leave out --around"),
        (["graph", "--beside", "f.txt", "two.txt", "--derivative", "x"], 64, "leave out --derivative"),
        (["animate", "f.txt", "--optimize"], 64, "'adviz graph --optimize' draws any graph"),
        (["grad", "f.txt", "--order", "0"], 64, "--order is a number from 1 to 64"),
        (["grad", "two.txt", "--order", "64", "--max-memory", "1MB"], 65, "--max-memory raises"),
        (["grad", "array.txt", "--order", "64"], 65, "--max-elements raises"),
        (["grad", "array.txt", "--order", "12", "--max-memory", "1MB"], 65, "--max-memory raises"),
      ], oneIn: 3)) func whatDoesNotFitIsToldInASentence(arguments: [String], code: Int32, sentence: String) throws
  {
    defer { tool.remove() }
    let result = try tool.run(arguments)
    #expect(result.code == code, "\(result.code)")
    #expect(result.errors.contains(sentence), "\(result.errors)")
  }
}
