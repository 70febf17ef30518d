import GraphLayout
import Rendering

extension Chart {
  /// A small image with words beneath it.
  package struct Tile: Sendable {
    /// The image, a PNG file.
    package let png: [UInt8]
    /// The lines beneath it.
    package let lines: [String]

    /// An image with words.
    package init(png: [UInt8], _ lines: [String] = []) {
      (self.png, self.lines) = (png, lines)
    }
  }

  /// Images in rows.
  ///
  /// - Parameters:
  ///   - title: the heading.
  ///   - summary: what is seen, in a sentence.
  ///   - tiles: the images, in the order of reading.
  ///   - columns: how many stand in a row.
  ///   - side: the width and height each is drawn at.
  /// - Returns: the figure.
  package static func images(_ title: String, summary: String, _ tiles: [Tile], columns: Int, side: Double) -> Chart {
    Chart(title, summary, ImageChart(tiles: tiles, columns: max(1, columns), side: side))
  }
}

private struct ImageChart: ChartContent {
  let tiles: [Chart.Tile]
  let columns: Int
  let side: Double

  private var lineCount: Int { tiles.map(\.lines.count).max() ?? 0 }
  private var pitch: Size {
    Size(width: side + 14, height: side + 14 + (lineCount > 0 ? 6 : 0) + 17 * Double(lineCount))
  }

  var size: Size {
    let rows = (tiles.count + columns - 1) / columns
    return Size(
      width: max(Double(min(columns, max(1, tiles.count))) * pitch.width - 14, 320),
      height: max(Double(rows) * pitch.height - 14, 20))
  }

  func draw(on canvas: inout Canvas, in origin: Point) {
    for (number, tile) in tiles.enumerated() {
      let x = origin.x + Double(number % columns) * pitch.width
      let y = origin.y + Double(number / columns) * pitch.height
      let area = Rectangle(minX: x, minY: y, maxX: x + side, maxY: y + side)
      canvas.image(tile.png, in: area, spoken: tile.lines.joined(separator: ", "))
      canvas.border(area, .cardBorder)
      for (line, words) in tile.lines.enumerated() {
        canvas.text(
          words, at: Point(x: x + side / 2, y: y + side + 18 + 17 * Double(line)), .middle,
          line == 0 ? .ink : .quietText, width: side)
      }
    }
  }
}
