// The operators of arrays. They stop the program where shapes do not fit; the methods, `adding(_:)` say, throw.
//
// A literal is an array without axes, so that `1 / 2 * x` is half of x. A number that is no literal has a version of its
// own, which is disfavoured.

precedencegroup ExponentiationPrecedence {
  higherThan: MultiplicationPrecedence
  associativity: right
}

infix operator ** : ExponentiationPrecedence

extension Tensor {
  /// The array itself.
  public static prefix func + (x: Tensor) -> Tensor { x }
  /// The negative.
  ///
  /// Swift binds a prefix operator to its operand: `-x ** 2` is `(-x) ** 2`.
  public static prefix func - (x: Tensor) -> Tensor { x.negated }

  /// The sum, element by element, with NumPy's broadcasting.
  public static func + (x: Tensor, y: Tensor) -> Tensor {
    combining(x, y) { (x, y) throws(TensorError) in try x.adding(y) }
  }
  /// The sum with a number.
  @_disfavoredOverload
  public static func + (x: Tensor, y: some PlainNumber) -> Tensor { x + x.filled(y.asDouble) }
  /// The sum with a number.
  @_disfavoredOverload
  public static func + (x: some PlainNumber, y: Tensor) -> Tensor { y.filled(x.asDouble) + y }
  /// The difference, element by element, with NumPy's broadcasting.
  public static func - (x: Tensor, y: Tensor) -> Tensor {
    combining(x, y) { (x, y) throws(TensorError) in try x.subtracting(y) }
  }
  /// The difference with a number.
  @_disfavoredOverload
  public static func - (x: Tensor, y: some PlainNumber) -> Tensor { x - x.filled(y.asDouble) }
  /// The difference with a number.
  @_disfavoredOverload
  public static func - (x: some PlainNumber, y: Tensor) -> Tensor { y.filled(x.asDouble) - y }
  /// The product, element by element, with NumPy's broadcasting.
  public static func * (x: Tensor, y: Tensor) -> Tensor {
    combining(x, y) { (x, y) throws(TensorError) in try x.multiplied(by: y) }
  }
  /// The product with a number.
  @_disfavoredOverload
  public static func * (x: Tensor, y: some PlainNumber) -> Tensor { x * x.filled(y.asDouble) }
  /// The product with a number.
  @_disfavoredOverload
  public static func * (x: some PlainNumber, y: Tensor) -> Tensor { y.filled(x.asDouble) * y }
  /// The quotient, element by element, with NumPy's broadcasting.
  public static func / (x: Tensor, y: Tensor) -> Tensor {
    combining(x, y) { (x, y) throws(TensorError) in try x.divided(by: y) }
  }
  /// The quotient with a number.
  @_disfavoredOverload
  public static func / (x: Tensor, y: some PlainNumber) -> Tensor { x / x.filled(y.asDouble) }
  /// The quotient with a number.
  @_disfavoredOverload
  public static func / (x: some PlainNumber, y: Tensor) -> Tensor { y.filled(x.asDouble) / y }
  /// The power, element by element, with NumPy's broadcasting.
  public static func ** (x: Tensor, y: Tensor) -> Tensor {
    combining(x, y) { (x, y) throws(TensorError) in try x.raised(to: y) }
  }
  /// The power with a number.
  @_disfavoredOverload
  public static func ** (x: Tensor, y: Double) -> Tensor { x ** x.filled(y) }
  /// The power with a number.
  @_disfavoredOverload
  public static func ** (x: Double, y: Tensor) -> Tensor { y.filled(x) ** y }
}

// Comparisons, 1 where they hold and 0 where not. `x == y` tells whether two arrays are the same.

extension Tensor {
  /// Where the left is less: 1, else 0.
  public static func < (x: Tensor, y: Tensor) -> Tensor {
    combining(x, y) { (x, y) throws(TensorError) in try x.compared(.less, to: y) }
  }
  /// The same for a number.
  @_disfavoredOverload
  public static func < (x: Tensor, y: some PlainNumber) -> Tensor { x < x.filled(y.asDouble) }
  /// Where the left is greater: 1, else 0.
  public static func > (x: Tensor, y: Tensor) -> Tensor {
    combining(x, y) { (x, y) throws(TensorError) in try x.compared(.greater, to: y) }
  }
  /// The same for a number.
  @_disfavoredOverload
  public static func > (x: Tensor, y: some PlainNumber) -> Tensor { x > x.filled(y.asDouble) }
  /// Where the left is less or equal: 1, else 0.
  public static func <= (x: Tensor, y: Tensor) -> Tensor {
    combining(x, y) { (x, y) throws(TensorError) in try x.compared(.lessEqual, to: y) }
  }
  /// The same for a number.
  @_disfavoredOverload
  public static func <= (x: Tensor, y: some PlainNumber) -> Tensor { x <= x.filled(y.asDouble) }
  /// Where the left is greater or equal: 1, else 0.
  public static func >= (x: Tensor, y: Tensor) -> Tensor {
    combining(x, y) { (x, y) throws(TensorError) in try x.compared(.greaterEqual, to: y) }
  }
  /// The same for a number.
  @_disfavoredOverload
  public static func >= (x: Tensor, y: some PlainNumber) -> Tensor { x >= x.filled(y.asDouble) }
  /// Where two are equal: 1, else 0.
  public static func .== (x: Tensor, y: Tensor) -> Tensor {
    combining(x, y) { (x, y) throws(TensorError) in try x.compared(.equal, to: y) }
  }
  /// The same for a number.
  @_disfavoredOverload
  public static func .== (x: Tensor, y: some PlainNumber) -> Tensor { x .== x.filled(y.asDouble) }
  /// Where two are not equal: 1, else 0.
  public static func .!= (x: Tensor, y: Tensor) -> Tensor {
    combining(x, y) { (x, y) throws(TensorError) in try x.compared(.notEqual, to: y) }
  }
  /// The same for a number.
  @_disfavoredOverload
  public static func .!= (x: Tensor, y: some PlainNumber) -> Tensor { x .!= x.filled(y.asDouble) }
}

// Assignments, in the memory of the left array, or of the right one, where nobody else needs it; the left array keeps its
// element type and its shape, to which the right one is broadcast.

extension Tensor {
  /// Puts the sum in the place of the left array, without a copy where nobody else needs its elements.
  public static func += (x: inout Tensor, y: consuming Tensor) { x.combine(with: y, { $0 + $1 }, { $0 + $1 }) }
  /// Puts the sum with a number in the place of the array, without a copy where nobody else needs its elements.
  @_disfavoredOverload
  public static func += (x: inout Tensor, y: some PlainNumber) { x += x.filled(y.asDouble) }
  /// Puts the difference in the place of the left array, without a copy where nobody else needs its elements.
  public static func -= (x: inout Tensor, y: consuming Tensor) { x.combine(with: y, { $0 - $1 }, { $0 - $1 }) }
  /// Puts the difference with a number in the place of the array, without a copy where nobody else needs its elements.
  @_disfavoredOverload
  public static func -= (x: inout Tensor, y: some PlainNumber) { x -= x.filled(y.asDouble) }
  /// Puts the product in the place of the left array, without a copy where nobody else needs its elements.
  public static func *= (x: inout Tensor, y: consuming Tensor) { x.combine(with: y, { $0 * $1 }, { $0 * $1 }) }
  /// Puts the product with a number in the place of the array, without a copy where nobody else needs its elements.
  @_disfavoredOverload
  public static func *= (x: inout Tensor, y: some PlainNumber) { x *= x.filled(y.asDouble) }
  /// Puts the quotient in the place of the left array, without a copy where nobody else needs its elements.
  public static func /= (x: inout Tensor, y: consuming Tensor) { x.combine(with: y, { $0 / $1 }, { $0 / $1 }) }
  /// Puts the quotient with a number in the place of the array, without a copy where nobody else needs its elements.
  @_disfavoredOverload
  public static func /= (x: inout Tensor, y: some PlainNumber) { x /= x.filled(y.asDouble) }
}

extension Tensor {
  /// Combines two arrays; a float64 number without axes takes the type of the other, as a literal has to.
  @inline(__always)
  private static func combining(
    _ x: Tensor, _ y: Tensor, _ combine: (Tensor, Tensor) throws(TensorError) -> Tensor
  ) -> Tensor {
    trusting { () throws(TensorError) in
      if let number = x.number, y.dtype == .float32 { return try combine(y.filled(number.value), y) }
      if let number = y.number, x.dtype == .float32 { return try combine(x, x.filled(number.value)) }
      return try combine(x, y)
    }
  }
}
