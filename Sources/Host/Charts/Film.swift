import GraphLayout
import Rendering
import Typesetting

/// A run as a picture that plays by itself: a plane whose regions change, and curves with a mark for the moment.
package struct Film: Sendable {
  /// A moment of the run.
  package struct Moment: Sendable {
    /// The number of steps made, which is the place on the curves.
    let step: Int
    /// The regions of the plane, a PNG file whose first row is the greatest y.
    let regions: [UInt8]

    /// A moment.
    package init(step: Int, regions: [UInt8]) { (self.step, self.regions) = (step, regions) }
  }

  private let title: String
  private let moments: [Moment]
  private let plane: PlaneChart
  private let charts: [(title: String, chart: CurveChart)]

  private static let page = Size(width: 1280, height: 720)
  /// The seconds of a moment, and how many times as long the last one is seen.
  private static let (time, lastTimes) = (0.25, 8)
  private static let planeOrigin = Point(x: 32, y: 128)
  /// The heights at which the charts of curves begin.
  private static let chartTops = [128.0, 442]
  private static let plot = Size(width: 500, height: 196)

  /// - Parameters:
  ///   - title: the heading.
  ///   - moments: in ascending order of their steps.
  ///   - reach: the plane is drawn from minus this to this, in both directions.
  ///   - points: the points of the plane and the number of their class, from 0.
  ///   - names: what classes are called.
  ///   - charts: up to two, of curves over the steps, each with what its logarithmic axis is.
  package init(
    _ title: String, _ moments: [Moment], reach: Double, points: [(x: Double, y: Double, label: Int)], names: [String],
    charts: [(title: String, axis: String, curves: [Chart.Curve])]
  ) {
    (self.title, self.moments) = (title, moments)
    plane = PlaneChart(reach: reach, regions: [], points: points, names: names)
    let steps = Axis("step", holding: [0] + moments.map { Double($0.step) })
    self.charts = charts.map { chart in
      let axis = Axis(chart.axis, holding: chart.curves.flatMap { $0.points.map { $0.y } }, isLogarithmic: true)
      return (chart.title, CurveChart(x: steps, y: axis, curves: chart.curves, plot: Film.plot))
    }
  }

  /// The picture as an SVG document.
  ///
  /// CSS shows one moment after the other. A program that knows no animation, and a reader who wants none, sees the last.
  ///
  /// - Parameter theme: its colours.
  /// - Returns: the bytes of the document, the same for the same run.
  package func svg(theme: Theme = .light) -> [UInt8] {
    var canvas = Canvas(prefix: "", dialect: .frame(theme))
    canvas.text(title, .roman, Canvas.headingSize + 4, at: Point(x: 76, y: 56), .start, .ink)
    style(of: &canvas)
    forEachMoment(on: &canvas) { canvas, moment in
      let area = PlaneChart.area(in: Film.planeOrigin)
      canvas.image(moment.regions, in: area, spoken: "the network's answer at each place")
      let steps = "step \(moment.step.grouped) of \((moments.last?.step ?? 0).grouped)"
      canvas.text(steps, .sans, 18, at: Point(x: 1240, y: 56), .end, .quietText)
    }
    plane.draw(on: &canvas, in: Film.planeOrigin)
    let origins = charts.indices.map { origin(of: charts[$0].chart, $0) }
    for ((title, chart), origin) in zip(charts, origins) {
      let start = chart.place(0, chart.y.range.upperBound, in: origin)
      canvas.text(title, .sans, 15, at: Point(x: start.x, y: start.y - 16), .start, .ink)
      chart.draw(on: &canvas, in: origin)
    }
    forEachMoment(on: &canvas) { canvas, moment in
      for ((_, chart), origin) in zip(charts, origins) { mark(moment.step, of: chart, origin, on: &canvas) }
    }
    let description = "The answer at each place of the plane, and curves over the steps, \(moments.count) moments."
    return canvas.document(
      title: title, description: description, page: Film.page, size: Film.page, hasBackground: true)
  }

  /// The upper left corner of a chart, so that all end at the right margin.
  private func origin(of chart: CurveChart, _ place: Int) -> Point {
    Point(x: 1240 + 24 - chart.size.width, y: Film.chartTops[place % Film.chartTops.count])
  }

  /// A line at a step, and a dot on each curve.
  private func mark(_ step: Int, of chart: CurveChart, _ origin: Point, on canvas: inout Canvas) {
    let (low, high) = (chart.y.range.lowerBound, chart.y.range.upperBound)
    let x = Double(step)
    canvas.line([chart.place(x, low, in: origin), chart.place(x, high, in: origin)], .quietText, width: 1)
    for (curve, color) in zip(chart.curves, CurveChart.colors) {
      guard let value = curve.points.first(where: { $0.x == x })?.y, value.isFinite else { continue }
      canvas.dot(chart.place(x, value, in: origin), radius: 4.5, color, border: .ink)
    }
  }

  /// Draws each moment into a group that is seen at its time; without animation the last is.
  private func forEachMoment(on canvas: inout Canvas, _ draw: (inout Canvas, Moment) -> Void) {
    for (place, moment) in moments.enumerated() {
      let isLast = place == moments.count - 1
      canvas.body.write("<g class=\"moment\(isLast ? " last" : "")\" style=\"animation-delay:")
      canvas.body.write("\((Double(place) - Double(slots)) * Film.time)s\"")
      canvas.body.write(isLast ? ">\n" : " display=\"none\">\n")
      draw(&canvas, moment)
      canvas.body.write("</g>\n")
    }
  }

  /// The times of a moment that a round of all takes.
  private var slots: Int { moments.count - 1 + Film.lastTimes }

  private func style(of canvas: inout Canvas) {
    func shown(_ times: Int) -> String { "\((1e5 * Double(times) / Double(slots)).rounded() / 1e3)%" }
    let duration = Double(slots) * Film.time
    canvas.body.write(
      "<style>@media (prefers-reduced-motion:no-preference){.moment{display:inline;visibility:hidden;"
        + "animation:moment \(duration)s step-end infinite}.last{animation-name:last}}"
        + "@keyframes moment{0%{visibility:visible}\(shown(1)){visibility:hidden}}"
        + "@keyframes last{0%{visibility:visible}\(shown(Film.lastTimes)){visibility:hidden}}</style>\n")
  }
}
