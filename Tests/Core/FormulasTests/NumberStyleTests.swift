import Formulas
import Testing

@Suite struct NumberStyleTests {
  @Test(
    arguments: [
      (0, "0"), (1, "1"), (-1, "−1"), (0.5, "0.5"), (1.5, "1.5"), (2.50, "2.5"), (Double.pi, "3.142"),
      (-Double.pi, "−3.142"),
      (100, "100"), (1234, "1234"), (12.3456, "12.35"), (123.456, "123.5"), (1234.56, "1235"), (0.1 + 0.2, "0.3"),
      (1.0 / 3, "0.3333"), (2.0 / 3, "0.6667"), (0.012345, "0.01235"), (-8.014816644264268, "−8.015"), (1.00004, "1"),
      (0.001, "0.001"),
    ] as [(Double, String)])
  func fourSignificantDigitsWithoutTrailingZeros(value: Double, text: String) {
    #expect(NumberStyle().text(value) == text)
  }

  @Test(
    arguments: [
      (99_999, "99999"), (99_998.7, "99999"), (12_345, "12345"), (12_345.6, "12346"), (10_000, "10000"),
      (10_000.4, "10000"),
      (-54_321, "−54321"),
    ] as [(Double, String)])
  func integersBelowAHundredThousandAreExact(value: Double, text: String) {
    #expect(NumberStyle().text(value) == text)
    #expect(NumberStyle(precision: 1).text(value) == text)
  }

  @Test(
    arguments: [
      (100_000, "10⁵"), (123_456, "1.235×10⁵"), (-123_456, "−1.235×10⁵"), (1e10, "10¹⁰"),
      (6.02214076e23, "6.022×10²³"),
      (1e300, "10³⁰⁰"), (Double.greatestFiniteMagnitude, "1.798×10³⁰⁸"), (0.000_01, "10⁻⁵"),
      (-0.000_012_345, "−1.235×10⁻⁵"), (1e-100, "10⁻¹⁰⁰"), (.leastNonzeroMagnitude, "5×10⁻³²⁴"), (1e16, "10¹⁶"),
      (123_456_789_012_345_680, "1.235×10¹⁷"),
    ] as [(Double, String)])
  func powersOfTenAreWrittenAtTheExtremes(value: Double, text: String) {
    #expect(NumberStyle().text(value) == text)
  }

  @Test(
    arguments: [
      (99_999.4, "99999"), (99_999.5, "10⁵"), (99_999.6, "10⁵"), (-99_999.6, "−10⁵"), (0.0001, "0.0001"),
      (0.000_099_99, "9.999×10⁻⁵"), (0.000_099_999_6, "0.0001"), (0.000_123_45, "0.0001235"), (999_999, "10⁶"),
      (9.9996, "10"), (9.9994, "9.999"), (99.996, "100"), (999.96, "1000"), (9999.6, "10000"), (0.99996, "1"),
      (0.099_996, "0.1"), (9.9995e9, "10¹⁰"), (9.9995e-9, "10⁻⁸"),
    ] as [(Double, String)])
  func roundingCarriesAcrossTheBorders(value: Double, text: String) {
    #expect(NumberStyle().text(value) == text)
  }

  @Test(
    arguments: [
      (0.12345, "0.1235"), (1.0005, "1.001"), (2.5005, "2.501"), (-1.0005, "−1.001"), (1.0015, "1.002"),
      (0.00012345, "0.0001235"),
    ] as [(Double, String)])
  func halfIsRoundedAwayFromZero(value: Double, text: String) {
    #expect(NumberStyle().text(value) == text)
  }

  @Test(arguments: [
    (1, "0.1"), (2, "0.12"), (3, "0.123"), (5, "0.12346"), (8, "0.12345679"), (16, "0.1234567890123457"),
    (17, "0.12345678901234568"), (18, "0.12345678901234568"), (100, "0.12345678901234568"), (0, "0.1"), (-5, "0.1"),
  ])
  func precisionIsFromOneToSeventeen(precision: Int, text: String) {
    #expect(NumberStyle(precision: precision).text(0.12345678901234568) == text)
  }

  @Test func precisionOfOneCarries() {
    let style = NumberStyle(precision: 1)
    #expect(style.text(9.5) == "10")
    #expect(style.text(0.95) == "1")
    #expect(style.text(95) == "95")
    #expect(style.text(960_000) == "10⁶")
    #expect(style.text(0.000_095) == "0.0001")
    #expect(style.text(150_000) == "2×10⁵")
  }

  @Test(arguments: [0.1, 1.0 / 3, 2.5e-7, 6.02214076e23, -1234.5678901234567, 1e15 / 7])
  func seventeenDigitsReadBackExactly(value: Double) throws {
    let parts = NumberStyle(precision: 17).parts(of: value)
    let number = try #require(Double("\(parts.digits)e\(parts.exponent ?? 0)"))
    #expect((parts.isNegative ? -number : number) == value)
  }

  @Test func specialNumbersHaveNames() {
    #expect(NumberStyle().text(.nan) == "NaN")
    #expect(NumberStyle().text(-.nan) == "NaN")
    #expect(NumberStyle().text(.signalingNaN) == "NaN")
    #expect(NumberStyle().text(.infinity) == "∞")
    #expect(NumberStyle().text(-.infinity) == "−∞")
    #expect(NumberStyle().text(-0.0) == "0")
  }

  @Test func partsSayWhatIsShown() {
    let parts = NumberStyle().parts(of: -123_456)
    #expect(parts.isNegative && parts.digits == "1.235" && parts.exponent == 5)
    #expect(NumberStyle().parts(of: 12).exponent == nil)
  }

  @Test(
    arguments: [
      (2, "2"), (-2.5, "minus 2.5"), (-0.000_012_345, "minus 1.235 times 10 to the power minus 5"),
      (1e10, "10 to the power 10"), (.infinity, "infinity"), (-.infinity, "minus infinity"),
      (.nan, "not a number"),
      (-0.0, "0"),
    ] as [(Double, String)])
  func numbersAreSpoken(value: Double, words: String) {
    #expect(NumberStyle().spoken(value) == words)
  }
}
