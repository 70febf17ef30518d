import Tensors
import TestSupport
import Testing

@Suite("Products against the definition")
struct ProductTests {
  private static let sizes = [0, 1, 2, 3, 7, 33]

  /// The product as a loop over its definition, for matrices.
  private func product(_ a: Tensor, _ b: Tensor) -> [Double] {
    let (rows, inner, columns) = (a.shape.sizes[0], a.shape.sizes[1], b.shape.sizes[1])
    return (0..<rows * columns).map { position in
      let (row, column) = (position / columns, position % columns)
      return (0..<inner).reduce(0) { $0 + a.elements[row * inner + $1] * b.elements[$1 * columns + column] }
    }
  }

  @Test(
    "matrices of all sizes, each of them as it is and transposed", .enabled(if: isThorough), arguments: DType.allCases)
  func matrices(dtype: DType) throws {
    var dice = SplitMix64(1)
    for rows in Self.sizes {
      for inner in Self.sizes {
        for columns in Self.sizes {
          let a = try dice.tensor(Shape([rows, inner]), dtype: dtype)
          let b = try dice.tensor(Shape([inner, columns]), dtype: dtype)
          let expected = try Tensor(product(a, b), shape: Shape([rows, columns]), dtype: dtype)
          #expect(try a.dot(b) == expected)
          #expect(try a.transposed.dot(b, transposed: true) == expected)
          #expect(try a.dot(b.transposed, otherTransposed: true) == expected)
          #expect(try a.transposed.dot(b.transposed, transposed: true, otherTransposed: true) == expected)
        }
      }
    }
  }

  @Test("vectors and matrices of all sizes", arguments: DType.allCases)
  func vectors(dtype: DType) throws {
    var dice = SplitMix64(2)
    for inner in Self.sizes {
      let (x, y) = (try dice.tensor(Shape([inner]), dtype: dtype), try dice.tensor(Shape([inner]), dtype: dtype))
      #expect(try x.dot(y) == Tensor(zip(x.elements, y.elements).reduce(0) { $0 + $1.0 * $1.1 }, dtype: dtype))
      for size in Self.sizes {
        let a = try dice.tensor(Shape([size, inner]), dtype: dtype)
        let column = try a.dot(x.reshaped(to: Shape([inner, 1]))).reshaped(to: Shape([size]))
        #expect(try a.dot(x) == column)
        #expect(try a.transposed.dot(x, transposed: true) == column)
        #expect(try x.dot(a.transposed) == column)
        #expect(try x.dot(a, otherTransposed: true) == column)
        #expect(try x.dot(a, transposed: true, otherTransposed: true) == column, "a vector is its own transpose")
      }
    }
  }

  @Test("numbers multiply, and transpose what they multiply where that is asked for")
  func numbers() throws {
    let a = try counting(2, 3)
    #expect(try Tensor(2).dot(a) == a.adding(a))
    #expect(try a.dot(2) == a.adding(a))
    #expect(try Tensor(2).dot(a, otherTransposed: true) == a.adding(a).transposed)
    #expect(try a.dot(2, transposed: true) == a.adding(a).transposed)
    #expect(try Tensor(2).dot(3) == 6)
  }

  @Test("one of each type makes float64")
  func mixed() throws {
    let product = try counting(2, 3, dtype: .float32).dot(counting(3, 2))
    #expect(product == [[10, 13], [28, 40]])
  }

  @Test("what is not a number travels along its row and column, 0·∞ included", arguments: DType.allCases)
  func notNumbers(dtype: DType) throws {
    for size in [1, 2, 5, 40] {
      for special in [Double.nan, .infinity] {
        var elements = [Double](repeating: 0, count: size * size)
        elements[size / 2 * size + size / 3] = special
        let a = try Tensor(elements, shape: Shape([size, size]), dtype: dtype)
        let zeros = Tensor(repeating: 0, shape: a.shape, dtype: dtype)
        let vector = Tensor(repeating: 0, shape: try Shape([size]), dtype: dtype)
        let (right, left) = (try a.dot(zeros).elements, try zeros.dot(a).elements)
        for position in right.indices {
          #expect(right[position].isNaN == (position / size == size / 2))
          #expect(left[position].isNaN == (position % size == size / 3))
        }
        #expect(try a.dot(vector).elements.map(\.isNaN) == (0..<size).map { $0 == size / 2 })
        #expect(try vector.dot(a).elements.map(\.isNaN) == (0..<size).map { $0 == size / 3 })
      }
    }
  }

  @Test("sizes that do not fit are told as they are read")
  func unfitting() throws {
    let (a, b) = (try counting(2, 3), try counting(2, 4))
    #expect(try a.dot(b, transposed: true).shape == Shape([3, 4]))
    #expect(throws: TensorError.innerDimensionsDiffer(try Shape([2, 3]), try Shape([4, 2]))) {
      try a.dot(b, otherTransposed: true)
    }
  }
}
