import Autodiff
import GraphLayout
import Rendering
import Storyboard

/// An estimate of the bytes that will be written, before they are.
struct OutputEstimate {
  /// The numbers of the steps that are drawn.
  let steps: [Int]
  let bytesPerFrame: Int
  /// The bytes that do not grow with the frames.
  let rest: Int
  /// The steps for each frame that is drawn: 1 where all are.
  let every: Int
  /// The factor by which the real size may exceed the estimate.
  private var safetyFactor = 1.1

  /// From three of the frames: the first, the middle and the last.
  init(_ input: ExportInput, _ formats: [OutputFormat], every: Int) {
    (steps, self.every) = (input.story.frames.steps, every)
    let samples = Set([0, steps.count / 2, steps.count - 1]).filter(steps.indices.contains)
    let svg = samples.reduce(0) { $0 + input.renderer.svg($1).count } / max(1, samples.count)
    let pixels = input.renderer.size.width * input.renderer.size.height * input.scale * input.scale
    let size = FrameSize(svgBytes: Double(svg), pixels: pixels, scale: input.scale)
    var (frame, rest) = (size.svgBytes, 0.0)
    for format in formats {
      let more = format.exporter.size(of: size)
      (frame, rest) = (frame + more.bytesPerFrame, rest + more.otherBytes)
    }
    (bytesPerFrame, self.rest) = (Int(min(frame, 1e15)), Int(min(rest, 1e15)) + input.trace.leastByteCount())
  }

  private init(steps: [Int], bytesPerFrame: Int, every: Int) {
    (self.steps, self.bytesPerFrame, rest, self.every) = (steps, bytesPerFrame, 0, every)
  }

  /// Refuses what is too much before the graph is laid out, which takes a minute for 100,000 nodes.
  ///
  /// No node takes less than some 400 bytes. A large graph is estimated by a few of its nodes; it may take half as much.
  static func check(_ trace: Trace, _ excerpt: Excerpt, _ options: PictureOptions, limit: Int?) throws {
    guard let limit else { return }
    let leastTrace = trace.leastByteCount()
    guard leastTrace <= limit else { throw EmbedError.traceTooLarge(bytes: leastTrace, limit: limit) }
    let steps = excerpt.steps(of: trace, literalsInside: options.literals == .inside)
    let nodes = excerpt.nodes?.count ?? trace.nodes.count
    var least = OutputEstimate(steps: steps, bytesPerFrame: 400 * nodes, every: excerpt.every)
    least.safetyFactor = 4
    try least.check(limit: limit)
    guard nodes > 1_000 else { return }
    let bytesPerNode = try bytesPerNode(of: trace, excerpt, options)
    var likely = OutputEstimate(steps: steps, bytesPerFrame: bytesPerNode * nodes, every: excerpt.every)
    likely.safetyFactor = 1.5
    try likely.check(limit: limit > Int.max / 2 ? Int.max : 2 * limit, telling: limit)
  }

  /// The bytes that a node adds to a frame, by drawing some of the first, the middle and the last nodes.
  private static func bytesPerNode(of trace: Trace, _ excerpt: Excerpt, _ options: PictureOptions) throws(LayoutError)
    -> Int
  {
    let ids = excerpt.nodes.map { $0.sorted() } ?? Array(trace.nodes.indices)
    func byteCount(_ count: Int) throws(LayoutError) -> Int {
      let starts = [0, (ids.count - count) / 2, ids.count - count]
      let some = Set(starts.flatMap { ids[$0..<$0 + count] })
      let story = Storyboard(
        trace, numbers: options.numbers, excerpt: Excerpt(steps: 0...0, nodes: some),
        elementsUpTo: options.elementsUpTo, literalsInside: options.literals == .inside)
      return try FrameRenderer(story, options: options).svg(0).count
    }
    return max(1, (try byteCount(20) - byteCount(4)) / (3 * (20 - 4)))
  }

  /// Refuses what is more than may be written.
  ///
  /// - Parameters:
  ///   - limit: how much may be written; nil for as much as there is.
  ///   - told: the limit that was asked for, where it is another.
  /// - Throws: ``EmbedError/tooMuch(bytes:limit:fitting:)``.
  func check(limit: Int?, telling told: Int? = nil) throws(EmbedError) {
    let (frames, isOverflow) = bytesPerFrame.multipliedReportingOverflow(by: steps.count)
    let total = isOverflow ? Int.max : frames.addingReportingOverflow(rest).partialValue
    guard let most = limit, total > most else { return }
    let limit = told ?? most
    let fitting = Int(Double(limit - rest) / safetyFactor) / max(1, bytesPerFrame)
    guard fitting >= 2, let first = steps.first else { throw .tooMuch(bytes: total, limit: limit, fitting: nil) }
    let every = self.every * ((steps.count + fitting - 2) / (fitting - 1))
    throw .tooMuch(
      bytes: total, limit: limit, fitting: EmbedError.Part(every: every, steps: first...steps[fitting - 1]))
  }
}
