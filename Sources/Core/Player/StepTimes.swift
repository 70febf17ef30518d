import Storyboard

/// How long the steps are to be seen in what plays by itself, in milliseconds.
package struct StepTimes: Hashable, Sendable {
  /// How long each step is to be seen.
  package private(set) var durations: [Int]

  /// What a step lasts by.
  package enum Pace: Hashable, Sendable {
    /// Every step as long as the others.
    case even(seconds: Double)
    /// As long as its sentence takes to be said, and no shorter than other steps are by default.
    case spoken
  }

  /// The words a minute of a calm voice.
  package static let wordsPerMinute = 150
  /// The shortest step of ``Pace/spoken``.
  private static let shortest = 2500

  /// The times of the frames of a story.
  package init(_ frames: Frames, _ pace: Pace) {
    durations = frames.indices.map { place in
      switch pace {
      case .even(let seconds): Int((seconds * 1000).rounded())
      case .spoken: max(StepTimes.shortest, frames.caption(place).spoken.wordCount * 60_000 / StepTimes.wordsPerMinute)
      }
    }
  }

  /// The beginning of each step.
  package var starts: [Int] {
    var sum = 0
    return durations.map { duration in
      defer { sum += duration }
      return sum
    }
  }

  /// How long all steps last.
  package var total: Int { durations.reduce(0, +) }
  /// The duration of the last step.
  package var last: Int { durations.last ?? 0 }
  /// Whether all steps last equally long.
  package var areEqual: Bool { durations.allSatisfy { $0 == durations.first } }

  /// The same, the last step twice as long: it is the last of a video, which then ends.
  package var withLongLast: StepTimes {
    var times = self
    if let last = durations.last { times.durations[durations.count - 1] = 2 * last }
    return times
  }

  /// Makes a step last at least so long, in halves of a second.
  package mutating func lengthen(_ step: Int, to milliseconds: Int) {
    guard durations.indices.contains(step) else { return }
    durations[step] = max(durations[step], (milliseconds + 499) / 500 * 500)
  }
}

extension String {
  /// The number of words, those of "23.01" two, as it takes longer to be said than "23".
  fileprivate var wordCount: Int {
    max(
      split { $0.isWhitespace }.count,
      split { !($0.isLetter || $0.isNumber || $0 == "_") }.count)
  }
}
