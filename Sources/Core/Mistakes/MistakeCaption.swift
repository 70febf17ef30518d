import Autodiff
import Formulas

extension MistakeComparison {
  /// The most contributions that are written out as a sum.
  private static let termLimit = 5

  /// What came out at the first wrong adjoint and what is right, `6 instead of 3 + 3`; nil where nothing is wrong.
  ///
  /// Of an array the first element that is wrong is written, with its place, and of a wrong shape both shapes.
  package var caption: Formula? {
    guard let first else { return nil }
    guard !first.hasWrongShape else {
      return .phrase([
        .words(Words.shape(first.found.shapeText)), .words(Words.insteadOf), .words(first.right.shapeText),
      ])
    }
    func number(_ value: TraceValue) -> Double? {
      first.element.flatMap { value.element($0) } ?? value.scalar
    }
    guard let found = number(first.found), let right = number(first.right) else {
      // A summary: the norms differ, or what else is known.
      return .phrase([.words(first.found.normText), .words(Words.insteadOf), .words(first.right.normText)])
    }
    var parts: [Formula] = [.number(found), .words(Words.insteadOf)]
    let terms = first.contributions.compactMap(number)
    if (2...Self.termLimit).contains(terms.count), terms.count == first.contributions.count {
      parts.append(terms.dropFirst().reduce(.number(terms[0])) { .plus($0, .number($1)) })
    } else {
      parts.append(.number(right))
    }
    if let element = first.element { parts.append(.words(Words.element(element.indices(in: first.found.shape)))) }
    return .phrase(parts)
  }

  /// The finding: which adjoint is wrong first and why, or why the mistake does not matter.
  ///
  /// - Parameter numbers: the rounding of numbers.
  /// - Returns: a sentence without its full stop.
  package func sentence(_ numbers: NumberStyle = NumberStyle()) -> String {
    var parts: [String] = []
    if let partial, let caption, let explanation {
      parts.append(Words.firstWrong(partial, caption.text(numbers), explanation))
    } else if let harmless {
      parts.append(Words.harmless(harmless))
    }
    if let cut { parts.append(Words.cutOff(cut)) }
    return parts.joined(separator: "; ")
  }
}

extension TraceValue {
  /// What is known of a summary, in short.
  fileprivate var normText: String {
    guard case .summary(let summary) = self else { return Words.shape(shapeText) }
    return Words.norm(NumberStyle().text(summary.norm))
  }
}

extension Mistake {
  /// What is done wrong, in a line.
  package var summary: String {
    switch self {
    case .overwrite: Words.overwrite
    case .ungated: Words.ungated
    case .noUpstream: Words.noUpstream
    case .noUnbroadcast: Words.noUnbroadcast
    case .noZeroing: Words.noZeroing
    }
  }
}
