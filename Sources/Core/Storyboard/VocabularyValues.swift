import Autodiff
import Formulas

extension Vocabulary {
  /// A number, a small array by its elements, or the shape of a larger one.
  func value(_ value: TraceValue) -> Formula { arrays.elements(of: value) ?? .words(value.shapeText) }

  /// An array too large to be written, by how much there is of it: the Euclidean norm of its elements.
  func norm(_ value: TraceValue) -> Formula? {
    guard !arrays.writes(value.shape) else { return nil }
    switch value {
    case .array(_, let elements): return .of(TraceValue.norm(of: elements))
    // Of a sum of summaries the mean is all that is known.
    case .summary(let summary) where summary.norm.isNaN && summary.mean.isFinite: return nil
    case .summary(let summary): return .of(summary.norm)
    }
  }

  /// A value as it is read aloud: a large array by its sizes and its norm.
  func spoken(_ value: TraceValue, _ numbers: NumberStyle) -> String {
    guard let norm = norm(value) else { return self.value(value).spoken(numbers) }
    return Words.array(value.shape, norm: norm.said(numbers)).sentence
  }

  /// A value within a sentence: a large array by its sizes and its norm.
  func told(_ value: TraceValue) -> Formula {
    guard let norm = norm(value) else { return self.value(value) }
    return .phrase(Words.array(value.shape, norm: norm))
  }

  /// `left = 23.01`, or `left: (4, 3)` where only the shape is told.
  static func statement(_ left: Formula, _ value: Formula, norm: Formula? = nil) -> Formula {
    guard case .words(let shape) = value else { return .equality(left, value) }
    return .phrase([left, .words(": \(shape)")] + (norm.map(Words.normBehind) ?? []))
  }
}
