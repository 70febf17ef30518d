import Autodiff
import Formulas

extension Storyboard {
  /// The forward passes, one after the other, above the reverse passes, on one clock.
  ///
  /// The captions tell both passes of the moment, the work of each mode so far and what is known of the Jacobian. A last
  /// step compares the two.
  ///
  /// - Parameters:
  ///   - comparison: the passes.
  ///   - numbers: the rounding of numbers in text for screen readers.
  ///   - elementsUpTo: the most elements of an array that is written out; nil for the usual sizes.
  ///   - literalsInside: whether a number that is used once stands inside the operation that uses it.
  package init(
    _ comparison: ModeComparison, numbers: NumberStyle = NumberStyle(), elementsUpTo: Int? = nil,
    literalsInside: Bool = false
  ) {
    func side(_ mode: String, _ passes: [ModeComparison.Pass]) -> ModeSide {
      ModeSide(mode, passes, passes.map { pass in
        Storyboard(pass.trace, numbers: numbers, elementsUpTo: elementsUpTo, literalsInside: literalsInside)
      })
    }
    let forward = side(Words.forwardMode, comparison.forward)
    let reverse = side(Words.reverseMode, comparison.reverse)
    let teller = ModeTeller(comparison, forward, reverse)
    let last = max(forward.ticks.count, reverse.ticks.count)
    let title = forward.stories[0].title
    self.init(
      panels: [
        StoryPanel(Words.forwardPasses(forward.passes.count), forward.stories, ticks: forward.ticks),
        StoryPanel(Words.reversePasses(reverse.passes.count), reverse.stories, ticks: reverse.ticks),
      ],
      captions: (0..<last).map(teller.caption) + [teller.verdict()], title: title,
      subtitle: forward.stories[0].subtitle)
  }
}

/// The passes of one mode, in sequence.
private struct ModeSide {
  let mode: String
  let passes: [ModeComparison.Pass]
  let stories: [Storyboard]
  let ticks: [StoryPanel.Tick]

  init(_ mode: String, _ passes: [ModeComparison.Pass], _ stories: [Storyboard]) {
    (self.mode, self.passes, self.stories) = (mode, passes, stories)
    ticks = stories.enumerated().flatMap { pass, story in
      story.frames.indices.map { StoryPanel.Tick(pass: pass, place: $0) }
    }
  }

  /// The name of the mode, and of the pass where there are several.
  func name(at tick: Int) -> String {
    ticks.indices.contains(tick) ? Words.pass(mode, ticks[tick].pass + 1, of: passes.count) : mode
  }

  /// The caption of a tick; nil when the last pass has ended.
  func caption(at tick: Int) -> Caption? {
    guard ticks.indices.contains(tick) else { return nil }
    return stories[ticks[tick].pass].frames.caption(ticks[tick].place)
  }

  /// The pass of a tick and the position of its event; behind the last event where the pass ends.
  private func moment(_ tick: Int) -> (pass: Int, event: Int) {
    guard ticks.indices.contains(tick) else { return (passes.count, 0) }
    let (pass, place) = (ticks[tick].pass, ticks[tick].place)
    let isEnd = place == stories[pass].stepCount
    return (pass, isEnd ? passes[pass].trace.events.count : stories[pass].frames.event(place))
  }

  /// The work up to and with a tick.
  func work(at tick: Int) -> OperationCount {
    let (pass, event) = moment(tick)
    let earlier = passes.prefix(pass).reduce(OperationCount()) { $0 + $1.count }
    guard pass < passes.count else { return earlier }
    let running = passes[pass].running
    return earlier + (running.indices.contains(event) ? running[event] : passes[pass].count)
  }

  /// A derivative that a pass finds; nil before it does.
  func derivative(_ place: Int, ofPass number: Int, at tick: Int) -> Double? {
    let (pass, event) = moment(tick)
    guard number < pass || number == pass && passes[number].since[place] <= event else { return nil }
    return passes[number].derivatives[place]
  }
}

/// Writes the captions of two modes.
private struct ModeTeller {
  private let comparison: ModeComparison
  private let forward: ModeSide
  private let reverse: ModeSide

  /// The most rows and columns of a Jacobian that is written out.
  private static let most = (rows: 4, columns: 6)

  init(_ comparison: ModeComparison, _ forward: ModeSide, _ reverse: ModeSide) {
    (self.comparison, self.forward, self.reverse) = (comparison, forward, reverse)
  }

  private var rows: Int { comparison.reverse.count }
  private var columns: Int { comparison.forward.count }

  /// The caption of a tick.
  func caption(_ tick: Int) -> Caption {
    let work = Words.workSoFar(forward.work(at: tick).pair, reverse.work(at: tick).pair)
    let known = [forwardEntries(tick), reverseEntries(tick)]
    let sides = [forward, reverse].map { (name: $0.name(at: tick), caption: $0.caption(at: tick)) }
    let steps: [Formula] = sides.map { side in
      guard let line = side.caption?.lines.last else { return .words(Words.hasEnded(side.name)) }
      return .phrase([.words(side.name + ": "), line])
    }
    let start = tick == 0 ? Words.modesStart + ". " : ""
    let said = sides.map { side in
      side.caption.map { "\(side.name.capitalizedFirst): \($0.spoken)" } ?? Words.hasEnded(side.name)
    }
    let told = sides.flatMap { side -> [Formula] in
      side.caption.map { [.words(side.name.capitalizedFirst + ": "), $0.prose, .words(" ")] }
        ?? [.words(Words.hasEnded(side.name) + " ")]
    }
    return Caption(
      lines: steps + [.words(work), jacobians(known)],
      spoken: start + said.joined(separator: " ") + " \(work.capitalizedFirst). " + spoken(known),
      prose: [.words(start)] + told + [.words("\(work.capitalizedFirst). "), jacobians(known), .words(".")])
  }

  /// The last caption: which mode is cheaper.
  func verdict() -> Caption {
    let (one, two) = (comparison.forwardCount, comparison.reverseCount)
    let finding =
      switch comparison.cheaper {
      case .forward: Words.cheaper(forward.mode, one.total, two.total)
      case .reverse: Words.cheaper(reverse.mode, two.total, one.total)
      case nil: Words.equalWork(one.total)
      }
    let sentences = [
      Words.workInAll(forward.mode, passes: columns, one.pair), Words.workInAll(reverse.mode, passes: rows, two.pair),
      finding,
    ].map { $0.capitalizedFirst }
    let known = [forwardEntries(Int.max)]
    return Caption(
      lines: sentences.map { .words($0) } + [jacobians(known)], spoken: sentences.map { $0 + "." }.joined(separator: " "),
      prose: sentences.map { .words($0 + ". ") } + [jacobians(known), .words(".")])
  }

  /// The entries of the Jacobian that a mode has found.
  private func forwardEntries(_ tick: Int) -> [[Double?]] {
    (0..<rows).map { row in (0..<columns).map { forward.derivative(row, ofPass: $0, at: tick) } }
  }

  private func reverseEntries(_ tick: Int) -> [[Double?]] {
    (0..<rows).map { row in (0..<columns).map { reverse.derivative($0, ofPass: row, at: tick) } }
  }

  /// The Jacobian as each mode knows it.
  private func jacobians(_ known: [[[Double?]]]) -> Formula {
    let names = known.count == 1 ? [""] : [Words.byColumns, Words.byRows]
    let parts = zip(names, known).map { name, entries -> Formula in
      guard rows <= Self.most.rows, columns <= Self.most.columns else {
        return .words(name + Words.known(entries.knownCount, of: rows * columns))
      }
      let cells = entries.map { row in row.map { $0.map(Formula.of) ?? .words(Words.unknownEntry) } }
      return .phrase([.words(name), cells.count == 1 ? .list(cells[0]) : .matrix(cells)])
    }
    return .phrase([.words(Words.jacobian + ": "), .statements(parts)])
  }

  private func spoken(_ known: [[[Double?]]]) -> String {
    let counts = zip([Words.byColumns, Words.byRows], known).map { $0 + Words.known($1.knownCount, of: rows * columns) }
    return "\(Words.jacobian): \(counts.joined(separator: "; "))."
  }
}

extension OperationCount {
  fileprivate var pair: (Int, Int) { (multiplications, additions) }
}

extension [[Double?]] {
  fileprivate var knownCount: Int { reduce(0) { $0 + $1.count { $0 != nil } } }
}
