import Autodiff
import Formulas
import Mistakes

extension Storyboard {
  /// A pass with a mistake beneath the right one, on one clock.
  ///
  /// The first adjoint that comes out wrong gets a ring, and what is computed from it a tint, each from the step on that
  /// makes it so. The captions tell both passes, and from that step on what is wrong.
  ///
  /// - Parameters:
  ///   - comparison: the comparison of the two traces.
  ///   - right: the right pass.
  ///   - wrong: the pass with the mistake, over the same graph.
  ///   - numbers: the rounding of numbers in text for screen readers.
  ///   - elementsUpTo: the most elements of an array that is written out; nil for the usual sizes.
  ///   - literalsInside: whether a number that is used once stands inside the operation that uses it.
  package init(
    _ comparison: MistakeComparison, right: Trace, wrong: Trace, numbers: NumberStyle = NumberStyle(),
    elementsUpTo: Int? = nil, literalsInside: Bool = false
  ) {
    let stories = [right, wrong].map {
      Storyboard($0, numbers: numbers, elementsUpTo: elementsUpTo, literalsInside: literalsInside)
    }
    let (one, two) = (stories[0], stories[1])
    let panels = [StoryPanel(Words.rightPass, [one]), StoryPanel(comparison.mistake.rawValue, [two])]
    /// The first tick at which an event of the wrong pass has happened.
    func tick(of event: Int) -> Int { two.frames.indices.first { two.frames.event($0) >= event } ?? two.stepCount }
    var marks: [Int: (tick: Int, mark: NodeMark)] = [:]
    for adjoint in comparison.wrong { marks[adjoint.node] = (tick(of: adjoint.event), .infected) }
    for (node, event) in comparison.infectedSince { marks[node] = (tick(of: event), .infected) }
    let first = comparison.first.map { (node: $0.node, tick: tick(of: $0.event)) }
    if let first { marks[first.node] = (first.tick, .wrong) }
    let words = Vocabulary(wrong)
    let finding = comparison.finding(first.map { words.derivative($0.node) })
    let last = max(one.frames.count, two.frames.count) - 1
    let captions = (0...max(0, last)).map { tick -> Caption in
      let told = first.map { tick < $0.tick } ?? (tick < last) ? nil : finding
      let name = comparison.mistake.rawValue
      if tick == 0 { return Caption(first: one.frames.caption(0), mistake: name) }
      return Caption(
        (Words.rightPass, tick < one.frames.count ? one.frames.caption(tick) : nil),
        (name, tick < two.frames.count ? two.frames.caption(tick) : nil), finding: told, numbers)
    }
    self.init(
      panels: panels, captions: captions, title: one.title, subtitle: one.subtitle, marks: [[:], marks],
      retold: { mostElements, isInside in
        Storyboard(
          comparison, right: right, wrong: wrong, numbers: numbers, elementsUpTo: mostElements,
          literalsInside: isInside)
      })
  }
}

extension Caption {
  /// The start of two passes.
  fileprivate init(first: Caption, mistake: String) {
    self.init(
      lines: first.lines + [.words(Words.passes(mistake))], spoken: first.spoken + " " + Words.passes(mistake) + ".",
      prose: [first.prose, .words(" " + Words.passes(mistake) + ".")])
  }

  /// A step of each of two passes, of which one may have ended, and what is wrong by then.
  fileprivate init(
    _ one: (name: String, caption: Caption?), _ two: (name: String, caption: Caption?), finding: Formula?,
    _ numbers: NumberStyle
  ) {
    func shown(_ pass: (name: String, caption: Caption?)) -> [Formula] {
      guard let last = pass.caption?.lines.last else { return [] }
      return [.phrase([.words(pass.name + ": "), last])]
    }
    func said(_ pass: (name: String, caption: Caption?)) -> String {
      pass.caption.map { "\(pass.name.capitalizedFirst): \($0.spoken)" } ?? Words.hasEnded(pass.name)
    }
    func told(_ pass: (name: String, caption: Caption?)) -> [Formula] {
      pass.caption.map { [.words(pass.name.capitalizedFirst + ": "), $0.prose] } ?? [.words(Words.hasEnded(pass.name))]
    }
    let sentence = finding.map { $0.spoken(numbers).capitalizedFirst + "." }
    let line = finding.map { Formula.phrase([$0.capitalizedFirst, .words(".")]) }
    self.init(
      lines: shown(one) + shown(two) + (line.map { [$0] } ?? []),
      spoken: [said(one), said(two), sentence].compactMap { $0 }.joined(separator: " "),
      prose: told(one) + [.words(" ")] + told(two) + (line.map { [.words(" "), $0] } ?? []))
  }
}

extension Formula {
  /// The phrase, beginning with a capital letter where it begins with words.
  fileprivate var capitalizedFirst: Formula {
    guard case .phrase(var parts) = self, case .words(let text)? = parts.first else { return self }
    parts[0] = .words(text.capitalizedFirst)
    return .phrase(parts)
  }
}
