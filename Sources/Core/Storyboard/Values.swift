import Autodiff
import Formulas

/// Which arrays are written by their elements, and how.
struct ArrayStyle: Hashable, Sendable {
  /// Arrays of up to so many elements are written; nil for matrices up to 4×4 and vectors up to 6.
  var elementsUpTo: Int?

  /// Whether an array of a shape is written by its elements.
  func writes(_ shape: [Int]) -> Bool {
    guard (1...2).contains(shape.count), shape.allSatisfy({ $0 > 0 }) else { return shape.isEmpty }
    if let elementsUpTo {
      let (count, isTooLarge) = shape.dropFirst().reduce((shape[0], false)) { product, size in
        let (count, overflows) = product.0.multipliedReportingOverflow(by: size)
        return (count, product.1 || overflows)
      }
      return !isTooLarge && count <= elementsUpTo
    }
    return shape.count == 1 ? shape[0] <= 6 : shape.allSatisfy { $0 <= 4 }
  }

  /// A number, a vector or a matrix by its elements; nil for what is too large.
  func elements(of value: TraceValue, _ element: (Double) -> Formula = Formula.of) -> Formula? {
    guard case .array(let shape, let elements) = value, writes(shape), elements.count == shape.reduce(1, *) else {
      return nil
    }
    return Formula.array(elements.map(element), shape)
  }
}

extension Formula {
  /// Formulas in row-major order as a number, a vector or a matrix.
  static func array(_ elements: [Formula], _ shape: [Int]) -> Formula {
    switch shape.count {
    case 0: elements[0]
    case 1: .list(elements)
    default:
      .matrix((0..<shape[0]).map { row in Array(elements[row * shape[1]..<(row + 1) * shape[1]]) })
    }
  }
}

extension Vocabulary {
  /// A number, a small array by its elements, or the shape of a larger one.
  func value(_ value: TraceValue) -> Formula { arrays.elements(of: value) ?? .words(value.shapeText) }

  /// An array too large to be written, by how much there is of it: the Euclidean norm of its elements.
  func norm(_ value: TraceValue) -> Formula? {
    guard !arrays.writes(value.shape) else { return nil }
    switch value {
    case .array(_, let elements): return .of(TraceValue.norm(of: elements))
    case .summary(let summary): return .of(summary.norm)
    }
  }

  /// A value as it is read aloud: a large array by its sizes and its norm.
  func spoken(_ value: TraceValue, _ numbers: NumberStyle) -> String {
    guard let norm = norm(value) else { return self.value(value).spoken(numbers) }
    let sizes = value.shape.map(String.init).joined(separator: " by ")
    return "an array of \(sizes) with norm \(norm.spoken(numbers))"
  }

  /// `left = 23.01`, or `left: (4, 3)` where only the shape is told.
  static func statement(_ left: Formula, _ value: Formula, norm: Formula? = nil) -> Formula {
    guard case .words(let shape) = value else { return .equality(left, value) }
    return .phrase([left, .words(": \(shape)")] + (norm.map { [.words(", norm "), $0] } ?? []))
  }
}
