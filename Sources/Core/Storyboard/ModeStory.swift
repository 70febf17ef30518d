import Autodiff
import Formulas

extension Storyboard {
  /// The forward passes, one after the other, beside the reverse passes, on one clock.
  ///
  /// The captions tell both passes of the moment, and the panels the work of each mode so far and what is known of the
  /// Jacobian. A last step compares the two.
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
    let names = JacobianNames(comparison)
    func side(_ mode: String, _ passes: [ModeComparison.Pass], isByColumns: Bool) -> ModeSide {
      ModeSide(
        mode, passes, names, isByColumns: isByColumns,
        passes.map { pass in
          Storyboard(pass.trace, numbers: numbers, elementsUpTo: elementsUpTo, literalsInside: literalsInside)
        })
    }
    let forward = side(Words.forwardMode, comparison.forward, isByColumns: true)
    let reverse = side(Words.reverseMode, comparison.reverse, isByColumns: false)
    let last = max(forward.ticks.count, reverse.ticks.count)
    self.init(
      panels: [forward.panel, reverse.panel],
      captions: (0..<last).map { Caption(forward, reverse, at: $0) } + [Caption(of: comparison)],
      title: reverse.stories[0].title, subtitle: reverse.stories[0].subtitle,
      retold: { mostElements, isInside in
        Storyboard(comparison, numbers: numbers, elementsUpTo: mostElements, literalsInside: isInside)
      })
  }
}

/// The outputs and the inputs, as the Jacobian's rows and columns are called.
private struct JacobianNames {
  let rows: [Formula]
  let columns: [Formula]

  init(_ comparison: ModeComparison) {
    rows = comparison.reverse.map { .symbol(Vocabulary($0.trace).function) }
    columns = comparison.forward.map { .symbol(Vocabulary($0.trace).input) }
  }
}

/// The passes of one mode, in sequence.
private struct ModeSide {
  let mode: String
  let stories: [Storyboard]
  let ticks: [StoryPanel.Tick]
  let ledger: PassLedger

  init(
    _ mode: String, _ passes: [ModeComparison.Pass], _ names: JacobianNames, isByColumns: Bool, _ stories: [Storyboard]
  ) {
    (self.mode, self.stories) = (mode, stories)
    var ticks: [StoryPanel.Tick] = []
    var moments: [(pass: Int, work: OperationCount)] = []
    var since: [[Int]] = []
    var total = OperationCount()
    for (number, (pass, story)) in zip(passes, stories).enumerated() {
      let places = Array(story.frames.indices)
      // The end of a pass knows everything; with literals inside, some last events have no step.
      let events = places.map { $0 == places.count - 1 ? pass.trace.events.count : story.frames.event($0) }
      since.append(pass.since.map { event in ticks.count + (events.firstIndex { $0 >= event } ?? places.count) })
      for place in places {
        ticks.append(StoryPanel.Tick(pass: number, place: place))
        moments.append(
          (number, total + (pass.running.indices.contains(events[place]) ? pass.running[events[place]] : pass.count)))
      }
      total = total + pass.count
    }
    self.ticks = ticks
    let found = passes.map { $0.derivatives }
    ledger = PassLedger(
      mode, isByColumns: isByColumns, rows: names.rows, columns: names.columns,
      values: isByColumns ? found.transposed : found, since: isByColumns ? since.transposed : since, moments: moments,
      total: total)
  }

  var panel: StoryPanel { StoryPanel(Words.inMode(mode), stories, ticks: ticks, ledger: ledger) }

  /// The caption of a tick; nil when the last pass has ended.
  func caption(at tick: Int) -> Caption? {
    guard ticks.indices.contains(tick) else { return nil }
    return stories[ticks[tick].pass].frames.caption(ticks[tick].place)
  }
}

extension [[Double]] {
  fileprivate var transposed: [[Double]] { (first ?? []).indices.map { place in map { $0[place] } } }
}

extension [[Int]] {
  fileprivate var transposed: [[Int]] { (first ?? []).indices.map { place in map { $0[place] } } }
}

extension Caption {
  /// A tick of both modes, of which one may have ended.
  fileprivate init(_ forward: ModeSide, _ reverse: ModeSide, at tick: Int) {
    let sides = [forward, reverse].map {
      (
        mode: $0.mode, caption: $0.caption(at: tick), ledger: $0.ledger,
        end: Words.hasEnded($0.mode, passes: $0.stories.count)
      )
    }
    let start = tick == 0 ? Words.modesStart + " " : ""
    let work = sides.map { Words.worked($0.mode, $0.ledger.workText(at: tick)) + " " }.joined()
    let known = sides.map { side in
      Words.knownEntries(
        side.mode, side.ledger.knownCount(at: tick), of: side.ledger.rows.count * side.ledger.columns.count)
    }.joined(separator: " ")
    self.init(
      lines: sides.map { side in
        guard let line = side.caption?.lines.last else { return .words(side.end) }
        return .phrase([.words(side.mode + ": "), line])
      },
      spoken: start
        + sides.map { side in
          side.caption.map { "\(side.mode.capitalizedFirst): \($0.spoken) " } ?? side.end + " "
        }.joined() + work + known,
      prose: [.words(start)]
        + sides.flatMap { side -> [Formula] in
          side.caption.map { [.words(side.mode.capitalizedFirst + ": "), $0.prose, .words(" ")] }
            ?? [.words(side.end + " ")]
        } + [.words(work + known)])
  }

  /// The last caption: what each mode took, and which is cheaper.
  fileprivate init(of comparison: ModeComparison) {
    let (one, two) = (comparison.forwardCount, comparison.reverseCount)
    let finding =
      switch comparison.cheaper {
      case .forward: Words.cheaper(Words.forwardMode, one.total, two.total)
      case .reverse: Words.cheaper(Words.reverseMode, two.total, one.total)
      case nil: Words.equalWork(one.total)
      }
    let sentences = [
      Words.workInAll(Words.forwardMode, passes: comparison.forward.count, one.multiplications, one.additions),
      Words.workInAll(Words.reverseMode, passes: comparison.reverse.count, two.multiplications, two.additions),
      finding,
    ].map { $0.capitalizedFirst }
    self.init(
      lines: sentences.map { .words($0) }, spoken: sentences.map { $0 + "." }.joined(separator: " "),
      prose: sentences.map { .words($0 + ". ") })
  }
}
