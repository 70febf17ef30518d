import Expressions
import GraphLayout
import Storyboard
import TestSupport
import Testing

@testable import Rendering

/// The graphs of lessons can be read on a slide.
@Suite struct LegibilityTests {
  /// Graphs of courses, by what they are.
  static let lessons: [String: String] = [
    "a chain": "x = 0.5; f = sin(exp(cos(tanh(sqrt(exp(sin(log(1 + exp(cos(sin(tanh(x)^2)))))))))))",
    "a long sum":
      "f(a, b, c, d, g, h, k, l, m, n) = a + b + c + d + g + h + k + l + m + n at (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)",
    "a recurrence": """
    const x1 = 0.5; const x2 = -1; const x3 = 0.25; w_x = 0.9; w_h = 0.7; b = 0.1; const h0 = 0
    h1 = tanh(w_x*x1 + w_h*h0 + b); h2 = tanh(w_x*x2 + w_h*h1 + b); h3 = tanh(w_x*x3 + w_h*h2 + b)
    """,
    "two branches": """
    a = -4; b = 2; c = a + b; d = a * b + b^3; c1 = c + c + 1; c2 = c1 + 1 + c1 + (-a); d1 = d + d * 2 + relu(b + a)
    d2 = d1 + 3 * d1 + relu(b - a); e1 = c2 - d2; f = e1^2; g = f / 2; g1 = g + 10 / f
    """,
    "a network": """
    x = [[1, 2], [0.5, -1]]; W1 = [[0.1, -0.2, 0.3], [0.4, 0.5, -0.6]]; b1 = [0.01, 0.02, 0.03]
    W2 = [[0.7], [-0.8], [0.9]]; b2 = [0.1]; const t = [[1], [0]]; h = relu(x @ W1 + b1); y = h @ W2 + b2
    loss = mean((y - t)^2)
    """,
    "attention": """
    Q = [[1, 0], [0, 1], [1, 1]]; K = [[1, 2], [0, 1], [-1, 1]]; V = [[1, 0], [0, 2], [3, 1]]
    A = softmax(Q @ K.T / sqrt(2)); L = sum((A @ V)^2)
    """,
  ]

  private func smallest(_ source: String, _ size: Size?) throws -> (text: Double, aim: Double) {
    var options = PictureOptions()
    options.size = size
    let renderer = try FrameRenderer(try Storyboard(Program(source).trace()), options: options)
    return (renderer.legibility.textHeight, Legibility.aim(nodeCount: renderer.legibility.nodeCount))
  }

  @Test(arguments: sampled(lessons.keys.sorted(), oneIn: 3))
  func textOfALessonIsAsHighAsAimedFor(_ name: String) throws {
    let (text, aim) = try smallest(try #require(LegibilityTests.lessons[name]), nil)
    #expect(text >= aim)
  }

  @Test(arguments: sampled(["a network", "a recurrence"], oneIn: 2)) func aTallPageIsComposedAsWell(_ name: String)
    throws
  {
    let source = try #require(LegibilityTests.lessons[name])
    let renderer = try FrameRenderer(
      try Storyboard(Program(source).trace()),
      options: {
        var options = PictureOptions()
        options.size = Size(width: 1080, height: 1350)
        return options
      }())
    let frame = try SVGParser.parse(renderer.svg(0))
    let box = try #require(frame.attributes["viewBox"]).split(separator: " ").compactMap { Double($0) }
    #expect(abs(box[2] / box[3] - 0.8) < 0.01)
    // The text on 1080 points of width: `textHeight` is that on a slide, which fits the page by its height.
    let fit = min(1080 / box[2], 1350 / box[3]) / min(1920 / box[2], 1080 / box[3])
    #expect(renderer.legibility.textHeight * fit >= 14)
  }

  @Test func aFoldedGraphKeepsWhatItShows() throws {
    let source = try #require(LegibilityTests.lessons["a chain"])
    let story = try Storyboard(Program(source).trace(), literalsInside: true)
    let renderer = try FrameRenderer(story)
    let frame = try SVGParser.parse(renderer.svg(renderer.count - 1))
    #expect(frame.having("data-node").count == story.nodes.count)
    #expect(frame.having("data-edge").count == story.edges.count)
    // Rows: nodes that stand further on are not all further right.
    let xs = renderer.layout.graph.nodes.prefix(story.nodes.count).map(\.x)
    #expect(zip(xs, xs.dropFirst()).contains { $0 > $1 + 100 })
  }

  @Test func literalsStayNodesWhereTheyFit() throws {
    let renderer = try FrameRenderer(try Storyboard(Program("const 2; x = 4; f = x^2 + 2^x").trace()))
    #expect(!renderer.story.literalsInside)
    #expect(renderer.story.stepCount == 8)
  }

  @Test func whatTheUserAsksForIsKept() throws {
    let source = try #require(LegibilityTests.lessons["attention"])
    var options = PictureOptions()
    options.elementsUpTo = 9
    options.literals = .nodes
    options.direction = .topToBottom
    let renderer = try FrameRenderer(
      try Storyboard(Program(source).trace(), elementsUpTo: 9), options: options)
    #expect(renderer.story.elementsUpTo == 9 && !renderer.story.literalsInside)
    #expect(renderer.layout.direction == .topToBottom)
    #expect(renderer.legibility.elementsUpTo == nil)
  }
}
