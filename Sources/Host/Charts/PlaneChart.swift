import GraphLayout
import Rendering
import Typesetting

extension Chart {
  /// Points in a plane over an image of regions, such as a classifier's decision boundary.
  ///
  /// - Parameters:
  ///   - title: the heading.
  ///   - summary: what is seen, in a sentence.
  ///   - reach: the plane is drawn from minus this to this, in both directions.
  ///   - regions: what lies beneath, a PNG file whose first row is the greatest y.
  ///   - points: the points and the number of their class, from 0.
  ///   - names: what classes are called.
  /// - Returns: the figure.
  package static func plane(
    _ title: String, summary: String, reach: Double, regions: [UInt8], points: [(x: Double, y: Double, label: Int)],
    names: [String]
  ) -> Chart {
    Chart(title, summary, PlaneChart(reach: reach, regions: regions, points: points, names: names))
  }

  /// The colours of classes, in order, as a theme has them.
  package static func classColor(_ label: Int, in theme: Theme) -> Color { theme[PlaneChart.paint(label)] }
}

struct PlaneChart: ChartContent {
  let reach: Double
  /// A PNG file; empty where what lies beneath is drawn by others.
  let regions: [UInt8]
  let points: [(x: Double, y: Double, label: Int)]
  let names: [String]

  private static let side = 480.0
  private static let label = 44.0

  static func paint(_ label: Int) -> Paint {
    [.variable, .constant, .operation, .accent, .line, .accentText][label % 6]
  }

  var size: Size { Size(width: PlaneChart.label + PlaneChart.side, height: PlaneChart.side + 40) }

  /// The rectangle of the plane, for a chart whose upper left corner is known.
  static func area(in origin: Point) -> Rectangle {
    Rectangle(
      minX: origin.x + PlaneChart.label, minY: origin.y, maxX: origin.x + PlaneChart.label + PlaneChart.side,
      maxY: origin.y + PlaneChart.side)
  }

  func draw(on canvas: inout Canvas, in origin: Point) {
    let area = PlaneChart.area(in: origin)
    func place(_ x: Double, _ y: Double) -> Point {
      Point(
        x: area.minX + (x + reach) / (2 * reach) * PlaneChart.side,
        y: area.maxY - (y + reach) / (2 * reach) * PlaneChart.side)
    }
    if !regions.isEmpty { canvas.image(regions, in: area, spoken: "the network's answer at each place") }
    canvas.border(area, .line)
    for value in [-1.0, 0, 1] where abs(value) <= reach {
      let text = value < 0 ? "−1" : "\(Int(value))"
      canvas.text(text, at: Point(x: place(value, 0).x, y: area.maxY + 22), .middle, .quietText)
      canvas.text(text, at: Point(x: area.minX - 10, y: place(0, value).y + 4.5), .end, .quietText)
    }
    canvas.text("x", .roman, 15, at: Point(x: area.centre.x + PlaneChart.side / 4, y: area.maxY + 22), .middle, .ink)
    canvas.text("y", .roman, 15, at: Point(x: area.minX - 12, y: area.centre.y - PlaneChart.side / 4), .end, .ink)
    for point in points where max(abs(point.x), abs(point.y)) <= reach {
      canvas.dot(place(point.x, point.y), radius: 3.2, PlaneChart.paint(point.label), border: .ink)
    }
    var end = area.maxX
    // The heading of the chart stands at the left.
    let shown = names.prefix(thatFit: PlaneChart.side / 2 - 4, gap: 36)
    if shown.count < names.count {
      canvas.text("…", at: Point(x: end, y: area.minY - 14), .end, .ink)
      end -= 24
    }
    for (label, name) in shown.enumerated().reversed() {
      let width = typeset(text: name, size: 13, face: .sans).width
      canvas.text(name, at: Point(x: end - width, y: area.minY - 14), .start, .ink)
      canvas.dot(Point(x: end - width - 12, y: area.minY - 18.5), radius: 4.5, PlaneChart.paint(label), border: .ink)
      end -= width + 36
    }
  }
}

extension [String] {
  /// The first of some names that stand side by side in a room, each with a gap before it.
  func prefix(thatFit room: Double, gap: Double) -> ArraySlice<String> {
    var left = room
    return prefix { name in
      left -= typeset(text: name, size: 13, face: .sans).width + gap
      return left >= 0
    }
  }
}
