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
    arguments: [
      (["graph", "f.txt", "--derivative", "y"], 64, "there is no variable 'y' to differentiate by; there are x"),
      (["animate", "f.txt", "--derivative", ""], 64, "there is no variable '' to differentiate by"),
      (["graph", "f.txt", "--derivative", "x", "--around", "x"], 64, "leave out --around"),
      (["graph", "--beside", "f.txt", "two.txt", "--derivative", "x"], 64, "leave out --derivative"),
      (["animate", "f.txt", "--optimize"], 64, "'adviz graph --optimize' draws any graph"),
      (["grad", "f.txt", "--order", "0"], 64, "--order is a number from 1 to 64"),
      (["grad", "two.txt", "--order", "64", "--max-memory", "1MB"], 65, "--max-memory raises"),
      (["grad", "array.txt", "--order", "64"], 65, "--max-elements raises"),
      (["grad", "array.txt", "--order", "12", "--max-memory", "1MB"], 65, "--max-memory raises"),
    ]) func whatDoesNotFitIsToldInASentence(arguments: [String], code: Int32, sentence: String) throws
  {
    defer { tool.remove() }
    let result = try tool.run(arguments)
    #expect(result.code == code, "\(result.code)")
    #expect(result.errors.contains(sentence), "\(result.errors)")
  }
}
