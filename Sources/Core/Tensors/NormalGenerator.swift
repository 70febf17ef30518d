/// Numbers of the standard normal distribution from a seed, the same on every machine.
///
/// Pairs of them come from uniform bits by the polar method (G. Marsaglia and T. A. Bray, SIAM Review 6 (1964)
/// 260–264).
package struct NormalGenerator: Sendable {
  private var bits: RandomBits
  private var spare: Double?

  /// A sequence of its own for each seed.
  package init(seed: UInt64) {
    bits = RandomBits(seed: seed)
  }

  /// The next number.
  package mutating func next() -> Double {
    if let spare = spare.take() { return spare }
    while true {
      let (u, v) = (uniform(), uniform())
      let square = u * u + v * v
      guard square > 0, square < 1 else { continue }
      let factor = (-2 * square.naturalLogarithm / square).squareRoot()
      spare = v * factor
      return u * factor
    }
  }

  /// A number between −1 and 1.
  private mutating func uniform() -> Double {
    Double(bits.next() >> 11) * 0x1p-52 - 1
  }
}
