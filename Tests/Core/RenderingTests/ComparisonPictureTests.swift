import Autodiff
import CGraphviz
import Expressions
import Foundation
import GraphLayout
import Storyboard
import TestSupport
import Testing

@testable import Rendering

/// The graph before and after static optimisation, on one page.
@Suite struct ComparisonPictureTests {
  static let article = "f(x) = sin(x)^sin(x) at 1"
  /// Folds, merges, and is wide.
  static let wide = """
    # Folding and merging together
    x = 1.5; y = 0.5; const half = 0.5
    a = sin(x*y) * (2*3 + 1)
    b = exp(-(sin(y*x))^2)
    f = a / b + half * 0.5
    """
  static let constantsAlone = "const c = 3; f = c * 2 + 1"
  static let arrays = "X = [[1, 2], [3, 4]]; b = [0.5, -1]; f = sum((X @ X.T + b)^2) * sum((X @ X.T + b)^2)"
  static let examples = [article, wide, constantsAlone, arrays] + [Example.twoPaths, Example.single, Example.dense]

  private func comparison(_ source: String) throws -> OptimizationComparison {
    let program = try Program(source)
    let optimization = optimized(program.output)
    return try OptimizationComparison(
      before: program.trace(),
      after: Trace(of: optimization.output, variables: program.variables, title: program.title),
      optimization: optimization)
  }

  private func picture(_ source: String, _ options: PictureOptions = PictureOptions()) throws -> Element {
    try SVGParser.parse(ComparisonRenderer.svg(comparison(source), options: options))
  }

  private func expectNoFaults(_ source: String, _ options: PictureOptions, _ name: String) throws {
    let bytes = try ComparisonRenderer.svg(comparison(source), options: options)
    let faults = InkCheck.faults(try InkReader.read(bytes))
    #expect(faults.isEmpty, "\(name), \(options.direction?.rawValue ?? "any"): \(faults.prefix(5).map(\.description))")
  }

  @Test(arguments: sampled(examples, oneIn: 2), isThorough ? Direction.allCases : [.leftToRight, .topToBottom])
  func nothingOverlaps(_ source: String, _ direction: Direction) throws {
    var options = PictureOptions()
    options.direction = direction
    try expectNoFaults(source, options, source)
  }

  @Test(arguments: sampled(examples, oneIn: 9))
  func nothingOverlapsWithOtherOptions(_ source: String) throws {
    var options = PictureOptions()
    for (width, height) in [(1920.0, 1080.0), (600, 900), (2000, 500)] {
      options.size = Size(width: width, height: height)
      try expectNoFaults(source, options, "\(source) at \(width)×\(height)")
    }
    options = PictureOptions()
    (options.showsLegend, options.showsValues, options.theme) = (false, false, .print)
    try expectNoFaults(source, options, "\(source) without legend and values")
    options.theme.sizes.label = 34
    options.theme.sizes.title = 50
    try expectNoFaults(source, options, "\(source) with larger labels")
  }

  @Test(arguments: InkGraph.gallery.indices.filter { $0 % (isThorough ? 4 : 24) == 1 })
  func nothingOverlapsInTheGallery(_ number: Int) throws {
    let file = InkGraph.gallery[number]
    try expectNoFaults(file.text, PictureOptions(), file.name)
  }

  @Test(arguments: 1...(isThorough ? 8 : 2))
  func nothingOverlapsInRandomGraphs(_ seed: Int) throws {
    let file = InkGraph.random(seed: UInt64(seed), most: 16)
    var options = PictureOptions()
    options.direction = seed % 2 == 0 ? .leftToRight : .topToBottom
    try expectNoFaults(file.text, options, file.name)
  }

  @Test func comparisonShowsBothGraphsHeadingsAndSavings() throws {
    let picture = try picture(Self.article)
    let panels = picture.having("data-graph")
    #expect(panels.map { $0.attributes["data-graph"] } == ["before", "after"])
    #expect(panels.map { $0.having("data-node").count } == [4, 4])
    #expect(panels.map { $0.having("data-edge").count } == [4, 4])
    #expect(panels.map { $0.having("data-join").count } == [0, 1])
    let labels = picture.all.compactMap { $0.attributes["aria-label"] }
    #expect(labels.contains("before: 3 operations") && labels.contains("after: 2 operations"))
    #expect(labels.contains("operation sin sub 1, merged into operation sin sub 0"), "\(labels)")
    #expect(!picture.having("class", "verdict").isEmpty)
    let description = try #require(picture.first("desc")).text
    #expect(description.hasSuffix("Static optimisation: 1 operation saved: 1 merged, 0 folded."))
    #expect(try #require(picture.first("title")).text.hasSuffix(": before and after static optimisation"))
  }

  /// The nodes of a panel by their ids: what is drawn of each, and where.
  private func nodes(_ panel: Element) -> [String: (state: String, centre: InkPoint)] {
    var nodes: [String: (String, InkPoint)] = [:]
    for node in panel.having("data-node") {
      let shape = node.children.first { $0.name == "circle" || $0.name == "rect" }
      guard let shape, let id = node.attributes["data-node"] else { continue }
      let centre =
        shape.name == "circle"
        ? InkPoint(x: shape.number("cx") ?? 0, y: shape.number("cy") ?? 0)
        : InkPoint(
          x: (shape.number("x") ?? 0) + (shape.number("width") ?? 0) / 2,
          y: (shape.number("y") ?? 0) + (shape.number("height") ?? 0) / 2)
      nodes[id] = (node.attributes["class"] ?? "", centre)
    }
    return nodes
  }

  @Test(arguments: examples)
  func bothGraphsStandInTheSamePlaces(_ source: String) throws {
    let picture = try picture(source)
    let panels = picture.having("data-graph").map(nodes)
    #expect(panels[0].keys == panels[1].keys)
    var shift: InkPoint?
    for (id, node) in panels[0] {
      let other = try #require(panels[1][id]).centre
      let step = InkPoint(x: other.x - node.centre.x, y: other.y - node.centre.y)
      let first = shift ?? step
      shift = first
      #expect(step.distance(to: first) < 0.1, "node \(id) has moved")
    }
  }

  @Test func fatesAreDrawn() throws {
    let source = """
      x = 2; y = 3
      f = (x*1 + sin(y)) * (2*3 + 1) - exp(y)*0 - sin(y)
      """
    let picture = try picture(source)
    let panels = picture.having("data-graph")
    let nodes = nodes(panels[1])
    let names = try Program(source).trace().nodes.map(\.name)
    func state(_ name: String) throws -> String? { nodes["\(try #require(names.firstIndex(of: name)))"]?.state }
    #expect(try state("x") == "node plain" && state("sin_0") == "node plain")
    #expect(try state("mul_0") == "node gone" && state("sin_1") == "node gone" && state("exp") == "node gone")
    #expect(try state("add_1") == "node folded" && state("3") == "node gone")
    // One line for each node that another stands for, and what is folded shows its number.
    let joins = panels[1].having("data-join").compactMap { $0.attributes["data-join"] }
    let expected = [("mul_0", "x"), ("sin_1", "sin_0"), ("sub_0", "mul_2")].map { from, to in
      "\(names.firstIndex(of: from) ?? -1).\(names.firstIndex(of: to) ?? -1)"
    }
    #expect(Set(joins) == Set(expected), "\(joins) \(expected)")
    let labels = picture.all.compactMap { $0.attributes["aria-label"] }
    #expect(labels.contains { $0.hasSuffix("now a constant") }, "\(labels)")
    #expect(labels.contains("operation mul sub 0, merged into variable x by x·1 = x"))
    #expect(labels.contains("operation exp, not needed any more"))
  }

  @Test func idsAreUniqueAndReferencesResolve() throws {
    for source in sampled(Self.examples, oneIn: 3) {
      let picture = try picture(source)
      let ids = picture.having("id").compactMap { $0.attributes["id"] }
      #expect(Set(ids).count == ids.count)
      for element in picture.having("xlink:href") {
        #expect(ids.contains(String(element.attributes["xlink:href"]?.dropFirst() ?? "")))
      }
      let alone = try SVGParser.parse(GraphRenderer.svg(comparison(source).before))
      #expect(Set(ids).isDisjoint(with: alone.having("id").compactMap { $0.attributes["id"] }))
    }
  }

  @Test func smallGraphsStandBesideEachOtherAndWideOnesBeneath() throws {
    func isBeside(_ source: String, _ options: PictureOptions = PictureOptions()) throws -> Bool {
      let divider = try ComparisonPage(comparison(source), options).divider
      return divider.from.x == divider.to.x
    }
    #expect(try isBeside(Self.article))
    #expect(try !isBeside("f(x) = exp(tanh(cos(sin(exp(tanh(cos(sin(x))))))))^sin(x) at 1"))
    var options = PictureOptions()
    options.size = Size(width: 600, height: 900)
    #expect(try !isBeside(Self.article, options))
    options.size = nil
    options.direction = .topToBottom
    #expect(try isBeside(Self.wide, options))
  }

  @Test(arguments: sampled(examples, oneIn: 2), [nil, Size(width: 1920, height: 1080), Size(width: 600, height: 900)])
  func eachGraphStaysOnItsSideOfTheLine(_ source: String, _ size: Size?) throws {
    var options = PictureOptions()
    options.size = size
    let page = try ComparisonPage(comparison(source), options)
    let isBeside = page.divider.from.x == page.divider.to.x
    for (panel, isFirst) in [(page.first, true), (page.second, false)] {
      let whole = panel.layout.regions.page
      let size = panel.layout.graph.size
      let low = panel.layout.place(Point(x: 0, y: 0)), high = panel.layout.place(Point(x: size.width, y: size.height))
      #expect(low.x >= Metrics.margin - 1 && high.x <= whole.width - Metrics.margin + 1)
      #expect(low.y > panel.origin.y && high.y <= whole.height - Metrics.footer.height + 1)
      let line = isBeside ? page.divider.from.x : page.divider.from.y
      let gap = isFirst ? line - (isBeside ? high.x : high.y) : (isBeside ? low.x : low.y) - line
      #expect(gap >= Metrics.comparison.gap / 2 - 1)
    }
    guard let size else { return }
    let whole = page.first.layout.regions.page
    #expect(abs(whole.width / whole.height - size.width / size.height) < 0.01)
  }

  @Test func graphsBesideEachOtherStandOnOneLine() throws {
    let picture = try picture(Self.article)
    let middles = picture.having("data-graph").map { panel in
      panel.having("data-kind", "variable").compactMap { node in
        node.first("rect").map { ($0.number("y") ?? 0) + ($0.number("height") ?? 0) / 2 }
      }
    }
    #expect(middles[0].count == 1 && abs(middles[0][0] - middles[1][0]) < 0.5)
  }

  @Test func whatCannotBeSavedIsSaid() throws {
    let description = try #require(picture(Example.twoPaths).first("desc")).text
    #expect(description.hasSuffix("nothing to save: no operation occurs twice or has constants alone."))
  }

  /// In a process of its own: Graphviz's library serves one thread.
  @Test(arguments: sampled([article, wide, constantsAlone], oneIn: 3))
  func graphvizReadsTheTwoClusters(_ source: String) async throws {
    let comparison = try comparison(source)
    var options = PictureOptions()
    options.direction = .topToBottom
    let dot = DotRenderer.dot(comparison, options: options)
    let nodes = comparison.before.nodes.count + comparison.after.nodes.count
    let edges = comparison.before.edges.count + comparison.after.edges.count
    #expect(dot.contains("label=<\(comparison.headings.before)>") && dot.contains(comparison.verdict))
    await #expect(processExitsWith: .success) { [dot = dot as String, nodes = nodes as Int, edges = edges as Int] in
      var bytes = Array(dot.utf8CString)
      let graph = try #require(bytes.withUnsafeMutableBufferPointer { agmemread($0.baseAddress) })
      #expect(Int(agnnodes(graph)) == nodes)
      #expect(Int(agnedges(graph)) == edges)
      #expect(agfstsubg(graph) != nil)
    }
  }
}
