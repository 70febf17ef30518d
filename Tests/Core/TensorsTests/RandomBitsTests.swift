import Tensors
import TestSupport
import Testing

@Suite struct RandomBitsTests {
  /// The numbers of the reference implementation for the seed 1234567.
  @Test func bitsAreThoseOfSplitMix64() {
    var bits = RandomBits(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
      16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in bits.next() } == expected)
  }

  @Test func testSupportDrawsTheSameBits() {
    var (bits, other) = (RandomBits(seed: 9), SplitMix64(9))
    for _ in 0..<100 { #expect(bits.next() == other.next()) }
  }
}
