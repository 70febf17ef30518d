import Formulas
import GraphLayout
import Storyboard
import Typesetting

/// The title and the formula beneath it, typeset and placed from the top of the page.
struct HeadingText: Sendable {
  /// A line, scaled down where it is too wide.
  struct Line: Sendable {
    let line: Typeset
    let baseline: Double
    let scale: Double
  }

  private(set) var title: [Line] = []
  private(set) var subtitle: [Line] = []
  /// The height down to the end of the heading.
  private(set) var height = 0.0
  private(set) var width = 0.0
  /// From the heading to what stands beneath it.
  private let gap: Double

  /// No heading: room at the top of the page.
  static var none: HeadingText {
    var heading = HeadingText()
    heading.height = Metrics.headingTop
    return heading
  }

  private init() { gap = Metrics.gap }

  /// The same lines in the room of another heading.
  func within(_ room: HeadingText) -> HeadingText {
    var heading = self
    (heading.height, heading.width) = (room.height, room.width)
    return heading
  }

  /// Breaks the heading into lines of a width; those of the title may be narrower.
  ///
  /// - Parameters:
  ///   - story: the story it is the heading of.
  ///   - options: the options of the picture.
  ///   - width: the width of the page within its margins.
  ///   - titleWidth: the width that the title may take.
  ///   - share: the size of its texts and distances, as a share of the usual ones.
  init(_ story: Storyboard, _ options: PictureOptions, width: Double, titleWidth: Double, share: Double = 1) {
    var sizes = options.theme.sizes
    for text in [Measure.title, .subtitle] { sizes[text] *= share }
    gap = share * Metrics.gap
    let titleLines =
      switch story.title {
      case .words(let text): HeadingText.words(text, size: sizes.title, within: titleWidth)
      case .formula(let formula):
        lines(of: formula, size: sizes.title, numbers: options.numbers, within: titleWidth).map { $0.typeset }
      }
    title = stack(
      titleLines, from: share * Metrics.headingTop, first: sizes.title, size: sizes.title, width: titleWidth)
    if let formula = story.subtitle {
      let broken = lines(of: formula, size: sizes.subtitle, numbers: options.numbers, within: width).map { $0.typeset }
      let start = title.last?.baseline ?? share * Metrics.headingTop
      subtitle = stack(broken, from: start, first: 1.8 * sizes.subtitle, size: sizes.subtitle, width: width)
    }
  }

  /// Puts lines beneath each other, the first at least `first` beneath `top`.
  private mutating func stack(
    _ lines: [Typeset], from top: Double, first: Double, size: Double, width: Double
  ) -> [Line] {
    var placed: [Line] = []
    var (baseline, descent, leading) = (top, height == 0 ? 0 : height - top - gap, first)
    for line in lines {
      // Nested fractions are kept to the height of some lines.
      let scale = min(1, width / max(line.width, 1), 3.4 * size / max(line.ascent + line.descent, 1))
      baseline += max(leading, descent + line.ascent * scale + 6)
      placed.append(Line(line: line, baseline: baseline, scale: scale))
      (descent, leading) = (line.descent * scale, 1.3 * size)
      self.width = max(self.width, line.width * scale)
    }
    height = baseline + max(descent + 4, 8) + gap
    return placed
  }

  /// A title in words on at most two lines; what is longer is cut, with an ellipsis.
  private static func words(_ text: String, size: Double, within width: Double) -> [Typeset] {
    let broken = lines(ofText: text, size: size, face: .roman, within: width)
    guard broken.count > 2 || broken.contains(where: { $0.width * Metrics.smallestTitle > width }) else {
      return broken
    }
    let whole = typeset(text: text, size: size, face: .roman)
    var count = Int(Double(text.count) * 2 * width / max(whole.width, 1))
    while count > 1 {
      // Rather whole words than as many letters as there is room for.
      let kept = text.prefix(count)
      let words = kept.lastIndex(of: " ").map { kept[..<$0] } ?? kept
      let cut = lines(ofText: words + "…", size: size, face: .roman, within: width)
      if cut.count <= 2, cut.allSatisfy({ $0.width * Metrics.smallestTitle <= width }) { return cut }
      count = count * 9 / 10
    }
    return [typeset(text: "…", size: size, face: .roman)]
  }
}
