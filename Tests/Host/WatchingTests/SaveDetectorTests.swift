import FoundationEssentials
import Output
import Testing

@testable import Watching

/// What counts as saved, told by readings and times without a clock.
@Suite struct SaveDetectorTests {
  private static func text(_ text: String) -> FileReading { .contents(Data(text.utf8)) }

  /// What is told of a sequence of readings.
  private func told(_ readings: [(milliseconds: Int, reading: FileReading, isWhole: Bool)]) -> [FileReading] {
    var detector = SaveDetector()
    return readings.compactMap { moment in
      let isSaved = detector.isSaved(
        moment.reading, isWhole: moment.isWhole, at: .milliseconds(moment.milliseconds))
      return isSaved ? moment.reading : nil
    }
  }

  @Test("What is there at first is told at once, whatever it is") func first() {
    #expect(told([(0, Self.text("a"), false)]) == [Self.text("a")])
    #expect(told([(0, Self.text(""), false)]) == [Self.text("")])
    #expect(told([(0, .failed(.missing), false)]) == [.failed(.missing)])
  }

  @Test("What a writer has closed is told at once, and once") func closed() {
    let (a, b) = (Self.text("a"), Self.text("b"))
    #expect(told([(0, a, true), (5, b, true), (6, b, true), (500, b, false), (510, a, true)]) == [a, b, a])
  }

  @Test("A file that is cut to nothing and written anew is never empty") func truncated() {
    let (a, b) = (Self.text("a"), Self.text("b"))
    #expect(told([(0, a, false), (10, Self.text(""), true), (40, Self.text(""), false), (60, b, true)]) == [a, b])
  }

  @Test("A file that is deleted and made again is never missing") func madeAgain() {
    let (a, b) = (Self.text("a"), Self.text("b"))
    #expect(told([(0, a, false), (10, .failed(.missing), false), (100, b, true)]) == [a, b])
    // The same again is nothing new.
    #expect(told([(0, a, false), (10, .failed(.missing), false), (100, a, true)]) == [a])
  }

  @Test("A file that stays empty or missing is told so") func stays() {
    for reading in [Self.text(""), .failed(.missing)] {
      let a = Self.text("a")
      #expect(
        told([(0, a, false), (10, reading, true), (129, reading, false), (130, reading, false)]) == [a, reading])
    }
  }

  @Test("What grows is told when it has stopped") func growing() {
    let steps = ["a", "ab", "abc"].map(Self.text)
    #expect(
      told([
        (0, Self.text("x"), false), (10, steps[0], false), (40, steps[1], false), (60, steps[2], false),
        (89, steps[2], false), (90, steps[2], false), (200, steps[2], false),
      ]) == [Self.text("x"), steps[2]])
  }

  @Test("It says when to look again, and only while there is something to look for") func due() {
    var detector = SaveDetector()
    _ = detector.isSaved(Self.text("a"), isWhole: false, at: .zero)
    #expect(detector.due == nil)
    _ = detector.isSaved(Self.text("b"), isWhole: false, at: .milliseconds(7))
    #expect(detector.due == .milliseconds(7) + SaveDetector.patience)
    _ = detector.isSaved(Self.text("a"), isWhole: false, at: .milliseconds(9))
    #expect(detector.due == nil)
  }
}
