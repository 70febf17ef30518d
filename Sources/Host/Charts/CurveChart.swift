import GraphLayout
import Rendering
import Typesetting

extension Chart {
  /// A curve, and the dots that are on it.
  package struct Curve: Sendable {
    /// The name in the legend.
    package let name: String
    /// Its points, in ascending order of x.
    package let points: [(x: Double, y: Double)]
    /// Whether each point has a dot.
    package let hasDots: Bool

    /// A curve through points.
    package init(_ name: String, _ points: [(x: Double, y: Double)], hasDots: Bool = false) {
      (self.name, self.points, self.hasDots) = (name, points, hasDots)
    }
  }

  /// Curves over a common axis.
  ///
  /// - Parameters:
  ///   - title: the heading.
  ///   - summary: what is seen, in a sentence.
  ///   - x: what the horizontal axis is.
  ///   - y: what the vertical axis is.
  ///   - unit: stands behind its numbers.
  ///   - isLogarithmic: whether equal distances on it are equal factors.
  ///   - curves: up to six.
  /// - Returns: the figure.
  package static func curves(
    _ title: String, summary: String, x: String, y: String, unit: String = "", isLogarithmic: Bool = false,
    _ curves: [Curve]
  ) -> Chart {
    Chart(
      title, summary,
      CurveChart(
        x: Axis(x, holding: [0] + curves.flatMap { $0.points.map(\.x) }),
        y: Axis(y, holding: curves.flatMap { $0.points.map(\.y) }, isLogarithmic: isLogarithmic, unit: unit),
        curves: curves))
  }
}

struct CurveChart: ChartContent {
  let x: Axis
  let y: Axis
  let curves: [Chart.Curve]
  /// The size of the rectangle that the curves are in.
  var plot = Size(width: 600, height: 320)

  static let colors: [Paint] = [.accent, .constant, .operation, .alert, .walkedLine, .variable]
  /// Beneath the plot.
  private static let foot = 52.0

  /// From the left edge to the plot: the axis' name, and its numbers.
  private var side: Double {
    34 + (y.ticks.map { typeset(text: $0.text, size: 13, face: .sans).width }.max() ?? 0)
  }

  var size: Size { Size(width: side + plot.width + 24, height: plot.height + CurveChart.foot) }

  /// The place of two numbers, for a chart whose upper left corner is known.
  func place(_ a: Double, _ b: Double, in origin: Point) -> Point {
    Point(x: origin.x + side + x.place(a) * plot.width, y: origin.y + (1 - y.place(b)) * plot.height)
  }

  func draw(on canvas: inout Canvas, in origin: Point) {
    let (left, top) = (origin.x + side, origin.y)
    let (right, bottom) = (left + plot.width, top + plot.height)
    func place(_ a: Double, _ b: Double) -> Point { self.place(a, b, in: origin) }
    for (value, text) in y.ticks {
      let height = place(0, value).y
      canvas.line([Point(x: left, y: height), Point(x: right, y: height)], .cardBorder, width: 1)
      canvas.text(text, at: Point(x: left - 10, y: height + 4.5), .end, .quietText)
    }
    for (value, text) in x.ticks {
      let column = place(value, 0).x
      canvas.line([Point(x: column, y: bottom), Point(x: column, y: bottom + 6)], .line, width: 1)
      canvas.text(text, at: Point(x: column, y: bottom + 22), .middle, .quietText)
    }
    canvas.line([Point(x: left, y: bottom), Point(x: right, y: bottom)], .line, width: 1)
    canvas.text(x.label, at: Point(x: (left + right) / 2, y: bottom + 46), .middle, .ink)
    canvas.upright(y.label, at: Point(x: origin.x + 12, y: (top + bottom) / 2), .ink)
    for (curve, color) in zip(curves, CurveChart.colors) {
      let points = curve.points.filter { $0.y.isFinite }.map { place($0.x, $0.y) }
      canvas.line(points, color, width: 2)
      for point in points where curve.hasDots { canvas.dot(point, radius: 3.5, color, border: .background) }
    }
    guard curves.count > 1 else { return }
    var end = right
    // The heading of the chart stands at the left.
    let shown = curves.map { $0.name }.prefix(thatFit: plot.width / 2, gap: 48).count
    if shown < curves.count {
      canvas.text("…", at: Point(x: end, y: top - 16), .end, .ink)
      end -= 24
    }
    for (curve, color) in zip(curves.prefix(shown), CurveChart.colors).reversed() {
      let width = typeset(text: curve.name, size: 13, face: .sans).width
      canvas.text(curve.name, at: Point(x: end - width, y: top - 16), .start, .ink)
      canvas.line(
        [Point(x: end - width - 26, y: top - 20.5), Point(x: end - width - 8, y: top - 20.5)], color, width: 3)
      end -= width + 48
    }
  }
}
