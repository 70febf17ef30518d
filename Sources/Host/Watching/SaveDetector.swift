/// Tells when what is read of a file is what somebody has saved, and not half of it.
///
/// An editor may write a new file and rename it, cut the old one to nothing and write it anew, or delete it and make
/// another. In between the file is empty, missing or incomplete. It reads no clock: whoever calls it says what time it is.
struct SaveDetector {
  /// How long contents must stay the same where nobody has said that they are whole.
  static let patience = Duration.milliseconds(30)
  /// How long a file must be empty or missing to count as that.
  static let longPatience = Duration.milliseconds(120)

  /// What was told last.
  private var told: FileReading?
  /// What has been seen since and has not been told yet, and from when on it may be.
  private var waiting: (reading: FileReading, due: Duration)?

  /// When the file is to be looked at again although nothing is heard of it; nil where that is not necessary.
  var due: Duration? { waiting?.due }

  /// Takes note of a reading.
  ///
  /// - Parameters:
  ///   - reading: what the file holds now.
  ///   - isWhole: whether a writer has just closed the file, or a file was renamed to its name.
  ///   - now: the time.
  /// - Returns: whether the reading counts, and differs from what was told before.
  mutating func isSaved(_ reading: FileReading, isWhole: Bool, at now: Duration) -> Bool {
    guard reading != told else {
      waiting = nil
      return false
    }
    let counts =
      if told == nil { true } else if isWhole, !reading.isPassing {
        true
      } else if let waiting,
        waiting.reading == reading
      { now >= waiting.due } else { false }
    if counts {
      (told, waiting) = (reading, nil)
    } else if waiting?.reading != reading {
      waiting = (reading, now + (reading.isPassing ? Self.longPatience : Self.patience))
    }
    return counts
  }
}
