/// The type of an array's elements, known at run time as in NumPy.
public enum DType: String, Hashable, Sendable, CaseIterable {
  /// IEEE 754 single precision.
  case float32
  /// IEEE 754 double precision, the default.
  case float64
}
