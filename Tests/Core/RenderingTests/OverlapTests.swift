import Expressions
import Foundation
import GraphLayout
import Rendering
import Storyboard
import TestSupport
import Testing

/// Nothing drawn meets what it must not meet: found from the SVG alone, by geometry.
///
/// With `ADVIZ_THOROUGH=1` in the environment every frame and many more graphs are looked at.
@Suite struct OverlapTests {

  /// Left to right, and top to bottom.
  private static let looks = [Direction.leftToRight, Direction.topToBottom].map { direction in
    var options = PictureOptions()
    options.direction = direction
    return options
  }

  /// The gallery in every look; the default run takes some small graphs.
  private static let gallery: [(file: InkGraph.File, look: Int)] = looks.indices.flatMap { look in
    InkGraph.gallery.enumerated().filter { isThorough || small.contains($0.element.name) && $0.offset % 2 == look }
      .map { ($0.element, look) }
  }

  private static let small: Set = ["02-one-path", "05-article-dense", "35-kinks"]

  private static let graphs: [(seed: Int, look: Int)] = (1...(isThorough ? 200 : 4)).map { ($0, $0 % looks.count) }

  @Test func galleryIsThere() {
    #expect(InkGraph.gallery.count >= 26)
  }

  @Test(arguments: sampled(3...8, oneIn: 3)) func nothingOverlapsWhereAnExcerptIsCut(_ seed: UInt64) throws {
    let trace = try Program(InkGraph.random(seed: seed, most: 24).text).trace()
    let excerpt = Excerpt(nodes: trace.neighborhood(of: trace.nodes.count * 2 / 3, radius: 1))
    let story = Storyboard(trace, tellsSteps: false, excerpt: excerpt)
    let picture = try InkReader.read(GraphRenderer.svg(story))
    let isCut = story.cutEdges.contains { !$0.isEmpty }
    #expect(picture.shapes.contains { $0.role == .mark && $0.owner != .legend } == isCut)
    expectNoFaults(picture, "part of random graph \(seed)", PictureOptions())
  }

  @Test func namesAndValuesKeepAwayFromNumbersOnEdges() throws {
    for file in InkGraph.gallery
    where sampled(["-affine-layer", "-named-operations", "-forty-nodes"], oneIn: 3).contains(where: file.name.hasSuffix)
    {
      let renderer = try FrameRenderer(Storyboard(Program(file.text).trace()))
      let shapes = try InkReader.read(renderer.svg(renderer.count - 1)).shapes
      let numbers = shapes.filter { $0.role == .ground && $0.bounds.maxX > 0 }
      #expect(!numbers.isEmpty)
      for text in shapes where text.role == .text {
        guard case .node = text.owner else { continue }
        for number in numbers where number.owner != text.owner {
          #expect(text.gap(to: number) >= 2, "\(file): \(text.description) and \(number.description)")
        }
      }
    }
  }

  @Test(arguments: gallery)
  func nothingOverlapsInTheGallery(_ file: InkGraph.File, _ way: Int) throws {
    try look(at: file, OverlapTests.looks[way], everyFrame: isThorough)
  }

  @Test(arguments: graphs)
  func nothingOverlapsInRandomGraphs(_ seed: Int, _ way: Int) throws {
    // In debug builds most of the time goes into the layout of large graphs.
    let file = InkGraph.random(seed: UInt64(seed), most: isThorough ? 40 : 24)
    var options = OverlapTests.looks[way]
    // Every second has literals inside, every third what travelled on its edges.
    options.literals = seed.isMultiple(of: 2) ? .inside : .nodes
    options.edgeNumbers = seed.isMultiple(of: 3) ? .contribution : .adjoint
    try look(at: file, options, everyFrame: false)
  }

  /// Looks at the graph alone and at its frames: all of them, or the first, one in the middle and the last.
  private func look(at file: InkGraph.File, _ options: PictureOptions, everyFrame: Bool) throws {
    let story = try Storyboard(Program(file.text).trace(), literalsInside: options.literals == .inside)
    let glyphs = InkReader.Glyphs()
    if isThorough || options.direction ?? .leftToRight == .leftToRight {
      expectNoFaults(try InkReader.read(GraphRenderer.svg(story, options: options), glyphs), "\(file), graph", options)
    }
    let renderer = try FrameRenderer(story, options: options)
    let all = Array(0..<renderer.count)
    let numbers = everyFrame ? all : Array(Set([0, renderer.count / 2, renderer.count - 1])).sorted()
    for number in numbers {
      expectNoFaults(try InkReader.read(renderer.svg(number), glyphs), "\(file), frame \(number)", options)
    }
  }

  private func expectNoFaults(_ picture: InkPicture, _ name: String, _ options: PictureOptions) {
    let faults = InkCheck.faults(picture)
    #expect(!picture.shapes.isEmpty)
    let isFaultless = faults.isEmpty
    #expect(
      isFaultless,
      """
      \(name), \(options.direction?.rawValue ?? "any"): \(faults.count) faults
      \(faults.prefix(12).map { "  \($0)" }.joined(separator: "\n"))
      """)
  }
}
