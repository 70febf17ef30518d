import Testing

@Suite struct NumberTests {
  @Test(
    arguments: [
      ("1", 1), ("1.", 1), (".5", 0.5), ("0.5", 0.5), ("2E-3", 2e-3), ("2e-3", 2e-3), ("2e+3", 2e3), ("2e3", 2e3),
      ("1_000", 1000), ("1_000.000_5", 1000.0005), ("1.e2", 100), (".5e1", 5), ("1e1_0", 1e10), ("007", 7),
      ("2e−3", 2e-3), ("1e-400", 0), ("1.7976931348623157e308", 1.7976931348623157e308),
      ("5e-324", .leastNonzeroMagnitude),
      ("0.1", 0.1), ("12345678901234567890123", 1.2345678901234567890123e22),
    ] as [(String, Double)])
  func numbersArePythons(text: String, expected: Double) throws {
    #expect(try number("x = \(text)") == expected)
  }

  @Test(arguments: ["1__0", "1_", "1 000", "1.2.3", "..5", "0x10", "1,5", "1e400"])
  func otherSpellingsAreMistakes(text: String) {
    #expect(!mistakes("x = \(text)").isEmpty)
  }

  @Test func hugeNumbersOfDigitsAreRead() throws {
    #expect(try number("x = 0." + String(repeating: "0", count: 20_000) + "1") == 0)
    #expect(try number("x = 1" + String(repeating: "0", count: 300)) == 1e300)
    #expect(mistakes("x = 1" + String(repeating: "0", count: 20_000)).count == 1)
    #expect(try number("x = 1e-99999999999999999999") == 0)
    #expect(mistakes("x = 1e99999999999999999999").count == 1)
  }
}
