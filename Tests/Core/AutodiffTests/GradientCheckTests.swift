import Autodiff
import Expressions
import Foundation
import Tensors
import TestSupport
import Testing

@Suite("The gradient check")
struct GradientCheckTests {
  private func checks(_ source: String) throws -> [GradientCheck] {
    let program = try Program(source)
    let checks = try checkGradient(of: program.output, variables: program.variables)
    #expect(checks.count == program.variables.count)
    return checks
  }

  private func verdicts(_ source: String) throws -> [GradientCheck.Verdict] { try checks(source).map(\.verdict) }

  @Test(
    "agrees on good graphs",
    arguments: [
      "x = 2; f = sin(2 ln(x))", "x = 4; const 2; f = x^2 + 2^x", "f(x, y, z) = sin(x + y) + (x*y)^z at (1, 2, 3)",
      "f(x, y, z) = sin(x^(y+z)) − 3z·ln(x²·y³) at (0.5, 4, -2.3)", "x = 0.5; a = 2x; f = a * exp(sin(a))",
      "x = [[1, 2], [3, 4]]; y = [0.5, -1]; f = sum(x * y, axis=0) / x", "x = 0; f = exp(x)", "x = 0; y = 1; f = x",
      "x = 1e6; f = x^2", "x = 1e-6; f = ln(x)", "x = -3; f = x^3 + abs(x)",
      "x = [1, 2, 3]; f = where(x > 1.5, x^2, -x)",
      "x = 300; f = sin(x)", "x = 1e-3; f = sqrt(x)", "x = 30; f = exp(x)",
    ])
  func good(_ source: String) throws {
    #expect(try checks(source).allSatisfy(\.agrees))
  }

  @Test(
    "agrees at ordinary points, however fast the function changes and however near a corner is",
    arguments: [
      "x = 20000; f = sin(x)", "x = 2; f = sin(10000x)", "x = 1; f = abs(x - 0.9999)", "x = 1e-7; f = relu(x)",
      "x = 1e-12; f = abs(x)", "x = 1e5; f = cos(x)^2", "x = 3; f = tanh(1000(x - 3))", "x = 1e8; f = sin(x / 1e5)",
      "x = 1.5707; f = tan(x)", "x = 1; f = exp(-1e6 * (x - 1)^2) + x", "x = 1e-300; f = ln(x)",
      "x = 1e150; f = x * x", "x = 0.3; f = maximum(x, 0.29999)", "x = [1, 1.0001]; f = max(x)",
      "x = 2; f = (x - x) + 5", "x = -0.5; f = relu(x)", "x = pi/2; f = sin(x)", "x = 1e10; f = sqrt(x^2 + 1)",
    ])
  func ordinary(_ source: String) throws {
    #expect(try verdicts(source) == [.agrees])
  }

  @Test("agrees at a point that is tiny but not 0", arguments: ["1e-9", "1e-20", "-1e-300"])
  func tiny(_ point: String) throws {
    #expect(try verdicts("x = \(point); f = exp(x)") == [.agrees])
    #expect(try verdicts("x = \(point); f = x + 1") == [.agrees])
  }

  @Test(
    "agrees near the border of a domain, where the first steps lead out of it", arguments: ["1.5", "1.01", "1.0001"])
  func border(_ point: String) throws {
    #expect(try verdicts("x = \(point); f = ln(x - 1)") == [.agrees])
    #expect(try verdicts("x = \(point); f = sqrt(x - 1)") == [.agrees])
  }

  @Test("the three numbers are there, in the variable's shape; unreached variables have zeros")
  func numbers() throws {
    let x = variable([1, 2], name: "x")
    let unused = variable([[3]], name: "unused")
    let checks = try checkGradient(of: sum(x * x), variables: [unused, x])
    #expect(checks.count == 2)
    let check = try #require(checks.first { $0.variable === x })
    #expect(check.reverse == [2, 4])
    #expect(check.forward == [2, 4])
    #expect(check.directions == 0)
    #expect(zip(check.difference.elements, [2, 4]).allSatisfy { isClose($0, $1, within: 1e-8) })
    let rest = try #require(checks.first { $0.variable === unused })
    #expect(rest.reverse == [[0]] && rest.agrees)
  }

  @Test("agrees on a good graph of float32")
  func float32() throws {
    let x = variable(Tensor(0.3, dtype: .float32), name: "x")
    #expect(try checkGradient(of: sin(exp(x)) * x).allSatisfy(\.agrees))
    let matrix: Tensor = [[0.5, 1.5], [2, 3]]
    let w = variable(matrix.converted(to: .float32), name: "w")
    #expect(try checkGradient(of: sum(w * w / (w + 1.0))).allSatisfy(\.agrees))
  }

  @Test(
    "what is not a number, or infinite, on both sides is not decided",
    arguments: [
      ("x = -1; f = sqrt(x)", "reverse and forward mode both give NaN"),
      ("x = 0; f = x * x^0.5", "reverse and forward mode both give NaN"),
      ("x = 0; f = ln(x)", "reverse and forward mode both give ∞"),
      ("x = 0; f = sqrt(x)", "reverse and forward mode both give ∞"),
      ("x = 1000; f = exp(x)", "reverse and forward mode both give ∞"),
      ("x = 1; f = x + 1/0", "the value is ∞ here"),
      ("x = 0; f = x^1.5", "the function has a value on one side of the point only"),
      ("x = [4, 0]; f = sum(sqrt(x))", "element [1]: reverse and forward mode both give ∞"),
    ])
  func outside(_ source: String, _ reason: String) throws {
    #expect(try verdicts(source) == [.notDecided(reason)])
    #expect(try checks(source).allSatisfy { !$0.agrees })
  }

  @Test("what no step resolves is not decided")
  func unresolved() throws {
    for source in ["x = 20; f = sin(exp(exp(x / 5)) * 1e9)", "x = 0; f = where(x > 0, 1, 0) + x"] {
      let verdict = try #require(verdicts(source).first)
      guard case .notDecided(let reason) = verdict else {
        Issue.record("\(source): \(verdict)")
        continue
      }
      #expect(reason.hasPrefix("the differences "))
    }
  }

  @Test(
    "a convention at a kink is told as one, with the slopes on both sides",
    arguments: [
      ("x = 0; f = relu(x)", "at a kink: adviz returns 0; the slopes to the left and to the right are 0 and 1"),
      ("x = 0; f = abs(x)", "at a kink: adviz returns 0; the slopes to the left and to the right are −1 and 1"),
      ("x = 2; f = maximum(x, 2)", "at a kink: adviz returns 0.5; the slopes to the left and to the right are 0 and 1"),
      (
        "x = 2; f = minimum(3x, 6)", "at a kink: adviz returns 1.5; the slopes to the left and to the right are 3 and 0"
      ),
      (
        "x = [1, 4, 4]; f = max(x)",
        "element [1]: at a kink: adviz returns 0.5; the slopes to the left and to the right are 0 and 1"
      ),
      (
        "x = 1; f = abs(sin(x - 1)) * 2",
        "at a kink: adviz returns 0; the slopes to the left and to the right are −2 and 2"
      ),
      (
        "x = 0; f = where(x > 0, x^2 + x, 2x)",
        "at a kink: adviz returns 2; the slopes to the left and to the right are 2 and 1"
      ),
      // Two conventions that add up to what is neither slope.
      (
        "x = 0; f = relu(x) - relu(-x)",
        "at a kink: adviz returns 0; the slopes to the left and to the right are 1 and 1"
      ),
    ])
  func kink(_ source: String, _ sentence: String) throws {
    #expect(try verdicts(source) == [.atKink(sentence)])
  }

  @Test("a kink of a part that has no corner in the whole is an agreement")
  func harmlessKink() throws {
    for source in [
      "x = 0; f = relu(x)^2", "x = 0; f = maximum(x, x)", "x = 0; f = x * abs(x)",
      "x = [2, 2]; f = sum(softmax(x) * [1, 3])",
    ] {
      #expect(try verdicts(source) == [.agrees], "\(source)")
    }
  }

  @Test("an agreement by one-sided differences tells that slope")
  func oneSidedDifference() throws {
    let difference = try #require(checks("x = 0; f = x * abs(x)").first?.difference.scalar)
    #expect(difference.magnitude < 1e-6)
  }

  @Test(
    "values below the smallest normal number raise no false alarm",
    arguments: ["x = 1e-160; f = x * x", "x = 1e-200; f = x^2", "x = 1e-160; f = x * x * 1e200", "x = 3e-162; f = x^2"])
  func underflow(_ source: String) throws {
    #expect(try !verdicts(source).contains(.disagrees))
  }

  @Test(
    "where smaller steps tell another slope than the one that settled, nothing is decided",
    arguments: ["x = 5; f = x + 1e-9 * sin(1e10*x)", "x = 1e11; f = x + sin(x)", "x = 1; f = x + 1e-11 * sin(1e12*x)"])
  func smallerSteps(_ source: String) throws {
    #expect(try verdicts(source) == [.notDecided(Self.unsettled)])
  }

  private static let unsettled =
    "the differences settle at no step: the function changes too fast, or its values have too few digits"

  @Test("a kink nearby is not one at the point", arguments: ["2.000000000001", "1.999999999999"])
  func nearKink(_ corner: String) throws {
    #expect(
      try verdicts("x = 2; f = abs(x - \(corner))") == [
        .notDecided("a kink is nearer than the differences can tell")
      ])
  }

  @Test("a large constant leaves the differences no digits", arguments: ["1e15", "1e16", "1e17", "1e100"])
  func largeConstant(_ constant: String) throws {
    let verdict = try #require(verdicts("x = 2; f = sin(x) + \(constant)").first)
    guard case .notDecided(let reason) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(reason.hasPrefix("the differences "))
  }

  @Test("a large variable is moved along random directions, and a wrong element is found")
  func directions() throws {
    let shape = try Shape([20, 20])
    var dice = SplitMix64(3)
    let w = variable(try dice.tensor([20, 20], in: -1...1), name: "w")
    let f = sum(tanh(dot(w, w)))
    var shares: [Double] = []
    let check = try #require(try checkGradient(of: f, progress: { shares.append($0) }).first)
    #expect(check.directions == 4 && check.agrees)
    #expect(shares == [0.25, 0.5, 0.75, 1])
    for tensor in [check.reverse, check.forward, check.difference] { #expect(tensor.shape.sizes == [4]) }
    var wrong = try gradient(of: f)[w].elements
    let largest = try #require(wrong.indices.max { wrong[$0].magnitude < wrong[$1].magnitude })
    wrong[largest] *= 1.01
    let distorted = try Tensor(wrong, shape: shape)
    let found = try checkGradient(of: f, reverse: { _ in distorted }, forward: { _ in distorted })
    #expect(found.map(\.verdict) == [.disagrees])
    #expect(try checkGradient(of: f, elementLimit: 400).map(\.directions) == [0])
  }

  /// Random smooth programs, and how the check judges each: the gravest of its variables.
  private func judge(_ count: Int, _ dtype: DType) throws -> (agree: Int, undecided: [String], wrong: [String]) {
    var (agree, undecided, wrong) = (0, [String](), [String]())
    for seed in 1...UInt64(count) {
      let program = try SmoothProgram(seed: seed, dtype: dtype)
      let verdicts = try checkGradient(of: program.output).map(\.verdict)
      if verdicts.contains(.disagrees) {
        wrong.append("\(seed)")
      } else if verdicts.allSatisfy({ $0 == .agrees }) {
        agree += 1
      } else {
        undecided.append("\(seed): \(verdicts.compactMap(\.reason))")
      }
    }
    return (agree, undecided, wrong)
  }

  @Test("random programs at smooth points: no false alarm, and hardly one undecided", arguments: DType.allCases)
  func noFalseAlarm(_ dtype: DType) throws {
    let count = isThorough ? 2_000 : 200
    let (agree, undecided, wrong) = try judge(count, dtype)
    #expect(wrong == [])
    #expect(undecided.count * 100 <= count, "\(undecided)")
    #expect(agree + undecided.count == count)
  }

  @Test("a rule that is wrong by 1 % is caught in 99 of 100")
  func wrongRule() throws {
    let wanted = isThorough ? 2_000 : 200
    var (changed, caught, seed) = (0, 0, UInt64(0))
    var missed: [String] = []
    while changed < wanted {
      seed += 1
      let program = try SmoothProgram(seed: seed)
      var dice = SplitMix64(seed)
      let names = Set(program.output.operandsFirst().compactMap { $0.operation?.name }).sorted()
      let name = names.randomElement(using: &dice) ?? ""
      let right = try gradient(of: program.output)
      let wrong = try program.gradients(of: name, wrongBy: 1.01)
      func distorted(_ variable: Node) -> Tensor { wrong[ObjectIdentifier(variable)] ?? right[variable] }
      let isChanged = right.variables.contains { variable in
        zip(right[variable].elements, distorted(variable).elements).contains {
          // A slope of 1e-17 moves nothing by as much as a rounding, be it right or wrong.
          ($0 - $1).magnitude > max(1e-3 * $0.magnitude, 1e-15)
        }
      }
      guard isChanged else { continue }
      changed += 1
      let verdicts = try checkGradient(of: program.output, reverse: distorted, forward: distorted).map(\.verdict)
      if verdicts.contains(.disagrees) { caught += 1 } else { missed.append("\(seed) \(name) \(verdicts)") }
    }
    #expect(caught * 100 >= 99 * changed, "\(missed)")
  }
}
