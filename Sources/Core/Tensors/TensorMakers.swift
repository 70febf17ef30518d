// Arrays by a rule, under NumPy's names. Sizes that are none, and too many elements, stop the program.

extension Tensor {
  /// Zeros: `Tensor.zeros([2, 3])`.
  public static func zeros(_ shape: Shape, dtype: DType = .float64) -> Tensor { full(shape, 0, dtype: dtype) }

  /// Ones: `Tensor.ones([2, 3])`.
  public static func ones(_ shape: Shape, dtype: DType = .float64) -> Tensor { full(shape, 1, dtype: dtype) }

  /// One number everywhere: `Tensor.full([2, 3], 0.5)`.
  public static func full(_ shape: Shape, _ number: Double, dtype: DType = .float64) -> Tensor {
    Tensor(repeating: number, shape: shape, dtype: dtype)
  }

  /// The whole numbers from 0, less than a count.
  public static func arange(_ count: Int, dtype: DType = .float64) -> Tensor {
    made([count], dtype) { Double($0) }
  }

  /// Numbers from a first one in even steps, as long as they are before an end that is not among them.
  ///
  /// A step of 0 or one that is not a number stops the program.
  public static func arange(_ first: Double, _ end: Double, step: Double = 1, dtype: DType = .float64) -> Tensor {
    let count = ((end - first) / step).rounded(.up)
    guard count.isFinite else {
      fatalError("arange: from \(first) to \(end) there is no number of steps of \(step)")
    }
    return made([Int(Swift.min(Swift.max(count, 0), 1e9))], dtype) { first + Double($0) * step }
  }

  /// The identity matrix.
  public static func eye(_ size: Int, dtype: DType = .float64) -> Tensor {
    made([size, size], dtype) { $0 % (size + 1) == 0 ? 1 : 0 }
  }

  /// Evenly spaced numbers, the first and the last given.
  public static func linspace(_ first: Double, _ last: Double, count: Int, dtype: DType = .float64) -> Tensor {
    made([count], dtype) {
      $0 == count - 1 && $0 > 0 ? last : first + Double($0) * ((last - first) / Double(Swift.max(1, count - 1)))
    }
  }

  /// Numbers of the standard normal distribution; the same seed gives the same numbers on every machine.
  public static func randn(_ shape: Shape, seed: UInt64, dtype: DType = .float64) -> Tensor {
    var generator = NormalGenerator(seed: seed)
    return made(shape.sizes, dtype) { _ in generator.next() }
  }

  private static func made(_ sizes: [Int], _ dtype: DType, _ element: (Int) -> Double) -> Tensor {
    trusting { () throws(TensorError) in
      let shape = try Shape(sizes)
      return try Tensor((0..<shape.count).map(element), shape: shape, dtype: dtype)
    }
  }
}
