import Formulas
import GraphLayout
import Storyboard
import Typesetting

/// The title, the formula beneath it, and how far one has come.
enum Heading {
  static func title(_ story: Storyboard, _ options: PictureOptions) -> Typeset {
    switch story.title {
    case .words(let text): typeset(text: text, size: Metrics.titleSize, face: .roman)
    case .formula(let formula): typeset(formula, size: Metrics.titleSize, numbers: options.numbers)
    }
  }

  static func subtitle(_ story: Storyboard, _ options: PictureOptions) -> Typeset? {
    story.subtitle.map { typeset($0, size: Metrics.subtitleSize, numbers: options.numbers) }
  }

  static func width(_ story: Storyboard, _ options: PictureOptions) -> Double {
    min(max(title(story, options).width, subtitle(story, options)?.width ?? 0), Metrics.page.width)
  }

  /// Words that would be too small in a room are cut, with an ellipsis.
  static func cut(_ title: Typeset, _ story: Storyboard, to room: Double) -> Typeset {
    guard case .words(let text) = story.title, title.width * Metrics.smallestTitle > room else { return title }
    let share = room / Metrics.smallestTitle / title.width
    let kept = text.prefix(max(1, Int(Double(text.count) * share) - 2))
    return typeset(text: kept + "…", size: Metrics.titleSize, face: .roman)
  }
}

extension SVGPage {
  /// The title and the formula beneath it, made smaller where they are too wide or too tall for their lines.
  mutating func heading() {
    let reserved = sheet.purpose == .animation ? Metrics.progress.width + 40 : 0
    let room = sheet.size.width - 2 * Metrics.margin
    let title = Heading.cut(
      Heading.title(sheet.story, sheet.options), sheet.story, to: room - reserved)
    let subtitle = Heading.subtitle(sheet.story, sheet.options)
    let between = (Metrics.titleBaseline + Metrics.subtitleBaseline) / 2
    body.write("<g class=\"heading\">\n")
    text(
      title, at: Point(x: Metrics.margin, y: Metrics.titleBaseline), color: theme.ink,
      spoken: sheet.story.spokenTitle,
      scale: min(
        1, (room - reserved) / title.width, (Metrics.titleBaseline - 8) / title.ascent,
        subtitle == nil ? 1 : (between - Metrics.titleBaseline) / max(title.descent, 1)))
    if let subtitle {
      text(
        subtitle, at: Point(x: Metrics.margin, y: Metrics.subtitleBaseline), color: theme.quietText,
        spoken: sheet.story.subtitle?.spoken(sheet.options.numbers),
        scale: min(
          1, room / subtitle.width, (Metrics.subtitleBaseline - between) / subtitle.ascent,
          (Metrics.graphTop - Metrics.subtitleBaseline - 4) / max(subtitle.descent, 1)))
    }
    body.write("</g>\n")
  }

  /// "step 3 of 12", and a bar with a part for each step.
  mutating func progress(_ frame: Frame) {
    let steps = sheet.story.stepCount
    let line = typeset(text: "step \(frame.step) of \(steps)", size: Metrics.footerSize + 1, face: .sans)
    let right = sheet.size.width - Metrics.margin
    body.write("<g class=\"progress\">\n")
    text(line, at: Point(x: right - line.width, y: Metrics.titleBaseline), color: theme.quietText)
    let bar = Metrics.progress
    let gap = Double(steps) * bar.gap > bar.width / 3 ? 0 : bar.gap
    let part = steps == 0 ? 0 : (bar.width - gap * Double(steps - 1)) / Double(steps)
    func segments(_ range: Range<Int>, _ color: String) {
      guard !range.isEmpty else { return }
      body.write("<path fill=\"\(color)\" d=\"")
      let start = right - bar.width
      // Parts without gaps are one bar.
      let steps = gap == 0 ? [range] : range.map { $0..<$0 + 1 }
      for step in steps {
        body.write("M")
        body.write(start + Double(step.lowerBound) * (part + gap))
        body.write(" ")
        body.write(bar.top)
        body.write("h")
        body.write(part * Double(step.count))
        body.write("v")
        body.write(bar.height)
        body.write("h")
        body.write(-part * Double(step.count))
        body.write("z")
      }
      body.write("\"/>\n")
    }
    segments(0..<frame.step, theme.accent)
    segments(frame.step..<steps, theme.cardBorder)
    body.write("</g>\n")
  }
}
