import Autodiff
import Expressions
import Foundation
import Storyboard
import TestSupport
import Testing

@testable import Rendering

/// With `--heat` the colour of a node stands for the logarithm of a norm.
@Suite struct HeatTests {
  private static let deep = """
    x = 0.5
    w = 0.3
    h1 = sigmoid(w*x)
    h2 = sigmoid(w*h1)
    h3 = sigmoid(w*h2)
    f = (sigmoid(w*h3) - 1)^2 / 1000
    """

  private func frames(_ source: String, _ heat: Heat) throws -> (Storyboard, [Element]) {
    var options = PictureOptions()
    (options.heat, options.literals) = (heat, .nodes)
    let renderer = try FrameRenderer(Storyboard(Program(source).trace()), options: options)
    return (renderer.story, try (0..<renderer.count).map { try SVGParser.parse(renderer.svg($0)) })
  }

  /// By id, the fill of each node's outline.
  private func fills(_ frame: Element) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: frame.having("data-node").map {
        ($0.attributes["data-node"] ?? "", $0.children.first?.attributes["fill"] ?? "")
      })
  }

  @Test func largerNormsAreDarkerAndTextStaysLegible() throws {
    for text in [Theme.light, .dark, .print].map({ $0[.label] }) {
      for source in [Self.deep, "x = 1e-9; f = x * 1e18", "x = 2; f = x"] {
        let scale = HeatScale(.value, Storyboard(try Program(source).trace()))
        let colors = (0..<scale.count).map(scale.color)
        #expect(!colors.isEmpty && zip(colors, colors.dropFirst()).allSatisfy { $0.luminance > $1.luminance + 0.05 })
        #expect((colors + [HeatScale.none, HeatScale.notFinite]).allSatisfy { $0.contrast(to: text) >= 4.5 })
      }
    }
  }

  @Test("The order of the colours is that of the gradients, and nothing is coloured before its gradient has come")
  func gradients() throws {
    let program = try Program(Self.deep)
    let gradients = try gradient(of: program.output)
    let (story, frames) = try frames(Self.deep, .gradient)
    let trace = try program.trace()
    let last = fills(try #require(frames.last))
    // The norms of the variables, from the library and not from the story.
    func norm(_ name: String) throws -> Double {
      let node = try #require(program.variables.first { $0.name == name })
      return abs(gradients[node].elements[0])
    }
    func color(_ name: String) throws -> ThemeColor {
      let id = try #require(trace.nodes.first { $0.name == name }).id
      return try #require(ThemeColor(hex: last["\(id)"] ?? ""))
    }
    let (x, w) = (try color("x"), try color("w"))
    #expect(try norm("x") < norm("w"))
    #expect(x.luminance > w.luminance)
    // At the start only the output has a gradient.
    let first = self.fills(frames[0]).filter { $0.value != "#ffffff" }.keys.sorted()
    #expect(first == ["\(trace.output)"])
    #expect(story.nodes.filter { $0.kind == .constant }.allSatisfy { last["\($0.id)"] == "#ffffff" })
    var options = PictureOptions()
    options.heat = .gradient
    let names = Legend(story, options, .animation).items.compactMap { item -> String? in
      if case .fill(_, _, let name) = item.sample { name } else { nil }
    }
    #expect(names.contains { $0.hasSuffix(", vanishing") } && !names.contains { $0.hasSuffix("exploding") })
  }

  @Test func levelsHoldDecades() throws {
    let scale = HeatScale(.value, Storyboard(try Program("x = 0.001; y = 0.00999; z = 1000; f = x * y * z").trace()))
    #expect(scale.fill(0.001) == scale.fill(0.00999) && scale.fill(0.0099) != scale.fill(1000))
    #expect(scale.fill(0) == NodeFill.none && scale.fill(.nan) == .notFinite && scale.fill(.infinity) == .notFinite)
    let all = HeatScale(.value, Storyboard(try Program("x = 5e-324; y = 1.7e308; f = x * y").trace()))
    #expect(
      all.count <= 6 && all.fill(.leastNonzeroMagnitude) == .level(0) && all.fill(1.7e308) == .level(all.count - 1))
  }

  @Test func explodingAndNotFiniteAreNamed() throws {
    let (_, frames) = try frames("x = 100; f = x^4", .gradient)
    let labels = try #require(frames.last).having("aria-label").compactMap { $0.attributes["aria-label"] }
    #expect(labels.contains { $0.contains("exploding") && $0.contains("x") })
    let (_, others) = try self.frames("x = 0; f = ln(x)", .value)
    let spoken = try #require(others.last).having("data-node").compactMap { $0.attributes["aria-label"] }
    #expect(spoken.contains { $0.contains("its norm is not finite") })
  }

  @Test func valuesColourNodesFromTheStart() throws {
    let (story, frames) = try frames("x = 3; f = x * 200", .value)
    #expect(fills(frames[0]).values.allSatisfy { $0 != "#ffffff" } && fills(frames[0]).count == story.nodes.count)
    #expect(frames.allSatisfy { fills($0) == fills(frames[0]) })
  }

  @Test("A picture that plays by itself shows what frames show") func moving() throws {
    var options = PictureOptions()
    options.heat = .gradient
    let renderer = try FrameRenderer(Storyboard(Program(Self.deep).trace()), options: options)
    let picture = renderer.moving(prefix: "m")
    for step in [0, 3, renderer.count - 1] {
      let pieces = picture.layers.flatMap(\.parts).flatMap(\.pieces).filter { $0.isVisible(at: step) }
      let text = String(decoding: pieces.flatMap(\.svg), as: UTF8.self)
      let frame = String(decoding: renderer.svg(step), as: UTF8.self)
      for level in ["#fff6d5", "#e8794a"] {
        #expect(text.ranges(of: "fill=\"\(level)\"").count == frame.ranges(of: "fill=\"\(level)\"").count)
      }
    }
  }
}
