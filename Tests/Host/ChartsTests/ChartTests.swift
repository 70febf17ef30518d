import Rendering
import Testing

@testable import Charts

/// Each figure says what it shows, in the colours of its theme.
@Suite struct ChartTests {
  private static let charts: [Chart] = [
    .curves("Loss", summary: "It falls.", x: "step", y: "loss", [Chart.Curve("all", [(0, 2), (1, 1), (2, .nan)])]),
    .confusion("Labels", summary: "One mistake.", [[3, 1], [0, 4]], labels: ["a", "b"]),
    .images(
      "Digits", summary: "Two digits.", [Chart.Tile(png: [1, 2, 3], ["7"]), Chart.Tile(png: [])], columns: 5, side: 40),
    .plane(
      "Plane", summary: "Two arms.", reach: 1.15, regions: [1, 2, 3], points: [(0.5, 0.5, 0), (9, 9, 1)],
      names: ["arm 0", "arm 1"]),
  ]

  @Test(arguments: charts.indices) func figureHasItsTitleSummaryAndSize(_ index: Int) {
    let chart = Self.charts[index]
    let svg = String(decoding: chart.svg(), as: UTF8.self)
    #expect(svg.contains(">\(chart.title)</title>") && svg.contains(">\(chart.summary)</desc>"))
    #expect(svg.contains("width=\"\(Int(chart.size.width))\" height=\"\(Int(chart.size.height))\""))
    #expect(chart.svg() == chart.svg() && chart.svg(theme: .dark) != chart.svg())
  }

  @Test(arguments: charts.indices) func figureInAPageHasVariablesAndItsOwnIds(_ index: Int) {
    let inline = Self.charts[index].inline(prefix: "p-")
    #expect(inline.hasPrefix("<svg"))
    #expect(inline.contains("var(--ink)") && !inline.contains("\"#" + "1f2937\""))
    #expect(inline.contains("id=\"p-title\"") && !inline.contains("id=\"title\""))
  }

  @Test("A legend has the first names that there is room for") func legend() {
    let names = (1...100).map { "arm \($0)" }
    let shown = names.prefix(thatFit: 220, gap: 36)
    #expect((2...5).contains(shown.count) && Array(shown) == Array(names.prefix(shown.count)))
    #expect(names.prefix(thatFit: 1e6, gap: 36).count == 100 && names.prefix(thatFit: 0, gap: 36).isEmpty)
    let arms = Chart.plane("Plane", summary: "Arms.", reach: 1, regions: [], points: [], names: names)
    #expect(String(decoding: arms.svg(), as: UTF8.self).matches(of: /<circle/).count < 6)
  }

  @Test func numbersThatAreNoneAreLeftOut() {
    let svg = String(decoding: Self.charts[0].svg(), as: UTF8.self)
    #expect(!svg.contains("nan"))
  }

  @Test func classesHaveTheColoursOfTheTheme() {
    #expect(Chart.classColor(0, in: .dark) == Theme.dark[.variable])
    #expect(Chart.classColor(7, in: .light) == Theme.light[.constant])
  }
}
