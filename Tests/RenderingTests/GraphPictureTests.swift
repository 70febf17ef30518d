import CGraphviz
import Rendering
import Testing

@Suite struct GraphPictureTests {
  @Test(arguments: Example.all) func theGraphAloneHasNoDerivativesCaptionOrQueue(_ source: String) throws {
    let story = try Example.story(source)
    let picture = try SVGParser.parse(GraphRenderer.svg(story))
    #expect(picture.having("data-node").count == story.nodes.count)
    #expect(picture.having("data-edge").count == story.edges.count)
    for part in ["caption", "queue", "progress", "ring"] { #expect(picture.having("class", part).isEmpty) }
    #expect(picture.having("data-gradient").isEmpty)
  }

  @Test(arguments: Example.all + ["# \"a\\\" & <b> {|}\nx = 1\nf = x + 1"])
  func graphvizReadsTheDot(_ source: String) throws {
    let story = try Example.story(source)
    var dot = Array(DotRenderer.dot(story).utf8CString)
    let graph = try #require(dot.withUnsafeMutableBufferPointer { agmemread($0.baseAddress) })
    #expect(Int(agnnodes(graph)) == story.nodes.count)
    #expect(Int(agnedges(graph)) == story.edges.count)
    agclose(graph)
  }
}
