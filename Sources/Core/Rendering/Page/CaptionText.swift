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

  /// The lines of all captions of an animation: those of as many rows stand on the same lines in every frame.
  struct Grid: Sendable {
    /// By the number of rows of a caption, the baselines from the top of the first row.
    private var baselines: [Int: [Double]] = [:]
    /// By the number of rows of a caption, its height.
    private var heights: [Int: Double] = [:]
    /// The height of the highest caption, or of two rows.
    private(set) var height = 0.0

    /// - Parameters:
    ///   - captions: the captions of all frames.
    ///   - size: the size of the text.
    ///   - isEven: whether all rows are as high as the highest; else each is as high as its own texts.
    init(_ captions: [CaptionText], size: Double, isEven: Bool) {
      let all = Self.extent(captions.flatMap { $0.all })
      let gap = (isEven ? 0.5 : 0.35) * size
      let counts = Set(captions.map { $0.rowCount }).union(isEven ? [2] : [])
      for count in counts {
        let same = captions.filter { $0.rowCount == count }.map { $0.all }
        let extents = (0..<count).map { row in isEven ? all : Self.extent(same.map { $0[row] }) }
        var lines: [Double] = []
        for (row, extent) in extents.enumerated() {
          guard row > 0 else { lines.append(extent.ascent); continue }
          lines.append(lines[row - 1] + max(extents[row - 1].descent + gap + extent.ascent, 2.2 * size))
        }
        baselines[count] = lines
        heights[count] = (lines.last ?? 0) + (extents.last?.descent ?? 0)
      }
      let scales = captions.reduce(into: [2: 1.0]) { $0[$1.rowCount] = max($0[$1.rowCount] ?? 0, $1.scale) }
      height = heights.map { $1 * (scales[$0] ?? 1) }.max() ?? 0
    }

    /// The baselines of a caption around a height, from top to bottom.
    func lines(of caption: CaptionText, around middle: Double) -> [Double] {
      let top = middle - height(of: caption) / 2
      return (baselines[caption.rowCount] ?? []).map { top + $0 * caption.scale }
    }

    /// The height of a caption as it is drawn.
    func height(of caption: CaptionText) -> Double { (heights[caption.rowCount] ?? 0) * caption.scale }

    private static func extent(_ rows: [Row]) -> (ascent: Double, descent: Double) {
      (rows.map { $0.line.ascent }.max() ?? 0, rows.map { $0.line.descent }.max() ?? 0)
    }
  }
}
