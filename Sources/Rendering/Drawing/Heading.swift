import Formulas
import GraphLayout
import Storyboard
import Typesetting

extension SVGPage {
  /// The title and the formula beneath it.
  mutating func heading() {
    body.write("<g class=\"heading\">\n")
    lines(sheet.heading.title, color: theme.ink, spoken: sheet.story.spokenTitle)
    if let subtitle = sheet.story.subtitle {
      lines(sheet.heading.subtitle, color: theme.quietText, spoken: subtitle.spoken(sheet.options.numbers))
    }
    body.write("</g>\n")
  }

  private mutating func lines(_ lines: [HeadingText.Line], color: Color, spoken: String) {
    body.write("<g role=\"img\"")
    body.attribute("aria-label", spoken)
    body.write(">\n")
    for line in lines {
      text(line.line, at: Point(x: Metrics.margin, y: line.baseline), color: color, scale: line.scale)
    }
    body.write("</g>\n")
  }

  /// "step 3 of 12", and a bar with a part for each step.
  mutating func progress(_ frame: Frame) {
    let steps = sheet.story.stepCount
    let line = typeset(text: "step \(frame.step) of \(steps)", size: theme.sizes.footer + 1, face: .sans)
    let right = sheet.composition.page.width - Metrics.margin
    body.write("<g class=\"progress\">\n")
    text(line, at: Point(x: right - line.width, y: Metrics.progress.top - 12), color: theme.quietText)
    let bar = Metrics.progress
    let gap = Double(steps) * bar.gap > bar.width / 3 ? 0 : bar.gap
    let part = steps == 0 ? 0 : (bar.width - gap * Double(steps - 1)) / Double(steps)
    func segments(_ range: Range<Int>, _ color: Color) {
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
