import Autodiff
import Expressions
import Foundation
import Mistakes
import Tensors
import TestSupport
import Testing
import TraceFiles

/// The gradients that mistakes give; figures of arrays are those of Tests/Peers/mistakes.py, an implementation of its own
/// in NumPy.
@Suite("Backward passes with a mistake") struct MistakeTests {
  private static let article = "x = 0.5\na = 2x\nf = a*exp(sin(a))"
  private static let bias = "X = [[1, 2], [3, 4]]\nb = [1, 2]\ny = X + b\nf = sum(y*y)"
  private static let normalised = "x = [[1, 2], [3, 5]]\nf = sum(x / sum(x, axis=1, keepdims=true) * [[1, 2], [3, 4]])"
  private static let layer =
    "W = [[1, -2], [0.5, 1]]\nv = [0.5, 0.25]\nc = 3\nh = tanh(W @ v)\nf = sum((h*c) * (h + v))"
  private static let early = "W = [[1, -2], [0.5, 1]]\nv = [0.5, 0.25]\nh = W @ v\nf = sum(h*exp(tanh(h)))"
  private static let stopped = "W = [[1, -2], [0.5, 1]]\nv = [0.5, 0.25]\nf = sum([[1, 2], [3, 4], [5, 6]] * (W @ v))"

  @Test("the article's function and x + x, as the issue has them")
  func knownNumbers() throws {
    #expect((try #require(gradients(Self.article, .ungated)["x"]?.scalar) * 1e4).rounded() == 117_859)
    #expect((try #require(rightGradients(Self.article)["x"]?.scalar) * 1e4).rounded() == 71_463)
    #expect(try gradients("x = 3\nf = x + x", .overwrite)["x"]?.scalar == 1)
    #expect(try rightGradients("x = 3\nf = x + x")["x"]?.scalar == 2)
    // ∂(2·sin x)/∂x without what comes in is cos x, of x + x + x with a second pass 6.
    #expect(try gradients("x = 0\nf = 2*sin(x)", .noUpstream)["x"]?.scalar == 1)
    #expect(try gradients("x = 5\nf = x + x + x", .noZeroing)["x"]?.scalar == 6)
  }

  @Test(
    "arrays, as NumPy has them",
    arguments: [
      (Self.bias, Mistake.overwrite, ["X": [[2, 4], [4, 6]], "b": [6, 10]]),
      (Self.bias, .noUpstream, ["X": [[1, 1], [1, 1]], "b": [2, 2]]),
      (Self.bias, .noUnbroadcast, ["X": [[4, 8], [8, 12]], "b": [[4, 8], [8, 12]]]),
      (Self.bias, .noZeroing, ["X": [[8, 16], [16, 24]], "b": [24, 40]]),
      (Self.bias, .ungated, ["X": [[4, 8], [8, 12]], "b": [12, 20]]),
      (
        Self.normalised, .overwrite,
        ["x": [[-0.5555555555555556, -0.5555555555555556], [-0.453125, -0.453125]]]
      ),
      (Self.normalised, .noUpstream, ["x": [[1.3333333333333333, 1.3333333333333333], [1.125, 1.125]]]),
      (Self.normalised, .noUnbroadcast, ["x": [[0.2222222222222222, 0.2222222222222222], [0.234375, 0.1875]]]),
      (
        Self.normalised, .noZeroing, ["x": [[-0.44444444444444453, 0.2222222222222221], [-0.15625, 0.09375]]]
      ),
      (
        Self.layer, .overwrite,
        [
          "c": 0.32908155634907504, "v": [0.5451464860376904, 1.090292972075381],
          "W": [[0, 0], [0.5451464860376904, 0.2725732430188452]],
        ]
      ),
      (
        Self.layer, .noUpstream,
        ["c": 0.46211715726000974, "v": [2.5, 0], "W": [[0.5, 0.25], [0.5, 0.25]]]
      ),
      (
        Self.layer, .noUnbroadcast,
        [
          "c": [0, 0.32908155634907504], "v": [2.8852108719376037, 1.1567732156552366],
          "W": [[0.75, 0.375], [1.3852108719376037, 0.6926054359688019]],
        ]
      ),
      (
        Self.early, .ungated,
        [
          "W": [[1, 0.5], [1.8995392025936384, 0.9497696012968192]], "v": [3.8995392025936386, -0.2009215948127232],
        ]
      ),
      (
        Self.early, .overwrite,
        [
          "W": [[0, 0], [0.31210793116380336, 0.15605396558190168]],
          "v": [0.31210793116380336, 0.6242158623276067],
        ]
      ),
    ] as [(String, Mistake, [String: Tensor])])
  func arrays(_ text: String, _ mistake: Mistake, _ expected: [String: Tensor]) throws {
    let found = try gradients(text, mistake)
    #expect(Set(found.keys) == Set(expected.keys))
    for (name, value) in expected {
      let tensor = try #require(found[name])
      #expect(tensor.shape == value.shape.sizes, "\(name)")
      for (ours, theirs) in zip(try #require(tensor.elements), value.elements) { #expect(isClose(ours, theirs)) }
    }
  }

  @Test("a pass that comes upon shapes it cannot go on with is cut off and says where")
  func stops() throws {
    let program = try Program(Self.stopped)
    let trace = try Trace(of: program.output, making: .noUnbroadcast, variables: program.variables)
    #expect(trace.cut == "at 'dot', whose value has shape (2,) and whose adjoint (3, 2)")
    #expect(try Trace(jsonLines: trace.jsonLines()) == trace)
  }

  @Test("nodes, ids and names are those of the right trace; it is read back as it was, and says what it is")
  func traces() throws {
    for text in [Self.article, Self.bias, Self.normalised, Self.layer, Self.early, "x = 2\nf = x", "f = 3 + 4"] {
      let program = try Program(text)
      let right = try program.trace()
      #expect(!String(decoding: try right.jsonLines(), as: UTF8.self).contains(#""walk""#))
      for mistake in Mistake.allCases {
        let wrong = try Trace(
          of: program.output, making: mistake, variables: program.variables, title: program.title,
          source: program.source, outputName: program.outputName, groups: program.groups)
        #expect(wrong.nodes == right.nodes)
        #expect(wrong.title == right.title)
        let lines = try wrong.jsonLines()
        #expect(String(decoding: lines, as: UTF8.self).contains(#""walk":"\#(mistake.rawValue)"}"#))
        #expect(try Trace(jsonLines: lines) == wrong)
      }
    }
  }

  @Test("with no mistake to make, a pass gives what the right one gives: random programs")
  func harmless() throws {
    var (trees, compared) = (0, 0)
    for seed in 0..<UInt64(60 * repetitions) {
      var dice = RandomPrograms(seed: seed)
      let text = seed.isMultiple(of: 2) ? dice.scalars() : dice.arrays()
      let program = try Program(text)
      let right = try program.trace()
      var uses: [Int: Int] = [:]
      for case .propagate(let step) in right.events { uses[step.to, default: 0] += 1 }
      let isTree = uses.values.allSatisfy { $0 == 1 }
      let isBroadcast = right.events.contains { event in
        guard case .propagate(let step) = event, step.local != nil else { return false }
        return right.nodes[step.from].shape != right.nodes[step.to].shape
      }
      for mistake in Mistake.allCases {
        let wrong = try Trace(
          of: program.output, making: mistake, variables: program.variables, outputName: program.outputName,
          groups: program.groups)
        let comparison = try #require(MistakeComparison(right: right, wrong: wrong), "\(text)")
        // Whatever the mistake, the comparison and the gradients at the end agree on whether it matters.
        let isSame = try right.variables.allSatisfy { name, gradient in
          try #require(wrong.variables[name]).agrees(with: gradient, largest: right.largestContribution)
        }
        if comparison.wrong.isEmpty, comparison.cut == nil { #expect(isSame, "\(mistake): \(text)") }
        #expect((comparison.first == nil) == (comparison.explanation == nil))
        let mattersNot =
          switch mistake {
          case .overwrite, .ungated: isTree
          case .noUnbroadcast: !isBroadcast && !text.contains("@")
          case .noUpstream, .noZeroing: false
          }
        if mattersNot {
          trees += 1
          #expect(comparison.harmless != nil, "\(mistake): \(text)")
        }
        compared += 1
      }
    }
    #expect(trees > 20 && compared > 250, "\(trees) \(compared)")
  }

  @Test("gradients that are not set to zero are twice the right ones: random programs")
  func twice() throws {
    for seed in 100..<UInt64(100 + 40 * repetitions) {
      var dice = RandomPrograms(seed: seed)
      let text = seed.isMultiple(of: 2) ? dice.scalars() : dice.arrays()
      let (right, wrong) = (try rightGradients(text), try gradients(text, .noZeroing))
      for (name, gradient) in right {
        let (ours, theirs) = (try #require(wrong[name]?.elements), try #require(gradient.elements))
        for (a, b) in zip(ours, theirs) { #expect(a == 2 * b || a.isNaN && b.isNaN || isClose(a, 2 * b), "\(text)") }
      }
    }
  }

  @Test("a pass of too many visits is cut off and says so")
  func tooLong() throws {
    // Each is used by the next two: ways of every length lead back.
    var text = "a0 = 1\na1 = sin(a0)\n"
    for number in 2...30 { text += "a\(number) = a\(number - 2) + a\(number - 1)\n" }
    let program = try Program(text)
    let whole = try Trace(of: program.output, making: .ungated, variables: program.variables)
    #expect(whole.cut == nil)
    let visits = whole.events.filter { if case .visit = $0 { true } else { false } }.count
    #expect(visits > 100)
    let trace = try Trace(
      of: program.output, making: .ungated, variables: program.variables, groups: program.groups, visitLimit: 100)
    #expect(trace.cut == "after 100 visits")
    #expect(try Trace(jsonLines: trace.jsonLines()) == trace)
    let comparison = try #require(MistakeComparison(right: program.trace(), wrong: trace))
    #expect(comparison.sentence().hasSuffix("the pass was cut off after 100 visits"))
  }

  private func gradients(_ text: String, _ mistake: Mistake) throws -> [String: TraceValue] {
    let program = try Program(text)
    return try Trace(of: program.output, making: mistake, variables: program.variables).variables
  }

  private func rightGradients(_ text: String) throws -> [String: TraceValue] { try Program(text).trace().variables }
}

extension Trace {
  /// The gradients at the end.
  fileprivate var variables: [String: TraceValue] {
    if case .end(let gradients)? = events.last { gradients } else { [:] }
  }

  fileprivate var largestContribution: Double {
    events.reduce(0) { largest, event in
      if case .propagate(let step) = event { max(largest, step.contribution.magnitude) } else { largest }
    }
  }
}
