#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The type of an array's elements, known at run time as in NumPy.
public enum DType: String, Hashable, Sendable, CaseIterable {
  /// IEEE 754 single precision.
  case float32
  /// IEEE 754 double precision, the default.
  case float64
}

/// What a kernel needs of a number; kernels are specialised for both types within this module.
protocol Element: BinaryFloatingPoint, Sendable {
  var exponential: Self { get }
  var naturalLogarithm: Self { get }
  var sine: Self { get }
  var cosine: Self { get }
  var tangent: Self { get }
  var hyperbolicTangent: Self { get }
  func raised(to power: Self) -> Self
}

extension Double: Element {
  var exponential: Double { exp(self) }
  var naturalLogarithm: Double { log(self) }
  var sine: Double { sin(self) }
  var cosine: Double { cos(self) }
  var tangent: Double { tan(self) }
  var hyperbolicTangent: Double { tanh(self) }
  func raised(to power: Double) -> Double { pow(self, power) }
}

extension Float: Element {
  var exponential: Float { exp(self) }
  var naturalLogarithm: Float { log(self) }
  var sine: Float { sin(self) }
  var cosine: Float { cos(self) }
  var tangent: Float { tan(self) }
  var hyperbolicTangent: Float { tanh(self) }
  func raised(to power: Float) -> Float { pow(self, power) }
}
