import Adviz
import Foundation
import TestSupport
import Testing

/// The Swift code of the README and the articles: what stands there stands here too, runs, and prints what it says.
///
/// A test holds the lines of one document, in their order. The functions around them take note of what is printed, and
/// write to a folder that is removed.
@Suite struct SnippetTests {
  private let documented = DocumentedCode(runBy: "Tests/AdvizTests/SnippetTests.swift")
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-test-\(UUID())").path

  @Test func inSwift() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var printed: [String] = []
    func print(_ item: Any) { printed.append("\(item)") }
    func visualize(at node: Node) throws { try Adviz.visualize(at: node, to: "\(folder)/f.svg") }
    func animate(_ node: Node, to path: String) throws { try Adviz.animate(node, to: "\(folder)/\(path)") }

    let x = variable(0.5, name: "x"), y = variable(4, name: "y"), z = variable(-2.3, name: "z")
    let f = sin(x ** (y + z)) - 3 * log((x ** 2) * (y ** 3))
    print("f = \(f)")

    try visualize(at: f)
    let g = try gradient(of: f)
    print(g[x])
    try animate(f, to: "Output/f")

    do {
      _ = try checked { variable([1, 2]) + variable([1, 2, 3]) }
    } catch {
      print(error)
    }

    let picture = try svg(of: f, prefix: "figure-1", options: PictureOptions(theme: .dark))
    print(picture.hasPrefix("<svg"))
    print(try frames(of: f).count)
    let part = try player(of: f, isPage: false)
    let moving = try animation(of: f)

    #expect(part.contains("<svg") && moving.hasPrefix("<svg"))
    var t = Tensor([[1.0, 2.0], [3.0, 4.0]])
    t[0, 1] = 5
    t += 1
    print(2 * t)
    print(t > 4)
    print([[Double]](t)?[1] ?? [])
    print(Tensor.linspace(0, 1, count: 3))

    var w = variable(Tensor.zeros([2]), name: "w")
    for _ in 0..<100 {
      let gradients = try gradient(of: sum(square(w - constant([1, 2]))))
      w -= 0.1 * gradients[w]
    }
    print(w.value.isClose(to: [1, 2]))

    let slope = derivative { x in sin(x) * x }
    print(try slope(2))
    print(try derivative(of: f, withRespectTo: x))
    print(try gradient(of: f, mode: .forward)[x])
    print(try checkGradient(of: f).allSatisfy(\.agrees))

    let partial = try gradientGraph(of: f)[x]
    try visualize(at: optimized(partial).output)
    print(try gradient(of: partial)[x])
    print(try hessian(of: f).block(x, y))
    print(try derivative(of: f, withRespectTo: [x, x, y]))
    let second = derivative { x in derivative { y in sin(y) * y }(x) }
    print(try second(2))

    try documented.expect("Sources/Adviz/Adviz.docc/InSwift.md", prints: printed)
    try documented.expect("README.md", prints: Array(printed.prefix(2)))
    #expect(FileManager.default.fileExists(atPath: "\(folder)/Output/f/frames/frame-0000.svg"))
  }

  @Test func operationsOfYourOwn() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var printed: [String] = []
    func print(_ item: Any) { printed.append("\(item)") }
    func visualize(at node: Node) throws { try Adviz.visualize(at: node, to: "\(folder)/f.svg") }

    final class Swish: CustomRule {
      let name = "swish"

      func value(_ x: Operands<Tensor>) throws(TensorError) -> Tensor {
        try x[0].multiplied(by: x[0].logistic)
      }

      func pullBack(_ adjoint: Node, to operand: Int, _ x: Operands<Node>, _ y: Node) -> Node {
        adjoint * (sigmoid(x[0]) + y * (1 - sigmoid(x[0])))
      }

      func formula(_ x: Operands<Formula>) -> Formula {
        .times(x[0], .function(.sigmoid, [x[0]]))
      }
    }

    let swish = try CustomOperation(Swish())
    let x = variable(2, name: "x")
    let f = swish(x) * x
    print(try gradient(of: f)[x])
    print(try checkGradient(of: f).allSatisfy(\.agrees))
    print(try hessian(of: f, withRespectTo: x))
    try visualize(at: f)

    final class WholeToAll: CustomRule {
      let name = "max_all", isElementwise = false
      func value(_ x: Operands<Tensor>) throws(TensorError) -> Tensor { try x[0].max() }
      func pullBack(_ adjoint: Node, to operand: Int, _ x: Operands<Node>, _ y: Node) -> Node {
        broadcast(adjoint, to: x[0].value.shape.sizes)
      }
    }

    let a = variable([1, 3, 2], name: "a")
    let wholeToAll = try CustomOperation(WholeToAll())
    print(try gradient(of: wholeToAll(a))[a])
    print(try checkGradient(of: wholeToAll(a)).allSatisfy(\.agrees))

    final class WholeToTies: CustomRule {
      let name = "max_ties", isElementwise = false
      func value(_ x: Operands<Tensor>) throws(TensorError) -> Tensor { try x[0].max() }
      func pullBack(_ adjoint: Node, to operand: Int, _ x: Operands<Node>, _ y: Node) -> Node {
        adjoint * equal(x[0], y)
      }
    }

    let wholeToTies = try CustomOperation(WholeToTies())
    print(try checkGradient(of: wholeToTies(a)).allSatisfy(\.agrees))

    let t = variable(3, name: "t")
    print(try gradient(of: wholeToTies(stack([t, t])))[t])

    final class SharedByTies: CustomRule {
      let name = "max_shared", isElementwise = false
      func value(_ x: Operands<Tensor>) throws(TensorError) -> Tensor { try x[0].max() }
      func pullBack(_ adjoint: Node, to operand: Int, _ x: Operands<Node>, _ y: Node) -> Node {
        adjoint * equal(x[0], y) / sum(equal(x[0], y))
      }
    }

    let sharedByTies = try CustomOperation(SharedByTies())
    print(try gradient(of: sharedByTies(stack([t, t])))[t])
    print(try gradient(of: max(stack([t, t])))[t])

    defer { for operation in [swish, wholeToAll, wholeToTies, sharedByTies] { operation.unregister() } }
    try documented.expect("Sources/Adviz/Adviz.docc/OperationsOfYourOwn.md", prints: printed)
    let picture = try String(contentsOfFile: "\(folder)/f.svg", encoding: .utf8)
    #expect(picture.contains("swish"))
  }

  @Test func firstFunction() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var printed: [String] = []
    func print(_ item: Any) { printed.append("\(item)") }
    func visualize(at node: Node, to path: String, options: PictureOptions) throws {
      try Adviz.visualize(at: node, to: "\(folder)/\(path)", options: options)
    }
    func animate(_ node: Node, to path: String, formats: [OutputFormat] = []) throws {
      try Adviz.animate(node, to: "\(folder)/\(path)", formats: formats)
    }

    let x = variable(1, name: "x"), y = variable(2, name: "y"), z = variable(3, name: "z")
    let f = sin(x + y) + (x * y) ** z
    print("f = \(f)")

    let g = try gradient(of: f)
    print("∂f/∂x = \(g[x])")

    try animate(f, to: "Output/f", formats: [.html, .svg])

    var options = PictureOptions()
    options.theme = .dark
    options.direction = .topToBottom
    try visualize(at: f, to: "Output/f.png", options: options)

    var shares = 0
    _ = try gradient(of: f) { event in
      if case .propagate = event { shares += 1 }
    }
    print("\(shares) shares were handed on")

    let program = try ExpressionProgram("f(x) = x * sin(x) at 2")
    try animate(program.output, to: "Output/program")

    try documented.expect("Sources/Adviz/Adviz.docc/AnimateYourFirstFunction.md", prints: printed)
    try documented.expect("Sources/Adviz/Adviz.docc/Adviz.md", prints: Array(printed.prefix(2)))
    for path in ["f/player.html", "f/animation.svg", "f.png", "program/manifest.json"] {
      #expect(FileManager.default.fileExists(atPath: "\(folder)/Output/\(path)"), "\(path)")
    }
  }

  /// What an article shows of a file stands in that file.
  @Test func addAnOperation() throws {
    let operations = "Sources/Core/Autodiff/Operations"
    let files = try FileManager.default.subpathsOfDirectory(atPath: Repository.url(operations).path)
    let sources = try files.filter { $0.hasSuffix(".swift") }.map { try documented.lines(of: "\(operations)/\($0)") }
    for block in try documented.blocks("Sources/Adviz/Adviz.docc/AddAnOperation.md") {
      let isThere = sources.contains { $0.contains(documented.code(block)) }
      #expect(isThere, "\(block.joined(separator: "\n"))")
    }
  }

  @Test func addAnOutputFormat() throws {
    let embedding = "Sources/Host/Embedding"
    let sources = try ["Formats/PDFExporter", "Exporter"].map { try documented.lines(of: "\(embedding)/\($0).swift") }
    for block in try documented.blocks("Sources/Adviz/Adviz.docc/AddAnOutputFormat.md") {
      let isThere = sources.contains { $0.contains(documented.code(block)) }
      #expect(isThere, "\(block.joined(separator: "\n"))")
    }
  }

  @Test func addAThemeColour() throws {
    let rendering = "Sources/Core/Rendering"
    let sources = try ["Theme/Paint", "Theme/TextOnGround", "Theme/Measure", "Drawing/NodeDrawing"].map {
      try documented.lines(of: "\(rendering)/\($0).swift")
    }
    for block in try documented.blocks("Sources/Adviz/Adviz.docc/AddAThemeColour.md") {
      let isThere = sources.contains { file in
        // A part of a longer expression is shown without the sign before it.
        file.map { String($0.trimmingPrefix("+ ")) }.contains(documented.code(block))
      }
      #expect(isThere, "\(block.joined(separator: "\n"))")
    }
  }

  /// The examples in comments of the types that are used most.
  @Test func examplesOfTypes() throws {
    var printed = 0
    func print(_ items: Any...) { printed += 1 }

    let x = variable(2, name: "x")
    let story = try Storyboard(Trace(of: sin(x) * x))
    for frame in story.frames {
      print(frame.step, frame.caption.text(NumberStyle()))
    }

    let renderer = try FrameRenderer(story)
    for number in 0..<renderer.count {
      let document = String(decoding: renderer.svg(number), as: UTF8.self)
      print(document.utf8.count, "bytes of SVG")
    }

    #expect(printed == 2 * story.frames.count && printed > 6)

    var theme = Theme.dark
    theme[.variable] = "#8ecae6"
    theme.sizes[.caption] = 26
    #expect(theme != .dark)

    let own = try documented.lines(of: "Tests/AdvizTests/SnippetTests.swift")
    for file in ["Storyboard/Storyboard", "Rendering/FrameRenderer", "Rendering/Theme/Theme"] {
      let source = try documented.text(of: "Sources/Core/\(file).swift").replacing("/// ", with: "")
      let example = try #require(source.firstMatch(of: /(?s)```swift\n(.*?)```/)).1
      #expect(own.contains(documented.code(example.split(separator: "\n").map(String.init))), "\(file)")
    }
  }

  @Test func exampleOfATrace() throws {
    var printed: [String] = []
    func print(_ items: Any...) { printed.append(items.map { "\($0)" }.joined(separator: " ")) }

    let x = variable(2, name: "x")
    let trace = try Trace(of: sin(x) * x)
    for event in trace.events {
      guard case .propagate(let step) = event else { continue }
      print(trace.nodes[step.from].name, "hands on to", trace.nodes[step.to].name)
    }

    #expect(printed == ["mul hands on to sin", "mul hands on to x", "sin hands on to x"])
    let source = try documented.text(of: "Sources/Core/Autodiff/Trace/Trace.swift").replacing("/// ", with: "")
    let example = try #require(source.firstMatch(of: /(?s)```swift\n(.*?)```/)).1
    let own = try documented.lines(of: "Tests/AdvizTests/SnippetTests.swift")
    #expect(own.contains(documented.code(example.split(separator: "\n").map(String.init))))
  }
}
