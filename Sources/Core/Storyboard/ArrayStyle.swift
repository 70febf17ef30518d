import Autodiff
import Formulas

/// The choice of arrays that are written by their elements.
struct ArrayStyle: Hashable, Sendable {
  /// The most elements of an array that is written out; nil for matrices up to 4×4 and vectors up to 6.
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
