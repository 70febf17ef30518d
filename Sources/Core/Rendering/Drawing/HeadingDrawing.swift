import Formulas
import GraphLayout
import Storyboard
import Typesetting

extension SVGPage {
  /// The title and the formula beneath it.
  mutating func heading() {
    body.write("<g class=\"heading\">\n")
    part(0)
    lines(layout.heading.title, color: .ink, spoken: layout.story.spokenTitle)
    if let subtitle = layout.story.subtitle {
      lines(layout.heading.subtitle, color: .quietText, spoken: subtitle.spoken(layout.options.numbers))
    }
    endPart()
    body.write("</g>\n")
  }

  private mutating func lines(_ lines: [HeadingText.Line], color: Paint, spoken: String) {
    body.write("<g")
    self.spoken(spoken)
    body.write(">\n")
    for line in lines {
      text(line.line, at: Point(x: Metrics.margin, y: line.baseline), color: color, scale: line.scale)
    }
    body.write("</g>\n")
  }

  /// "step 3 of 12", and a bar with a part for each step.
  mutating func progress(_ frame: Frame) {
    let steps = layout.story.stepCount
    let right = layout.regions.page.width - Metrics.margin
    body.write("<g class=\"progress\">\n")
    // From the right, where what follows the number stays where it is.
    var end = right
    let progress = Words.progress(frame.step, of: steps)
    for (rank, words) in [progress.behind, progress.step, progress.before].enumerated() {
      let line = typeset(text: words, size: theme.sizes.footer + 1, face: .sans)
      end -= line.width
      part(rank)
      text(line, at: Point(x: end, y: Metrics.progress.top - 12), color: .quietText)
    }
    part(3)
    segments(0..<frame.step, of: steps, .accent)
    part(4)
    segments(frame.step..<steps, of: steps, .cardBorder)
    endPart()
    body.write("</g>\n")
  }

  /// The parts of the bar for some of the steps.
  private mutating func segments(_ range: Range<Int>, of steps: Int, _ color: Paint) {
    guard !range.isEmpty else { return }
    let bar = Metrics.progress
    let gap = Double(steps) * bar.gap > bar.width / 3 ? 0 : bar.gap
    let part = steps == 0 ? 0 : (bar.width - gap * Double(steps - 1)) / Double(steps)
    body.write("<path fill=\"\(colors[color])\" d=\"")
    let start = layout.regions.page.width - Metrics.margin - bar.width
    // Parts without gaps are one bar.
    for step in gap == 0 ? [range] : range.map({ $0..<$0 + 1 }) {
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
}
