import GraphLayout
import Testing

@Suite struct InputTests {
  private let node = Sample.operation

  private func error(
    nodes: [NodeSpace], edges: [EdgeSpace] = [], options: LayoutOptions = LayoutOptions()
  ) -> LayoutError? {
    do throws(LayoutError) {
      _ = try layOut(nodes: nodes, edges: edges, options: options)
      return nil
    } catch {
      return error
    }
  }

  @Test func nothingHasNoSize() throws {
    let placed = try layOut(nodes: [], edges: [])
    #expect(placed == PlacedGraph(size: Size(width: 0, height: 0), nodes: [], boxes: [], edges: []))
  }

  @Test func oneNodeFillsThePage() throws {
    let placed = try layOut(nodes: [Sample.variable], edges: [])
    #expect(placed.size == Sample.variable.size)
    #expect(placed.nodes == [Sample.variable.outlineCentre])
  }

  @Test func sizesMayBeZero() throws {
    let point = NodeSpace(outline: .circle(radius: 0))
    let edges = [
      EdgeSpace(from: 0, to: 1, labelSize: Size(width: 0, height: 0)),
      EdgeSpace(from: 0, to: 1, operand: 1, labelSize: Size(width: 0, height: 0)),
    ]
    let options = LayoutOptions(nodeSeparation: 0, layerSeparation: 0)
    let placed = try layOut(nodes: [point, point], edges: edges, options: options)
    #expect(placed.edges.flatMap(\.curve).allSatisfy { $0.x.isFinite && $0.y.isFinite })
  }

  @Test(arguments: [-1, 2, Int.max, Int.min])
  func edgesNeedNodes(index: Int) {
    #expect(
      error(nodes: [node, node], edges: [EdgeSpace(from: 0, to: index)])
        == .noSuchNode(edge: 0, node: index))
    #expect(
      error(nodes: [node, node], edges: [EdgeSpace(from: index, to: 1)])
        == .noSuchNode(edge: 0, node: index))
  }

  @Test(arguments: [-1, .nan, .infinity, -.infinity, 1e300])
  func sizesMustBeUsable(size: Double) {
    #expect(error(nodes: [node, NodeSpace(outline: .circle(radius: size))]) == .unusableNode(1))
    #expect(error(nodes: [NodeSpace(outline: .circle(radius: 1), left: size)]) == .unusableNode(0))
    let corner = NodeSpace(outline: .roundedRectangle(Size(width: 9, height: 9), corner: size))
    #expect((error(nodes: [corner]) == nil) == (size == 1e300))
    let edge = EdgeSpace(from: 0, to: 1, labelSize: Size(width: size, height: 1))
    #expect(error(nodes: [node, node], edges: [edge]) == .unusableLabel(edge: 0))
    #expect(error(nodes: [node], options: LayoutOptions(layerSeparation: size)) == .unusableOptions)
    #expect(error(nodes: [node], options: LayoutOptions(nodeSeparation: size)) == .unusableOptions)
  }

  @Test func outlinesMustFitTheirBoxes() {
    let tooLarge = NodeSpace(
      size: Size(width: 50, height: 90), outline: .circle(radius: 30), outlineCentre: Point(x: 25, y: 30))
    #expect(error(nodes: [tooLarge]) == .unusableNode(0))
  }

  @Test func cyclesAreRefused() {
    let edges = [EdgeSpace(from: 0, to: 1), EdgeSpace(from: 1, to: 2), EdgeSpace(from: 2, to: 1)]
    #expect(error(nodes: [node, node, node], edges: edges) == .cycle(edge: 1))
    #expect(error(nodes: [node], edges: [EdgeSpace(from: 0, to: 0)]) == .cycle(edge: 0))
  }

  @Test func errorsAreSentences() {
    #expect(
      LayoutError.noSuchNode(edge: 3, node: 9).description
        == "Edge 3 ends at node 9, which does not exist.")
    #expect(
      LayoutError.cycle(edge: 1).description == "Edge 1 lies on a cycle; a computational graph has none.")
  }

  @Test func labelsOfManyEdgesStandOnTheirCurves() throws {
    let sample = Sample.random(nodes: 60, seed: 2)
    let placed = try sample.laidOut(LayoutOptions(edgeLabelLimit: 10))
    #expect(placed.edges.allSatisfy { $0.labelCentre != nil })
  }
}
