import Autodiff
import Formulas

extension MistakeComparison {
  /// The caption of the first wrong adjoint; nil where nothing is wrong.
  package var caption: Formula? { first?.caption }

  /// The finding: which adjoint is wrong first and why, or why the mistake does not matter.
  ///
  /// - Parameter numbers: the rounding of numbers.
  /// - Returns: a sentence without its full stop.
  package func sentence(_ numbers: NumberStyle = NumberStyle()) -> String {
    finding(partial.map { .words($0) })?.text(numbers) ?? ""
  }

  /// The finding as mathematics.
  ///
  /// - Parameter derivative: how the adjoint that is wrong first is written; nil where none is.
  /// - Returns: a phrase without a full stop; nil where there is nothing to tell.
  package func finding(_ derivative: Formula?) -> Formula? {
    var parts: [Formula] = []
    if let derivative, let caption, let explanation {
      parts = [derivative, .words(Words.firstWrong), caption, .words(Words.because(explanation))]
    } else if let harmless {
      parts = [.words(Words.harmless(harmless))]
    }
    if let cut { parts.append(.words((parts.isEmpty ? "" : "; ") + Words.cutOff(cut))) }
    return parts.isEmpty ? nil : .phrase(parts)
  }
}

extension MistakeComparison.WrongAdjoint {
  /// The most contributions that are written out as a sum.
  private static let termLimit = 5

  /// What came out and what is right, `6 instead of 3 + 3`.
  ///
  /// Of an array the first element that is wrong is written, with its place, and of a wrong shape both shapes.
  package var caption: Formula {
    guard !hasWrongShape else {
      return .phrase([.words(Words.shape(found.shapeText)), .words(Words.insteadOf), .words(right.shapeText)])
    }
    func number(_ value: TraceValue) -> Double? { element.flatMap { value.element($0) } ?? value.scalar }
    guard let wrong = number(found), let right = number(right) else {
      // Of a summary the norms, which tell most.
      return .phrase([.words(found.normText), .words(Words.insteadOf), .words(self.right.normText)])
    }
    var parts: [Formula] = [.number(wrong), .words(Words.insteadOf)]
    let terms = contributions.compactMap(number)
    if (2...Self.termLimit).contains(terms.count), terms.count == contributions.count {
      parts.append(terms.dropFirst().reduce(.number(terms[0])) { .plus($0, .number($1)) })
    } else {
      parts.append(.number(right))
    }
    if let element { parts.append(.words(Words.element(element.indices(in: found.shape)))) }
    return .phrase(parts)
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
