/// Numbers of the standard normal distribution from a seed, the same on every machine.
///
/// Uniform bits come from SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), pairs of normal numbers from the polar
/// method (G. Marsaglia and T. A. Bray, SIAM Review 6 (1964) 260–264).
public struct NormalGenerator: Sendable {
  private var state: UInt64
  private var spare: Double?

  /// A sequence of its own for each seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next number.
  public mutating func next() -> Double {
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
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    bits ^= bits >> 31
    return Double(bits >> 11) * 0x1p-52 - 1
  }
}
