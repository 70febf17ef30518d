import Autodiff
import Rendering
import Storyboard

/// How much will be written, before it is.
struct OutputEstimate {
  /// The numbers of the steps that are drawn.
  let steps: [Int]
  let bytesPerFrame: Int
  /// What does not grow with the frames.
  let rest: Int
  /// How many steps there are to a frame already.
  let every: Int
  /// How many times as much it may be in the end.
  private var doubt = 1.1

  /// From three of the frames: the first, the middle and the last.
  init(_ lesson: Lesson, _ formats: [OutputFormat], every: Int) {
    (steps, self.every) = (lesson.story.frames.steps, every)
    let samples = Set([0, steps.count / 2, steps.count - 1]).filter(steps.indices.contains)
    let svg = samples.reduce(0) { $0 + lesson.renderer.svg($1).count } / max(1, samples.count)
    let pixels = lesson.renderer.size.width * lesson.renderer.size.height * lesson.scale * lesson.scale
    // A caption in some formats, a few bytes a hundred pixels in others.
    var (frame, rest) = (Double(svg), 0.0)
    for format in formats {
      switch format {
      case .png, .apng: frame += pixels / 20
      case .gif: frame += pixels / lesson.scale / lesson.scale / 20
      case .mp4, .webm: frame += 8_000
      case .pdf: frame += Double(svg) / 8
      case .latex: frame += 500
      case .html, .snippet, .svg, .markdown, .notebook, .reveal: (frame, rest) = (frame + 3_000, rest + 2 * Double(svg))
      }
    }
    (bytesPerFrame, self.rest) = (Int(min(frame, 1e15)), Int(min(rest, 1e15)))
  }

  private init(steps: [Int], bytesPerFrame: Int, every: Int) {
    (self.steps, self.bytesPerFrame, rest, self.every) = (steps, bytesPerFrame, 0, every)
  }

  /// Refuses what is certain to be too much before anything is laid out: no node takes less than some 400 bytes.
  static func check(_ trace: Trace, _ excerpt: Excerpt, limit: Int?) throws(EmbedError) {
    let nodes = excerpt.nodes?.count ?? trace.nodes.count
    var least = OutputEstimate(steps: excerpt.steps(of: trace), bytesPerFrame: 400 * nodes, every: excerpt.every)
    least.doubt = 4
    try least.check(limit: limit)
  }

  /// Throws ``EmbedError/tooMuch(bytes:limit:fitting:)`` where it is more than may be written.
  func check(limit: Int?) throws(EmbedError) {
    let (frames, isOverflow) = bytesPerFrame.multipliedReportingOverflow(by: steps.count)
    let total = isOverflow ? Int.max : frames.addingReportingOverflow(rest).partialValue
    guard let limit, total > limit else { return }
    let fitting = Int(Double(limit - rest) / doubt) / max(1, bytesPerFrame)
    guard fitting >= 2, let first = steps.first else { throw .tooMuch(bytes: total, limit: limit, fitting: nil) }
    let every = self.every * ((steps.count + fitting - 2) / (fitting - 1))
    throw .tooMuch(bytes: total, limit: limit, fitting: "--every \(every), or --steps \(first)-\(steps[fitting - 1])")
  }
}
