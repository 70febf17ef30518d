import COpenBLAS

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(WASILibc)
  import WASILibc
#else
  import Darwin
#endif

/// A number that kernels compute with; kernels are specialised for both types within this module.
protocol Element: BinaryFloatingPoint, Sendable {
  /// The elements of an array of this type, of which the tensor lets go; nil for another type.
  static func takeBuffer(of tensor: inout Tensor) -> Buffer<Self>?
  /// An array with axes.
  static func tensor(of buffer: Buffer<Self>) -> Tensor

  var exponential: Self { get }
  var naturalLogarithm: Self { get }
  var hyperbolicTangent: Self { get }
  /// `1/(1 + e⁻ˣ)`, without overflow on either side.
  var logistic: Self { get }
  var logarithmOfOnePlus: Self { get }
  /// The distribution function of the normal distribution.
  var normalDistribution: Self { get }
  /// The power; a square is the number times itself, to the bit.
  func raised(to power: Self) -> Self

  /// The sum of neighbouring numbers, in lanes side by side.
  static func sumInLanes(_ run: UnsafeBufferPointer<Self>) -> Self

  /// The number where a condition holds, else 0.
  ///
  /// Of bits, as the compiler makes branches of a choice between two numbers that is stored, and does not vectorise them.
  func kept(if condition: Bool) -> Self

  /// OpenBLAS's product of a matrix of sizes (rows, columns), which may lie transposed, and a vector.
  static func vectorProduct(
    _ rows: Int32, _ columns: Int32, _ a: UnsafePointer<Self>, _ isTransposed: Bool, _ x: UnsafePointer<Self>,
    _ target: UnsafeMutablePointer<Self>)
  /// OpenBLAS's product of parts of matrices, written to such a part, or added to it times a factor.
  static func product(
    _ a: MatrixPart<Self>, _ b: MatrixPart<Self>, addedTimes factor: Self?, to target: UnsafeMutablePointer<Self>,
    width: Int32,
    _ rows: Int32, _ columns: Int32, _ inner: Int32)
}

/// Columns side by side of a matrix in memory, or its transpose.
struct MatrixPart<Number> {
  let elements: UnsafePointer<Number>
  /// The distance of the rows as they lie in memory.
  let width: Int32
  let isTransposed: Bool

  init(_ elements: UnsafePointer<Number>, _ width: Int, isTransposed: Bool = false) {
    self.elements = elements
    // The sizes are those of arrays that exist, and so within 32 bits.
    self.width = Int32(width)
    self.isTransposed = isTransposed
  }
}

extension Double: Element {
  var exponential: Double { exp(self) }
  var naturalLogarithm: Double { log(self) }
  var hyperbolicTangent: Double { tanh(self) }
  var logistic: Double {
    if self >= 0 { return 1 / (1 + (-self).exponential) }
    let power = exponential
    return power / (1 + power)
  }
  var logarithmOfOnePlus: Double { log1p(self) }
  var normalDistribution: Double { erfc(-self * 0.5.squareRoot()) / 2 }
  func raised(to power: Double) -> Double { power == 2 ? self * self : pow(self, power) }

  @inline(__always)
  func kept(if condition: Bool) -> Double { Double(bitPattern: bitPattern & (0 &- (condition ? 1 : 0))) }

  static func sumInLanes(_ run: UnsafeBufferPointer<Double>) -> Double { SIMD16<Double>.sum(of: run) }

  static func vectorProduct(
    _ rows: Int32, _ columns: Int32, _ a: UnsafePointer<Double>, _ isTransposed: Bool, _ x: UnsafePointer<Double>,
    _ target: UnsafeMutablePointer<Double>
  ) {
    adviz_vector_product_64(openBLAS, rows, columns, a, isTransposed, x, target)
  }

  static func product(
    _ a: MatrixPart<Double>, _ b: MatrixPart<Double>, addedTimes factor: Double?,
    to target: UnsafeMutablePointer<Double>,
    width: Int32,
    _ rows: Int32, _ columns: Int32, _ inner: Int32
  ) {
    adviz_matrix_product_64(
      openBLAS, rows, columns, inner, a.elements, a.isTransposed, a.width, b.elements, b.isTransposed, b.width,
      factor != nil, factor ?? 1, target, width)
  }
}

extension Float: Element {
  var logarithmOfOnePlus: Float { log1pf(self) }
  var normalDistribution: Float { erfcf(-self * Float(0.5).squareRoot()) / 2 }
  func raised(to power: Float) -> Float { power == 2 ? self * self : powf(self, power) }

  @inline(__always)
  func kept(if condition: Bool) -> Float { Float(bitPattern: bitPattern & (0 &- (condition ? 1 : 0))) }

  static func sumInLanes(_ run: UnsafeBufferPointer<Float>) -> Float { SIMD16<Float>.sum(of: run) }

  static func vectorProduct(
    _ rows: Int32, _ columns: Int32, _ a: UnsafePointer<Float>, _ isTransposed: Bool, _ x: UnsafePointer<Float>,
    _ target: UnsafeMutablePointer<Float>
  ) {
    adviz_vector_product_32(openBLAS, rows, columns, a, isTransposed, x, target)
  }

  static func product(
    _ a: MatrixPart<Float>, _ b: MatrixPart<Float>, addedTimes factor: Float?, to target: UnsafeMutablePointer<Float>,
    width: Int32,
    _ rows: Int32, _ columns: Int32, _ inner: Int32
  ) {
    adviz_matrix_product_32(
      openBLAS, rows, columns, inner, a.elements, a.isTransposed, a.width, b.elements, b.isTransposed, b.width,
      factor != nil, factor ?? 1, target, width)
  }
}
