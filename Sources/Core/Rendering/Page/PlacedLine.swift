import GraphLayout
import Typesetting

/// A typeset line with its place.
struct PlacedLine: Sendable {
  let line: Typeset
  /// The left end of the baseline.
  let origin: Point

  /// The area the line covers.
  var bounds: Rectangle {
    Rectangle(
      minX: origin.x, minY: origin.y - line.ascent, maxX: origin.x + line.width, maxY: origin.y + line.descent)
  }
}
