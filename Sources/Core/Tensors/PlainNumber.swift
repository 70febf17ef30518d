/// A number of the standard library that may stand beside a node or an array: `Int`, `Float` or `Double`.
///
/// It takes the element type of its partner. In `n / 2 * x` Swift divides two whole numbers first, as it does everywhere;
/// the literals in `1 / 2 * x` are Doubles.
public protocol PlainNumber: Sendable {
  /// The number in double precision.
  var asDouble: Double { get }
  /// The element type of an array of such numbers.
  static var dtype: DType { get }
}

extension Double: PlainNumber {
  /// float64.
  public static var dtype: DType { .float64 }
  /// The number itself.
  public var asDouble: Double { self }
}

extension Float: PlainNumber {
  /// float32.
  public static var dtype: DType { .float32 }
  /// The number in double precision.
  public var asDouble: Double { Double(self) }
}

extension Int: PlainNumber {
  /// float64.
  public static var dtype: DType { .float64 }
  /// The number in double precision.
  public var asDouble: Double { Double(self) }
}
