import GraphLayout
import Rendering

extension Chart {
  /// A confusion matrix: how often each label was taken for each.
  ///
  /// - Parameters:
  ///   - title: the heading.
  ///   - summary: what is seen, in a sentence.
  ///   - counts: by true label, then by answer.
  ///   - labels: what labels are called, in order.
  /// - Returns: the figure.
  package static func confusion(_ title: String, summary: String, _ counts: [[Int]], labels: [String]) -> Chart {
    Chart(title, summary, ConfusionChart(counts: counts, labels: labels))
  }
}

private struct ConfusionChart: ChartContent {
  let counts: [[Int]]
  let labels: [String]

  private static let cell = Size(width: 52, height: 34)
  private static let side = 64.0
  private static let foot = 52.0

  var size: Size {
    Size(
      width: ConfusionChart.side + Double(counts.count) * ConfusionChart.cell.width,
      height: Double(counts.count) * ConfusionChart.cell.height + ConfusionChart.foot)
  }

  func draw(on canvas: inout Canvas, in origin: Point) {
    let (left, top) = (origin.x + ConfusionChart.side, origin.y)
    let (width, height) = (ConfusionChart.cell.width, ConfusionChart.cell.height)
    // Mistakes are compared with the most frequent mistake, so that a good network's are seen too.
    let worst = counts.indices.flatMap { row in counts[row].indices.filter { $0 != row }.map { counts[row][$0] } }
    let most = Double(max(1, worst.max() ?? 1))
    for (row, line) in counts.enumerated() {
      let middle = top + (Double(row) + 0.5) * height + 4.5
      canvas.text(name(row), at: Point(x: left - 12, y: middle), .end, .quietText, width: ConfusionChart.side - 36)
      for (column, count) in line.enumerated() {
        let corner = Point(x: left + Double(column) * width, y: top + Double(row) * height)
        let area = Rectangle(minX: corner.x, minY: corner.y, maxX: corner.x + width, maxY: corner.y + height)
        if row == column {
          canvas.rectangle(area, .variable, opacity: 0.45)
        } else if count > 0 {
          canvas.rectangle(area, .constant, opacity: 0.08 + 0.5 * Double(count) / most)
        }
        canvas.border(area, .cardBorder)
        guard count > 0 else { continue }
        canvas.text("\(count)", at: Point(x: corner.x + width / 2, y: middle), .middle, .ink, width: width - 8)
      }
    }
    let bottom = top + Double(counts.count) * height
    for column in counts.indices {
      canvas.text(
        name(column), at: Point(x: left + (Double(column) + 0.5) * width, y: bottom + 20), .middle, .quietText,
        width: width - 6)
    }
    canvas.text(
      "answer", at: Point(x: left + Double(counts.count) * width / 2, y: bottom + 44), .middle, .ink)
    canvas.upright("true label", at: Point(x: origin.x + 12, y: (top + bottom) / 2), .ink)
  }

  private func name(_ index: Int) -> String { index < labels.count ? labels[index] : "\(index)" }
}
