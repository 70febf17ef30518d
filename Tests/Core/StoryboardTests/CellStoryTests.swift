import Autodiff
import Expressions
import Formulas
import Storyboard
import Testing

@Suite("Steps between arrays tell how one cell comes about") struct CellStoryTests {
  private static let layer =
    "X = [[1, 2, 3], [4, 5, 6]]; W = [[1, 0], [2, -1], [0.5, 3]]; b = [1, -2]; f = sum((X @ W + b)^2)"

  private func lines(_ source: String) throws -> [String] {
    try story(source).tellingCells().frames.compactMap { frame in
      frame.caption.lines.last?.text()
    }.filter { $0.contains("∑") || $0.contains("[") && $0.contains("+=") }
  }

  @Test("The sum of a broadcast row has a term for each row") func broadcast() throws {
    let step = try #require(try lines(Self.layer).first { $0.hasPrefix("∂f/∂b[0]") })
    // By hand: X @ W + b is [[7.5, 5], [18, 11]], and its adjoint twice that.
    #expect(step == "∂f/∂b[0] += ∑_i, j (∂f/∂add[i, j] · ∂add[i, j]/∂b[0]) = 15 × 1 + 36 × 1 = 51")
  }

  @Test("A cell of a matrix product's operand takes one term from each column") func product() throws {
    let step = try #require(try lines(Self.layer).first { $0.hasPrefix("∂f/∂X[0, 0]") })
    #expect(step.hasSuffix("= 15 × 1 + 10 × 0 = 15"), "\(step)")
    let weight = try #require(try lines(Self.layer).first { $0.hasPrefix("∂f/∂W[0, 0]") })
    #expect(weight.hasSuffix("= 15 × 1 + 36 × 4 = 159"), "\(weight)")
  }

  @Test("The first six terms are written, and how many more there are") func manyTerms() throws {
    let step = try #require(try lines("b = 2; f = sum(b * [1, 2, 3, 4, 5, 6, 7, 8])").last)
    #expect(step.contains("1 × 1 + 1 × 2 + 1 × 3 + 1 × 4 + 1 × 5 + 1 × 6 + … (2 more) = 36"), "\(step)")
  }

  @Test("The number that a line ends with is the contribution's", arguments: manySources + [layer])
  func truth(_ source: String) throws {
    let told = try story(source).tellingCells()
    let trace = try Program(source).trace()
    for (place, frame) in told.frames.enumerated() {
      guard case .propagate(let step) = trace.events[told.frames.event(place)],
        let cell = told.cells?.cell(of: step.to, step: frame.step),
        case .array(_, let contribution) = step.contribution
      else { continue }
      let text = try #require(frame.caption.lines.last?.text())
      #expect(text.hasSuffix(" " + Formula.number(contribution[cell]).text()), "\(text)")
      #expect(frame.caption.spoken.hasSuffix(".") && frame.caption.lines.count >= 2)
    }
  }

  @Test("Nothing else changes, and numbers alone have nothing to tell", arguments: Article.all)
  func numbers(_ source: String) throws {
    let (plain, told) = (try story(source), try story(source).tellingCells())
    #expect(plain.frames.map(\.caption) == told.frames.map(\.caption))
  }

  @Test("An operand that is meant twice is marked in the derivative, not in the adjoint") func twice() throws {
    let steps = try lines("x = [1, 2]; f = sum(x * x)").filter { $0.hasPrefix("∂f/∂x[") }
    #expect(steps.contains { $0.contains("∂mul[i]/∂x₍₁₎[0]") }, "\(steps)")
    #expect(steps.allSatisfy { $0.hasPrefix("∂f/∂x[0] += ") })
  }
}
