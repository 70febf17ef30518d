import Autodiff
import Expressions
import Formulas
import Foundation
import Tensors
import TestSupport
import Testing
import TraceFiles

@Suite("A warning of the way back names the edge on which a number that is not finite was made")
struct WarningTests {

  private func warnings(_ source: String) throws -> [String] { try Program(source).trace().warnings }

  private func wayBack(_ trace: Trace) -> [String] { trace.warnings.filter { $0.hasPrefix("on the way back, ") } }

  @Test(
    "the product is written, at the element it is of",
    arguments: [
      ("x = [0, 1]; s = 3x; L = sum(log(s))", "on the way back, log hands to s[0]: 1 · 1/0 = ∞"),
      ("x = -4; f = sqrt(2x)", "on the way back, sqrt hands to mul: 1 · 1/(2 · sqrt(−8)) = NaN, at node f"),
      ("x = 0; f = where(x > 0, sqrt(x), 0)", "on the way back, sqrt hands to x: 0 · 1/(2 · 0) = 0 · ∞ = NaN"),
      ("x = 0; f = where(x > 0, log(x), 0)", "on the way back, log hands to x: 0 · 1/0 = 0 · ∞ = NaN"),
      ("x = -1; f = where(x > 0, sqrt(x), 0)", "on the way back, sqrt hands to x: 0 · 1/(2 · sqrt(−1)) = NaN"),
      ("x = [[1, 4], [0, 9]]; f = sum(sqrt(x))", "on the way back, sqrt hands to x[1, 0]: 1 · 1/(2 · 0) = ∞"),
      ("x = 0; y = 2; f = y * sqrt(x)", "on the way back, sqrt hands to x: 2 · 1/(2 · 0) = ∞"),
      (
        "x = 1e200; y = 1e200; f = (x * 1e-300) * y * 1e-250 * 1e200 * 1e200",
        "on the way back, mul_3 hands to mul_2: 10^200 · 10^200 = ∞; the largest number of float64 is 1.798×10³⁰⁸"
      ),
      (
        "x = 1000; f = exp(x)",
        "on the way back, exp hands to x: 1 · exp(1000) = ∞, at node f; the largest number of float64 is 1.798×10³⁰⁸"
      ),
      // The NaN comes of adding ∞ and −∞, not of the product.
      (
        "x = 0; f = sum([1, -1] / x)",
        "on the way back, div hands to x: 1 · (−1/0^2) = −∞; summed over the broadcast that makes NaN"
      ),
      ("x = -0.0; f = log(x)", "on the way back, log hands to x: 1 · 1/(−0) = −∞, at node f"),
      // Nothing overflows, and the product is written once.
      ("z = 0; y = 2; f = where(y < 3, y, y * log(z))", "on the way back, mul hands to y: 0 · (−∞) = NaN"),
      ("x = 2; y = -0.5; f = (x - 2)^y", "on the way back, pow hands to sub: 1 · −0.5 · 0^−1.5 = −∞, at node f"),
    ])
  func product(_ source: String, _ sentence: String) throws {
    let all = try warnings(source)
    #expect(all.last == sentence)
  }

  @Test("whoever got a number that is not finite from above is innocent")
  func innocent() throws {
    for source in ["x = [0, 1]; s = 3x; L = sum(log(s))", "x = -4; f = sqrt(2x)", "x = 0; f = log(sin(-x))"] {
      for warning in try warnings(source) {
        #expect(!warning.contains("mul hands") && !warning.contains("neg hands") && !warning.contains("sin hands"))
        #expect(!warning.contains("the derivative of"))
      }
    }
    // What −a receives is not finite because a/(a − a) was infinite before anything was differentiated.
    let power = try warnings("a = 2; f = (a / (a - a))^(-a)")
    #expect(power.first == "div: infinite at node div, from a = 2 and sub = 0")
    #expect(!power.contains { $0.contains("neg hands") || $0.contains("hands to neg") })
  }

  @Test("what treats no element alone tells what it was made of")
  func products() throws {
    #expect(try warnings("x = [1e-200, 1e-200]; w = [1e200, 2e200]; f = log((x @ w) * 1e200) * 1e-5") == [])
    #expect(
      try warnings("x = [1e-300, 1e-300]; w = [1e200, 2e200]; y = x @ w; f = 1e150 * y").last
        == "on the way back, dot hands to x[0]: ∞, from an adjoint of 10¹⁵⁰ and x of 10⁻³⁰⁰ and w from 10²⁰⁰ to"
        + " 2×10²⁰⁰, at node y")
  }

  @Test("a sum that overflows is told as a sum")
  func sums() throws {
    let arrived = try warnings("x = 1e-10; f = 1e308 * x + 1e308 * x")
    #expect(
      arrived == [
        "on the way back, what arrives at x adds up: 10^308 + 10^308 = ∞; the largest number of float64 is 1.798×10³⁰⁸"
      ], "\(arrived)")
    let broadcast = try warnings("x = 1e-10; c = 1; f = sum(x * [1e308, 1e308]) * c")
    #expect(
      broadcast == [
        "on the way back, mul_0 hands to x: ∞, the sum of 2 finite products; the largest number of float64 is"
          + " 1.798×10³⁰⁸"
      ], "\(broadcast)")
  }

  @Test("of arrays that a trace only summarises it says what can be said")
  func summaries() throws {
    let x = variable(try Tensor([0] + Array(repeating: 4, count: 4999), shape: Shape([5000])), name: "x")
    let trace = try Trace(of: sum(sqrt(x)))
    #expect(
      wayBack(trace) == [
        "on the way back, sqrt hands to x of shape (5000,) infinite elements, from an adjoint of 1 and x from 0 to 4"
      ])
    #expect(try Trace(jsonLines: trace.jsonLines()).warnings == trace.warnings)
    // Infinite both ways: no element is known to be NaN.
    let y = variable(try Tensor([0, -0.0] + Array(repeating: 4, count: 4999), shape: Shape([5001])), name: "y")
    #expect(try Trace(of: 1 / y).warnings.first == "div: infinite at node div, from 1 and y of shape (5001,)")
  }

  @Test("the sign of a negative zero is written")
  func negativeZero() throws {
    #expect(try warnings("x = -0.0; f = 1/x").first == "div: infinite at node f, from 1 and x = −0")
    #expect(try warnings("x = 0; f = 1/x").first == "div: infinite at node f, from 1 and x = 0")
  }

  @Test("a summary of an array tells of NaN before it tells of anything else")
  func summariesOfNaN() throws {
    let cases: [(elements: [Double], flaw: String)] = [
      (Array(repeating: -1, count: 5000), "not a number"), ([0] + Array(repeating: -1, count: 4999), "not a number"),
      ([-1] + Array(repeating: 1, count: 4999), "not a number"), ([0] + Array(repeating: 1, count: 4999), "infinite"),
    ]
    for (elements, flaw) in cases {
      let x = variable(try Tensor(elements, shape: Shape([5000])), name: "x")
      let trace = try Trace(of: log(x))
      #expect(trace.warnings.first?.hasPrefix("log: \(flaw) at node log, ") == true, "\(trace.warnings)")
      guard case .summary(let summary)? = trace.nodes.last?.value else {
        Issue.record("no summary")
        continue
      }
      let isNaN = flaw == "not a number"
      #expect(summary.min.isNaN == isNaN && summary.max.isNaN == isNaN)
      for number in [summary.min, summary.max, summary.mean, summary.norm] { #expect(!"\(number)".contains("-nan")) }
      #expect(try Trace(jsonLines: trace.jsonLines()).warnings == trace.warnings)
    }
  }

  @Test("in single precision numbers end earlier")
  func single() throws {
    let x = variable(Tensor(100, dtype: .float32), name: "x")
    #expect(
      try Trace(of: exp(x)).warnings.last
        == "on the way back, exp hands to x: 1 · exp(100) = ∞; the largest number of float32 is 3.403×10³⁸")
  }

  @Test("numbers are rounded only as long as what is written stays true")
  func rounding() throws {
    #expect(
      try warnings("x = -2; y = 2.00001; f = x^y").first == "pow: not a number at node f, from x = −2 and y = 2.00001")
  }

  @Test("random programs at the borders of domains: the accused edge is the first guilty one")
  func guilty() throws {
    var (programs, accused, arrays, zeros, silent) = (0, 0, 0, 0, 0)
    for seed in 1...UInt64(isThorough ? 10_000 : 1_000) {
      let trace = try Trace(of: WarningProgram(seed: seed).output)
      programs += 1
      let sentences = wayBack(trace)
      let edge = GuiltyEdge.find(in: trace)
      guard let edge else {
        #expect(sentences == [], "seed \(seed): \(trace.title)")
        silent += 1
        continue
      }
      guard sentences.count == 1, let sentence = sentences.first else {
        Issue.record("seed \(seed): \(edge.accusation) is not told in \(trace.warnings) of \(trace.title)")
        continue
      }
      accused += 1
      if edge.accusation.hasPrefix("adds up") {
        let node = edge.accusation.dropFirst("adds up at ".count)
        #expect(sentence.hasPrefix("on the way back, what arrives at \(node) adds up: "), "seed \(seed)")
      } else {
        #expect(
          sentence.hasPrefix("on the way back, \(edge.accusation): "), "seed \(seed): \(sentence), \(trace.title)")
      }
      if edge.accusation.hasSuffix("]") { arrays += 1 }
      if edge.adjoint == 0 { zeros += 1 }
      #expect(sentence.contains(NumberStyle().text(edge.value)), "seed \(seed): \(sentence)")
      if let adjoint = edge.adjoint {
        let start = "on the way back, \(edge.accusation): \(Formula.number(adjoint).text().prefix(2))"
        #expect(sentence.hasPrefix(start), "seed \(seed): \(sentence)")
      }
    }
    #expect(accused > programs / 10 && silent > programs / 10)
    #expect(arrays > programs / 50 && zeros > programs / 200)
  }
}
