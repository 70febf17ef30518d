import Adviz
import Foundation
import Testing

/// Pictures as texts and bytes, without a folder.
@Suite struct PicturesInMemoryTests {
  private let f = sin(variable(0.5, name: "x")) * variable(4, name: "y")

  /// All but those that a script would write.
  private func ids(_ text: String) -> [String] {
    text.matches(of: /\sid="?([^"\s>]+)/).map { String($0.1) }.filter { $0 != "\\" }
  }

  @Test("The same documents as in files, but for the declaration") func same() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-test-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try animate(f, to: folder, formats: [.html, .svg, .snippet])
    func file(_ name: String) throws -> String { try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) }
    let texts = try frames(of: f)
    for (number, text) in texts.enumerated() {
      #expect(try file("frames/frame-000\(number).svg").hasSuffix(text) && text.hasPrefix("<svg"))
    }
    #expect(texts.count == 6)
    #expect(try player(of: f) == file("player.html") && player(of: f, isPage: false) == file("snippet.html"))
    #expect(try file("animation.svg").hasSuffix(animation(of: f)) && animation(of: f).hasPrefix("<svg"))
    try visualize(f, to: "\(folder)/f.svg")
    #expect(try file("f.svg").hasSuffix(svg(of: f)) && svg(of: f).hasPrefix("<svg"))
    #expect(try bytes(of: f, as: .png).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(try String(decoding: bytes(of: f, as: .dot), as: UTF8.self).hasPrefix("digraph"))
  }

  @Test("Every id begins with the prefix, and no picture has one of another") func prefixes() throws {
    let texts = [
      try svg(of: f, prefix: "a"), try frames(of: f, prefix: "b")[3], try player(of: f, isPage: false, prefix: "c"),
      try animation(of: f, prefix: "d"), try svg(of: f, options: PictureOptions(idPrefix: "e_1")),
    ]
    for (prefix, text) in zip(["a", "b", "c", "d", "e_1"], texts) {
      let own = ids(text)
      #expect(!own.isEmpty && own.allSatisfy { $0.hasPrefix(prefix) }, "\(own)")
    }
    #expect(try animation(of: f, prefix: "figure").contains("@keyframes figure"))
  }

  @Test(
    "A prefix that no id can begin with is refused",
    arguments: ["", "1", "a b", "é", "a\"", "-", String(repeating: "a", count: 41)])
  func bad(_ prefix: String) {
    #expect(throws: LayoutError.self) { try svg(of: f, prefix: prefix) }
    #expect(throws: LayoutError.self) { try frames(of: f, prefix: prefix) }
    #expect(throws: LayoutError.self) { try player(of: f, prefix: prefix) }
  }

  @Test("The options of an initialiser are those of the properties") func options() {
    var options = PictureOptions()
    (options.theme, options.direction, options.showsLegend) = (.dark, .topToBottom, false)
    (options.numbers, options.idPrefix) = (NumberStyle(precision: 6), "p")
    #expect(
      PictureOptions(
        theme: .dark, direction: .topToBottom, numbers: NumberStyle(precision: 6), showsLegend: false, idPrefix: "p")
        == options)
    #expect(PictureOptions(theme: .light) == PictureOptions())
  }

  @Test("Foundation tells the sentence of an error") func sentences() {
    let errors: [any Error] = [
      TensorError.ragged, LayoutError.cycle(edge: 1), EmbedError.unknownEnding(path: "f.txt"),
      OutputError.foreignFile(folder: "f", file: "g"), TemplateError.noFolder("f"), TrainingError.noCacheFolder,
      CustomOperationError.nameTaken("sin"),
    ]
    for error in errors { #expect(error.localizedDescription == "\(error)") }
    do {
      _ = try ExpressionProgram("f = sinn(1)")
    } catch {
      #expect((error as any Error).localizedDescription == "\(error)")
    }
  }
}

/// A rule of one's own, by which a network is trained.
private struct SignDescent: TrainingOptimizer {
  mutating func step(_ parameters: inout [Tensor], _ gradients: [Tensor], rate: Double) throws(TensorError) {
    for place in parameters.indices { parameters[place] -= rate * gradients[place].sign }
  }
}

@Suite struct OwnOptimizerTests {
  @Test func trains() throws {
    let spiral = try Spiral(seed: 1)
    var plan = TrainingPlan.spiral
    plan.epochs = 4
    plan.rate = .constant(0.001)
    let network = try Perceptron(sizes: [2, 8, 3], seed: 1)
    let own = try train(network, on: spiral, by: plan, optimizer: SignDescent())
    let planned = try train(network, on: spiral, by: plan)
    #expect(own.network.parameters != planned.network.parameters)
    let moved = try own.network.parameters[0].subtracting(network.parameters[0])
    #expect(own.averageLoss < 1.2 && moved.isFinite && moved != 0 * moved)
  }
}
