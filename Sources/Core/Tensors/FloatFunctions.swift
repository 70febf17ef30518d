// Functions of float32 numbers without a branch, so that loops over them vectorise. Each is within 2 units in the last place
// of the exact value.

extension Float {
  /// The exponential.
  ///
  /// `eˣ = 2ⁿ·eʳ` for a whole `n` and `|r| ≤ ½ ln 2`, with the polynomial of Cephes' `expf` (S. L. Moshier, 1992).
  var exponential: Float {
    let parts = ReducedPower(self)
    return (parts.fraction + 1) * parts.first * parts.second
  }

  /// The natural logarithm, with the polynomial of Cephes' `logf` for a number between √½ and √2; −∞ of 0, and NaN of what
  /// is negative.
  var naturalLogarithm: Float {
    // What is subnormal is made larger first.
    let isTiny = self < 0x1p-126
    let scaled = isTiny ? self * 0x1p23 : self
    let offset = scaled.bitPattern &- Float.rootOfHalf
    let exponent = Float(Int32(bitPattern: offset) &>> 23) - (isTiny ? 23 : 0)
    let x = Float(bitPattern: (offset & 0x7f_ffff) &+ Float.rootOfHalf) - 1
    let square = x * x
    var y: Float = 7.0376836292e-2
    y = y * x - 1.1514610310e-1
    y = y * x + 1.1676998740e-1
    y = y * x - 1.2420140846e-1
    y = y * x + 1.4249322787e-1
    y = y * x - 1.6668057665e-1
    y = y * x + 2.0000714765e-1
    y = y * x - 2.4999993993e-1
    y = y * x + 3.3333331174e-1
    y = y * x * square + exponent * -2.12194440e-4 + -0.5 * square
    let logarithm = x + y + exponent * 0.693359375
    // Infinity and NaN as they are.
    let ofPositive = self < .infinity ? logarithm : self
    let ofOthers: Float = self == 0 ? -.infinity : .nan
    return self > 0 ? ofPositive : ofOthers
  }

  /// The hyperbolic tangent: `x` plus the polynomial of Cephes' `tanhf` near 0, else `1 − 2/(e²ˣ + 1)`.
  var hyperbolicTangent: Float {
    let size = magnitude
    let square = size * size
    var y: Float = -5.70498872745e-3
    y = y * square + 2.06390887954e-2
    y = y * square - 5.37397155531e-2
    y = y * square + 1.33314422036e-1
    y = y * square - 3.33332819422e-1
    let near = y * square * size + size
    let far = 1 - 2 / ((2 * size).exponential + 1)
    let tangent = size < 0.625 ? near : far
    // The sign of the number, also that of −0.
    return Float(bitPattern: tangent.bitPattern | (bitPattern & 0x8000_0000))
  }

  /// The logistic function `1/(1 + e⁻ˣ)`.
  ///
  /// Of `p = e^−|x|` it is `1/(1 + p)` or `p/(1 + p)`; what `p` and `1 + p` lose in rounding is put back.
  var logistic: Float {
    let parts = ReducedPower(-magnitude)
    let sum = parts.fraction + 1
    let power = sum * parts.first * parts.second
    let lost = (parts.fraction - (sum - 1)) * parts.first * parts.second
    let divisor = 1 + power
    let lostOfDivisor = power - (divisor - 1)
    let inverse = 1 / divisor
    let square = inverse * inverse
    let quotient = power / divisor
    let ofNegative = quotient + (lost * square - quotient * lostOfDivisor * inverse)
    let ofOthers = inverse - square * (lostOfDivisor + lost)
    return self < 0 ? ofNegative : ofOthers
  }

  /// The bits of √½.
  private static var rootOfHalf: UInt32 { 0x3f35_04f3 }

  /// A power of e as a product, `(1 + fraction)·first·second`.
  private struct ReducedPower {
    let fraction: Float
    let first: Float
    let second: Float

    @inline(__always)
    init(_ power: Float) {
      // Beyond these the result is 0 or infinite; NaN passes.
      let x = power < -104 ? -104 : power > 89 ? 89 : power
      // Adding 1.5·2²³ rounds to a whole number, which stands in the lowest bits.
      let shift: Float = 0x1.8p23
      let shifted = x * 1.442695 + shift
      let whole = shifted - shift
      let r = x - whole * 0.693359375 + whole * 2.12194440e-4
      var y: Float = 1.9875691500e-4
      y = y * r + 1.3981999507e-3
      y = y * r + 8.3334519073e-3
      y = y * r + 4.1665795894e-2
      y = y * r + 1.6666665459e-1
      y = y * r + 5.0000001201e-1
      fraction = y * (r * r) + r
      // In two steps, as 2ⁿ alone may lie outside what a number can hold.
      let n = Int32(bitPattern: shifted.bitPattern) &- Int32(bitPattern: shift.bitPattern)
      let half = n &>> 1
      first = Float.powerOfTwo(half)
      second = Float.powerOfTwo(n &- half)
    }
  }

  /// `2ⁿ` for −126 ≤ n ≤ 127, else of no meaning.
  private static func powerOfTwo(_ n: Int32) -> Float {
    Float(bitPattern: UInt32(bitPattern: (n &+ 127) &<< 23))
  }
}
