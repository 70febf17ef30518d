import Autodiff
import Expressions
import Formulas
import Foundation
import Storyboard
import Tensors
import TestSupport
import Testing

@Suite("What a caption states holds")
struct CaptionTruthTests {
  /// The steps of a program in which something is handed on, with their captions.
  private static func propagations(_ story: Storyboard, _ trace: Trace) -> [(TraceEvent.Propagation, Caption)] {
    var step = -1
    return trace.events.compactMap { event in
      switch event {
      case .seed, .blocked, .finish: step += 1
      case .propagate(let propagation):
        step += 1
        return (propagation, story.frames.caption(step))
      default: break
      }
      return nil
    }
  }

  /// The local derivative of a rule line: its name, what it is by names, its number.
  private static func local(_ caption: Caption) -> (name: Formula, formulas: [Formula])? {
    guard case .chain(_, let links)? = caption.lines.first else { return nil }
    for link in links where link.relation == .implies {
      if case .chain(let name, let links) = link.right { return (name, links.map(\.right)) }
    }
    return nil
  }

  @Test("a local derivative is the central difference of the operation in that operand alone")
  func localDerivatives() throws {
    var programs = RandomPrograms(seed: 1406)
    var (looked, marked) = (0, 0)
    for _ in 0..<(isThorough ? 1_500 : 50) {
      let source = programs.scalars()
      guard let trace = try? Program(source).trace() else { continue }
      let story = Storyboard(trace)
      for (step, caption) in Self.propagations(story, trace) {
        let node = trace.nodes[step.from]
        guard let number = step.local?.scalar, number.isFinite, node.value.isFinite,
          let rule = trace.rule(of: step.from)
        else { continue }
        let values = node.operands.compactMap { trace.nodes[$0].value.scalar }
        guard values.allSatisfy({ $0.isFinite && $0.magnitude > 1e-3 && $0.magnitude < 1e3 }) else { continue }
        // A kink has no central difference.
        if values.count == 2, values[0] == values[1], ["maximum", "minimum"].contains(node.operation) { continue }
        func value(_ moved: Double) throws -> Double {
          var operands = values
          operands[step.operand] += moved
          return try rule.evaluate(Operands(all: operands.map { Tensor($0) })).scalar ?? .nan
        }
        let width = 1e-5 * max(1e-2, values[step.operand].magnitude)
        let difference = try (value(width) - value(-width)) / (2 * width)
        let curvature = try (value(width) - 2 * value(0) + value(-width)) / width
        let size = max(1e-3, number.magnitude, try value(0).magnitude)
        #expect(abs(difference - number) < 1e-4 * size + curvature.magnitude, "\(source)")
        let local = try #require(Self.local(caption), "\(source)")
        // By names: each name of the formula is that operand, or the result.
        var names: [Symbol: Double] = [:]
        if case .chain(.symbol(let result), let links)? = caption.lines.first {
          names[result] = node.value.scalar
          let operands = links.first?.right.symbols ?? []
          let places = rule.formula(
            Operands(all: values.indices.map { .symbol(Symbol(base: "operand", subscript: "\($0)")) })
          ).symbols
          for (symbol, place) in zip(operands, places.compactMap { $0.subscript.flatMap { Int($0) } }) {
            guard operands.count == places.count else { continue }
            if let known = names[symbol] {
              #expect(known == values[place] || known.isNaN, "\(symbol) has two values: \(source)")
            }
            names[symbol] = values[place]
          }
        }
        for formula in local.formulas {
          guard let shown = formula.value({ names[$0] }) else { continue }
          #expect(abs(shown - number) <= 1e-9 * size || shown.isNaN, "\(caption.text(NumberStyle())) in \(source)")
        }
        looked += 1
        if case .partial(_, let by) = local.name, by.operand != nil { marked += 1 }
      }
    }
    #expect(
      looked > (isThorough ? 4_000 : 130) && marked > (isThorough ? 800 : 25),
      "\(looked) derivatives, \(marked) with a mark")
  }

  @Test("no name of a derivative has two values in an animation")
  func oneValue() throws {
    var programs = RandomPrograms(seed: 1407)
    var (looked, shared) = (0, 0)
    for _ in 0..<(isThorough ? 1_500 : 50) {
      let source = programs.scalars()
      guard let trace = try? Program(source).trace() else { continue }
      let story = Storyboard(trace)
      var values: [String: Double] = [:]
      func note(_ name: String, _ value: Double) {
        if let known = values[name] {
          let isSame = known.isNaN || value.isNaN || abs(known - value) <= 1e-9 * max(1, known.magnitude)
          #expect(isSame || !known.isFinite, "\(name) is \(known) and \(value) in\n\(source)")
          shared += 1
        }
        values[name] = value
        looked += 1
      }
      let function = Formula.symbol(Symbol(trace.functionName)).text()
      for (step, caption) in Self.propagations(story, trace) {
        if step.arrived == step.expected, let value = step.adjoint.scalar, let name = caption.lines.last?.leftmost {
          note(name.text(), value)
        }
        guard let value = step.local?.scalar, let local = Self.local(caption) else { continue }
        note(local.name.text(), value)
        // What stands for the output by its label is the function too.
        if step.from == trace.output, case .partial(_, let by) = local.name {
          note("∂\(function)/∂\(Formula.symbol(by).text())", value)
        }
      }
      for (step, _) in Self.propagations(story, trace) where trace.nodes[step.to].kind == .variable {
        if let last = story.gradientStates(of: step.to).last, case .chain(let name, let links) = last.statement,
          case .number(let value)? = links.last?.right
        {
          note(name.text(), value)
        }
      }
    }
    #expect(
      looked > (isThorough ? 10_000 : 330) && shared > (isThorough ? 1_000 : 33),
      "\(looked) values, \(shared) seen again")
  }

  /// The examples by which the kind was found.
  @Test(
    "a repeated operand is told by its place",
    arguments: [
      ("x = 3; f = x*x", ["∂mul/∂x₍₁₎ = x₍₂₎ = 3", "∂mul/∂x₍₂₎ = x₍₁₎ = 3"]),
      ("x = 3; f = x^x", ["∂pow/∂x₍₁₎ = x₍₂₎ · x₍₁₎^(x₍₂₎ − 1) = 27", "∂pow/∂x₍₂₎ = x₍₁₎^x₍₂₎ · ln(x₍₁₎) = 29.66"]),
      ("x = 3; f = x - x", ["∂sub/∂x₍₁₎ = 1", "∂sub/∂x₍₂₎ = −1"]),
      ("x = 3; f = x/x", ["∂div/∂x₍₁₎ = 1/x₍₂₎ = 0.3333"]),
      ("x = 3; f = x + x", ["∂add/∂x₍₁₎ = 1", "∂add/∂x₍₂₎ = 1"]),
      ("x = 3; f = maximum(x, x)", ["∂maximum/∂x₍₁₎", "∂maximum/∂x₍₂₎"]),
      ("x = 3; f = where(x > 1, x, x)", ["∂where/∂x₍₂₎", "∂where/∂x₍₃₎"]),
      ("x = [1, 2]; f = dot(x, x)", ["x₍₁₎", "x₍₂₎"]),
      ("x = [1, 2]; f = sum(stack([x, x, x]))", ["stack([x₍₁₎, x₍₂₎, x₍₃₎])"]),
      ("x = [[1, 2]]; f = softmax_cross_entropy(x, x)", ["x₍₁₎", "x₍₂₎"]),
      ("x = 2; f = x * sin(x)", ["mul = x₍₁₎ × sin ⇒ ∂mul/∂x₍₁₎ = sin = 0.9093", "∂mul/∂sin = x₍₁₎ = 2"]),
      ("x = 2; u = x * sin(x); f = u * 3", ["u = x × sin ⇒ ∂u/∂x = sin = 0.9093"]),
    ])
  func marks(_ source: String, _ expected: [String]) throws {
    let story = try story(source)
    let captions = story.frames.map { $0.caption.text(NumberStyle()) }.joined(separator: "\n")
    for text in expected { #expect(captions.contains(text), "\(text) in\n\(captions)") }
    guard expected.contains(where: { $0.contains("₍") }) else { return }
    let latex = story.frames.map { $0.caption.latex(NumberStyle()) }.joined()
    let tooltips = story.nodes.flatMap(\.rules).map { $0.text() }.joined()
    #expect(latex.contains("{x}_{(2)}") || latex.contains("{x}_{(1)}"))
    #expect(tooltips.contains("x₍₁₎") || tooltips.contains("x₍₂₎"))
  }

  @Test("the mark is heard")
  func heard() throws {
    let spoken = try story("x = 3; f = x * x").frames.map(\.caption.spoken)
    #expect(
      spoken[1]
        == "The derivative of mul with respect to its first operand x is its second operand x, which is 3. "
        + "The derivative of f with respect to x grows by 1 times 3, which is 3.")
    let about = try story("x = 2; f = sin(2 ln(x))").frames.map(\.caption.spoken)
    #expect(about[3].contains("grows by 0.1835 times 2, which is about 0.3669."))
  }

  @Test(
    "arithmetic adds up by the digits that are shown, or is only about equal",
    arguments: sampled([2, 3, 4, 6, 9, 12], oneIn: 3))
  func arithmetic(_ precision: Int) throws {
    var programs = RandomPrograms(seed: 1408 + UInt64(precision))
    let style = NumberStyle(precision: precision)
    var counts = (exact: 0, about: 0, unread: 0)
    var unread: [String] = []
    for turn in 0..<(isThorough ? 600 : 40) {
      let source = turn.isMultiple(of: 3) ? programs.arrays() : programs.scalars()
      guard let trace = try? Program(source).trace() else { continue }
      for caption in Storyboard(trace, numbers: style).frames.map(\.caption) {
        let text = caption.text(style)
        let claims = text.split(separator: "\n").flatMap { Claim.arithmetic(in: String($0)) }
        for claim in claims {
          guard let left = try? ShownReading.value(claim.left), let right = try? ShownReading.value(claim.right) else {
            counts.unread += 1
            unread.append("\(claim.left) \(claim.sign) \(claim.right)")
            continue
          }
          if claim.sign == "=" {
            #expect(left == right, "\(claim) in \(source)")
            counts.exact += 1
          } else {
            #expect(left != right, "\(claim) in \(source)")
            #expect(left.isClose(to: right, digits: precision), "\(claim) in \(source)")
            counts.about += 1
          }
        }
        // LaTeX is read from the same tree: the same signs, in the same order.
        let latex = caption.latex(style).replacing("\\approx", with: "≈")
        #expect(latex.count { $0 == "≈" } == text.count { $0 == "≈" })
      }
    }
    #expect(counts.exact > (isThorough ? 600 : 40) && counts.about > (isThorough ? 300 : 20), "\(counts)")
    #expect(counts.unread * 20 < counts.exact + counts.about, "\(counts) \(unread.prefix(9))")
  }

  @Test(
    "the sums and products that did not add up",
    arguments: [
      ("x = 2.5796; y = 1; f = x*x + 1.569*x", "≈"), ("x = 1; f = x/3", "1/3 ≈ 0.3333"),
      ("x = 2; f = sin(2 ln(x))", "0.1835 × 2 ≈ 0.3669"), ("x = 4; const 2; f = x^2 + 2^x", "8 + 11.09 = 19.09"),
      ("x = 1; f = 1.457771*x - 1.45*x", "1.457771 + (−1.45) = 0.007771"),
      ("x = 0; f = x * ln(x)", "NaN"), ("x = 1; f = x*(0.1 + 0.2) - 0.3*x", "; in all 5.551 × 10^−17"),
    ])
  func examples(_ source: String, _ expected: String) throws {
    let captions = try captions(source).joined(separator: "\n")
    #expect(captions.contains(expected), "\(captions)")
  }
}

extension ShownReading.Value {
  /// Whether two values differ by no more than a unit or so in the last of so many digits.
  fileprivate func isClose(to other: ShownReading.Value, digits: Int) -> Bool {
    func numbers(_ value: ShownReading.Value) -> [Decimal] {
      switch value {
      case .number(let number): [number]
      case .rows(let rows, _): rows.flatMap(\.self)
      }
    }
    let (a, b) = (numbers(self), numbers(other))
    guard a.count == b.count else { return false }
    return zip(a, b).allSatisfy { x, y in
      if x.isNaN { return true }
      let (left, right) = (NSDecimalNumber(decimal: x).doubleValue, NSDecimalNumber(decimal: y).doubleValue)
      let size = b.map { NSDecimalNumber(decimal: $0).doubleValue.magnitude }.max() ?? 0
      return abs(left - right) <= 10 * max(right.magnitude, size * 0.1, 1e-12) * pow(10, Double(-digits)) + 1e-15
    }
  }
}

extension Formula {
  /// What stands left of all signs.
  fileprivate var leftmost: Formula? {
    switch self {
    case .chain(let first, _): first
    case .statements(let parts), .phrase(let parts): parts.first?.leftmost
    default: nil
    }
  }

  /// The names of a formula, from left to right.
  fileprivate var symbols: [Symbol] {
    switch self {
    case .symbol(let symbol): [symbol]
    case .negative(let a), .root(let a), .absolute(let a): a.symbols
    case .plus(let a, let b), .minus(let a, let b), .times(let a, let b), .dot(let a, let b), .fraction(let a, let b),
      .power(let a, let b), .comparison(_, let a, let b):
      a.symbols + b.symbols
    case .piecewise(let a, let condition, let b): a.symbols + condition.symbols + b.symbols
    case .function(_, let arguments): arguments.flatMap(\.symbols)
    default: []
    }
  }
}
