import Foundation
import Reporting
import Tensors
import TestSupport
import Testing
import Training

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The pictures and the page that a training run leaves.
@Suite struct ReportTests {
  /// A folder that is removed with the value.
  private final class Folder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("adviz-test-\(UUID())").path
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func text(_ name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }
    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }
    var names: Set<String> { Set((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []) }
  }

  /// Every figure by day and by night is well-formed, every id occurs once, and what the page refers to is there.
  private func check(_ folder: Folder) throws {
    for name in folder.names where name.hasSuffix(".svg") {
      let data = Data(try folder.text(name).utf8)
      #expect(XMLParser(data: data).parse(), "\(name)")
      #expect(folder.has(name.hasSuffix("-dark.svg") ? name : name.replacing(".svg", with: "-dark.svg")))
    }
    let page = try folder.text("report.html")
    let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
    #expect(Set(ids).count == ids.count && ids.count > 20)
    let inside = Set(page.matches(of: /href="#([^"]*)"/).map { String($0.output.1) })
    #expect(inside.isSubset(of: Set(ids)))
    let files = page.matches(of: /(?:src|srcset|<a href)="([^"#][^"]*)"/).map { String($0.output.1) }
    #expect(files.count >= 5 && files.filter { !$0.hasPrefix("data:") && !folder.has($0) } == [])
    #expect(!page.contains("<script") && !page.contains("https:"))
  }

  private func spiral(_ loss: Loss = .stable, rate: Double? = nil) throws -> (Perceptron, Spiral, TrainingPlan) {
    var plan = Recipe.spiral.plan
    (plan.epochs, plan.iterations) = (nil, isThorough ? 400 : 40)
    plan.loss = loss
    if let rate { (plan.rate, plan.optimizer) = (.constant(rate), .sgd) }
    return (try Perceptron(sizes: [2, 8, 3], seed: 3), try Spiral(points: 40, seed: 1), plan)
  }

  @Test("The film has a moment for each that was recorded, and the last is seen without animation") func film() throws {
    let (network, points, plan) = try spiral()
    var film = TrainingFilm("Arms", learning: points, testing: points, loss: plan.loss)
    try film.record(network, after: 0)
    let result = try train(network, on: points, by: plan) { progress, network in
      try film.record(network, after: progress.iteration)
      return true
    }
    try film.record(result.network, after: result.iterations, isLast: true)
    let text = String(decoding: film.svg(), as: UTF8.self)
    #expect(XMLParser(data: Data(text.utf8)).parse())
    let groups = text.matches(
      of: /<g class="(moment|moment last)" style="animation-delay:-[0-9.]+s"( display="none")?>/)
    // The plane and the curves have a group a moment each.
    #expect(groups.count == 2 * (isThorough ? 5 : 2))
    #expect(groups.filter { $0.output.1 == "moment last" }.count == 2)
    #expect(groups.allSatisfy { ($0.output.1 == "moment last") == ($0.output.2 == nil) })
    #expect(text.contains("aria-label=\"step 0 of \(result.iterations)\""))
    #expect(text.contains("aria-label=\"step \(result.iterations) of \(result.iterations)\""))
    #expect(text.contains("prefers-reduced-motion:no-preference"))
    #expect(!text.contains("<script"))
  }

  @Test("A film of a long run has sixty moments at most, the first and the last among them") func longFilm() throws {
    let (network, points, _) = try spiral()
    var film = TrainingFilm("Arms", learning: points, testing: points)
    for step in stride(from: 0, through: 250, by: isThorough ? 1 : 2) { try film.record(network, after: step) }
    try film.record(network, after: 251, isLast: true)
    let text = String(decoding: film.svg(), as: UTF8.self)
    let steps = Set(text.matches(of: /aria-label="step ([0-9]+) of 251"/).compactMap { Int($0.output.1) })
    #expect(steps.count <= 61 && steps.count > 30 && steps.contains(0) && steps.contains(251))
  }

  @Test func spiralReportShowsBoundary() async throws {
    let (network, points, plan) = try spiral()
    let result = try train(network, on: points, testing: points, by: plan)
    let folder = Folder()
    try await TrainingReport("Arms <b>", result, plan, data: points, testing: points).write(to: folder.path)
    try check(folder)
    let names = ["accuracy", "boundary", "confusion", "graph", "graph-narrow", "loss"]
    let expected = names.flatMap { ["\($0).svg", "\($0)-dark.svg"] }
    #expect(folder.names == Set(expected + ["report.html", "step", "step-narrow"]))
    let page = try folder.text("report.html")
    #expect(page.contains("<h1>Arms &lt;b&gt;</h1>"))
    let accuracy = try #require(result.evaluation?.accuracy)
    #expect(page.contains("<dd>\(String(format: "%.2f", 100 * accuracy)) %</dd>"))
    #expect(try folder.text("boundary.svg").matches(of: /<circle/).count == 120 + 3)
    #expect(try folder.text("confusion.svg").contains("aria-label=\"true label\""))
    #expect(try folder.text("loss.svg").contains("aria-label=\"cross entropy\""))
    #expect(try folder.text("graph.svg").contains("an array of 32 by 8"))
    #expect(folder.has("step/player.html") && folder.has("step/trace.jsonl"))
    #expect(try folder.text("loss.svg").contains("#ffffff") && folder.text("loss-dark.svg").contains("#101724"))
  }

  @Test func imageReportShowsMistakesAndWeights() async throws {
    // A network that has learnt nothing yet.
    let pixels = (0..<40).flatMap { image in
      (0..<16).map { pixel -> UInt8 in (pixel / 4 + image).isMultiple(of: 2) ? 0 : 255 }
    }
    let images = try ImageSet(
      images: IDXFile(Self.idx([40, 4, 4], pixels), calling: "images"),
      labels: IDXFile(Self.idx([40], (0..<40).map { UInt8($0 % 2) }), calling: "labels"), calling: ("images", "labels"))
    var plan = TrainingPlan()
    plan.iterations = 0
    let network = try Perceptron(sizes: [16, 12, 10], seed: 1)
    let result = try train(network, on: images, testing: images, by: plan)
    let folder = Folder()
    try await TrainingReport("Images", result, plan, data: images, testing: images).write(to: folder.path)
    try check(folder)
    #expect(try folder.text("weights.svg").matches(of: /<image/).count == 12)
    let wrong = 40 - Int((40 * (try Evaluation(network, on: images).accuracy)).rounded())
    #expect(wrong > 0)
    #expect(try folder.text("mistakes.svg").matches(of: /<image/).count == min(15, wrong))
    // What is beneath the images tells them apart, and headings are the page's, in one size and place.
    let mistakes = try folder.text("mistakes.svg")
    #expect(mistakes.contains("taken for") && mistakes.contains("1 in ") && !mistakes.contains("% sure"))
    let page = try folder.text("report.html")
    #expect(page.matches(of: /<figcaption>/).count == page.matches(of: /<figure[^>]*><figcaption>/).count)
    #expect(page.contains("<figcaption>The most confident mistakes<small>"))
  }

  @Test(.enabled(if: isThorough)) func divergedReportShowsNode() async throws {
    let (network, points, plan) = try spiral(.naive, rate: 1e6)
    let divergence = try #require(throws: Divergence.self) {
      try train(network, on: points, testing: points, by: plan)
    }
    let folder = Folder()
    try await TrainingReport(
      "Naive", divergence.result, plan, data: points, testing: points, divergence: divergence
    ).write(to: folder.path)
    try check(folder)
    #expect(try folder.text("divergence.svg").matches(of: /class="ring"/).count == 1)
    #expect(try folder.text("report.html").contains("Where the first number that is not finite was born"))
  }

  @Test(.enabled(if: isThorough)) func sameRunGivesSamePictures() async throws {
    let (network, points, plan) = try spiral()
    let result = try train(network, on: points, testing: points, by: plan)
    let folders = [Folder(), Folder()]
    for folder in folders {
      try await TrainingReport("Arms", result, plan, data: points, testing: points).write(to: folder.path)
    }
    for name in folders[0].names where !name.hasPrefix("step") {
      #expect(try folders[0].text(name) == folders[1].text(name), "\(name)")
    }
  }

  /// An IDX file of bytes.
  private static func idx(_ sizes: [Int], _ bytes: [UInt8]) -> [UInt8] {
    [0, 0, 8, UInt8(sizes.count)]
      + sizes.flatMap { size in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } } + bytes
  }
}
