import Testing

@testable import Charts

/// The marks of an axis, and where a number stands between them.
@Suite struct AxisTests {
  @Test(arguments: [
    ([0, 10], ["0", "2", "4", "6", "8", "10"]),
    ([0, 0.3], ["0", "0.05", "0.1", "0.15", "0.2", "0.25", "0.3"]),
    ([-3, 3], ["−3", "−2", "−1", "0", "1", "2", "3"]),
    ([0, 60_000], ["0", "10,000", "20,000", "30,000", "40,000", "50,000", "60,000"]),
  ])
  func marksAreRoundNumbers(_ values: [Double], _ texts: [String]) {
    #expect(Axis("x", holding: values).ticks.map(\.text) == texts)
  }

  @Test func logarithmicMarksAreOneTwoAndFiveTimesPowersOfTen() {
    let axis = Axis("loss", holding: [0.03, 2], isLogarithmic: true)
    #expect(axis.ticks.map(\.text) == ["0.02", "0.05", "0.1", "0.2", "0.5", "1", "2"])
    #expect(axis.place(0.02) == 0 && axis.place(2) == 1)
    #expect(abs(axis.place(0.2) - 0.5) < 1e-12)
  }

  @Test func numberBeyondTheAxisStandsAtItsEnd() {
    let axis = Axis("x", holding: [0, 10])
    #expect(axis.place(5) == 0.5)
    #expect(axis.place(-1) == 0 && axis.place(11) == 1 && axis.place(.nan) == 0)
  }

  @Test(arguments: [[], [.nan], [.infinity], [0], [1000], [-1e-300]] as [[Double]])
  func anyNumbersMakeAnAxis(_ values: [Double]) {
    for isLogarithmic in [false, true] {
      let axis = Axis("x", holding: values, isLogarithmic: isLogarithmic)
      #expect(axis.range.lowerBound < axis.range.upperBound)
      #expect((0...1).contains(axis.place(values.first ?? 0)))
    }
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-60_000, "−60,000"), (1_234_567, "1,234,567")])
  func threeDigitsMakeAGroup(_ number: Int, _ text: String) { #expect(number.grouped == text) }
}
