import Formulas
import Storyboard
import Typesetting

/// A caption, typeset and broken into rows.
struct CaptionText: Sendable {
  /// A row, and the distance of its left end from the middle.
  struct Row: Sendable {
    let line: Typeset
    let x: Double
  }

  /// A statement and the rows it takes.
  struct Statement: Sendable {
    let spoken: String
    let rows: [Row]
  }

  let statements: [Statement]
  /// The factor by which it is set smaller where it would not fit, up to 1.
  let scale: Double

  var rowCount: Int { statements.reduce(0) { $0 + $1.rows.count } }
  private var all: [Row] { statements.flatMap { $0.rows } }

  init(_ caption: Caption, _ options: PictureOptions, size: Double, within width: Double) {
    statements = caption.lines.map { formula in
      let broken = lines(of: formula, size: size, numbers: options.numbers, within: width)
      let extent = broken.map { $0.width }.max() ?? 0
      return Statement(
        spoken: formula.spoken(options.numbers),
        rows: broken.map { Row(line: $0.typeset, x: $0.indent - extent / 2) })
    }
    let rows = statements.flatMap { $0.rows }
    let widest = rows.map { max(-$0.x, $0.x + $0.line.width) * 2 }.max() ?? 0
    scale = min(1, width / max(widest, 1), Metrics.captionRows / max(1, Double(rows.count)))
  }

  /// The rows of all captions of an animation, so that they stand on the same lines in every frame.
  struct Grid: Sendable {
    let ascent: Double
    /// The height of a row.
    let extent: Double
    /// From one baseline to the next.
    let pitch: Double
    /// The height of as many rows as the longest caption has.
    let height: Double

    init(_ captions: [CaptionText], size: Double) {
      let lines = captions.flatMap { $0.all }.map { $0.line }
      ascent = lines.map { $0.ascent }.max() ?? 0
      extent = ascent + (lines.map { $0.descent }.max() ?? 0)
      pitch = max(extent + 0.5 * size, 2.2 * size)
      let rows = captions.map { Double($0.rowCount) * $0.scale }.max() ?? 1
      height = max(2, rows) * pitch - (pitch - extent)
    }
  }
}
