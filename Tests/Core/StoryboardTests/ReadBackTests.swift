import Autodiff
import Expressions
import Formulas
import Storyboard
import TestSupport
import Testing

/// The right side of `∂f/∂x += …`, typed back with the values of its names, has the contribution's shape and value.
@Suite("What a caption adds to an adjoint can be typed back")
struct ReadBackTests {
  private static let shapes = [
    [], [1], [2], [3], [1, 1], [1, 3], [2, 1], [2, 3], [3, 2], [1, 1, 3], [2, 1, 3], [1, 2, 1], [2, 1, 1], [2, 2, 3],
  ]

  @Test("the product of every two shapes, down to a number")
  func products() throws {
    var dice = SplitMix64(1501)
    var (looked, turn) = (0, 0)
    for a in Self.shapes where a.count < 3 {
      for b in Self.shapes where b.count < 3 {
        for ending in ["f = dot(a, b)", "f = sum(dot(a, b) * dot(a, b))"] {
          let (a, b) = (literal(a, &dice), literal(b, &dice))
          turn += 1
          guard isThorough || turn % 3 == 0 else { continue }
          looked += try check("a = \(a); b = \(b); \(ending)")
        }
      }
    }
    #expect(looked > (isThorough ? 150 : 50), "\(looked)")
  }

  @Test("elementwise operations on every two shapes of up to three axes")
  func broadcasts() throws {
    var dice = SplitMix64(1502)
    var looked = 0
    let forms = ["a * b", "a + b", "b - a", "a / b", "maximum(a, b)", "where(a > b, a, b)", "where(a > 0, b, 2) * a"]
    var turn = 0
    for a in Self.shapes {
      for b in Self.shapes {
        // In turn, as they all would take seconds.
        turn += 1
        for (place, form) in forms.enumerated() where repetitions > 1 || (turn + place).isMultiple(of: 11) {
          looked += try check("a = \(literal(a, &dice)); b = \(literal(b, &dice)); f = \(form)")
        }
      }
    }
    #expect(looked > (isThorough ? 400 : 100), "\(looked)")
  }

  @Test("the largest and the smallest along every axis, with and without the axis kept, with ties")
  func extremes() throws {
    var dice = SplitMix64(1503)
    var (looked, turn) = (0, 0)
    for shape in Self.shapes + [[2, 2], [3, 3]] where !shape.isEmpty {
      let axes = (0..<shape.count).map { "\($0)" } + ["-1"] + (shape.count > 2 ? ["(0, 2)", "(1, 2)", "(0, 1)"] : [])
      for arguments in [""] + axes.map({ ", axis=\($0)" }) {
        for ending in ["", ", keepdims=true"] {
          for name in ["max", "min"] {
            let x = literal(shape, &dice, among: [1, 2])
            turn += 1
            guard isThorough || turn % 5 == 0 else { continue }
            looked += try check("x = \(x); y = \(name)(x\(arguments)\(ending)); f = sum(y * y)")
          }
        }
      }
    }
    #expect(looked > (isThorough ? 150 : 30), "\(looked)")
  }

  @Test("an array times a vector is a column times a row")
  func outerProducts() throws {
    let captions = try captions("W = [[1, 2], [4, 5]]; x = [1, -1]; f = sum((W @ x) * [1, 3])").joined(separator: "\n")
    #expect(
      captions.contains(
        "reshape(∂f/∂dot, (2, 1)) @ reshape(x, (1, 2)) = [[1], [3]] @ [[1, −1]] = [[1, −1], [3, −3]]"),
      "\(captions)")
  }

  @Test(
    "a product with a number is elementwise and summed",
    arguments: [
      ("a = 2; X = [[1, 2], [3, 4]]; f = dot(a, X)", "∂Σf/∂a += sum(∂Σf/∂dot (2, 2) ⊙ ∂dot/∂a) = 10"),
      ("a = 2; b = 3; f = dot(a, b)", "∂f/∂a += ∂f/∂dot · ∂dot/∂a = 1 × 3 = 3"),
    ])
  func numbers(_ source: String, _ expected: String) throws {
    let captions = try captions(source).joined(separator: "\n")
    #expect(captions.contains(expected), "\(captions)")
  }

  @Test("the elements that a broadcast mask does not select are counted in the result")
  func masks() throws {
    let captions = try captions("c = [1, -1, 1]; a = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]; f = sum(where(c > 0, a, 2))")
    #expect(captions.contains { $0.contains("3 of 9 elements are not selected") }, "\(captions)")
    let number = try self.captions("a = 2; x = [[1, 2, 3], [3, 1, 1]]; f = sum(maximum(a, x))")
    #expect(number.contains { $0.contains("2 of 6 elements of the result are not selected") }, "\(number)")
  }

  private func captions(_ source: String) throws -> [String] {
    try story(source).frames.map { $0.caption.text(NumberStyle()) }
  }

  /// An array of a shape as it is typed.
  private func literal(_ shape: [Int], _ dice: inout SplitMix64, among choices: [Double] = [-2, -1, 0.5, 1, 3])
    -> String
  {
    let count = shape.reduce(1, *)
    let elements = (0..<count).map { _ in choices[Int.random(in: choices.indices, using: &dice)] }
    return Typed.array(shape, elements)
  }

  /// Types every contribution of a program back; returns how many there were, 0 for what is no program.
  private func check(_ source: String) throws -> Int {
    guard let trace = try? Program(source).trace() else { return 0 }
    let steps = trace.events.filter {
      switch $0 {
      case .seed, .propagate, .blocked, .finish: true
      default: false
      }
    }
    var looked = 0
    for (event, frame) in zip(steps, Storyboard(trace).frames) {
      guard case .propagate(let step) = event, let share = frame.caption.lines.last?.growth?.text(),
        let typed = Typed(share, step, trace, caption: frame.caption.text(NumberStyle()))?.program,
        case .array(let shape, let elements) = step.contribution
      else { continue }
      looked += 1
      // Nothing was selected: that is 0 in every element.
      if share == "0", elements.allSatisfy({ $0 == 0 }) { continue }
      guard let value = try? Program(typed).output.value else {
        Issue.record("\(source)\n→ \(share)\ncannot be typed back:\n\(typed)")
        continue
      }
      let isSame =
        value.shape.sizes == shape
        && zip(value.elements, elements).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($1)) }
      #expect(isSame, "\(source)\n→ \(share)\nis \(step.contribution), reads \(value)")
    }
    return looked
  }
}

extension Formula {
  /// What stands behind `+=`.
  fileprivate var growth: Formula? {
    switch self {
    case .chain(_, let links): links.first { $0.relation == .growsBy }?.right
    case .statements(let parts), .phrase(let parts): parts.first?.growth
    default: nil
    }
  }
}

/// A contribution as an expression file: the values of its names, then itself.
private struct Typed {
  let program: String

  /// Nil for what has words in it, which no expression file has, or a count that is too large to be written.
  init?(_ share: String, _ step: TraceEvent.Propagation, _ trace: Trace, caption: String) {
    if ["broadcast(", " at [", "part ", "softmax"].contains(where: share.contains) { return nil }
    let node = trace.nodes[step.from]
    let symbols = NodeSymbols(trace)
    var values: [String: String] = [:]
    for id in node.operands + [step.from] {
      values[symbols.symbol(trace.nodes[id]).text] = Self.typed(trace.nodes[id].value)
    }
    values["n"] = caption.firstMatch(of: #/; n = (.*?), (the number|how many)/#).map { String($0.1) }
    let operation = symbols.symbol(node).text
    var upstream: TraceValue?
    for case .visit(step.from, let adjoint?) in trace.events { upstream = adjoint }
    // A product with a number is elementwise.
    let local = step.local ?? node.operands.last.map { trace.nodes[step.operand == 0 ? $0 : node.operands[0]].value }
    var lines: [String] = []
    var text = ""
    var rest = share[...]
    while let first = rest.first {
      // The shape beneath an array.
      if first == " ", let last = text.last, last.isLetter || last.isNumber || last == ")",
        let shape = rest.prefixMatch(of: #/ \(\d+,[\d, ]*\)/#)
      {
        rest = rest[shape.range.upperBound...]
        continue
      }
      guard let name = rest.prefixMatch(of: #/∂[\p{L}\p{N}_₍₎]+/∂[\p{L}\p{N}_₍₎]+|[\p{L}_][\p{L}\p{N}_₍₎]*/#) else {
        text.append(first)
        rest.removeFirst()
        continue
      }
      rest = rest[name.range.upperBound...]
      let isDerivative = first == "∂"
      let value: String? =
        isDerivative
        ? (name.output.hasPrefix("∂\(operation)/") ? local : upstream).flatMap { Self.typed($0) }
        : values[String(name.output).replacing(#/₍.₎/#, with: "")]
      guard let value, rest.first != "(" else {
        if name.output == "n" || isDerivative { return nil }
        text += String(name.output)
        continue
      }
      text += "q_\(lines.count)"
      lines.append("q_\(lines.count) = \(value)")
    }
    program = (lines + ["result = \(text)"]).joined(separator: "\n")
  }

  private static func typed(_ value: TraceValue) -> String? {
    guard case .array(let shape, let elements) = value else { return nil }
    return array(shape, elements)
  }

  /// An array as it is typed, the innermost axis first put into rows.
  static func array(_ shape: [Int], _ elements: [Double]) -> String {
    var parts = elements.map { "\($0)" }
    for size in shape.reversed() {
      parts = stride(from: 0, to: parts.count, by: size).map {
        "[" + parts[$0..<min($0 + size, parts.count)].joined(separator: ", ") + "]"
      }
    }
    return parts.first ?? "[]"
  }
}
