/// The way a reduction combines elements into one.
protocol Folding {
  /// The result for no element.
  static func start<Number: Element>() -> Number
  static func combine<Number: Element>(_ x: Number, _ y: Number) -> Number
  /// Folds neighbours, in any order.
  static func fold<Number: Element>(_ run: UnsafeBufferPointer<Number>) -> Number
}

extension Folding {
  @inline(__always)
  static func fold<Number: Element>(_ run: UnsafeBufferPointer<Number>) -> Number {
    var result: Number = start()
    for element in run { result = combine(result, element) }
    return result
  }
}

/// The largest element; NaN where one is NaN.
enum Largest: Folding {
  @inline(__always)
  static func start<Number: Element>() -> Number { -.infinity }
  @inline(__always)
  static func combine<Number: Element>(_ x: Number, _ y: Number) -> Number { Tensor.larger(x, y) }
}

/// The smallest element; NaN where one is NaN.
enum Smallest: Folding {
  @inline(__always)
  static func start<Number: Element>() -> Number { .infinity }
  @inline(__always)
  static func combine<Number: Element>(_ x: Number, _ y: Number) -> Number { Tensor.smaller(x, y) }
}

/// The sum, of neighbours pairwise.
///
/// Blocks are added up in lanes side by side and their sums in pairs, so that the rounding error grows with the
/// logarithm of the count only (N. J. Higham, "The Accuracy of Floating Point Summation", SIAM J. Sci. Comput. 14
/// (1993) 783–799), and the processor adds several numbers at once.
enum Summation: Folding {
  private static let block = 512

  @inline(__always)
  static func start<Number: Element>() -> Number { 0 }
  @inline(__always)
  static func combine<Number: Element>(_ x: Number, _ y: Number) -> Number { x + y }

  static func fold<Number: Element>(_ run: UnsafeBufferPointer<Number>) -> Number {
    guard run.count > block else { return Number.sumInLanes(run) }
    let middle = run.count / 2 / block * block
    guard middle > 0 else { return Number.sumInLanes(run) }
    return fold(UnsafeBufferPointer(rebasing: run[..<middle])) + fold(UnsafeBufferPointer(rebasing: run[middle...]))
  }
}

// Vectors natively ask of their numbers to be Codable, which Embedded Swift does not have: what computes with them is
// written over the type of the vector and not over that of the number.
extension SIMD where Scalar: FloatingPoint {
  /// The sum of neighbouring numbers, in as many lanes side by side as the vector has.
  @inline(__always)
  static func sum(of run: UnsafeBufferPointer<Scalar>) -> Scalar {
    var sum: Scalar = 0
    var position = 0
    if run.count >= scalarCount {
      let bytes = UnsafeRawBufferPointer(run)
      var lanes = Self(repeating: 0)
      while position + scalarCount <= run.count {
        lanes += bytes.loadUnaligned(fromByteOffset: position * MemoryLayout<Scalar>.stride, as: Self.self)
        position += scalarCount
      }
      sum = lanes.sum()
    }
    while position < run.count {
      sum += run[position]
      position += 1
    }
    return sum
  }
}
