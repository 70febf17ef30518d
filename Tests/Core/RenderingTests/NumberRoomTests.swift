import Autodiff
import Expressions
import GraphLayout
import Graphviz
import Rendering
import Storyboard
import Tensors
import TestSupport
import Testing

/// Where numbers have the room of the widest, nothing but they changes from one point to another.
@Suite struct NumberRoomTests {
  private static let programs: [String] = {
    var random = RandomPrograms(seed: 1803)
    return Example.all + (0..<(isThorough ? 12 : 4)).map { $0.isMultiple(of: 2) ? random.scalars() : random.arrays() }
  }()

  @Test("The picture at another point is the same, made anew or changed", arguments: sampled(programs, oneIn: 8))
  func anotherPoint(_ source: String) throws {
    var options = PictureOptions()
    options.room = .widest
    func story(_ factor: Double) throws -> Storyboard {
      var values: [String: Tensor] = [:]
      for variable in try Program(source).variables {
        let elements = variable.value.elements.map { $0 * factor + (factor == 1 ? 0 : 0.01) }
        values[variable.name ?? ""] =
          variable.value.shape.rank == 0 ? Tensor(elements[0]) : try Tensor(elements, shape: variable.value.shape)
      }
      return Storyboard(try Program(source, at: Point(values)).trace())
    }
    let first = try FrameRenderer(story(1), options: options, ordering: BarycentreOrdering.shared)
    for factor in sampled([-1.37, 1e-9, 3e7], oneIn: 2) {
      let fresh = try FrameRenderer(story(factor), options: options, ordering: BarycentreOrdering.shared)
      let changed = try #require(first.showing(try story(factor)))
      #expect(fresh.count == first.count && changed.count == first.count && fresh.size == first.size)
      for number in stride(from: 0, to: first.count, by: isThorough ? 1 : 5) {
        let (before, after) = (try SVGParser.parse(first.svg(number)), try SVGParser.parse(changed.svg(number)))
        #expect(Self.outlines(before) == Self.outlines(after), "\(factor): \(source)")
        // Conditions may choose other captions, which take more room in a page of their own.
        if Self.outlines(try SVGParser.parse(fresh.svg(number))) == Self.outlines(before) {
          #expect(fresh.svg(number) == changed.svg(number), "\(factor): \(source)")
        }
      }
    }
  }

  @Test("Another graph is not shown in the places of the first, nor where numbers have no room") func anotherGraph()
    throws
  {
    var options = PictureOptions()
    func renderer() throws -> FrameRenderer {
      try FrameRenderer(
        Storyboard(Program("x = 2; f = x * x").trace()), options: options, ordering: BarycentreOrdering.shared)
    }
    #expect(try renderer().showing(Storyboard(Program("x = 3; f = x * x").trace())) == nil)
    options.room = .widest
    #expect(try renderer().showing(Storyboard(Program("x = 3; f = x * x").trace())) != nil)
    #expect(try renderer().showing(Storyboard(Program("x = 3; f = x * x + x").trace())) == nil)
    #expect(try renderer().showing(Storyboard(Program("x = 3; f = x + x").trace())) == nil)
  }

  @Test(
    "The widest numbers fit: nothing overlaps where each value needs all its room",
    arguments: sampled(programs.prefix(5), oneIn: 3))
  func widestFit(_ source: String) throws {
    var options = PictureOptions()
    options.room = .widest
    var values: [String: Tensor] = [:]
    for variable in try Program(source).variables where variable.value.shape.rank == 0 {
      values[variable.name ?? ""] = Tensor(-1.2345e-105)
    }
    let renderer = try FrameRenderer(Storyboard(Program(source, at: Point(values)).trace()), options: options)
    for number in [0, renderer.count / 2, renderer.count - 1] {
      let all = InkCheck.faults(try InkReader.read(renderer.svg(number)))
      // A wide number may stand farther beside its edge.
      let faults = all.filter { !$0.description.hasSuffix("beside it") }
      #expect(faults.isEmpty, "step \(number) of \(source): \(faults.prefix(5).map(\.description))")
    }
  }

  @Test("Recorded layers are those of the other program; what is damaged is not used") func recordedLayers() throws {
    let story = try Storyboard(Program("x = 2; y = 3; f = sin(x * y) + y * exp(x) * y").trace())
    let recorder = OrderingRecorder(GraphvizOrdering.shared)
    let native = try FrameRenderer(story, ordering: recorder)
    let recorded = RecordedOrdering(recorder.text, otherwise: NoOrdering())
    let played = try FrameRenderer(story, ordering: recorded)
    #expect(!recorder.text.isEmpty && (0..<native.count).allSatisfy { native.svg($0) == played.svg($0) })
    #expect(throws: LayoutError.self) {
      try FrameRenderer(story, ordering: RecordedOrdering("", otherwise: NoOrdering()))
    }
    let damaged = recorder.text.replacing("/", with: " ")
    #expect(throws: LayoutError.self) {
      try FrameRenderer(story, ordering: RecordedOrdering(damaged, otherwise: NoOrdering()))
    }
  }

  /// The outlines of nodes and the lines of edges, with their places.
  private static func outlines(_ frame: Element) -> [[String: String]] {
    let nodes = frame.having("data-node").flatMap { $0.children.filter { $0.name == "rect" || $0.name == "circle" } }
    let edges = frame.having("data-edge").flatMap { $0.children.filter { $0.name == "path" } }
    return (nodes + edges).map { element in
      element.attributes.filter { ["x", "y", "cx", "cy", "r", "width", "height", "d"].contains($0.key) }
    }
  }
}

/// An ordering that is not asked.
private final class NoOrdering: LayerOrdering {
  func layers(
    of layering: Layering, edges: [EdgeSpace], minimumSpans: [Int]
  ) throws(LayoutError) -> [[LayerSlot]] {
    throw .orderingFailed("it was not recorded")
  }
}
