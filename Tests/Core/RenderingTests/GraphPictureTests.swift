import CGraphviz
import Rendering
import Testing

@Suite struct GraphPictureTests {
  @Test(arguments: Example.all) func graphAloneHasNoDerivativesCaptionOrQueue(_ source: String) throws {
    let story = try Example.story(source)
    let picture = try SVGParser.parse(GraphRenderer.svg(story))
    #expect(picture.having("data-node").count == story.nodes.count)
    #expect(picture.having("data-edge").count == story.edges.count)
    for part in ["caption", "queue", "progress", "ring"] { #expect(picture.having("class", part).isEmpty) }
    #expect(picture.having("data-gradient").isEmpty)
  }

  /// In a process of its own: Graphviz's library serves one thread, and other tests lay out graphs meanwhile.
  @Test(arguments: Example.all + ["# \"a\\\" & <b> {|}\nx = 1\nf = x + 1"])
  func graphvizReadsTheDot(_ source: String) async throws {
    let story = try Example.story(source)
    let (dot, nodes, edges) = (DotRenderer.dot(story), story.nodes.count, story.edges.count)
    await #expect(processExitsWith: .success) { [dot = dot as String, nodes = nodes as Int, edges = edges as Int] in
      var bytes = Array(dot.utf8CString)
      let graph = try #require(bytes.withUnsafeMutableBufferPointer { agmemread($0.baseAddress) })
      #expect(Int(agnnodes(graph)) == nodes)
      #expect(Int(agnedges(graph)) == edges)
    }
  }

  @Test func dotHasTheThemesColoursDirectionAndSubscripts() throws {
    var options = PictureOptions()
    options.theme = .dark
    options.direction = .bottomToTop
    let dot = try DotRenderer.dot(Example.story("x₁ = 2; f = (x₁ + 1) * (x₁ + 2)"), options: options)
    #expect(dot.contains("rankdir=BT;") && dot.contains("bgcolor=\"\(Theme.dark.background)\""))
    #expect(dot.contains("label=<<I>x</I><SUB>1</SUB><BR/>") && dot.contains("fillcolor=\"#add8e6\""))
    #expect(dot.contains("label=<add<SUB>0</SUB>"))
    options.showsValues = false
    options.hasBackground = false
    let plain = try DotRenderer.dot(Example.story("x = 2; f = x + 1"), options: options)
    #expect(plain.contains("bgcolor=\"transparent\"") && !plain.contains("<BR/>"))
  }
}
