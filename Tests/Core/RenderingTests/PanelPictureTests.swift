import Autodiff
import Expressions
import GraphLayout
import Mistakes
import Storyboard
import TestSupport
import Testing

@testable import Rendering

/// Several passes over one graph, in panels that share one clock.
@Suite("Panels of one graph") struct PanelPictureTests {
  private static let chain = "x = 0.5; f = sin(exp(cos(tanh(sqrt(exp(sin(ln(1 + exp(cos(sin(tanh(x)^2)))))))))))"
  private static let texts = [
    "f(x, y, z) = sin(x + y) + (x * y)^z at (1, 2, 3)", chain, "x = [1, -2]; W = [[1, 2], [3, 4]]; f = sum((W @ x)^2)",
    "x = 3; f = x + x", "x = 2; f = x",
    "\(String(repeating: "long", count: 40)) = 2; f = \(String(repeating: "long", count: 40))",
    "x = [1.2345, 2.3456, 3.4567, 4.5678, 5.6789, 6.7891]; f = exp(x)",
  ]

  private func stories(_ text: String) throws -> [Storyboard] {
    let program = try Program(text)
    let right = try program.trace()
    let wrong = try [Mistake.overwrite, .noUpstream].map { mistake in
      let trace = try Trace(of: program.output, making: mistake, variables: program.variables)
      return Storyboard(try #require(MistakeComparison(right: right, wrong: trace)), right: right, wrong: trace)
    }
    return try wrong + [Storyboard(program.modeComparison())]
  }

  @Test("A node stands at the same place in each of them", arguments: sampled(texts, oneIn: 3))
  func alike(_ text: String) throws {
    for direction in sampled([Direction?.none, .topToBottom], oneIn: 2) {
      var options = PictureOptions()
      options.direction = direction
      for story in try stories(text) {
        let layout = try FrameRenderer(story, options: options).layout
        let (centres, count) = (layout.graph.nodes, story.nodes.count / 2)
        #expect(story.panels.count == 2 && count > 0)
        let shifts = (0..<count).map { node in
          Point(x: centres[node + count].x - centres[node].x, y: centres[node + count].y - centres[node].y)
        }
        let (first, isVertical) = (shifts[0], layout.options.direction == .topToBottom)
        for shift in shifts {
          // Places are rounded to thousandths of a point.
          #expect(abs(shift.x - first.x) < 0.01 && abs(shift.y - first.y) < 0.01, "\(text): \(shift) and \(first)")
          if isVertical { #expect(shift.x > 0) }
        }
      }
    }
  }

  @Test("No node meets another, a heading or a caption", arguments: sampled(texts, oneIn: 4))
  func clean(_ text: String) throws {
    for story in try stories(text) {
      let renderer = try FrameRenderer(story)
      for number in Set([0, renderer.count / 2, renderer.count - 1]).sorted() {
        let shapes = try InkReader.read(renderer.svg(number)).shapes.filter { [.outline, .text].contains($0.role) }
        for shape in shapes {
          guard case .node = shape.owner else { continue }
          for other in shapes where other.owner != shape.owner {
            #expect(shape.gap(to: other) >= 0, "\(text), frame \(number): \(shape.description), \(other.description)")
          }
        }
      }
    }
  }

  @Test("A deep graph is folded in each of them, so that its text is large enough") func folded() throws {
    for story in try stories(Self.chain) {
      let legibility = try FrameRenderer(story).legibility
      #expect(!legibility.isBelowAim, "\(legibility.textHeight)")
    }
  }
}
